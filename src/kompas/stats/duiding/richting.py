"""The direction over the years, own and beside elsewhere, in words."""

import math
from dataclasses import replace
from typing import Final

from kompas.base import getal_tekst
from kompas.stats.duiding import taal
from kompas.stats.duiding.bewijs import (
    GEZEGD,
    RICHTING_LIGT_NIET_VAST,
    VEEL_BIJ_ELKAAR,
    Bewijs,
    Getallen,
    Gezegd,
    eerste_let_op,
    kant_zin,
    vlag_zin,
)
from kompas.stats.duiding.feiten import Reeksnaam, Trendfeit
from kompas.stats.verandering import Beweging, Zekerheid, p_tekst, symbool_van

WEINIG_REEKSEN: Final = (
    "Uit de cijfers van anderen is niet af te leiden hoe lang zulke cijfers toevallig hoog of laag blijven. "
    "Daarom is voorzichtig gerekend."
)
TWEE_JAREN: Final = (
    "Twee jaren kunnen zeker van elkaar verschillen, terwijl de lijn over alle jaren dat niet laat zien."
)


def zeg_trend(feit: Trendfeit, b: Bewijs) -> Gezegd:
    if feit.eigen == 1 and b.zekerheid in GEZEGD:  # a level line has no direction, however narrow its limits
        b = replace(b, zekerheden=(Zekerheid.NIET_TE_ZEGGEN, *b.zekerheden[1:]))
    omhoog = feit.eigen > 1
    vlaggen = b.vlaggen(feit.van, feit.tot) if b.zekerheid in GEZEGD else ()
    gunstig = None if vlaggen else b.gunstig(omhoog=omhoog)
    return Gezegd(
        feit.onderwerp,
        _woord(feit, b),
        "○" if b.zekerheid is Zekerheid.NIET_TE_BEOORDELEN else symbool_van(b.zekerheid, _beweging(omhoog=omhoog)),
        (*_eigen(feit, b), kant_zin(gunstig), *_elders(feit, b), vlag_zin(vlaggen)),
        methode="lijn door de jaren, met de gewone schommeling tussen jaren",
        pagina="trend",
        getallen=_getallen(feit, b.naam),
        let_op=_let_op(feit, b),
        zekerheid=b.zekerheid,
        gunstig=gunstig,
        toetsen=("toets van de eigen richting", "toets van het verschil met elders"),
    )


def _beweging(*, omhoog: bool) -> Beweging:
    return Beweging.GESTEGEN if omhoog else Beweging.GEDAALD


def _verschil(b: Bewijs) -> Zekerheid:
    return b.zekerheden[1] if len(b.zekerheden) > 1 else Zekerheid.NIET_TE_BEOORDELEN


def _woord(feit: Trendfeit, b: Bewijs) -> str:
    naast = _woord_naast(feit, b)
    if b.zekerheid not in GEZEGD:
        return f"{b.zekerheid}{naast}"
    kant = "stijgend" if feit.eigen > 1 else "dalend"
    niet_zeker = ", niet zeker" if b.zekerheid is Zekerheid.WAARSCHIJNLIJK and not naast else ""
    return f"{b.zekerheid} {kant}{naast}{niet_zeker}"


def _woord_naast(feit: Trendfeit, b: Bewijs) -> str:
    """How it goes beside elsewhere, as the end of a word; empty when that cannot be said."""
    verschil = _verschil(b)
    if verschil not in GEZEGD or feit.verschil is None:
        return ""
    misschien = "waarschijnlijk " if verschil is Zekerheid.WAARSCHIJNLIJK else ""
    hoger, omhoog = feit.verschil > 1, feit.eigen > 1
    if b.zekerheid not in GEZEGD:
        return f", vergeleken met elders {verschil} {'omhoog' if hoger else 'omlaag'}"
    if _elders_zeker(feit, b) and ((feit.elders or 1) > 1) != omhoog:
        return f", terwijl het elders {'daalt' if omhoog else 'stijgt'}"
    if hoger == omhoog:
        return f", en {misschien}meer dan elders"
    return f", maar {misschien}minder dan elders"


