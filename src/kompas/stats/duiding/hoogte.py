"""The level beside other municipalities, in words."""

from typing import Final

from kompas.base import getal_tekst
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Getallen, Gezegd, beweging
from kompas.stats.duiding.feiten import Artefactfeit, Hoogte, Vorm
from kompas.stats.verandering import Beweging, Zekerheid, symbool_van

KORT: Final = 32
"""A longer name of a group does not fit in a word."""


def zeg_hoogte(feit: Hoogte, b: Bewijs) -> Gezegd:
    richting = beweging(feit.getal - feit.anderen)
    zeker = Zekerheid.NIET_TE_ZEGGEN if richting is Beweging.GELIJK else b.zekerheid
    hoger = richting is Beweging.GESTEGEN
    return Gezegd(
        feit.onderwerp,
        _woord(feit, zeker, hoger),
        symbool_van(zeker, richting),
        (*_stand(feit, b), _gezegd(b, zeker, hoger)),
        methode="trechter met de gewone spreiding tussen gemeenten",
        pagina="funnel",
        getallen=_getallen(feit, b),
        let_op=_let_op(feit, b, zeker, hoger),
        zekerheid=zeker,
    )


def _woord(feit: Hoogte, zeker: Zekerheid, hoger: bool) -> str:
    groep = feit.groep if len(feit.groep) <= KORT else "andere gemeenten"
    kant = f"{'hoger' if hoger else 'lager'} dan {groep}"
    if zeker is Zekerheid.ZEKER:
        return f"zeker {kant}"
    if zeker is Zekerheid.WAARSCHIJNLIJK:
        return f"waarschijnlijk {kant}, niet zeker"
    return str(zeker)


def _stand(feit: Hoogte, b: Bewijs) -> tuple[str, ...]:
    naam, decimalen = b.naam, taal.decimalen_voor(b.naam, feit.getal, feit.anderen)
    eigen = taal.met_eenheid(feit.getal, naam, decimalen=decimalen)
    anderen = taal.getal(feit.anderen, naam, decimalen=decimalen)
    eerste = f"In {feit.jaar} was dit cijfer in {naam.gemeente} {eigen}."
    if naam.vorm is Vorm.AANTAL:
        return (eerste, f"Bij evenveel inwoners zouden het er bij {feit.groep} ongeveer {anderen} zijn.")
    return (eerste, f"Bij {feit.groep} samen was het {anderen}.")


def _gezegd(b: Bewijs, zeker: Zekerheid, hoger: bool) -> str:
    plaats, kant = b.naam.gemeente, "hoger" if hoger else "lager"
    if zeker is Zekerheid.ZEKER:
        return f"{plaats} ligt daarmee zeker {kant}."
    if zeker is Zekerheid.WAARSCHIJNLIJK:
        return f"{plaats} ligt daarmee waarschijnlijk {kant}. Zeker is dat niet."
    if zeker is Zekerheid.NIET_TE_BEOORDELEN:
        return "Dit verschil is niet getoetst."
    if b.verloor():
        return f"Of {plaats} echt {kant} ligt, is niet te zeggen: bij zo veel cijfers wijkt er altijd wel een af."
    return f"Of {plaats} echt anders is, is niet te zeggen: zo'n verschil is gewoon tussen gemeenten."


def _getallen(feit: Hoogte, b: Bewijs) -> Getallen:
    naam, decimalen = b.naam, taal.decimalen_voor(b.naam, feit.getal, feit.anderen)
    laag, hoog = (taal.getal(grens, naam, decimalen=decimalen) for grens in (feit.laag, feit.hoog))
    return (
        (f"{naam.gemeente}, {feit.jaar}", taal.met_eenheid(feit.getal, naam, decimalen=decimalen)),
        ("marge (95%)", f"{laag} tot {hoog}"),
        (f"{feit.groep}, {feit.jaar}", taal.met_eenheid(feit.anderen, naam, decimalen=decimalen)),
        ("aantal gemeenten", str(feit.aantal)),
        ("plaats (1 is het hoogst)", _plaats(feit)),
        ("spreiding tussen gemeenten, maal toeval", getal_tekst(feit.phi, 1)),
    )


def _plaats(feit: Hoogte) -> str:
    if feit.plaats_laag == feit.plaats_hoog:
        return str(feit.plaats_laag)
    return f"ergens tussen {feit.plaats_laag} en {feit.plaats_hoog}"


def _let_op(feit: Hoogte, b: Bewijs, zeker: Zekerheid, hoger: bool) -> tuple[str, ...]:
    if zeker not in {Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK}:
        eerst = f"‘Niet te zeggen’ betekent niet dat {b.naam.gemeente} gelijk is aan andere gemeenten."
    elif hoger:
        eerst = "Hoger betekent niet dat de gemeente het slecht doet. Een centrum of veel bezoekers tellen ook mee."
    else:
        eerst = "Lager dan anderen is niet hetzelfde als veilig. Er kan ook minder zijn gemeld."
    return (
        eerst,
        _ranglijst(feit),
        "Of hoger of lager beter is, ligt bij dit cijfer niet vast." if b.naam.lager_is_beter is None else "",
        "" if feit.jaar not in _vlaggen(b) else f"Bij {feit.jaar} staat een vlag: misschien is er anders geteld.",
    )


def _ranglijst(feit: Hoogte) -> str:
    if feit.plaats_laag == feit.plaats_hoog:
        return ""
    return f"Een plaats op een ranglijst zegt weinig: het is ergens tussen {feit.plaats_laag} en {feit.plaats_hoog}."


def _vlaggen(b: Bewijs) -> set[int]:
    return {feit.jaar for feit in b.andere if isinstance(feit, Artefactfeit)}
