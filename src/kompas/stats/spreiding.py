"""How much counts of a kind ordinarily vary from year to year. See docs/methoden/batterij.md."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.trend import MINSTE_PERIODEN, trend

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]

MINSTE_GEBIEDEN: Final = 20
"""With fewer areas the spread cannot be pooled."""
VER: Final = 3.0
"""A year further off than so many standard deviations is moved there: one registration jump is not ordinary."""

_PARAMETERS: Final = 2
_HALVERINGEN: Final = 50
_HOOGST: Final = 1e3


def jaarspreiding(tellingen: ArrayLike, omvang: ArrayLike = 1.0) -> float | Refused:
    """Alpha of a kind, areas x years: the variance of a yearly count is mean + alpha * mean squared.

    Around the line of every area itself; a movement that all areas share stays in it.
    """
    lijnen = trend(tellingen, omvang, samenhang=0.0)
    if isinstance(lijnen, Refused):
        return lijnen
    return spreiding_om_lijnen(np.atleast_2d(np.asarray(tellingen, dtype=float)), lijnen.verwacht)


def spreiding_om_lijnen(y: Matrix, verwacht: Matrix) -> float | Refused:
    """The same from fitted lines (areas x years, NaN where there is none)."""
    bekend = np.isfinite(y) & np.isfinite(verwacht)
    jaren = bekend.sum(axis=1, keepdims=True)
    bekend &= jaren >= MINSTE_PERIODEN
    if bekend.any(axis=1).sum() < MINSTE_GEBIEDEN:
        return Refused(
            f"Van minder dan {MINSTE_GEBIEDEN} gebieden zijn er genoeg jaren om de gewone schommeling te zien."
        )
    mu = verwacht[bekend]
    # The line of an area uses up two of its years; a year with few incidents tells little about movement.
    vrij = np.broadcast_to(1 - _PARAMETERS / np.maximum(jaren, _PARAMETERS + 1), y.shape)[bekend]
    kwadraat, gewicht = (y[bekend] - mu) ** 2 / vrij, mu / (1 + mu)

    def teveel(alpha: float) -> float:
        return float((gewicht * (np.minimum(kwadraat / (mu * (1 + alpha * mu)), VER**2) - 1)).sum())

    laag, hoog = 0.0, _HOOGST
    if teveel(laag) <= 0:
        return 0.0
    for _ in range(_HALVERINGEN):
        midden = (laag + hoog) / 2 if laag else hoog / 10
        laag, hoog = (midden, hoog) if teveel(midden) > 0 else (laag, midden)
    return hoog
