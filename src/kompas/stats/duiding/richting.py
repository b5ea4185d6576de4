"""The direction over the years, own and beside elsewhere, in words."""

import math
from typing import Final

from kompas.base import getal_tekst
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import Bewijs, Getallen, Gezegd, kant_zin
from kompas.stats.duiding.feiten import Trendfeit
from kompas.stats.verandering import Beweging, Zekerheid, symbool_van

GEZEGD: Final = {Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK}


def zeg_trend(feit: Trendfeit, b: Bewijs) -> Gezegd:
    omhoog = feit.eigen > 1
    gunstig = b.gunstig(omhoog=omhoog)
    return Gezegd(
        feit.onderwerp,
        _woord(feit, b),
        symbool_van(b.zekerheid, Beweging.GESTEGEN if omhoog else Beweging.GEDAALD),
        (_eigen(feit, b), kant_zin(gunstig), _elders(feit, b)),
        methode="lijn door de jaren, met meer spreiding dan toeval",
        pagina="trend",
        getallen=_getallen(feit),
        let_op=_let_op(b),
        gunstig=gunstig,
        zekerheid=b.zekerheid,
    )


def _verschil(b: Bewijs) -> Zekerheid:
    return b.zekerheden[1] if len(b.zekerheden) > 1 else Zekerheid.NIET_TE_BEOORDELEN


def _woord(feit: Trendfeit, b: Bewijs) -> str:
    kant = "stijgend" if feit.eigen > 1 else "dalend"
    anders = _anders(feit)
    verschil = _verschil(b)
    if b.zekerheid is Zekerheid.NIET_TE_BEOORDELEN:
        return str(b.zekerheid)
    if b.zekerheid not in GEZEGD:
        return f"niet te zeggen, wel {verschil} {anders}" if verschil in GEZEGD else "niet te zeggen"
    eigen = f"{b.zekerheid} {kant}"
    if verschil in GEZEGD:
        verbinding = "en" if (feit.eigen > 1) == ((feit.verschil or 1) > 1) else "maar"
        misschien = "waarschijnlijk " if verschil is Zekerheid.WAARSCHIJNLIJK else ""
        return f"{eigen}, {verbinding} {misschien}{anders}"
    return eigen if b.zekerheid is Zekerheid.ZEKER else f"{eigen}, niet zeker"


def _anders(feit: Trendfeit) -> str:
    """How it moves beside elsewhere, as the end of a word."""
    hoger = (feit.verschil or 1) > 1
    if _samen(feit, feit.elders or 1):
        sneller = hoger == (feit.eigen > 1)
        return "sneller dan elders" if sneller else "langzamer dan elders"
    return "anders dan elders"


def _samen(feit: Trendfeit, elders: float) -> bool:
    return (feit.eigen > 1) == (elders > 1)


def _eigen(feit: Trendfeit, b: Bewijs) -> str:
    begin = f"Van {feit.van} tot en met {feit.tot}"
    plaats, per_jaar = b.naam.gemeente, _per_jaar(feit.eigen)
    werkwoord = "steeg" if feit.eigen > 1 else "daalde"
    if b.zekerheid is Zekerheid.ZEKER:
        return f"{begin} {werkwoord} dit cijfer in {plaats} zeker, met gemiddeld {per_jaar} per jaar."
    if b.zekerheid is Zekerheid.WAARSCHIJNLIJK:
        return f"{begin} {werkwoord} dit cijfer in {plaats} waarschijnlijk, met gemiddeld {per_jaar} per jaar."
    if b.zekerheid is Zekerheid.NIET_TE_BEOORDELEN:
        return f"{begin} is de richting van dit cijfer niet te beoordelen."
    return f"{begin} is niet te zeggen of dit cijfer in {plaats} stijgt of daalt."


def _elders(feit: Trendfeit, b: Bewijs) -> str:
    if feit.elders is None or feit.verschil is None:
        return ""
    werkwoord = "steeg" if feit.elders > 1 else "daalde"
    elders = f"In andere gemeenten {werkwoord} het met gemiddeld {_per_jaar(feit.elders)} per jaar."
    verschil = _verschil(b)
    if verschil in GEZEGD:
        return f"{elders} {b.naam.gemeente} doet het {verschil} anders: {_kant(feit)}."
    return f"{elders} Of {b.naam.gemeente} daarvan verschilt, is niet te zeggen."


def _kant(feit: Trendfeit) -> str:
    hoger = (feit.verschil or 1) > 1
    if (feit.elders or 1) > 1:
        return "het stijgt er sneller" if hoger else "het stijgt er minder snel"
    return "het daalt er minder snel" if hoger else "het daalt er sneller"


def _per_jaar(groei: float) -> str:
    return taal.procent(groei - 1) if groei < 1.995 else taal.keer(groei).format("veel")


def _getallen(feit: Trendfeit) -> Getallen:
    rijen = [
        ("groei per jaar", _groei(feit.eigen)),
        ("marge (95%)", f"{_groei(feit.eigen_laag)} tot {_groei(feit.eigen_hoog)}"),
    ]
    if feit.elders is not None:
        rijen.append((f"groei per jaar in {feit.aantal_elders} andere gemeenten", _groei(feit.elders)))
    if feit.verschil is not None and feit.verschil_laag is not None and feit.verschil_hoog is not None:
        rijen.append(("verschil met elders per jaar", _groei(feit.verschil)))
        rijen.append(("marge van dat verschil (95%)", f"{_groei(feit.verschil_laag)} tot {_groei(feit.verschil_hoog)}"))
    return tuple(rijen)


def _groei(groei: float) -> str:
    if not math.isfinite(groei):
        return "onbekend"
    tekst = getal_tekst((groei - 1) * 100, 1)
    return f"{tekst}%" if tekst.startswith("-") or tekst == "0,0" else f"+{tekst}%"


def _let_op(b: Bewijs) -> tuple[str, ...]:
    if b.zekerheid in GEZEGD:
        eerst = "Een lijn door het verleden is geen voorspelling."
    else:
        eerst = "‘Niet te zeggen’ is niet hetzelfde als ‘gelijk gebleven’."
    return (
        eerst,
        "Een verschil met elders bewijst niet dat het door het beleid komt." if _verschil(b) in GEZEGD else "",
        "Of hoger of lager beter is, ligt bij dit cijfer niet vast." if b.naam.lager_is_beter is None else "",
    )
