"""Averages over years and honest change words for a table of figures; pure decisions."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kompas.base import GeenCijfer, Periode, Waarde, getal_tekst
from kompas.stats.enquete import Meetpunt
from kompas.stats.verandering import (
    Verandering,
    niet_getoetst,
    niet_te_beoordelen,
    vergelijk_enquetes,
    vergelijk_tellingen,
)

Spreiding = Callable[[float], float]

JAREN_GEMIDDELD = 3
"""Years in a multi-year average: enough to calm one odd year, few enough to be about now."""


def gemiddeld_per_jaar(jaren: Sequence[Waarde], soort: str, per: float | None = None) -> Waarde:
    """The average per year of consecutive calendar years; its count and population are the sums of those years.

    A year without figure makes that there is no average; of a survey no average is given, because waves have margins
    and years without wave are no zero.
    """
    eerste, laatste = jaren[0], jaren[-1]
    periode = Periode(eerste.periode.begin, laatste.periode.eind)
    basis = replace(laatste, periode=periode, getal=None, reden=GeenCijfer.ONTBREEKT, laag=None, hoog=None)
    basis = replace(basis, telling=None, noemer=None, decimalen=max(jaar.decimalen for jaar in jaren))
    if soort == "enquete":
        return replace(
            basis, reden=GeenCijfer.NIET_TE_BEOORDELEN, uitleg="van een enquête geven we geen gemiddelde over jaren"
        )
    if weg := [jaar.periode.label for jaar in jaren if not jaar.bekend]:
        return replace(basis, uitleg=f"er is geen cijfer over {' en '.join(weg)}")
    return _gemiddelde(basis, jaren, soort, per)


def _gemiddelde(basis: Waarde, jaren: Sequence[Waarde], soort: str, per: float | None) -> Waarde:
    getallen = [jaar.getal for jaar in jaren if jaar.getal is not None]
    tellingen = [jaar.telling for jaar in jaren if jaar.telling is not None]
    noemers = [jaar.noemer for jaar in jaren if jaar.noemer is not None]
    telling = sum(tellingen) if len(tellingen) == len(jaren) else None
    noemer = sum(noemers) if len(noemers) == len(jaren) else None
    getal, hoe = sum(getallen) / len(getallen), "som van de jaren gedeeld door het aantal jaren"
    if soort == "verhouding":
        if telling is None or not noemer or per is None:
            return replace(basis, uitleg="de aantallen achter dit cijfer zijn niet van alle jaren bekend")
        getal, hoe = telling / noemer * per, f"som van de aantallen ÷ som van de inwoners × {getal_tekst(per)}"
    if soort == "telling" and telling is None:
        telling = sum(getallen)
    herkomst = replace(basis.herkomst, formule=hoe, delen=tuple(jaren))
    return replace(basis, getal=getal, reden=None, uitleg="", telling=telling, noemer=noemer, herkomst=herkomst)


def overlap_in_maanden(een: Periode, twee: Periode) -> int:
    """Months that two periods share."""
    begin, eind = max(een.begin, twee.begin), min(een.eind, twee.eind)
    return max(0, (eind.year - begin.year) * 12 + eind.month - begin.month + 1) if begin <= eind else 0


def vergelijk(eerder: Waarde, later: Waarde, soort: str, spreiding: Spreiding | None = None) -> Verandering:
    """The change between two figures of the same indicator, in words that a test stands behind.

    `spreiding` tells for a count how many times more than chance it varies between years; None when not known.
    """
    if weg := [waarde for waarde in (eerder, later) if not waarde.bekend]:
        return niet_te_beoordelen(" ".join(_geen_cijfer_zin(waarde) for waarde in weg))
    if soort == "enquete":
        return _vergelijk_enquetes(eerder, later)
    tellingen = _telling(eerder, soort), _telling(later, soort)
    omvangen = _omvang(eerder, soort), _omvang(later, soort)
    if tellingen[0] is None or tellingen[1] is None or omvangen[0] is None or omvangen[1] is None:
        return niet_getoetst("De aantallen achter dit cijfer zijn niet bekend.")
    overlap = overlap_in_maanden(eerder.periode, later.periode)
    phi = None if spreiding is None else spreiding(_per_jaar(tellingen[0] + tellingen[1], eerder, later))
    return vergelijk_tellingen(tellingen[0], omvangen[0], tellingen[1], omvangen[1], overlap_maanden=overlap, phi=phi)


def _per_jaar(telling: float, *waarden: Waarde) -> float:
    """Per year of the periods together; a period of less than a year counts as one, for its movement is its own."""
    return telling / sum(max(1.0, waarde.periode.maanden / 12) for waarde in waarden)


def _geen_cijfer_zin(waarde: Waarde) -> str:
    reden = waarde.uitleg or str(waarde.reden)
    return f"Er is geen cijfer over {waarde.periode.label}: {reden.rstrip('.')}."


def _vergelijk_enquetes(eerder: Waarde, later: Waarde) -> Verandering:
    metingen = [
        Meetpunt(w.getal, w.laag, w.hoog)
        for w in (eerder, later)
        if w.getal is not None and w.laag is not None and w.hoog is not None
    ]
    if len(metingen) < 2:
        return niet_getoetst("De marge van deze enquêtecijfers is niet bekend.")
    return vergelijk_enquetes(metingen[0], metingen[1])


def _telling(waarde: Waarde, soort: str) -> float | None:
    """The count in the whole period; a count of one year or less is its own."""
    if waarde.telling is not None:
        return waarde.telling
    return waarde.getal if soort == "telling" and waarde.periode.maanden <= 12 else None


def _omvang(waarde: Waarde, soort: str) -> float | None:
    """Years for a count, person-years for a rate."""
    return waarde.periode.maanden / 12 if soort == "telling" else waarde.noemer
