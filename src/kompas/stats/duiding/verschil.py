"""Two periods beside each other, in words."""

import math
from typing import Final

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
    kant_zin,
    vlag_zin,
)
from kompas.stats.duiding.feiten import Reeksnaam, Verschil, Vorm
from kompas.stats.verandering import (
    GEWOON_TOEVAL,
    Beweging,
    Zekerheid,
    overlap_zin,
    p_tekst,
    symbool_van,
    woord_van,
)

KLEIN_VERSCHIL: Final = 0.05
"""A certain difference below 5% is called small."""
SMAL: Final = 0.10
"""Limits within 10% of equal leave room for a small difference at most."""
BREED: Final = 3.0
"""Limits of which the upper is three times the lower belong to small numbers, or to figures that go up and down."""
STERK: Final = 2.0
"""From so much spread on it is the spread that makes limits wide, and not the size of the counts behind a rate."""
NIETSZEGGEND: Final = 20.0
"""Limits so wide that naming them helps nobody."""
ALLEEN_TOEVAL: Final = (
    "Hoe zulke cijfers gewoon schommelen van jaar tot jaar, is hier niet bekend. De toets kent alleen los toeval en is"
    " dus te gauw zeker. Eén dader met veel feiten kan ook een verschil maken."
)
_PUNTEN: Final = {Vorm.AANDEEL, Vorm.CIJFER}


def zeg_verschil(feit: Verschil, b: Bewijs) -> Gezegd:
    richting = beweging(feit.later - feit.eerder)
    zeker = Zekerheid.NIET_TE_ZEGGEN if richting is Beweging.GELIJK else b.zekerheid
    vlaggen = _vlaggen(feit, b)
    gunstig = None if zeker is not Zekerheid.ZEKER or vlaggen else b.gunstig(omhoog=richting is Beweging.GESTEGEN)
    return Gezegd(
        feit.onderwerp,
        woord_van(zeker, richting),
        "○" if zeker is Zekerheid.NIET_TE_BEOORDELEN else symbool_van(zeker, richting),
        (*_zinnen(feit, b, richting, zeker), kant_zin(gunstig), vlag_zin(vlaggen) if zeker in GEZEGD else ""),
        methode=feit.methode,
        pagina="enquete" if b.naam.steekproef else "verandering",
        getallen=_getallen(feit, b.naam),
        let_op=_let_op(feit, b, richting, zeker),
        zekerheid=zeker,
        gunstig=gunstig,
    )


def _vlaggen(feit: Verschil, b: Bewijs) -> tuple[int, ...]:
    jaren = taal.jaren(f"{feit.van} {feit.tot}")
    return b.vlaggen(min(jaren), max(jaren)) if jaren else ()


def _zinnen(feit: Verschil, b: Bewijs, richting: Beweging, zeker: Zekerheid) -> tuple[str, ...]:
    plaats, van_naar, dit = b.naam.gemeente, _van_naar(feit, b.naam), f"Dit {taal.wat(b.naam)}"
    if zeker in GEZEGD:
        slot = _hoeveel(feit, b.naam) if zeker is Zekerheid.ZEKER else "Zeker is dat niet: het kan ook toeval zijn."
        return (f"{dit} is in {plaats} {zeker} {richting}.", f"Het ging {van_naar}.", slot)
    if richting is Beweging.GELIJK:
        return (*_gelijk(feit, b.naam), _past_erbij(feit, b.naam))
    zin = f"{dit} ging in {plaats} {van_naar}."
    if zeker is Zekerheid.NIET_TE_BEOORDELEN:
        return (zin, "Of er meer achter zit dan toeval, is niet getoetst.")
    return (zin, *_niet_te_zeggen(feit, b))


def _niet_te_zeggen(feit: Verschil, b: Bewijs) -> tuple[str, ...]:
    if b.verloor:
        return ("Los bekeken lijkt dat meer dan toeval.", VEEL_BIJ_ELKAAR)
    grens = _past_erbij(feit, b.naam)
    if feit.p_los is not None and feit.p_los < b.drempels.waarschijnlijk:
        return ("Of er meer achter zit, is niet te zeggen: zulke cijfers schommelen altijd van jaar tot jaar.", grens)
    return ("Of er meer achter zit dan toeval, is niet te zeggen.", grens)


