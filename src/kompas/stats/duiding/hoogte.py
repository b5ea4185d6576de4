"""The level beside other municipalities, in words."""

from typing import Final

from kompas.base import getal_tekst
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import (
    GEZEGD,
    IS_ENQUETE,
    NUL_GETELD,
    RICHTING_LIGT_NIET_VAST,
    VEEL_BIJ_ELKAAR,
    Bewijs,
    Getallen,
    Gezegd,
    beweging,
    eerste_let_op,
    vlag_zin,
)
from kompas.stats.duiding.feiten import Hoogte, Reeksnaam, Vorm
from kompas.stats.verandering import Beweging, Zekerheid, symbool_van

VALT_NIET_OP: Final = "valt niet op"
KORT: Final = 32
"""A longer name of a group does not fit in a word."""


def zeg_hoogte(feit: Hoogte, b: Bewijs) -> Gezegd:
    richting = beweging(feit.getal - feit.anderen)
    zeker = Zekerheid.NIET_TE_ZEGGEN if richting is Beweging.GELIJK else b.zekerheid
    hoger = richting is Beweging.GESTEGEN
    vlag = vlag_zin(b.vlaggen(feit.jaar, feit.jaar)) if zeker in GEZEGD else ""
    return Gezegd(
        feit.onderwerp,
        _woord(feit, b, zeker, hoger=hoger),
        "○" if zeker is Zekerheid.NIET_TE_BEOORDELEN else symbool_van(zeker, richting),
        (*_stand(feit, b.naam), *_gezegd(b, zeker, richting), vlag),
        methode=f"{_methode(b.naam)} met de gewone verschillen tussen {b.naam.gebieden}",
        pagina="enquetevergelijking" if b.naam.steekproef else "funnel",
        getallen=_getallen(feit, b.naam),
        let_op=_let_op(feit, b.naam, zeker, hoger=hoger),
        zekerheid=zeker,
    )


def _methode(naam: Reeksnaam) -> str:
    return "vergelijking van enquêtecijfers en hun marges" if naam.steekproef else "trechter"


def _woord(feit: Hoogte, b: Bewijs, zeker: Zekerheid, *, hoger: bool) -> str:
    groep = feit.groep if len(feit.groep) <= KORT else f"andere {b.naam.gebieden}"
    kant = f"{'hoger' if hoger else 'lager'} dan {groep}"
    if zeker is Zekerheid.ZEKER:
        return f"zeker {kant}"
    if zeker is Zekerheid.WAARSCHIJNLIJK:
        return f"waarschijnlijk {kant}, niet zeker"
    return VALT_NIET_OP if zeker is Zekerheid.NIET_TE_ZEGGEN and not b.verloor else str(zeker)


def _stand(feit: Hoogte, naam: Reeksnaam) -> tuple[str, ...]:
    if naam.vorm is Vorm.AANTAL:
        return (
            f"In {feit.jaar} {taal.er_waren(feit.getal, naam.eenheid, naam.gemeente)}.",
            f"Met het gemiddelde van {_groep(feit, naam)} zouden het er ongeveer {taal.ongeveer(feit.anderen)} zijn.",
        )
    decimalen = taal.decimalen_voor(naam, feit.getal, feit.anderen)
    anderen = taal.getal(feit.anderen, naam, decimalen)
    eigen = taal.met_eenheid(feit.getal, naam, decimalen)
    # Every municipality has its own sample: their figures are averaged, not added up.
    bij_hen = f"was het gemiddeld {anderen}" if naam.steekproef else f"samen was het {anderen}"
    return (f"In {feit.jaar} was dit cijfer in {naam.gemeente} {eigen}.", f"Bij {_groep(feit, naam)} {bij_hen}.")


def _groep(feit: Hoogte, naam: Reeksnaam) -> str:
    """The group with how many it has: ten others are not the whole country."""
    if feit.groep in {f"andere {naam.gebieden}", f"vergelijkbare {naam.gebieden}"} and feit.aantal > 1:
        return f"{getal_tekst(feit.aantal)} {feit.groep}"
    return feit.groep