def _eigen(feit: Trendfeit, b: Bewijs) -> tuple[str, ...]:
    jaren, plaats = f"Van {feit.van} tot en met {feit.tot}", b.naam.gemeente
    if b.zekerheid in GEZEGD:
        richting = _beweging(omhoog=feit.eigen > 1)
        per_jaar = f"met gemiddeld {_per_jaar(feit.eigen)} per jaar"
        return (f"{jaren} is dit {taal.wat(b.naam)} in {plaats} {b.zekerheid} {richting}, {per_jaar}.",)
    if b.zekerheid is Zekerheid.NIET_TE_BEOORDELEN:
        return (f"{jaren} is de richting van dit {taal.wat(b.naam)} in {plaats} niet te beoordelen.",)
    over = f"Over {feit.van} tot en met {feit.tot}"
    zin = f"{over} heeft dit {taal.wat(b.naam)} in {plaats} geen zekere richting."
    if not b.verloor:
        return (zin,)
    lijkt = "stijging" if feit.eigen > 1 else "daling"
    return (zin, f"Los bekeken lijkt er een {lijkt} te zijn.", VEEL_BIJ_ELKAAR)


def _anderen(feit: Trendfeit, naam: Reeksnaam) -> str:
    """The others with how many they are: ten others are not the whole country."""
    aantal = f"{getal_tekst(feit.aantal_elders)} " if feit.aantal_elders > 1 else ""
    return f"{aantal}andere {naam.gebieden}"


def _elders_zeker(feit: Trendfeit, b: Bewijs) -> bool:
    return feit.elders is not None and (feit.p_elders is None or feit.p_elders < b.drempels.zeker)


def _elders(feit: Trendfeit, b: Bewijs) -> tuple[str, ...]:
    if feit.elders is None or feit.verschil is None:
        return ()
    zeker = _elders_zeker(feit, b)
    richting, verschil, anderen = _beweging(omhoog=feit.elders > 1), _verschil(b), _anderen(feit, b.naam)
    stand = (
        f"In {anderen} samen is het met gemiddeld {_per_jaar(feit.elders)} per jaar {richting}."
        if zeker
        else f"In {anderen} samen is er geen zekere richting."
    )
    if verschil in GEZEGD:
        return (stand, _naast(feit, b, verschil, elders_zeker=zeker))
    return (stand, f"Of {b.naam.gemeente} daarvan verschilt, is niet te zeggen.")


def _naast(feit: Trendfeit, b: Bewijs, verschil: Zekerheid, *, elders_zeker: bool) -> str:
    """What a difference with elsewhere is: faster, slower, against it, or only relative to it."""
    plaats, hoger = b.naam.gemeente, (feit.verschil or 1) > 1
    omhoog, elders_omhoog = feit.eigen > 1, (feit.elders or 1) > 1
    if not elders_zeker or b.zekerheid not in GEZEGD:
        return f"Vergeleken daarmee ging het in {plaats} {verschil} {'omhoog' if hoger else 'omlaag'}."
    if omhoog != elders_omhoog:
        return f"{plaats} ging daar {verschil} tegenin."
    snel = "sneller" if hoger == omhoog else "minder snel"
    return f"In {plaats} ging de {'stijging' if omhoog else 'daling'} {verschil} {snel}."


def _per_jaar(groei: float) -> str:
    return taal.procent(groei - 1)


def _getallen(feit: Trendfeit, naam: Reeksnaam) -> Getallen:
    rijen = [
        ("groei per jaar", _groei(feit.eigen)),
        ("marge (95%)", f"{_groei(feit.eigen_laag)} tot {_groei(feit.eigen_hoog)}"),
    ]
    if feit.elders is not None:
        rijen.append((f"groei per jaar in {_anderen(feit, naam)}", _groei(feit.elders)))
        if feit.p_elders is not None:
            rijen.append(("toets van de richting daar, zonder correctie", p_tekst(feit.p_elders)))
    if feit.verschil is not None and feit.verschil_laag is not None and feit.verschil_hoog is not None:
        rijen.append(("verschil met elders per jaar", _groei(feit.verschil)))
        rijen.append(("marge van dat verschil (95%)", f"{_groei(feit.verschil_laag)} tot {_groei(feit.verschil_hoog)}"))
    return tuple(rijen)


def _groei(groei: float) -> str:
    if not math.isfinite(groei):
        return "onbekend"
    tekst = getal_tekst((groei - 1) * 100, 1)
    return f"{tekst}%" if tekst.startswith("-") or tekst == "0,0" else f"+{tekst}%"


def _let_op(feit: Trendfeit, b: Bewijs) -> tuple[str, ...]:
    return (
        eerste_let_op(b.zekerheid, "Een lijn door het verleden is geen voorspelling."),
        TWEE_JAREN if b.zekerheid is Zekerheid.NIET_TE_ZEGGEN else "",
        "Een verschil met elders bewijst niet dat het door het beleid komt." if _verschil(b) in GEZEGD else "",
        "" if feit.samenhang_bekend or b.zekerheid not in GEZEGD else WEINIG_REEKSEN,
        RICHTING_LIGT_NIET_VAST if b.naam.lager_is_beter is None and b.zekerheid in GEZEGD else "",
    )