def _gelijk(feit: Verschil, naam: Reeksnaam) -> tuple[str, ...]:
    vraag = "Of er echt niets is veranderd, is niet te zeggen."
    if not feit.later and naam.vorm is Vorm.AANTAL:
        return (f"In beide periodes {taal.er_waren(0, naam.eenheid, naam.gemeente)}.", vraag)
    van, tot = taal.periode_tekst(feit.van), taal.periode_tekst(feit.tot)
    eerder, later = _eerder(feit, naam), taal.getal(feit.later, naam)
    return (f"Dit {taal.wat(naam)} was in {naam.gemeente} {eerder} in {van}, en ook {later} in {tot}.", vraag)


def _van_naar(feit: Verschil, naam: Reeksnaam) -> str:
    later = taal.getal(feit.later, naam, taal.decimalen_voor(naam, feit.eerder, feit.later))
    van, tot = taal.periode_tekst(feit.van), taal.periode_tekst(feit.tot)
    return f"van {_eerder(feit, naam)} in {van} naar {later} in {tot}"


def _eerder(feit: Verschil, naam: Reeksnaam) -> str:
    decimalen = taal.decimalen_voor(naam, feit.eerder, feit.later)
    if not taal.is_meerjarig(feit.van):
        return taal.met_eenheid(feit.eerder, naam, decimalen)
    # The average of a few small counts is seldom whole: gemiddeld 4,3.
    klein = naam.vorm is Vorm.AANTAL and feit.eerder < taal.KLEIN
    tekst = taal.met_eenheid(feit.eerder, naam, max(decimalen, 1) if klein else decimalen)
    return f"gemiddeld {tekst}{' per jaar' if naam.vorm is Vorm.AANTAL else ''}"


def _hoeveel(feit: Verschil, naam: Reeksnaam) -> str:
    """How large a certain difference is; of shares and marks the two figures say it already."""
    tekst = "" if naam.vorm in _PUNTEN else taal.zoveel(feit.verhouding, naam)
    if not tekst:
        return ""
    if abs(feit.verhouding - 1) < KLEIN_VERSCHIL:
        return f"Het verschil is wel klein: {taal.procent(feit.verhouding - 1)}."
    return f"Dat is {tekst}."


def _past_erbij(feit: Verschil, naam: Reeksnaam) -> str:
    """Which changes the figures leave open; nothing when the limits do not allow for 'no change'."""
    if not _grenzen(feit) or not feit.laag < 1 < feit.hoog:
        return ""
    if naam.vorm in _PUNTEN:
        daling, stijging = (taal.punten(feit.eerder * (grens - 1), naam) for grens in (feit.laag, feit.hoog))
        return f"Er kan een daling van {daling} achter zitten, maar ook een stijging van {stijging}."
    if feit.laag > 1 - SMAL and feit.hoog < 1 + SMAL:
        hooguit = taal.procent(max(1 - feit.laag, feit.hoog - 1))
        return f"Als er een verschil is, dan is het klein: hooguit {hooguit}."
    if feit.hoog / feit.laag > NIETSZEGGEND:
        return f"Daarvoor {'schommelt het te veel' if _schommelt(feit, naam) else 'zijn de aantallen te klein'}."
    daling = taal.procent(1 - feit.laag)
    veel = feit.hoog >= taal.VEELVOUD
    stijging = f"tot {taal.zoveel(feit.hoog, naam)}" if veel else f"van {taal.procent(feit.hoog - 1)}"
    return f"Er kan een daling van {daling} achter zitten, maar ook een stijging {stijging}."


def _grenzen(feit: Verschil) -> bool:
    return math.isfinite(feit.laag) and math.isfinite(feit.hoog) and feit.laag > 0 and feit.eerder > 0


def _getallen(feit: Verschil, naam: Reeksnaam) -> Getallen:
    decimalen = taal.decimalen_voor(naam, feit.eerder, feit.later)
    rijen = [
        (taal.periode_tekst(feit.van), _eerder(feit, naam)),
        (taal.periode_tekst(feit.tot), taal.met_eenheid(feit.later, naam, decimalen)),
    ]
    if naam.vorm in _PUNTEN:
        rijen.append(("verschil", _punten(feit.later - feit.eerder, naam)))
        if _grenzen(feit):
            laag, hoog = (_punten(feit.eerder * (grens - 1), naam) for grens in (feit.laag, feit.hoog))
            rijen.append(("marge van het verschil (95%)", f"van {laag} tot {hoog}"))
    elif zoveel := taal.zoveel(feit.verhouding, naam):
        rijen.append(("verschil", zoveel))
        if _grenzen(feit):
            laag, hoog = taal.zoveel(feit.laag, naam), taal.zoveel(feit.hoog, naam)
            rijen.append(("marge van het verschil (95%)", f"van {laag} tot {hoog}"))
    return (*rijen, *_schommeling(feit, naam))


