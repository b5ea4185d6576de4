"""The chance that a target is met, in words."""

from typing import Final

from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Getallen, Gezegd
from kompas.stats.duiding.feiten import Kansfeit

WEINIG: Final = 0.35
VEEL: Final = 0.65
VAAK_TOEVAL: Final = 0.20
"""A target that is met so often without any change proves nothing when it is met."""


def zeg_kans(feit: Kansfeit, b: Bewijs) -> Gezegd:
    if feit.doeljaar <= feit.stand:
        return _voorbij(feit, b)
    kans = taal.kans_tekst(feit.kans)
    return Gezegd(
        feit.onderwerp,
        f"kans {kans}",
        symbool_van_kans(feit.kans),
        (
            _nu(feit, b),
            f"De kans dat {b.naam.gemeente} het doel in {feit.doeljaar} haalt ({doel_tekst(feit, b)}), is {kans}.",
            _toeval(feit),
        ),
        methode="vooruitblik" + (" met maandcijfers" if feit.met_maanden else " met jaarcijfers"),
        pagina="doelkans",
        getallen=_getallen(feit, b),
        let_op=_let_op(feit),
    )


def symbool_van_kans(kans: float) -> str:
    return "◔" if kans < WEINIG else "◕" if kans > VEEL else "◑"


def doel_tekst(feit: Kansfeit, b: Bewijs) -> str:
    return f"{'minstens' if feit.minstens else 'hoogstens'} {taal.met_eenheid(feit.streef, b.naam)}"


def _haalt(feit: Kansfeit) -> bool | None:
    if feit.nu is None:
        return None
    return feit.nu >= feit.streef if feit.minstens else feit.nu <= feit.streef


def _nu(feit: Kansfeit, b: Bewijs) -> str:
    if feit.nu is None or not _haalt(feit):
        return ""
    return f"Het cijfer van {feit.stand} ({taal.met_eenheid(feit.nu, b.naam)}) haalt het doel al."


def _toeval(feit: Kansfeit) -> str:
    if feit.kans_zonder_verandering is None:
        return ""
    return f"Als er niets echt verandert, is die kans {taal.kans_tekst(feit.kans_zonder_verandering)}."


def _voorbij(feit: Kansfeit, b: Bewijs) -> Gezegd:
    haalt = _haalt(feit)
    zinnen: tuple[str, ...] = (f"Het doeljaar {feit.doeljaar} is voorbij. Een kans is er dan niet meer.",)
    if haalt is not None and feit.nu is not None and feit.stand == feit.doeljaar:
        uitkomst = "gehaald" if haalt else "niet gehaald"
        stand = taal.met_eenheid(feit.nu, b.naam)
        zinnen = (f"Het doeljaar {feit.doeljaar} is voorbij. Het cijfer was {stand}: het doel is {uitkomst}.",)
    return Gezegd(
        feit.onderwerp,
        "doeljaar voorbij",
        "○",
        zinnen,
        methode="geen vooruitblik meer nodig",
        pagina="doelkans",
        getallen=(("doel", doel_tekst(feit, b)),),
    )


def _getallen(feit: Kansfeit, b: Bewijs) -> Getallen:
    decimalen = taal.decimalen_voor(b.naam, feit.laag80, feit.hoog80)
    laag, midden, hoog = (
        taal.getal(waarde, b.naam, decimalen=decimalen) for waarde in (feit.laag80, feit.midden, feit.hoog80)
    )
    rijen = [("doel", f"{doel_tekst(feit, b)} in {feit.doeljaar}"), ("kans", taal.kans_tekst(feit.kans))]
    if feit.kans_zonder_verandering is not None:
        rijen.append(("kans zonder verandering", taal.kans_tekst(feit.kans_zonder_verandering)))
    if feit.nu is not None:
        rijen.append((f"laatste cijfer ({feit.stand})", taal.met_eenheid(feit.nu, b.naam)))
    rijen.append((f"midden van de vooruitblik voor {feit.doeljaar}", midden))
    rijen.append(("8 van de 10 keer tussen", f"{laag} en {hoog}"))
    return tuple(rijen)


def _let_op(feit: Kansfeit) -> tuple[str, ...]:
    zonder = feit.kans_zonder_verandering
    return (
        f"Een kans is geen voorspelling: {_keren(feit.kans)}.",
        "Wordt het doel gehaald, dan bewijst dat niet dat het beleid werkt."
        if zonder is not None and zonder >= VAAK_TOEVAL
        else "",
        "Nieuwe plannen zitten niet in deze kans. Die kijkt alleen naar de cijfers tot nu toe.",
    )


def _keren(kans: float) -> str:
    keren = round(kans * 20)
    if keren <= 0 or keren >= 20:
        return "ook wat bijna zeker lijkt, gaat soms anders"
    return f"van de 20 keer lukt het ongeveer {keren} keer, en {20 - keren} keer niet"
