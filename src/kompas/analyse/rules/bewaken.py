"""Watching monthly series: which can be watched, and which call for a look; pure decisions on numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.signalering import (
    AANLOOP,
    VENSTER,
    Alarmbudget,
    landelijke_factor,
    ontwerp_alarmplan,
    signaleer,
)

Matrix = NDArray[np.float64]

TE_OUD: Final = 3
"""A series whose newest month lies further back than this behind the others is no longer watched."""
TERUG: Final = 12
"""So many months are looked at; the thresholds are set on what was before them."""
_ZAAD: Final = 20040611
"""The same figures give the same thresholds."""

TE_KORT = f"Van minder dan {AANLOOP} van de {VENSTER} maanden ervoor is er een cijfer."
STAAT_STIL = f"Het nieuwste maandcijfer is meer dan {TE_OUD} maanden ouder dan dat van de andere reeksen."


@dataclass(frozen=True, slots=True)
class Bewaakt:
    """One series: its newest month with a figure, what was counted and expected per month, and the months that call.

    Months are column numbers. `som` and `verwacht_som` are those of the twelve months up to the newest one.
    """

    maand: int
    geteld: tuple[float, ...]
    verwacht: tuple[float, ...]
    som: float
    verwacht_som: float
    piek: tuple[int, ...]
    aanhoudend: tuple[int, ...]

    def soort_in(self, maand: int) -> str:
        """What the series says in a month: "piek", "aanhoudend" or nothing."""
        return "piek" if maand in self.piek else "aanhoudend" if maand in self.aanhoudend else ""

    @property
    def soort(self) -> str:
        return self.soort_in(self.maand)

    @property
    def eerder(self) -> tuple[int, ...]:
        """The months before the newest one that called."""
        return tuple(sorted({*self.piek, *self.aanhoudend} - {self.maand}))


@dataclass(frozen=True, slots=True)
class Bewaking:
    """Every series in the order given: watched, or why not. `vanaf` is the first column that was looked at."""

    reeksen: tuple[Bewaakt | Refused, ...]
    per_jaar: float
    vanaf: int

    @property
    def aantal(self) -> int:
        return sum(isinstance(reeks, Bewaakt) for reeks in self.reeksen)


def bewaak(
    tellingen: Matrix,
    per_jaar: float,
    *,
    eerste_maand: int,
    groepen: Sequence[int] | None = None,
    elders: Matrix | None = None,
) -> Bewaking | Refused:
    """Watch series x months (NaN is unknown) with `per_jaar` false alarms a year over all of them together.

    `groepen` are the kinds of the series, which share season and spread; without it every series is its own kind.
    `elders` are the counts of the rest of the country: what happens everywhere is expected here too.
    """
    if tellingen.ndim != 2 or not tellingen.size:
        return Refused("Er zijn geen maandcijfers om te bewaken.")
    vanaf = tellingen.shape[1] - TERUG
    if vanaf < VENSTER:
        return Refused(f"Voor signalen zijn ten minste {VENSTER + TERUG} maanden nodig.")
    bezwaren = _bezwaren(tellingen, vanaf)
    mee = np.flatnonzero([bezwaar is None for bezwaar in bezwaren])
    if not len(mee):
        return Refused("Van geen enkele reeks zijn er genoeg maandcijfers om te bewaken.")
    soort = np.arange(len(mee)) if groepen is None else np.asarray(groepen)[mee]
    rng = np.random.default_rng(_ZAAD)
    factor = _factor(tellingen[mee], None if elders is None else elders[mee], eerste_maand)
    budget = Alarmbudget(per_jaar)
    toen = tellingen[mee, :vanaf]
    plan = ontwerp_alarmplan(toen, soort, budget, rng=rng, eerste_maand=eerste_maand, landelijk=factor[:, :vanaf])
    if isinstance(plan, Refused):
        return plan
    signalen = signaleer(tellingen[mee], plan, eerste_maand=eerste_maand, landelijk=factor)
    if isinstance(signalen, Refused):
        return signalen
    gevonden: dict[int, Bewaakt] = {
        int(rij): _een(tellingen[rij], signalen.verwacht[plek], signalen.piek[plek], signalen.aanhoudend[plek], vanaf)
        for plek, rij in enumerate(mee)
    }
    reeksen = tuple(gevonden[n] if bezwaar is None else bezwaar for n, bezwaar in enumerate(bezwaren))
    return Bewaking(reeksen, per_jaar, vanaf)


def _bezwaren(tellingen: Matrix, vanaf: int) -> list[Refused | None]:
    """Why a series cannot be watched; None when it can."""
    bekend = np.isfinite(tellingen)
    breed = tellingen.shape[1]
    laatste = np.where(bekend.any(axis=1), breed - 1 - bekend[:, ::-1].argmax(axis=1), -1)
    kort = bekend[:, vanaf - VENSTER : vanaf].sum(axis=1) < AANLOOP
    oud = laatste < breed - 1 - TE_OUD
    return [
        Refused(STAAT_STIL) if is_oud else Refused(TE_KORT) if is_kort else None
        for is_oud, is_kort in zip(oud.tolist(), kort.tolist(), strict=True)
    ]


def _factor(tellingen: Matrix, elders: Matrix | None, eerste_maand: int) -> Matrix:
    """How far the rest of the country was from its own usual month; 1 where that is not known."""
    factor = np.ones_like(tellingen)
    if elders is None:
        return factor
    for nummer, rij in enumerate(elders):
        if np.isfinite(rij).any():
            gevonden = landelijke_factor(rij[None, :], eerste_maand)
            factor[nummer] = factor[nummer] if isinstance(gevonden, Refused) else gevonden[0]
    return factor


def _een(
    rij: NDArray[np.float64],
    verwacht: NDArray[np.float64],
    piek: NDArray[np.bool_],
    aanhoudend: NDArray[np.bool_],
    vanaf: int,
) -> Bewaakt:
    bekend = np.isfinite(rij) & np.isfinite(verwacht)
    maand = int(np.flatnonzero(bekend)[-1])
    jaar = np.flatnonzero(bekend[: maand + 1])[-TERUG:]
    gezien = np.arange(len(rij)) >= vanaf
    return Bewaakt(
        maand,
        tuple(rij.tolist()),
        tuple(verwacht.tolist()),
        float(rij[jaar].sum()),
        float(verwacht[jaar].sum()),
        tuple(np.flatnonzero(piek & gezien).tolist()),
        tuple(np.flatnonzero(aanhoudend & gezien).tolist()),
    )
