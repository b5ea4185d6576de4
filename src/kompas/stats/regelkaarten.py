"""Control charts for counts: a signal when a series moves, with a designed number of false alarms.

See docs/methoden/regelkaarten.md. The run length is the number of periods until a signal; its mean (ARL) without any
change says how often a false alarm comes.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.lazy import stats

Rij = NDArray[np.float64]


def poisson_cusum_arl(gemiddelde: float, k: int, h: int) -> float:
    """Mean run length of S = max(0, S + x - k) until S > h - 1, that is S >= h (Lucas 1985), by its Markov chain."""
    staten = np.arange(h)
    kansen = stats().poisson.pmf(np.arange(0, h + k + 1), gemiddelde)
    sprong = staten[None, :] - staten[:, None] + k  # the count that leads from one state to another
    overgang = np.where(sprong >= 0, kansen[np.clip(sprong, 0, len(kansen) - 1)], 0.0)
    overgang[:, 0] = stats().poisson.cdf(k - staten, gemiddelde)
    return float(np.linalg.solve(np.eye(h) - overgang, np.ones(h))[0])


def ewma_arl(lambda_: float, breedte: float, verschuiving: float = 0.0, staten: int = 201) -> float:
    """Mean run length of a two-sided EWMA of standard normal values with limits at `breedte` sigma of the EWMA."""
    grens = breedte * math.sqrt(lambda_ / (2 - lambda_))
    stap = 2 * grens / staten
    midden = -grens + (np.arange(staten) + 0.5) * stap
    normaal = stats().norm
    boven = (midden[None, :] + stap / 2 - (1 - lambda_) * midden[:, None]) / lambda_ - verschuiving
    onder = (midden[None, :] - stap / 2 - (1 - lambda_) * midden[:, None]) / lambda_ - verschuiving
    overgang = normaal.cdf(boven) - normaal.cdf(onder)
    return float(np.linalg.solve(np.eye(staten) - overgang, np.ones(staten))[staten // 2])


@dataclass(frozen=True, slots=True)
class Cusumontwerp:
    """A CUSUM for counts: it signals at `h`; mean run length `arl0` at `gemiddelde`, `arl1` at `factor` times that."""

    gemiddelde: float
    factor: float
    k: int
    h: int
    arl0: float
    arl1: float


MAX_H: Final = 400


def ontwerp_cusum(gemiddelde: float, factor: float, arl0: float) -> Cusumontwerp | Refused:
    """The CUSUM that sees a rise by `factor` soonest while false alarms come at most once in `arl0` periods."""
    if not (math.isfinite(gemiddelde) and gemiddelde > 0):
        return Refused("Een CUSUM heeft een gemiddelde groter dan nul nodig.")
    if not factor > 1 or not arl0 > 1:
        return Refused(
            "De stijging moet meer zijn dan 1 keer, en tussen twee valse meldingen zit meer dan één periode."
        )
    hoger = gemiddelde * factor
    # Lucas: the best reference value for a rise from one Poisson mean to another, as a whole number of at least 1.
    beste = (hoger - gemiddelde) / (math.log(hoger) - math.log(gemiddelde))
    k = max(1, round(beste), math.floor(gemiddelde) + 1)
    for h in range(1, MAX_H + 1):
        zonder = poisson_cusum_arl(gemiddelde, k, h)
        if zonder >= arl0:
            return Cusumontwerp(gemiddelde, factor, k, h, zonder, poisson_cusum_arl(hoger, k, h))
    return Refused("Voor dit gemiddelde is geen CUSUM met zo weinig valse meldingen te maken.")


def cusum(tellingen: ArrayLike, k: ArrayLike, h: ArrayLike) -> tuple[Rij, NDArray[np.bool_]]:
    """The CUSUM along the last axis and where it signals; it starts again after a signal. NaN leaves it where it is."""
    x = np.asarray(tellingen, dtype=float)
    referentie, drempel = np.asarray(k, dtype=float), np.asarray(h, dtype=float)
    stand = np.zeros(x.shape[:-1])
    standen, meldingen = np.empty_like(x), np.zeros(x.shape, dtype=bool)
    for periode in range(x.shape[-1]):
        nieuw = np.maximum(stand + x[..., periode] - referentie, 0.0)
        stand = np.where(np.isnan(x[..., periode]), stand, nieuw)
        meldingen[..., periode] = stand >= drempel
        standen[..., periode] = stand
        stand = np.where(meldingen[..., periode], 0.0, stand)
    return standen, meldingen


@dataclass(frozen=True, slots=True, eq=False)
class Laney:
    """A u'-chart: rates, their mean, limits, and `sigma_z`, how much more they move than chance (1 is chance alone)."""

    tempo: Rij
    midden: Rij
    laag: Rij
    hoog: Rij
    z: Rij
    sigma_z: Rij

    @property
    def buiten(self) -> NDArray[np.bool_]:
        return (self.tempo < self.laag) | (self.tempo > self.hoog)


_D2: Final = 1.128  # mean range of two normal values, in standard deviations


def laney_u(tellingen: ArrayLike, omvang: ArrayLike, *, sigma: float = 3.0) -> Laney | Refused:
    """Laney's u'-chart along the last axis: a u-chart whose limits are widened by the moving range of its z-scores."""
    x, n = np.broadcast_arrays(np.asarray(tellingen, dtype=float), np.asarray(omvang, dtype=float))
    if x.ndim == 0 or x.shape[-1] < MINSTE_PERIODEN:
        return Refused(f"Voor een regelkaart zijn ten minste {MINSTE_PERIODEN} perioden nodig.")
    if not (np.isfinite(x).all() and np.isfinite(n).all() and (x >= 0).all() and (n > 0).all()):
        return Refused("Een regelkaart heeft van elke periode een telling en een omvang groter dan nul nodig.")
    tempo = x / n
    midden = x.sum(axis=-1, keepdims=True) / n.sum(axis=-1, keepdims=True)
    fout = np.sqrt(midden / n)
    z = np.divide(tempo - midden, fout, out=np.zeros_like(tempo), where=fout > 0)
    sigma_z = np.abs(np.diff(z, axis=-1)).mean(axis=-1, keepdims=True) / _D2
    breedte = sigma * fout * np.maximum(sigma_z, 1e-12)
    return Laney(tempo, midden[..., 0], np.maximum(midden - breedte, 0), midden + breedte, z, sigma_z[..., 0])


MINSTE_PERIODEN: Final = 8