def _gezegd(b: Bewijs, zeker: Zekerheid, richting: Beweging) -> tuple[str, ...]:
    """What was tested is not whether two figures differ, but whether so large a difference is unusual."""
    naam, kant = b.naam, "hoger" if richting is Beweging.GESTEGEN else "lager"
    if zeker in GEZEGD:
        zin = f"{naam.gemeente} ligt {zeker} {kant} dan gewoon is tussen {naam.gebieden}."
        return (zin, "" if zeker is Zekerheid.ZEKER else "Zeker is dat niet.")
    if zeker is Zekerheid.NIET_TE_BEOORDELEN:
        return ("Of dat ongewoon is, is niet getoetst.",)
    if b.verloor:
        return (f"Los bekeken valt {naam.gemeente} op.", VEEL_BIJ_ELKAAR)
    if richting is Beweging.GELIJK:
        return (f"{naam.gemeente} valt niet op.",)
    return (f"Zo'n verschil is gewoon tussen {naam.gebieden}: {naam.gemeente} valt niet op.",)


def _getallen(feit: Hoogte, naam: Reeksnaam) -> Getallen:
    decimalen = taal.decimalen_voor(naam, feit.getal, feit.anderen)
    laag, hoog = (taal.getal(grens, naam, decimalen) for grens in (feit.laag, feit.hoog))
    groep, toeval = (f"{feit.groep}, gemiddeld", "de marges") if naam.steekproef else (feit.groep, "los toeval")
    return (
        (f"{naam.gemeente}, {feit.jaar}", taal.met_eenheid(feit.getal, naam, decimalen)),
        ("marge (95%)", f"{laag} tot {hoog}"),
        (f"{groep}, {feit.jaar}", taal.met_eenheid(feit.anderen, naam, decimalen)),
        (f"aantal {naam.gebieden} in die groep", getal_tekst(feit.aantal)),
        ("plaats (1 is het hoogst)", _plaats(feit)),
        (f"verschillen tussen {naam.gebieden}", f"{taal.keer(feit.phi)} keer die van {toeval}"),
    )


def _plaats(feit: Hoogte) -> str:
    if feit.plaats_laag == feit.plaats_hoog:
        return str(feit.plaats_laag)
    return f"ergens van {feit.plaats_laag} tot en met {feit.plaats_hoog}"


def _let_op(feit: Hoogte, naam: Reeksnaam, zeker: Zekerheid, *, hoger: bool) -> tuple[str, ...]:
    niet_gelijk = (
        f"Het betekent niet dat {naam.gemeente} gelijk is aan andere {naam.gebieden}, "
        "en niet dat het goed of slecht gaat."
    )
    return (
        eerste_let_op(zeker, _oordeel(naam, hoger=hoger), niet_gelijk),
        "" if feit.getal or naam.steekproef else NUL_GETELD,
        IS_ENQUETE if naam.steekproef else "",
        _ranglijst(feit),
        RICHTING_LIGT_NIET_VAST if naam.lager_is_beter is None and zeker in GEZEGD else "",
    )


def _oordeel(naam: Reeksnaam, *, hoger: bool) -> str:
    """A level is no judgement."""
    if naam.steekproef or naam.vorm in {Vorm.AANDEEL, Vorm.CIJFER}:
        return f"Een verschil met andere {naam.gebieden} zegt niet waardoor dat komt."
    if naam.lager_is_beter is False:
        kant, oordeel = ("Hoger", "goed") if hoger else ("Lager", "slecht")
        return f"{kant} betekent niet dat {naam.gemeente} het {oordeel} doet."
    if hoger:
        return f"Hoger betekent niet dat {naam.gemeente} het slecht doet. Een centrum of veel bezoekers tellen ook mee."
    return "Lager dan anderen is niet hetzelfde als veilig. Er kan ook minder zijn gemeld."


def _ranglijst(feit: Hoogte) -> str:
    if feit.plaats_laag == feit.plaats_hoog:
        return ""
    return f"Een precieze plaats op een ranglijst is niet te geven. Het is {_plaats(feit)} (1 is het hoogst)."
