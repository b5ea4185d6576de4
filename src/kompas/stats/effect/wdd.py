"""Weighted displacement difference: before and after, with the area crime may have moved to. See effect.md."""

import math
from dataclasses import dataclass
from typing import Final

from kompas.base import Refused
from kompas.stats.lazy import stats
from kompas.stats.tellingen import Interval

NIET_AAN_TE_TONEN: Final = "effect niet aan te tonen"


@dataclass(frozen=True, slots=True)
class VoorNa:
    """Counts of one area in two periods of the same length."""

    voor: float
    na: float

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
) -> Effect | Refused:
    """The change in the treated area, and where crime may have moved to, minus that of their comparison areas.

    Poisson counts (Wheeler and Ratcliffe 2018); p is two-sided.
    """
    if (uitwijk is None) != (uitwijk_vergelijking is None):
        return Refused("Geef bij een uitwijkgebied ook een vergelijkingsgebied, of geen van beide.")
    paren = [behandeld, vergelijking, *([uitwijk, uitwijk_vergelijking] if uitwijk and uitwijk_vergelijking else [])]
    tellingen = [telling for paar in paren for telling in (paar.voor, paar.na)]
    if not all(math.isfinite(telling) and telling >= 0 for telling in tellingen):
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    schatting = sum(paar.verschil * (1 if nummer % 2 == 0 else -1) for nummer, paar in enumerate(paren))
    fout = math.sqrt(sum(tellingen))
    if fout == 0:
        return Refused("In geen van de gebieden is iets geteld; dan is er geen effect te berekenen.")
    grens = float(stats().norm.isf((1 - niveau) / 2)) * fout
    z = schatting / fout
    interval = Interval(schatting - grens, schatting + grens)
    p = float(2 * stats().norm.sf(abs(z)))
    return Effect(schatting, fout, z, p, interval, niveau, woord_bij(interval))


def woord_bij(interval: Interval) -> str:
    """The word for an effect of which zero is 'none'."""
    if interval.hoog < 0:
        return "minder dan zonder maatregel te verwachten was"
    if interval.laag > 0:
        return "meer dan zonder maatregel te verwachten was"
    return NIET_AAN_TE_TONEN
