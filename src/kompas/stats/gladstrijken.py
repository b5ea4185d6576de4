"""Rates of small areas, drawn towards what areas share. See docs/methoden/gladstrijken.md."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import gelijke_vorm

Rij = NDArray[np.float64]


def empirical_bayes(tellingen: ArrayLike, omvang: ArrayLike) -> Rij | Refused:
    """Global empirical-Bayes rates (Marshall 1991); areas on the last axis. Equal to `esda.smoothing.Empirical_Bayes`.

    A small area gets the common rate, a large one keeps its own. The variance between areas is never below zero.
    """
    paar = gelijke_vorm(tellingen, omvang)
    if isinstance(paar, Refused):
        return paar
    y, n = paar
    if (bezwaar := _bezwaar(y, n)) is not None:
        return bezwaar
    totaal = n.sum(axis=-1, keepdims=True)
    samen = y.sum(axis=-1, keepdims=True) / totaal
    eigen = y / n
    tussen = (n * (eigen - samen) ** 2).sum(axis=-1, keepdims=True) / totaal - samen / n.mean(axis=-1, keepdims=True)
    return _naar(eigen, samen, np.maximum(tussen, 0.0), n)


def spatial_empirical_bayes(tellingen: ArrayLike, omvang: ArrayLike, buren: ArrayLike) -> Rij | Refused:
    """Empirical-Bayes rates that borrow from the neighbours instead of from all areas.

    `buren` is areas x areas, 1 where two areas touch; an area is always its own neighbour. `tellingen` and `omvang`
    have one value per area.
    """
    paar = gelijke_vorm(tellingen, omvang)
    if isinstance(paar, Refused):
        return paar
    y, n = paar
    if (bezwaar := _bezwaar(y, n)) is not None:
        return bezwaar
    gegeven = np.asarray(buren, dtype=float)
    w = gegeven > 0
    if y.ndim != 1 or w.shape != (len(y), len(y)) or (w != w.T).any() or not np.isfinite(gegeven).all():
        return Refused("Buren zijn een tabel van gebied bij gebied, aan beide kanten gelijk.")
    w = w | np.eye(len(y), dtype=bool)
    totaal = w @ n
    samen = w @ y / totaal
    eigen = y / n
    afwijking = (w * n[None, :] * (eigen[None, :] - samen[:, None]) ** 2).sum(axis=1) / totaal
    tussen = np.maximum(afwijking - samen / (totaal / w.sum(axis=1)), 0.0)
    return _naar(eigen, samen, tussen, n)


def _naar(eigen: Rij, samen: Rij, tussen: Rij, n: Rij) -> Rij:
    noemer = tussen + samen / n
    gewicht = np.divide(tussen, noemer, out=np.zeros_like(noemer), where=noemer > 0)
    antwoord: Rij = samen + gewicht * (eigen - samen)
    return antwoord


def _bezwaar(y: Rij, n: Rij) -> Refused | None:
    if y.ndim == 0 or y.shape[-1] < 2:
        return Refused("Gladstrijken kan alleen met ten minste twee gebieden.")
    if not (np.isfinite(y).all() and np.isfinite(n).all()):
        return Refused("Een telling en haar omvang moeten gewone getallen zijn.")
    if (y < 0).any() or (n <= 0).any():
        return Refused("Een telling is nul of meer, en de omvang is groter dan nul.")
    return None