def _punten(verschil: float, naam: Reeksnaam) -> str:
    return f"{taal.punten(verschil, naam)} {'hoger' if verschil > 0 else 'lager'}"


def _schommeling(feit: Verschil, naam: Reeksnaam) -> Getallen:
    if naam.steekproef or feit.p_los is None or feit.phi <= GEWOON_TOEVAL:
        return ()
    return (
        ("gewone schommeling tussen jaren", f"{taal.keer(feit.phi)} keer die van los toeval"),
        ("toets als incidenten los van elkaar staan", p_tekst(feit.p_los)),
        ("toets met de gewone schommeling", p_tekst(feit.p)),
    )


def _let_op(feit: Verschil, b: Bewijs, richting: Beweging, zeker: Zekerheid) -> tuple[str, ...]:
    return (
        eerste_let_op(zeker, _oorzaak(b.naam, richting)),
        _elders(b, richting) if zeker in GEZEGD else "",
        _lange_lijn(b, richting, zeker),
        _klein(feit, b.naam),
        "" if feit.later else NUL_GETELD,
        _alleen_toeval(feit, b.naam),
        IS_ENQUETE if b.naam.steekproef else "",
        RICHTING_LIGT_NIET_VAST if b.naam.lager_is_beter is None and zeker in GEZEGD else "",
        overlap_zin(feit.overlap_maanden).removeprefix("Let op: ").capitalize(),
    )


def _oorzaak(naam: Reeksnaam, richting: Beweging) -> str:
    begin = f"Waardoor het is {richting}, zegt dit cijfer niet. Dat kan het beleid zijn, maar ook iets anders"
    if naam.steekproef or naam.vorm in _PUNTEN:
        return f"{begin}."
    return f"{begin}, of dat er {'minder' if richting is Beweging.GEDAALD else 'meer'} is gemeld."


def _alleen_toeval(feit: Verschil, naam: Reeksnaam) -> str:
    """Said when the ordinary spread between years was not known."""
    if naam.steekproef or feit.p_los is not None:
        return ""
    return ALLEEN_TOEVAL


def _schommelt(feit: Verschil, naam: Reeksnaam) -> bool:
    """Whether it is the spread between years, and not the size of the counts, that makes it uncertain.

    A rate does not say how many were counted: with little spread, wide limits can only come from few.
    """
    if feit.p_los is None:
        return False
    if naam.vorm is Vorm.AANTAL:
        return feit.phi > GEWOON_TOEVAL and max(feit.eerder, feit.later) >= taal.KLEIN
    return feit.phi >= STERK


def _klein(feit: Verschil, naam: Reeksnaam) -> str:
    """Why so little can be said: few cases, or figures that go up and down."""
    if naam.steekproef:
        return ""
    if naam.vorm is Vorm.AANTAL and max(feit.eerder, feit.later) < taal.KLEIN:
        return "Het gaat om kleine aantallen. Eén geval meer of minder verandert het cijfer al."
    if not _grenzen(feit) or feit.hoog / feit.laag < BREED:
        return ""
    if _schommelt(feit, naam):
        return "Zulke cijfers schommelen veel van jaar tot jaar, ook als er niets aan de hand is."
    return "Het gaat om kleine aantallen. Eén geval meer of minder verandert het cijfer al."


def _elders(b: Bewijs, richting: Beweging) -> str:
    """A fall that is everywhere is no success of one municipality."""
    if (gevonden := b.trend()) is None:
        return ""
    trend, _ = gevonden
    if trend.elders is None or trend.p_elders is None or trend.p_elders >= b.drempels.zeker:
        return ""
    zelfde = (trend.elders < 1) == (richting is Beweging.GEDAALD)
    return f"In andere {b.naam.gebieden} is dit over de jaren ook {richting}." if zelfde else ""


def _lange_lijn(b: Bewijs, richting: Beweging, zeker: Zekerheid) -> str:
    """Why this word and the one about many years may differ."""
    if (gevonden := b.trend()) is None:
        return ""
    trend, eigen = gevonden
    lijn = Beweging.GESTEGEN if trend.eigen > 1 else Beweging.GEDAALD
    if eigen is not Zekerheid.ZEKER or (zeker in GEZEGD and lijn is richting):
        return ""
    jaren = f"Over de jaren {trend.van} tot en met {trend.tot}"
    return f"{jaren} is het {'juist' if zeker in GEZEGD else 'wel'} zeker {lijn}."
