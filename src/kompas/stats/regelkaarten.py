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
from kompas.stats.invoer import gelijke_vorm
from kompas.stats.lazy import special, stats

Rij = NDArray[np.float64]


GROOTSTE_GEMIDDELDE: Final = 1e5
MEESTE_STATEN: Final = 2_000
LANGSTE: Final = 1e12
"""A run length above this cannot be told from never: the chain has no more digits."""


def poisson_cusum_arl(gemiddelde: float, k: int, h: int) -> float | Refused:
    """Mean run length of S = max(0, S + x - k) until S > h - 1, that is S >= h (Lucas 1985), by its Markov chain."""
    if not 0 < gemiddelde <= GROOTSTE_GEMIDDELDE:
        return Refused("Een CUSUM heeft een gemiddelde groter dan nul nodig, en niet boven 100.000.")
    if not (
        float(k).is_integer()
        and float(h).is_integer()
        and 0 <= k <= 10 * GROOTSTE_GEMIDDELDE
        and 1 <= h <= MEESTE_STATEN
    ):
        return Refused("De referentie en de grens van een CUSUM zijn hele getallen; de grens ten minste 1.")
    lengte = _arl(gemiddelde, int(k), int(h))
    return lengte if 1 <= lengte <= LANGSTE else Refused("Deze CUSUM meldt zo goed als nooit.")


def _arl(gemiddelde: float, k: int, h: int) -> float:
    """Not a number to trust above `LANGSTE`: infinite there."""
    staten = np.arange(h)
    sprong = staten[None, :] - staten[:, None] + k  # the count that leads from one state to another
    kansen = stats().poisson.pmf(np.maximum(sprong, 0), gemiddelde)
    overgang = np.where(sprong >= 0, kansen, 0.0)
    overgang[:, 0] = stats().poisson.cdf(k - staten, gemiddelde)
    return _looptijd(overgang, 0)


def _looptijd(overgang: Rij, begin: int) -> float:
    """Mean number of steps until the chain leaves its states."""
    try:
        lengte = float(np.linalg.solve(np.eye(len(overgang)) - overgang, np.ones(len(overgang)))[begin])
    except np.linalg.LinAlgError:
        return math.inf
    # Beyond the digits that there are, the solution may even come out below zero.
    return lengte if 0 < lengte <= LANGSTE else math.inf


