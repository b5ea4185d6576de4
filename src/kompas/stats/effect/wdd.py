"""Weighted displacement difference: before and after, with the area crime may have moved to. See effect.md."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kompas.base import Refused
from kompas.stats.lazy import stats
from kompas.stats.tellingen import Interval

NIET_AAN_TE_TONEN: Final = "effect niet aan te tonen"


@dataclass(frozen=True, slots=True)
class VoorNa:
    """Counts of one area, or of several together, in two periods of the same length.

    `gewicht` brings a comparison area to the scale of the area that it is compared with; `gebieden` is how many areas
    of about the same size it is the sum of.
    """

    voor: float
    na: float
    gewicht: float = 1.0
    gebieden: float = 1.0

    @property
    def verschil(self) -> float:
        return self.na - self.voor


@dataclass(frozen=True, slots=True)
class Effect:
    """Incidents more (or, below zero, fewer) than the comparison area leads one to expect."""

    schatting: float
    standaardfout: float
    z: float
    p: float
    interval: Interval
    niveau: float
    woord: str


def weighted_displacement_difference(
    behandeld: VoorNa,
    vergelijking: VoorNa,
    uitwijk: VoorNa | None = None,
    uitwijk_vergelijking: VoorNa | None = None,
    *,
    niveau: float = 0.90,
    tussen: float = 0.0,
) -> Effect | Refused:
    """The change in the treated area, and where crime may have moved to, minus that of their comparison areas.

    Poisson counts (Wheeler and Ratcliffe 2018); p is two-sided. `tussen` is the standard deviation, on the log scale,
    by which areas move apart without any measure: 0 believes that they never do, which makes the interval too narrow.
    """
    if (uitwijk is None) != (uitwijk_vergelijking is None):
        return Refused("Geef bij een uitwijkgebied ook een vergelijkingsgebied, of geen van beide.")
    paren = [behandeld, vergelijking, *([uitwijk, uitwijk_vergelijking] if uitwijk and uitwijk_vergelijking else [])]
    tellingen = [telling for paar in paren for telling in (paar.voor, paar.na)]
    if not all(math.isfinite(telling) and telling >= 0 for telling in tellingen):
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    if not all(0 < paar.gewicht < math.inf and 1 <= paar.gebieden < math.inf for paar in paren) or not 0 <= tussen < 10:
        return Refused(
            "Een gewicht is groter dan nul, een aantal gebieden één of meer en een spreiding tussen 0 en 10."
        )
    tekens = (1 if nummer % 2 == 0 else -1 for nummer in range(len(paren)))
    schatting = sum(teken * paar.gewicht * paar.verschil for teken, paar in zip(tekens, paren, strict=True))
    fout = math.sqrt(sum(_variantie(paar, tussen, _verwacht(paren, nummer)) for nummer, paar in enumerate(paren)))
    if fout == 0:
        return Refused("In geen van de gebieden is iets geteld; dan is er geen effect te berekenen.")
    grens = float(stats().norm.isf((1 - niveau) / 2)) * fout
    z = schatting / fout
    interval = Interval(schatting - grens, schatting + grens)
    p = float(2 * stats().norm.sf(abs(z)))
    return Effect(schatting, fout, z, p, interval, niveau, woord_bij(interval))


def _verwacht(paren: Sequence[VoorNa], nummer: int) -> float:
    """What an area would have had after without the measure; a comparison area had what it had."""
    if nummer % 2 == 1:
        return paren[nummer].na
    eigen, naast = paren[nummer], paren[nummer + 1]
    return max(0.0, eigen.voor + naast.gewicht * naast.verschil / eigen.gewicht)


def _variantie(paar: VoorNa, tussen: float, verwacht: float) -> float:
    """Chance in the counts, and how far such areas drift by themselves."""
    return paar.gewicht**2 * (paar.voor + paar.na + (tussen * verwacht) ** 2 / paar.gebieden)


def woord_bij(interval: Interval) -> str:
    """The word for an effect of which zero is 'none'."""
    if interval.hoog < 0:
        return "minder dan zonder maatregel te verwachten was"
    if interval.laag > 0:
        return "meer dan zonder maatregel te verwachten was"
    return NIET_AAN_TE_TONEN
