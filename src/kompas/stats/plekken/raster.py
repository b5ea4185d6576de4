"""Points in metres (RD) counted in square cells. See docs/methoden/plekken.md."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused

GROOTSTE_RASTER: Final = 25_000_000
"""More cells than the Netherlands has at 50 metres wide; beyond it a coordinate is wrong."""

Rij = NDArray[np.float64]
Getallen = NDArray[np.int64]
Masker = NDArray[np.bool_]


@cache
def scipy_deel(naam: str) -> ModuleType:
    """A part of SciPy, loaded at the first use."""
    return import_module(f"scipy.{naam}")


@dataclass(frozen=True, slots=True)
class Raster:
    """Square cells of `cel` metres. `west` and `zuid` count cells from the origin, so every map has the same cells."""

    cel: float
    west: int
    zuid: int
    breed: int
    hoog: int

    @property
    def vorm(self) -> tuple[int, int]:
        return self.hoog, self.breed

    @property
    def oppervlakte(self) -> float:
        """Of one cell, in square kilometres."""
        return self.cel**2 / 1e6

    def nummer(self, x: ArrayLike, y: ArrayLike) -> Getallen:
        """The cell of each point, counted from the south-west by rows; -1 outside the grid and without a place."""
        with np.errstate(over="ignore"):  # What overflows lies outside.
            kolom = np.floor(np.asarray(x, dtype=np.float64) / self.cel) - self.west
            rij = np.floor(np.asarray(y, dtype=np.float64) / self.cel) - self.zuid
        erin = (kolom >= 0) & (kolom < self.breed) & (rij >= 0) & (rij < self.hoog)
        plaats = np.where(erin, rij, 0) * self.breed + np.where(erin, kolom, 0)
        return np.where(erin, plaats.astype(np.int64), -1)

    def midden(self, nummer: ArrayLike) -> tuple[Rij, Rij]:
        """The centre of cells, in metres."""
        rij, kolom = np.divmod(np.asarray(nummer, dtype=np.int64), self.breed)
        return (kolom + self.west + 0.5) * self.cel, (rij + self.zuid + 0.5) * self.cel


@dataclass(frozen=True, slots=True)
class Telling:
    """Incidents per cell, rows from south to north. `buiten`: points without a place or outside the grid."""

    raster: Raster
    aantal: Getallen
    plaatsen: Getallen
    buiten: int


def punten_bezwaar(x: Rij, y: Rij) -> Refused | None:
    """Why these coordinates cannot be used; None when at least one point can."""
    if x.ndim != 1 or x.shape != y.shape:
        return Refused("Geef voor elk punt een x en een y.")
    if not (np.isfinite(x) & np.isfinite(y)).any():
        return Refused("Geen enkel punt heeft een plaats.")
    return None


def raster_om(x: ArrayLike, y: ArrayLike, cel: float) -> Raster | Refused:
    """The smallest grid around the points that have a place."""
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if (reden := punten_bezwaar(xs, ys)) is not None:
        return reden
    if not (np.isfinite(cel) and cel > 0):
        return Refused("De zijde van een cel is een aantal meters boven nul.")
    goed = np.isfinite(xs) & np.isfinite(ys)
    grenzen = np.array([xs[goed].min(), xs[goed].max(), ys[goed].min(), ys[goed].max()])
    with np.errstate(over="ignore"):  # What overflows is refused below.
        west, oost, zuid, noord = (float(grens) for grens in np.floor(grenzen / cel))
    if not (np.isfinite([west, oost, zuid, noord]).all() and max(abs(west), abs(zuid)) < 2**53):
        return Refused("Een punt ligt te ver weg; controleer de coördinaten.")
    if not (oost - west + 1) * (noord - zuid + 1) <= GROOTSTE_RASTER:
        return Refused("De punten liggen te ver uiteen voor deze cellen; neem grotere cellen of zoek het foute punt.")
    return Raster(float(cel), int(west), int(zuid), int(oost - west) + 1, int(noord - zuid) + 1)


def tel(raster: Raster, x: ArrayLike, y: ArrayLike) -> Telling | Refused:
    """Incidents per cell, and the number of different places (coordinates) they have in it."""
    xs, ys = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if xs.ndim != 1 or xs.shape != ys.shape:
        return Refused("Geef voor elk punt een x en een y.")
    nummer = raster.nummer(xs, ys)
    erin = nummer >= 0
    aantal = np.bincount(nummer[erin], minlength=raster.breed * raster.hoog)
    plaatsen = _plaatsen(nummer[erin], xs[erin], ys[erin], aantal.size)
    return Telling(raster, aantal.reshape(raster.vorm), plaatsen.reshape(raster.vorm), int((~erin).sum()))


def _plaatsen(nummer: Getallen, x: Rij, y: Rij, cellen: int) -> Getallen:
    volgorde = np.lexsort((y, x))
    xs, ys = x[volgorde], y[volgorde]
    nieuw = np.ones(len(xs), dtype=np.bool_)
    nieuw[1:] = (np.diff(xs) != 0) | (np.diff(ys) != 0)
    return np.asarray(np.bincount(nummer[volgorde][nieuw], minlength=cellen), dtype=np.int64)
