"""Counts as Poisson numbers: exact limits and exact comparison. See docs/methoden/garwood.md and poisson-vergelijking.md."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import special

from kompas.base import Refused

GROOTSTE_TELLING: Final = 10_000_000
"""Above this count the normal limit of the same statistic answers: it differs less than 1e-4 there and costs nothing."""

_Rij = NDArray[np.float64]
_GELIJKSPEL: Final = 1e-10  # Two orderings of the same tie differ in the last bits; both belong to the tail.


@dataclass(frozen=True, slots=True)
class Interval:
    laag: float
    hoog: float

    def __contains__(self, getal: float) -> bool:
        return self.laag <= getal <= self.hoog


def bezwaar(telling: float, omvang: float = 1.0) -> Refused | None:
    """Why this count with this exposure cannot be used; None when it can."""
    if not (math.isfinite(telling) and math.isfinite(omvang)):
        return Refused("Een telling en haar omvang moeten gewone getallen zijn.")
    if telling < 0:
        return Refused("Een telling is nooit kleiner dan nul.")
    if abs(telling - round(telling)) > 1e-6:
        return Refused("Een telling is een heel getal.")
    if omvang <= 0:
        return Refused("De omvang (jaren, inwoners) moet groter zijn dan nul.")
    return None


def garwood(telling: float, niveau: float = 0.95) -> Interval | Refused:
    """Exact limits of a Poisson count (Garwood 1936)."""
    if (reden := bezwaar(telling)) is not None:
        return reden
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    k, staart = round(telling), (1 - niveau) / 2
    laag = float(special.gammaincinv(k, staart)) if k else 0.0
    return Interval(laag, float(special.gammainccinv(k + 1, staart)))


def verhouding_interval(telling: float, noemer: float, per: float = 1.0, niveau: float = 0.95) -> Interval | Refused:
    """Exact limits of a rate: `per` times the count divided by the population, which is taken as known."""
    if (reden := bezwaar(telling, noemer)) is not None:
        return reden
    grenzen = garwood(telling, niveau)
    if isinstance(grenzen, Refused):
        return grenzen
    return Interval(grenzen.laag / noemer * per, grenzen.hoog / noemer * per)


def poisson_e_test(k1: float, n1: float, k2: float, n2: float) -> float | Refused:
    """Two-sided p of equal Poisson rates (Krishnamoorthy & Thomson 2004, Wald statistic).

    The same number as `scipy.stats.poisson_means_test`, but summed by tails instead of cell by cell: quick at any
    size that occurs. Equal rates give exactly 1.
    """
    reden = bezwaar(k1, n1) or bezwaar(k2, n2)
    if reden is not None:
        return reden
    toets = abs(_wald(round(k1), n1, round(k2), n2))
    if toets == 0:
        return 1.0
    if max(k1, k2) > GROOTSTE_TELLING:
        return math.erfc(toets / math.sqrt(2))
    return _e_staart(toets * (1 - _GELIJKSPEL), n1, n2, (k1 + k2) / (n1 + n2))


def _wald(k1: float, n1: float, k2: float, n2: float) -> float:
    """The Wald statistic; 0 when both counts are 0, because there is nothing to compare."""
    variantie = k1 / n1 / n1 + k2 / n2 / n2
    return (k1 / n1 - k2 / n2) / math.sqrt(variantie) if variantie else 0.0


def _e_staart(toets: float, n1: float, n2: float, tempo: float) -> float:
    """The probability, under one common rate, of a statistic at least as large as the one that was found."""
    x1 = _draagvlak(n1 * tempo)
    laag, hoog = _grenzen(x1, toets, n1, n2)
    verwacht = n2 * tempo
    onder = np.where(laag >= 0, special.pdtr(np.maximum(laag, 0), verwacht), 0.0)
    boven = np.where(hoog >= 1, special.pdtrc(np.maximum(hoog - 1, 0), verwacht), 1.0)
    return min(1.0, float(np.sum(_kans(x1, n1 * tempo) * (onder + boven))))


def _draagvlak(verwacht: float) -> _Rij:
    """The counts that matter: what is left out has a probability below 1e-16."""
    breedte = 9 * math.sqrt(verwacht) + 40
    return np.arange(max(0, math.floor(verwacht - breedte)), math.ceil(verwacht + breedte) + 1, dtype=np.float64)


def _kans(x: _Rij, verwacht: float) -> _Rij:
    return np.asarray(np.exp(special.xlogy(x, verwacht) - special.gammaln(x + 1) - verwacht), dtype=np.float64)


def _grenzen(x1: _Rij, toets: float, n1: float, n2: float) -> tuple[_Rij, _Rij]:
    """For each first count: up to and from which second count the statistic is at least `toets`."""
    # |x1/n1 - y| >= t sqrt(x1/n1^2 + y/n2) is a quadratic in y = x2/n2: true below its lower and above its upper root.
    a = x1 / n1
    midden = a + toets**2 / (2 * n2)
    wortel = np.sqrt(toets**2 * (a / n2 + toets**2 / (4 * n2**2) + a / n1))
    laag, hoog = np.floor(n2 * (midden - wortel)), np.ceil(n2 * (midden + wortel))
    # The roots carry rounding error; the statistic itself decides about the neighbours.
    laag = np.where(_ver_genoeg(x1, laag + 1, toets, n1, n2), laag + 1, laag)
    laag = np.where(_ver_genoeg(x1, laag, toets, n1, n2), laag, laag - 1)
    hoog = np.where(_ver_genoeg(x1, hoog - 1, toets, n1, n2), hoog - 1, hoog)
    hoog = np.where(_ver_genoeg(x1, hoog, toets, n1, n2), hoog, hoog + 1)
    return laag, hoog


def _ver_genoeg(x1: _Rij, x2: _Rij, toets: float, n1: float, n2: float) -> NDArray[np.bool_]:
    variantie = x1 / n1 / n1 + np.maximum(x2, 0) / n2 / n2
    afstand = np.abs(x1 / n1 - x2 / n2)
    return np.asarray((variantie > 0) & (afstand >= toets * np.sqrt(variantie)), dtype=np.bool_)


def poisson_c_test(k1: float, n1: float, k2: float, n2: float, *, mid_p: bool = False) -> float | Refused:
    """Two-sided p of equal Poisson rates given the total (Przyborowski & Wilenski 1940); conservative.

    Both tails: every split of the total that is at most as likely as the one found.
    """
    reden = bezwaar(k1, n1) or bezwaar(k2, n2)
    if reden is not None:
        return reden
    totaal = round(k1) + round(k2)
    if totaal > 2 * GROOTSTE_TELLING:
        return Refused("Deze telling is te groot voor de C-toets; gebruik de E-toets.")
    if totaal == 0:
        return 1.0
    return _c_staart(round(k1), totaal, n1 / (n1 + n2), mid_p=mid_p)


def _c_staart(k: int, totaal: int, deel: float, *, mid_p: bool) -> float:
    x = np.arange(totaal + 1, dtype=np.float64)
    log_kans = (
        special.gammaln(totaal + 1)
        - special.gammaln(x + 1)
        - special.gammaln(totaal - x + 1)
        + special.xlogy(x, deel)
        + special.xlog1py(totaal - x, -deel)
    )
    kans = np.exp(log_kans)
    p = float(np.sum(kans[log_kans <= log_kans[k] + 1e-7]))
    return min(1.0, max(0.0, p - float(kans[k]) / 2 if mid_p else p))
