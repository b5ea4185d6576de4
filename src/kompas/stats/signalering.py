"""Signals over thousands of monthly series with a budget of false alarms. See docs/methoden/signalering.md.

A municipality looks at many series every month. What counts is how often somebody is called for nothing over all of
them together: that number a year is a setting, and the thresholds follow from it by simulating the whole procedure.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import bezwaar_grootte
from kompas.stats.lazy import special

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]
Masker = NDArray[np.bool_]

VENSTER: Final = 36
"""The level of a series is that of so many months before."""
AANLOOP: Final = 12
"""So many months a series needs before anything is expected of it."""
FACTOR: Final = 1.5
"""The lasting rise that the sustained signal is made for."""
SAMEN: Final = 24.0
"""A series speaks for its own spread as much as all others together from so many months on."""
GENOEG_ALARMEN: Final = 200
"""So many false alarms are simulated to set a threshold: their number is then right within 7%."""
JAREN_PER_KEER: Final = 10
MEESTE_JAREN: Final = 400

_HOOGSTE_GRENS: Final = 40.0  # e to the power 40 months between two false alarms of one series
_HALVERINGEN: Final = 14


@dataclass(frozen=True, slots=True)
class Alarmbudget:
    """False alarms a year over all series together, and which part of them is for lasting rises."""

    per_jaar: float
    deel_aanhoudend: float = 0.5

    def __post_init__(self) -> None:
        if not (math.isfinite(self.per_jaar) and self.per_jaar > 0 and 0 < self.deel_aanhoudend < 1):
            raise ValueError("een alarmbudget is groter dan nul en wordt over beide soorten signalen verdeeld")


@dataclass(frozen=True, slots=True, eq=False)
class Maatstaf:
    """How every month compares with what was to be expected, from months before it only; series x months.

    `piek` is -log10 of the chance of so many or more, NaN where nothing could be expected; `stijging` is the log
    likelihood ratio of a rise by `FACTOR`, 0 there, of which the CUSUM is made.
    """

    verwacht: Matrix
    piek: Matrix
    stijging: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Alarmplan:
    """Thresholds at which all series together give `budget` false alarms a year."""

    grens_piek: float
    grens_aanhoudend: float
    alpha: Rij
    seizoen: Matrix
    budget: Alarmbudget


@dataclass(frozen=True, slots=True, eq=False)
class Signalen:
    """Which series call, in which month, and what was expected then; series x months."""

    piek: Masker
    aanhoudend: Masker
    verwacht: Matrix

    @property
    def aantal(self) -> int:
        return int(self.piek.sum() + self.aanhoudend.sum())


def seizoen_van(tellingen: ArrayLike, groep: NDArray[np.intp], eerste_maand: int = 1) -> Matrix:
    """Per series the twelve factors of its group (kinds numbered from 0), January first, with mean 1.

    Ratios to the twelve months around, so that a rise or fall over the years is no season; groups with few counts are
    drawn towards 1.
    """
    y = np.asarray(tellingen, dtype=float)
    maand = (np.arange(y.shape[1]) + eerste_maand - 1) % 12
    som = np.zeros((int(groep.max()) + 1, y.shape[1]))
    np.add.at(som, groep, np.where(np.isfinite(y), y, 0.0))
    # Half a year at both ends has no twelve months around it.
    glad = np.lib.stride_tricks.sliding_window_view(som, 13, axis=1) @ np.r_[0.5, np.ones(11), 0.5] / 12
    keuze = np.equal.outer(maand[6:-6], np.arange(12)).astype(float)
    factor = (som[:, 6:-6] @ keuze + SAMEN) / (glad @ keuze + SAMEN)
    return np.asarray((factor / factor.mean(axis=1, keepdims=True))[groep], dtype=float)


def landelijke_factor(landelijk: ArrayLike, eerste_maand: int = 1) -> Matrix | Refused:
    """How far every month of the country was from what its own months before made expect; 1 is as expected.

    Kinds (or series) x months, counts of the country without the municipality itself. What is expected comes about as
    it does for the series, so that a level that has moved everywhere counts in both. Small countries are drawn to 1.
    """
    y = np.asarray(landelijk, dtype=float)
    if y.ndim != 2 or not len(y) or y.shape[1] < AANLOOP + 1:
        return Refused(f"Landelijke maanden zijn een tabel van soorten bij ten minste {AANLOOP + 1} maanden.")
    if np.isinf(y).any() or (y < 0).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    per_maand = _per_maand(seizoen_van(y, np.arange(len(y)), eerste_maand), y.shape[1], eerste_maand)
    verwacht = _verwacht(y, per_maand)
    factor = (y + SAMEN) / (verwacht + SAMEN)
    return np.where(np.isfinite(factor), factor, 1.0)


def ontwerp_alarmplan(
    tellingen: ArrayLike,
    groep: ArrayLike,
    budget: Alarmbudget,
    *,
    rng: np.random.Generator,
    eerste_maand: int = 1,
    landelijk: ArrayLike = 1.0,
) -> Alarmplan | Refused:
    """Thresholds from a history without regard to what it signals: series x months, `groep` the kind of every series.

    Series like these, in which nothing happens, are made and watched in the same way, estimates included, until
    enough false alarms have been seen. `landelijk`: per series and month the factor of `landelijke_factor`.
    """
    y, factor = np.asarray(tellingen, dtype=float), np.asarray(landelijk, dtype=float)
    for bezwaar in (_bezwaar(y, np.asarray(groep)), _bezwaar_factor(y, factor)):
        if bezwaar is not None:
            return bezwaar
    groepen = np.unique(np.asarray(groep), return_inverse=True)[1]
    seizoen = seizoen_van(y / factor, groepen, eerste_maand)
    spreiding = _alpha(y, _verwacht(y, _per_maand(seizoen, y.shape[1], eerste_maand)) * factor, groepen)
    keer = math.ceil(_jaren(budget, len(y)) / JAREN_PER_KEER)
    maat = _nagebootst(y, groepen, seizoen, spreiding, keer, eerste_maand, rng)
    toegestaan = budget.per_jaar * keer * JAREN_PER_KEER
    piek = _grens(maat.piek[:, AANLOOP:], toegestaan * (1 - budget.deel_aanhoudend))
    aanhoudend = _grens_aanhoudend(maat.stijging, toegestaan * budget.deel_aanhoudend)
    return Alarmplan(piek, aanhoudend, spreiding.geschat, seizoen, budget)


def _nagebootst(
    y: Matrix,
    groep: NDArray[np.intp],
    seizoen: Matrix,
    spreiding: "_Spreiding",
    keer: int,
    eerste_maand: int,
    rng: np.random.Generator,
) -> Maatstaf:
    """The months after a history as long as that of `y`, all estimates made anew; every repetition adds its rows."""
    verleden, reeksen = y.shape[1], len(y)
    maanden = verleden + 12 * JAREN_PER_KEER
    niveau = np.maximum(np.nanmean(y[:, -VENSTER:], axis=1), 0.5 / VENSTER)
    mu = np.tile(niveau[:, None] * _per_maand(seizoen, maanden, eerste_maand), (keer, 1))
    verzonnen = _negbin(rng, mu, np.tile(spreiding.gespreid, keer))
    groepen = np.tile(groep, keer) + np.repeat(np.arange(keer) * (int(groep.max()) + 1), reeksen)
    per_maand = _per_maand(seizoen_van(verzonnen[:, :verleden], groepen, eerste_maand), maanden, eerste_maand)
    toen = verzonnen[:, :verleden]
    alpha = _alpha(toen, _verwacht(toen, per_maand[:, :verleden]), groepen).geschat
    # What is expected rests on the months just before; what lies earlier need not be watched.
    vanaf = max(0, verleden - AANLOOP - VENSTER)
    maat, vanaf = _maatstaf(verzonnen[:, vanaf:], per_maand[:, vanaf:], alpha), verleden - AANLOOP - vanaf
    return Maatstaf(maat.verwacht[:, vanaf:], maat.piek[:, vanaf:], maat.stijging[:, vanaf:])


def signaleer(
    tellingen: ArrayLike, plan: Alarmplan, *, eerste_maand: int = 1, landelijk: ArrayLike = 1.0
) -> Signalen | Refused:
    """Watch the same series as the plan was made for; a month that is missing is passed over.

    With `landelijk` (the factor of `landelijke_factor`) what happens everywhere is expected here too.
    """
    y, factor = np.asarray(tellingen, dtype=float), np.asarray(landelijk, dtype=float)
    if y.ndim != 2 or len(y) != len(plan.alpha):
        return Refused("Een alarmplan geldt voor de reeksen waarvoor het is gemaakt.")
    if np.isinf(y).any() or (y < 0).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if (bezwaar := _bezwaar_factor(y, factor)) is not None:
        return bezwaar
    maat = _maatstaf(y, _per_maand(plan.seizoen, y.shape[1], eerste_maand), plan.alpha, factor)
    return Signalen(maat.piek > plan.grens_piek, _cusum_meldt(maat.stijging, plan.grens_aanhoudend), maat.verwacht)


def _per_maand(seizoen: Matrix, maanden: int, eerste_maand: int) -> Matrix:
    return np.asarray(seizoen[:, (np.arange(maanden) + eerste_maand - 1) % 12], dtype=float)


def _verwacht(y: Matrix, per_maand: Matrix) -> Matrix:
    """The level of the `VENSTER` months before, times the season; half an incident is added, so that none is zero."""
    bekend = np.isfinite(y)
    nul = np.zeros((len(y), 1))
    telling = np.hstack([nul, np.cumsum(np.where(bekend, y, 0.0), axis=1)])
    gewicht = np.hstack([nul, np.cumsum(np.where(bekend, per_maand, 0.0), axis=1)])
    maanden = np.hstack([nul, np.cumsum(bekend, axis=1)])
    tot = np.arange(y.shape[1])
    van = np.maximum(tot - VENSTER, 0)
    noemer = gewicht[:, tot] - gewicht[:, van]
    niveau = (telling[:, tot] - telling[:, van] + 0.5) / np.where(noemer > 0, noemer, 1.0)
    genoeg = maanden[:, tot] - maanden[:, van] >= AANLOOP
    antwoord: Matrix = np.where(genoeg, niveau * per_maand, np.nan)
    return antwoord


@dataclass(frozen=True, slots=True, eq=False)
class _Spreiding:
    """Variance beyond chance per series: the best guesses, and guesses that differ as much as series do."""

    geschat: Rij
    gespreid: Rij


def _alpha(y: Matrix, verwacht: Matrix, groep: NDArray[np.intp]) -> _Spreiding:
    """By moments, drawn towards that of the group as far as a series says little itself.

    Best guesses differ less than what they guess; the root of the weight restores that (Louis 1984).
    """
    bekend = np.isfinite(y) & np.isfinite(verwacht)
    m = np.where(bekend, verwacht, 0.0)
    teveel = np.where(bekend, (y - m) ** 2 - m, 0.0).sum(axis=1)
    noemer = (m**2).sum(axis=1)
    samen = np.maximum(np.bincount(groep, teveel) / np.maximum(np.bincount(groep, noemer), 1e-9), 0.0)[groep]
    # A month tells about the spread as far as movement would show above chance in it.
    zegt = ((m / (1 + m)) ** 2).sum(axis=1)
    eigen = np.divide(teveel, noemer, out=samen.copy(), where=noemer > 0) - samen
    gewicht = zegt / (zegt + SAMEN)
    return _Spreiding(np.maximum(samen + gewicht * eigen, 0.0), np.maximum(samen + np.sqrt(gewicht) * eigen, 0.0))


def _maatstaf(y: Matrix, per_maand: Matrix, alpha: Rij, factor: Matrix | float = 1.0) -> Maatstaf:
    verwacht = _verwacht(y, per_maand) * factor
    bekend = np.isfinite(y) & np.isfinite(verwacht)
    m, geteld = np.where(bekend, verwacht, 1.0), np.where(bekend, y, 0.0)
    iets, kans = geteld > 0, np.ones(y.shape)
    kans[iets] = _kans_minstens(geteld[iets], m[iets], np.broadcast_to(alpha[:, None], y.shape)[iets])
    piek = np.where(bekend, -np.log10(np.maximum(kans, 1e-300)), np.nan)
    return Maatstaf(verwacht, piek, np.where(bekend, _log_verhouding(geteld, m, alpha[:, None]), 0.0))


def _cusum_meldt(stijging: Matrix, grens: float) -> Masker:
    """Where the CUSUM passes `grens`; it starts again after a signal."""
    # A month at a time, so with the months one after the other in memory.
    stand, meldt = np.zeros(len(stijging)), np.empty(stijging.shape[::-1], dtype=bool)
    for maand, erbij in enumerate(np.ascontiguousarray(stijging.T)):
        np.maximum(stand + erbij, 0.0, out=stand)
        np.greater(stand, grens, out=meldt[maand])
        stand[meldt[maand]] = 0.0
    return meldt.T


def _kans_minstens(y: Matrix, m: Matrix, alpha: Matrix) -> Matrix:
    grootte = 1 / np.maximum(alpha, 1e-7)
    antwoord: Matrix = special().betainc(np.maximum(y, 1.0), grootte, m / (m + grootte))
    return antwoord


def _log_verhouding(y: Matrix, m: Matrix, alpha: Matrix) -> Matrix:
    """Of a negative binomial count with `FACTOR` times the mean against the mean itself."""
    klein = np.maximum(alpha, 1e-7)
    groei = np.log1p(klein * m * FACTOR) - np.log1p(klein * m)
    antwoord: Matrix = y * (math.log(FACTOR) - groei) - groei / klein
    return antwoord


def _negbin(rng: np.random.Generator, mu: Matrix, alpha: Rij) -> Matrix:
    klein = np.maximum(alpha, 1e-7)[:, None]
    return rng.poisson(mu * rng.gamma(1 / klein, klein, mu.shape)).astype(float)


def _jaren(budget: Alarmbudget, reeksen: int) -> int:
    kleinste = budget.per_jaar * min(budget.deel_aanhoudend, 1 - budget.deel_aanhoudend)
    return min(max(10, math.ceil(GENOEG_ALARMEN / kleinste)), max(10, MEESTE_JAREN * 1000 // max(reeksen, 1)))


def _grens(maat: Matrix, toegestaan: float) -> float:
    """The value that is passed at most `toegestaan` times."""
    waarden = maat[np.isfinite(maat)]
    plek = len(waarden) - math.floor(toegestaan) - 1
    return float(np.partition(waarden, plek)[plek]) if plek >= 0 else 0.0


def _grens_aanhoudend(stijging: Matrix, toegestaan: float) -> float:
    """By halving: the higher the threshold of a CUSUM, the fewer signals."""
    laag, hoog = 0.0, _HOOGSTE_GRENS
    for _ in range(_HALVERINGEN):
        midden = (laag + hoog) / 2
        teveel = int(_cusum_meldt(stijging, midden)[:, AANLOOP:].sum()) > toegestaan
        laag, hoog = (midden, hoog) if teveel else (laag, midden)
    return hoog


def _bezwaar_factor(y: Matrix, factor: Matrix) -> Refused | None:
    if factor.shape not in {(), y.shape} or not np.isfinite(factor).all() or (factor <= 0).any():
        return Refused("Een landelijke factor is er voor elke reeks en elke maand, en is groter dan nul.")
    return None


def _bezwaar(y: Matrix, groep: NDArray[np.generic]) -> Refused | None:
    if y.ndim != 2 or not len(y) or y.shape[1] < VENSTER:
        return Refused(f"Voor een alarmplan zijn van elke reeks ten minste {VENSTER} maanden nodig.")
    if groep.shape != (len(y),):
        return Refused("Elke reeks hoort bij één soort.")
    if np.isinf(y).any() or (y < 0).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if (np.isfinite(y[:, -VENSTER:]).sum(axis=1) < AANLOOP).any():
        return Refused(f"Van elke reeks zijn ten minste {AANLOOP} van de laatste {VENSTER} maanden nodig.")
    return bezwaar_grootte(y)
