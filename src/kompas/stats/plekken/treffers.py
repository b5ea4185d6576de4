"""How well a map foretells the next period: hit rate, PAI and PEI. See docs/methoden/plekken-treffers.md."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from kompas.base import Refused
from kompas.stats.plekken.raster import Rij, scipy_deel


@dataclass(frozen=True, slots=True)
class Treffers:
    """Of `totaal` incidents `geraakt` lie in the `cellen` cells with the highest score; `best` is the most possible."""

    cellen: int
    alle_cellen: int
    geraakt: float
    totaal: float
    best: float

    @property
    def trefkans(self) -> float:
        """Hit rate: the part of the incidents in the chosen cells."""
        return self.geraakt / self.totaal

    @property
    def pai(self) -> float:
        """Predictive accuracy index: the hit rate divided by the part of the area; 1 is chance."""
        return self.trefkans / (self.cellen / self.alle_cellen)

    @property
    def pei(self) -> float:
        """Predictive efficiency index: the hit rate as part of the best one possible."""
        return self.geraakt / self.best


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Hits of the one map above those of the other, with the standard error and the two-sided p."""

    verschil: float
    fout: float
    p: float

    @property
    def woord(self) -> str:
        if self.p >= 0.05:
            return "niet te zeggen"
        return "beter" if self.verschil > 0 else "slechter"


def keuze(score: Rij, cellen: int) -> Rij:
    """The part in which each cell belongs to the highest `cellen`; cells that tie at the limit share what is left."""
    grens = np.partition(score, len(score) - cellen)[len(score) - cellen]
    boven, gelijk = score > grens, score == grens
    return np.asarray(boven + gelijk * ((cellen - boven.sum()) / gelijk.sum()), dtype=np.float64)


def treffers(score: ArrayLike, uitkomst: ArrayLike, deel: float) -> Treffers | Refused:
    """What happened (`uitkomst`, counts per cell) in the part `deel` of the cells with the highest score.

    Every cell counts, also the empty ones; which cells there are decides the PAI, so compare maps of the same cells.
    """
    s, u = np.asarray(score, dtype=np.float64).ravel(), np.asarray(uitkomst, dtype=np.float64).ravel()
    if (reden := _bezwaar([s], u, deel)) is not None:
        return reden
    cellen = _cellen(len(u), deel)
    return Treffers(cellen, len(u), float(keuze(s, cellen) @ u), float(u.sum()), float(keuze(u, cellen) @ u))


def vergelijk_treffers(score: ArrayLike, maatstaf: ArrayLike, uitkomst: ArrayLike, deel: float) -> (
    Vergelijking | Refused
):  # fmt: skip
    """Whether one map has more hits than another one in as many cells.

    Only cells that one of them chooses count. Incidents in a cell come together, so cells are what varies by chance.
    """
    s, m = np.asarray(score, dtype=np.float64).ravel(), np.asarray(maatstaf, dtype=np.float64).ravel()
    u = np.asarray(uitkomst, dtype=np.float64).ravel()
    if (reden := _bezwaar([s, m], u, deel)) is not None:
        return reden
    cellen = _cellen(len(u), deel)
    anders = keuze(s, cellen) - keuze(m, cellen)
    verschil, gewicht = float(anders @ u), float(anders @ anders)
    # Both choose as many cells, so any mean may be taken off; that of the cells in play is the one without a winner.
    gemiddeld = float(anders**2 @ u) / gewicht if gewicht else 0.0
    fout = math.sqrt(float(anders**2 @ (u - gemiddeld) ** 2))
    p = 2 * float(scipy_deel("special").ndtr(-abs(verschil) / fout)) if fout > 0 else 1.0
    return Vergelijking(verschil, fout, p)


def _cellen(alle: int, deel: float) -> int:
    return max(1, round(alle * deel))


def _bezwaar(scores: list[Rij], uitkomst: Rij, deel: float) -> Refused | None:
    if any(score.shape != uitkomst.shape for score in scores) or not len(uitkomst):
        return Refused("Geef voor elke cel een score en een aantal.")
    if not all(np.isfinite(rij).all() for rij in (*scores, uitkomst)) or uitkomst.min() < 0:
        return Refused("Elke cel heeft een score en een aantal van nul of meer nodig.")
    if not 0 < deel <= 1:
        return Refused("Het deel van de cellen ligt boven 0 en is hoogstens 1.")
    return None if uitkomst.sum() > 0 else Refused("Er gebeurde niets; dan is er niets te raken.")
