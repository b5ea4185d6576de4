"""The chance that a target is met, in words."""

from typing import Final

from kompas.base import nodige_decimalen
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Getallen, Gezegd
from kompas.stats.duiding.feiten import Kansfeit, Reeksnaam, Vorm

WEINIG: Final = 0.35
VEEL: Final = 0.65
VAAK_TOEVAL: Final = 0.20
"""A target that is met so often without any change proves nothing when it is met."""


def zeg_kans(feit: Kansfeit, b: Bewijs) -> Gezegd:
    if feit.doeljaar <= feit.stand:
        return _voorbij(feit, b.naam)
    return Gezegd(
        feit.onderwerp,
        f"kans {taal.kans_tekst(feit.kans)}",
        symbool_van_kans(feit.kans),
        (*_zinnen(feit, b.naam), _zonder_verandering(feit)),
        methode=f"vooruitblik met {'maandcijfers' if feit.met_maanden else 'jaarcijfers'}",
        pagina="doelkans",
        getallen=_getallen(feit, b.naam),
        let_op=_let_op(feit),
    )


def symbool_van_kans(kans: float) -> str:
    return "◔" if kans < WEINIG else "◕" if kans > VEEL else "◑"


def doel_tekst(feit: Kansfeit, naam: Reeksnaam) -> str:
    """What is to be reached: hoogstens 60 misdrijven, minstens 7,5, nul misdrijven."""
    if not feit.streef and not feit.minstens and naam.vorm is Vorm.AANTAL:
        return f"nul {naam.eenheid}"
    return f"{'minstens' if feit.minstens else 'hoogstens'} {_streef(feit, naam)}"


def _streef(feit: Kansfeit, naam: Reeksnaam) -> str:
    return taal.met_eenheid(feit.streef, naam, max(naam.decimalen, nodige_decimalen(feit.streef, 2)))


def _haalt(feit: Kansfeit) -> bool | None:
    if feit.nu is None:
        return None
    if feit.doeljaar <= feit.stand:
        return feit.kans >= 0.5
    return feit.nu >= feit.streef if feit.minstens else feit.nu <= feit.streef


def _zinnen(feit: Kansfeit, naam: Reeksnaam) -> tuple[str, ...]:
    doel = f"Het doel voor {feit.doeljaar} is {doel_tekst(feit, naam)}."
    kans = taal.kans_tekst(feit.kans)
    if feit.nu is None or not _haalt(feit):
        return (doel, f"De kans dat {naam.gemeente} dat haalt, is {kans}.")
    nu = taal.getal(feit.nu, naam, taal.decimalen_voor(naam, feit.nu, feit.streef))
    al = f"In {feit.stand} was dat al gehaald, met {nu}."
    return (doel, al, f"De kans dat het in {feit.doeljaar} ook is gehaald, is {kans}.")


def _zonder_verandering(feit: Kansfeit) -> str:
    zonder = feit.kans_zonder_verandering
    if zonder is None:
        return ""
    tekst = taal.kans_tekst(zonder)
    ook = "Ook als" if zonder >= VAAK_TOEVAL or tekst == taal.kans_tekst(feit.kans) else "Als"
    return f"{ook} er niets echt verandert, is die kans {tekst}."


def _voorbij(feit: Kansfeit, naam: Reeksnaam) -> Gezegd:
    zinnen: tuple[str, ...] = (f"Het doeljaar {feit.doeljaar} is voorbij. Een kans is er dan niet meer.",)
    if feit.nu is not None and feit.stand == feit.doeljaar:
        uitkomst = "gehaald" if _haalt(feit) else "niet gehaald"
        stand = taal.met_eenheid(feit.nu, naam, taal.decimalen_voor(naam, feit.nu, feit.streef))
        doel = f"Het doel voor {feit.doeljaar} was {doel_tekst(feit, naam)}."
        zinnen = (doel, f"Het werd {stand}: het doel is {uitkomst}.")
    return Gezegd(
        feit.onderwerp,
        "doeljaar voorbij",
        "○",
        zinnen,
        methode="geen vooruitblik: het doeljaar is voorbij",
        pagina="doelkans",
        getallen=(("doel", f"{doel_tekst(feit, naam)} in {feit.doeljaar}"),),
        let_op=("Gehaald of niet gehaald bewijst niet dat het door het beleid komt.",),
    )


def _getallen(feit: Kansfeit, naam: Reeksnaam) -> Getallen:
    decimalen = taal.decimalen_voor(naam, feit.laag80, feit.hoog80)
    laag, midden, hoog = (taal.getal(x, naam, decimalen) for x in _heel(feit, naam))
    rijen = [("doel", f"{doel_tekst(feit, naam)} in {feit.doeljaar}"), ("kans", taal.kans_tekst(feit.kans))]
    if feit.kans_zonder_verandering is not None:
        rijen.append(("kans als er niets echt verandert", taal.kans_tekst(feit.kans_zonder_verandering)))
    if feit.nu is not None:
        rijen.append((f"laatste cijfer ({feit.stand})", taal.met_eenheid(feit.nu, naam)))
    rijen.append((f"midden van de vooruitblik voor {feit.doeljaar}", midden))
    rijen.append(("8 van de 10 keer", f"van {laag} tot {hoog}"))
    return tuple(rijen)


def _heel(feit: Kansfeit, naam: Reeksnaam) -> tuple[float, float, float]:
    """The forecast; of counts in whole incidents."""
    drie = (feit.laag80, feit.midden, feit.hoog80)
    if naam.vorm is not Vorm.AANTAL:
        return drie
    return (float(round(drie[0])), float(round(drie[1])), float(round(drie[2])))


def _let_op(feit: Kansfeit) -> tuple[str, ...]:
    zonder = feit.kans_zonder_verandering
    return (
        f"Een kans is geen voorspelling: {_keren(feit.kans)}.",
        "Wordt het doel gehaald, dan bewijst dat niet dat het beleid werkt."
        if zonder is not None and zonder >= VAAK_TOEVAL
        else "",
        "Nieuwe plannen tellen niet mee. De kans komt alleen uit de cijfers tot nu toe.",
    )


def _keren(kans: float) -> str:
    keren = round(kans * 20)
    if keren <= 0 or keren >= 20:
        return "ook wat bijna zeker lijkt, gaat soms anders"
    return f"van de 20 keer lukt het ongeveer {keren} keer, en {20 - keren} keer niet"
