"""Areas beside each other: which differ more than usual, which places are possible, and calmer rates; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kompas.base import Refused, demand
from kompas.stats.enquetevergelijking import enquete_naast_anderen, spreiding_tussen
from kompas.stats.funnel import MINSTE_GEBIEDEN, funnel
from kompas.stats.gladstrijken import empirical_bayes
from kompas.stats.rangorde import zekere_plaatsen

VERBORGEN_MAX: Final = 0.2
"""If a larger part is too small to show, those that are left are the ones with many: no ordinary areas any more."""
ZAAD: Final = 20_260_101
"""Places of surveys are drawn by lot; the lot is the same for everybody."""
TE_WEINIG: Final = f"Om gebieden met elkaar te vergelijken zijn er ten minste {MINSTE_GEBIEDEN} met een cijfer nodig."
TE_VEEL_VERBORGEN: Final = (
    "Van te veel van deze gebieden is het aantal te klein om te tonen. Wat overblijft, zijn de gebieden met veel. Een "
    "vergelijking zou dan een verkeerd beeld geven."
)


@dataclass(frozen=True, slots=True)
class Geteld:
    """The count of one area and what it is per (inhabitants times years)."""

    telling: float
    omvang: float


@dataclass(frozen=True, slots=True)
class Plek:
    """One area among the others: the test, the places that are possible (1 is highest), and the calmer rate.

    `anderen` is the rate of all other areas together; rates are per one of `omvang`.
    """

    tempo: float
    anderen: float
    p: float
    hoogste: int
    laagste: int
    glad: float


@dataclass(frozen=True, slots=True)
class NaastElkaar:
    """Every area in the order given, None without a figure; areas differ `phi` times as much as chance makes them."""

    plekken: tuple[Plek | None, ...]
    phi: float

    @property
    def aantal(self) -> int:
        return sum(plek is not None for plek in self.plekken)


def naast_elkaar(gebieden: Sequence[Geteld | None], verborgen: int = 0) -> NaastElkaar | Refused:
    """Hold every area against all others together. The places hold for all areas at once, with 95% chance.

    Of the areas without figure `verborgen` have one that is too small to show.
    """
    bekend = [nummer for nummer, geteld in enumerate(gebieden) if geteld is not None and geteld.omvang > 0]
    if (reden := _bezwaar(len(bekend), verborgen)) is not None:
        return reden
    paren = [geteld for nummer in bekend if (geteld := gebieden[nummer]) is not None]
    y, n = np.array([g.telling for g in paren]), np.array([g.omvang for g in paren])
    if not y.sum():
        return Refused("In geen van deze gebieden is er iets geteld.")
    trechter = demand(funnel(y, n * (y.sum() / n.sum())))
    hoogste, laagste = demand(zekere_plaatsen(y, n))
    anderen, glad = (y.sum() - y) / (n.sum() - n), demand(empirical_bayes(y, n))
    plekken: list[Plek | None] = [None] * len(gebieden)
    for plek, nummer in enumerate(bekend):
        tempo, p = float(y[plek] / n[plek]), float(trechter.p[plek])
        plaatsen = int(hoogste[plek]), int(laagste[plek])
        plekken[nummer] = Plek(tempo, float(anderen[plek]), p, *plaatsen, float(glad[plek]))
    return NaastElkaar(tuple(plekken), float(trechter.phi))


@dataclass(frozen=True, slots=True)
class Gemeten:
    """The figure of one area out of a survey, with its standard error."""

    getal: float
    fout: float


def metingen_naast_elkaar(
    gebieden: Sequence[Gemeten | None], verborgen: int = 0, *, schaal: float | None = None
) -> NaastElkaar | Refused:
    """The same for a survey: areas with a margin each. `schaal` is the whole of a share: 100 for percentages.

    A place then holds for one area, with 95% chance; and no figure is made calmer.
    """
    bekend = [nummer for nummer, gemeten in enumerate(gebieden) if gemeten is not None]
    if (reden := _bezwaar(len(bekend), verborgen)) is not None:
        return reden
    maal, paren = schaal or 1.0, [gemeten for gemeten in gebieden if gemeten is not None]
    getal, fout = np.array([g.getal for g in paren]) / maal, np.array([g.fout for g in paren]) / maal
    rng = np.random.default_rng(ZAAD)
    uitkomst = enquete_naast_anderen(getal, fout, rng=rng, aandeel=schaal is not None)
    tussen = spreiding_tussen(getal, fout)
    if isinstance(uitkomst, Refused):
        return uitkomst
    if isinstance(tussen, Refused):
        return tussen
    plekken: list[Plek | None] = [None] * len(gebieden)
    for plek, nummer in enumerate(bekend):
        if not np.isfinite(uitkomst.p[plek]):
            continue
        anderen, p = float(uitkomst.anderen[plek]) * maal, float(uitkomst.p[plek])
        plaatsen = int(uitkomst.plaats_laag[plek]), int(uitkomst.plaats_hoog[plek])
        plekken[nummer] = Plek(paren[plek].getal, anderen, p, *plaatsen, paren[plek].getal)
    return NaastElkaar(tuple(plekken), tussen.h2)


def _bezwaar(bekend: int, verborgen: int) -> Refused | None:
    """Too many areas that are hidden because they are small, or too few of which anything is known."""
    if verborgen > VERBORGEN_MAX * (bekend + verborgen):
        return Refused(TE_VEEL_VERBORGEN)
    return None if bekend >= MINSTE_GEBIEDEN else Refused(TE_WEINIG)