def ewma_arl(lambda_: float, breedte: float, verschuiving: float = 0.0, staten: int = 201) -> float | Refused:
    """Mean run length of a two-sided EWMA of standard normal values with limits at `breedte` sigma of the EWMA.

    By the Markov chain of Brook and Evans (1972) with an odd number of `staten`.
    """
    if not (0.01 <= lambda_ <= 1 and 0 < breedte <= 10 and math.isfinite(verschuiving)):
        return Refused("Een EWMA heeft een gewicht van 0,01 t/m 1 en grenzen op 0 tot 10 standaardafwijkingen.")
    if not float(staten).is_integer() or staten % 2 == 0 or not 11 <= staten <= MEESTE_STATEN:
        return Refused("Het aantal staten is een oneven getal van 11 of meer.")
    grens = breedte * math.sqrt(lambda_ / (2 - lambda_))
    stap = 2 * grens / staten
    midden = -grens + (np.arange(int(staten)) + 0.5) * stap
    ndtr = special().ndtr
    boven = (midden[None, :] + stap / 2 - (1 - lambda_) * midden[:, None]) / lambda_ - verschuiving
    onder = (midden[None, :] - stap / 2 - (1 - lambda_) * midden[:, None]) / lambda_ - verschuiving
    lengte = _looptijd(np.asarray(ndtr(boven) - ndtr(onder)), int(staten) // 2)
    return lengte if lengte <= LANGSTE else Refused("Deze EWMA meldt zo goed als nooit.")


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
GROOTSTE_FACTOR: Final = 100


def ontwerp_cusum(gemiddelde: float, factor: float, arl0: float) -> Cusumontwerp | Refused:
    """The CUSUM made for a rise by `factor`, with false alarms at most once in `arl0` periods on average."""
    if not 1e-3 <= gemiddelde <= GROOTSTE_GEMIDDELDE:
        return Refused("Een CUSUM heeft een gemiddelde van 0,001 of meer nodig, en niet boven 100.000.")
    if not 1 < factor <= GROOTSTE_FACTOR or not 1 < arl0 < math.inf:
        return Refused("De stijging is meer dan 1 keer en hoogstens 100 keer, en tussen twee valse meldingen zit tijd.")
    hoger = gemiddelde * factor
    # Lucas: the best reference value for a rise from one Poisson mean to another, as a whole number of at least 1.
    beste = (hoger - gemiddelde) / math.log(factor)
    k = max(1, round(beste), math.floor(gemiddelde) + 1)
    for h in range(1, MAX_H + 1):
        zonder = _arl(gemiddelde, k, h)
        if zonder == math.inf:
            break
        if zonder >= arl0:
            return Cusumontwerp(gemiddelde, factor, k, h, zonder, _arl(hoger, k, h))
    return Refused("Voor dit gemiddelde is geen CUSUM met zo weinig valse meldingen te maken.")


def cusum(tellingen: ArrayLike, k: ArrayLike, h: ArrayLike) -> tuple[Rij, NDArray[np.bool_]] | Refused:
    """The CUSUM along the last axis and where it signals; it starts again after a signal. NaN leaves it where it is.

    `k` and `h` are one number, or one per series.
    """
    x = np.asarray(tellingen, dtype=float)
    referentie, drempel = np.asarray(k, dtype=float), np.asarray(h, dtype=float)
    if x.ndim == 0 or any(deel.shape not in {(), x.shape[:-1]} for deel in (referentie, drempel)):
        return Refused("Een CUSUM heeft een rij tellingen nodig, en één referentie en grens per reeks.")
    if np.isinf(x).any() or (x < 0).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if not (np.isfinite(referentie).all() and np.isfinite(drempel).all() and (drempel > 0).all()):
        return Refused("De referentie en de grens van een CUSUM zijn gewone getallen; de grens is groter dan nul.")
    stand = np.zeros(x.shape[:-1])
    standen, meldingen = np.empty_like(x), np.zeros(x.shape, dtype=bool)
    for periode in range(x.shape[-1]):
        nieuw = np.maximum(stand + x[..., periode] - referentie, 0.0)
        bekend = np.isfinite(x[..., periode])
        stand = np.where(bekend, nieuw, stand)
        meldingen[..., periode] = bekend & (stand >= drempel)
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
    paar = gelijke_vorm(tellingen, omvang)
    if isinstance(paar, Refused):
        return paar
    x, n = paar
    if x.ndim == 0 or x.shape[-1] < MINSTE_PERIODEN:
        return Refused(f"Voor een regelkaart zijn ten minste {MINSTE_PERIODEN} perioden nodig.")
    if not (np.isfinite(x).all() and np.isfinite(n).all() and (x >= 0).all() and (n > 0).all() and 0 < sigma < 100):
        return Refused("Een regelkaart heeft van elke periode een telling en een omvang groter dan nul nodig.")
    tempo = x / n
    midden = x.sum(axis=-1, keepdims=True) / n.sum(axis=-1, keepdims=True)
    fout = np.sqrt(midden / n)
    z = np.divide(tempo - midden, fout, out=np.zeros_like(tempo), where=fout > 0)
    sigma_z = np.abs(np.diff(z, axis=-1)).mean(axis=-1, keepdims=True) / _D2
    breedte = sigma * fout * np.maximum(sigma_z, 1e-12)
    return Laney(tempo, midden[..., 0], np.maximum(midden - breedte, 0), midden + breedte, z, sigma_z[..., 0])


MINSTE_PERIODEN: Final = 8
