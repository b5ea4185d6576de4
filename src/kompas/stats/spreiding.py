"""How much counts of a kind ordinarily vary from year to year. See docs/methoden/batterij.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.trend import MINSTE_PERIODEN, trend

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]

MINSTE_GEBIEDEN: Final = 20
"""With fewer areas it cannot be seen how the spread falls with the size of a count."""
MINSTE_JAREN: Final = 8
"""With fewer areas than that, every series tells the spread from so many years of its own."""
VER: Final = 3.0
"""A year further off than so many standard deviations is moved there: one registration jump is not ordinary."""

_PARAMETERS: Final = 2
_LOG_ALPHA: Final = (-14.0, 5.0)
_MACHT: Final = (-1.0, 0.0)
_HALVERINGEN: Final = 24
_HALVERINGEN_MACHT: Final = 10


@dataclass(frozen=True, slots=True)
class Jaarspreiding:
    """The variance of a yearly count is mean + alpha * mean squared; alpha falls with the mean as a power of it.

    Large municipalities vary less, relative to their size, than small ones: `alpha` belongs to a mean of `midden`.
    """

    alpha: float
    macht: float
    midden: float

    def phi(self, gemiddelde: ArrayLike) -> Rij:
        """How many times more than by chance counts with these means vary from year to year."""
        m = np.asarray(gemiddelde, dtype=float)
        # Below one a year there is nothing to learn a power from: chance is nearly all there is.
        return np.asarray(1 + self.alpha * (np.maximum(m, 1.0) / self.midden) ** self.macht * m, dtype=float)


GEEN_SPREIDING: Final = Jaarspreiding(0.0, 0.0, 1.0)


def jaarspreiding(tellingen: ArrayLike, omvang: ArrayLike = 1.0) -> Jaarspreiding | Refused:
    """The ordinary spread of a kind, areas x years, around the line of every area itself.

    A movement that all areas share stays in it.
    """
    lijnen = trend(tellingen, omvang, samenhang=0.0)
    if isinstance(lijnen, Refused):
        return lijnen
    y = np.broadcast_to(np.asarray(tellingen, dtype=float), lijnen.verwacht.shape)
    return spreiding_om_lijnen(y, lijnen.verwacht)


def spreiding_om_lijnen(y: Matrix, verwacht: Matrix) -> Jaarspreiding | Refused:
    """The same from fitted lines (areas x years, NaN where there is none)."""
    bekend = np.isfinite(y) & np.isfinite(verwacht)
    jaren = bekend.sum(axis=1, keepdims=True)
    bekend &= jaren >= MINSTE_PERIODEN
    weinig = int(bekend.any(axis=1).sum()) < MINSTE_GEBIEDEN
    if weinig:
        bekend &= jaren >= MINSTE_JAREN
    if not bekend.any():
        return Refused(
            f"Om de gewone schommeling te zien zijn {MINSTE_GEBIEDEN} gebieden nodig, of {MINSTE_JAREN} jaren."
        )
    mu = np.maximum(verwacht[bekend], 1e-9)
    # The line of an area uses up two of its years.
    vrij = np.broadcast_to(1 - _PARAMETERS / np.maximum(jaren, _PARAMETERS + 1), y.shape)[bekend]
    return _pas(mu, (y[bekend] - mu) ** 2 / vrij, (0.0, 0.0) if weinig else _MACHT)


def _pas(mu: Rij, kwadraat: Rij, machten: tuple[float, float]) -> Jaarspreiding:
    """By moments: squares as large as expected, over all together, and as much for small as for large means."""
    gewicht = mu / (1 + mu)  # a year with few incidents tells little about movement
    midden = float(np.exp(np.average(np.log(np.maximum(mu, 1.0)), weights=gewicht)))
    log_mu = np.log(np.maximum(mu, 1.0) / midden)

    def teveel(log_alpha: float, macht: float) -> Rij:
        variantie = mu * (1 + np.exp(log_alpha + macht * log_mu) * mu)
        return np.asarray(gewicht * (np.minimum(kwadraat / variantie, VER**2) - 1))

    def bij_macht(macht: float) -> float:
        return _nulpunt(lambda log_alpha: float(teveel(log_alpha, macht).sum()), _LOG_ALPHA, _HALVERINGEN)

    if float(teveel(_LOG_ALPHA[0], 0.0).sum()) <= 0:
        return GEEN_SPREIDING
    macht = _nulpunt(lambda b: float((teveel(bij_macht(b), b) * log_mu).sum()), machten, _HALVERINGEN_MACHT)
    return Jaarspreiding(float(np.exp(bij_macht(macht))), macht, midden)


def _nulpunt(functie: Callable[[float], float], tussen: tuple[float, float], halveringen: int) -> float:
    """Where a falling function crosses zero, by halving; the end itself when it does not cross."""
    laag, hoog = tussen
    for _ in range(halveringen):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if functie(midden) > 0 else (laag, midden)
    return (laag + hoog) / 2
