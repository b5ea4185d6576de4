"""Trends of counts over years and months, and which part of them is local. See docs/methoden/trend.md.

Arrays have one row per series; columns are consecutive years or months. NaN is a period without a figure.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import gelijke_vorm
from kompas.stats.lazy import special
from kompas.stats.negbin import Passing, Reeksen, pas

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]
Seizoen = Literal["geen", "golf", "maand"]

MINSTE_PERIODEN: Final = 5
MINSTE_REEKSEN: Final = 30
"""With fewer series that move beyond chance, the likeness of neighbouring periods cannot be learned."""

MINSTE_EIGEN: Final = 15
"""So many series of their own the others must be worth, with how alike they are (the design effect of clusters)."""
VOORZICHTIG: Final = 0.7
"""Likeness that is taken when it cannot be learned: right for walks up to 0.8, cautious for anything less."""
MEESTE_REEKSEN: Final = 1000
"""Of more series so many are looked at."""
MINSTE_DEEL: Final = 0.1
"""Series of which less of the variance is movement tell nothing about its likeness."""
STERKSTE: Final = 0.99

_MEESTE_SPECTRA: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """Per series the growth per period in log terms, its standard error, limits, p and the dispersion alpha.

    The variance of a count is mean + alpha * mean squared; `verwacht` is the fitted line. `samenhang` is how alike
    neighbouring periods are beyond the line; the standard errors allow for it. NaN where a series has too little in it.
    """

    helling: Rij
    fout: Rij
    laag: Rij
    hoog: Rij
    p: Rij
    alpha: Rij
    verwacht: Matrix
    samenhang: float
    niveau: float
    samenhang_bekend: bool = True
    """False when there were too few series, or all moved together: then it is the cautious `VOORZICHTIG`."""

    def verandering(self, perioden: float) -> Rij:
        """The change over so many periods as a ratio: 0.8 is a fifth less."""
        return np.asarray(np.exp(self.helling * perioden), dtype=float)


def twaalf_maanden(maanden: ArrayLike) -> Matrix | Refused:
    """Rolling sums of 12 months along the last axis; NaN until the twelfth and where one of the twelve is missing."""
    rij = np.asarray(maanden, dtype=float)
    if rij.ndim == 0 or np.isinf(rij).any():
        return Refused("Maanden zijn een rij van gewone getallen.")
    antwoord = np.full(rij.shape, np.nan)
    if rij.shape[-1] >= 12:
        antwoord[..., 11:] = np.lib.stride_tricks.sliding_window_view(rij, 12, axis=-1).sum(axis=-1)
    return antwoord


def ontwerp(perioden: int, seizoen: Seizoen = "geen", eerste_maand: int = 1) -> Matrix:
    """The columns of a trend: level, time from the middle, and the season as two waves or as eleven months."""
    kolommen = [np.ones(perioden), np.arange(perioden) - (perioden - 1) / 2]
    maand = (np.arange(perioden) + eerste_maand - 1) % 12
    if seizoen == "golf":
        hoek = 2 * np.pi * maand / 12
        kolommen += [golf(keer * hoek) for keer in (1, 2) for golf in (np.sin, np.cos)]
    if seizoen == "maand":
        kolommen += [(maand == m).astype(float) for m in range(1, 12)]
    return np.column_stack(kolommen)


def trend(
    tellingen: ArrayLike,
    omvang: ArrayLike,
    *,
    seizoen: Seizoen = "geen",
    eerste_maand: int = 1,
    samenhang: float | None = None,
    omvang_variantie: ArrayLike = 0.0,
    niveau: float = 0.95,
) -> Trend | Refused:
    """The trend of every series: log(mean) = log(omvang) + level + growth * time + season, negative binomial.

    `samenhang` None learns it from all series together. `omvang_variantie` is the relative variance of `omvang`, when
    that is itself an estimate. One series may be given as one row.
    """
    drie = gelijke_vorm(tellingen, omvang, omvang_variantie, minstens=2)
    if isinstance(drie, Refused):
        return drie
    y, n, v = drie
    if (bezwaar := _bezwaar(y, n, v, niveau, samenhang)) is not None:
        return bezwaar
    reeksen, tijd = Reeksen(y, n, v), _tijd(y.shape[1], seizoen, eerste_maand)
    x = tijd.x
    passing = pas(x, reeksen)
    deel = _deel_extra(passing, reeksen)
    geleerd = tijd.samenhang(reeksen, passing, deel) if samenhang is None else samenhang
    gelijk = VOORZICHTIG if geleerd is None else geleerd
    vergroting, vrijheid = tijd.gevolgen(gelijk, deel)
    fout = np.sqrt(passing.covariantie[:, 1, 1] * vergroting)
    vrij = vrijheid * (reeksen.bekend().sum(axis=1) - x.shape[1]) / (len(x) - x.shape[1])
    uit = _antwoord(passing, fout, np.maximum(vrij, 1.0), gelijk, niveau)
    return replace(uit, samenhang_bekend=geleerd is not None)


def _antwoord(passing: Passing, fout: Rij, vrij: Rij, samenhang: float, niveau: float) -> Trend:
    helling = passing.beta[:, 1]
    breedte = special().stdtrit(vrij, (1 + niveau) / 2) * fout
    p = 2 * special().stdtr(vrij, -np.abs(helling / fout))
    laag, hoog = helling - breedte, helling + breedte
    return Trend(helling, fout, laag, hoog, p, passing.alpha, passing.verwacht, samenhang, niveau)


def _deel_extra(passing: Passing, reeksen: Reeksen) -> Rij:
    """Which part of the variance around the line is movement, and not chance.

    A few years tell little about one series, and a line that follows a walk leaves none of it; so alpha is drawn
    towards that of all series together, as far as chance alone can make them differ (DerSimonian and Laird 1986).
    """
    alpha, gepast = np.where(passing.gepast, passing.alpha, 0.0), passing.gepast
    m = np.maximum(_gemiddelde(passing.verwacht), 1e-9)
    toeval = 1 / m + _gemiddelde(np.where(reeksen.bekend(), reeksen.v, np.nan))
    if gepast.sum() >= MINSTE_REEKSEN:
        alpha = _naar_elkaar(alpha, toeval, gepast, passing.verwacht.shape[1] - passing.beta.shape[1])
    return np.where(gepast, alpha / (alpha + toeval), 0.0)


def _naar_elkaar(alpha: Rij, toeval: Rij, gepast: NDArray[np.bool_], vrijheid: int) -> Rij:
    samen = float(alpha[gepast].mean())
    for _ in range(5):
        fout = 2 * (toeval + samen) ** 2 / vrijheid
        gewicht = np.where(gepast, 1 / fout, 0.0)
        tussen = max(float((gewicht * ((alpha - samen) ** 2 - fout)).sum() / gewicht.sum()), 0.0)
        gewicht = np.where(gepast, 1 / (fout + tussen), 0.0)
        samen = float((gewicht * alpha).sum() / gewicht.sum())
    return np.asarray(samen + tussen / (tussen + fout) * (alpha - samen), dtype=float)


def _gemiddelde(matrix: Matrix) -> Rij:
    bekend = np.isfinite(matrix)
    return np.asarray(np.where(bekend, matrix, 0.0).sum(axis=1) / np.maximum(bekend.sum(axis=1), 1), dtype=float)


class _Tijd:
    """What likeness of neighbouring periods, falling as a power of their distance, does to a design."""

    def __init__(self, x: Matrix) -> None:
        perioden = len(x)
        self._spectra: dict[float, tuple[Rij, Matrix]] = {}
        self.x = x
        self._over = np.linalg.qr(x, mode="complete")[0][:, x.shape[1] :]
        self._rij = np.linalg.pinv(x)[1]
        self._afstand = np.abs(np.subtract.outer(np.arange(perioden), np.arange(perioden)))
        self._vrij = perioden - x.shape[1]

    def gevolgen(self, samenhang: float, deel: Rij) -> tuple[Rij, Rij]:
        """By what the variance of the growth is too small, and the degrees of freedom that are left.

        `deel` is that of what is left beside the line; of the movement itself the line has taken the larger part.
        """
        macht = float(samenhang) ** self._afstand
        rest = self._over.T @ macht @ self._over
        spoor, dubbel = float(np.trace(rest)), float(np.sum(rest * rest.T))
        deel = deel * self._vrij / (deel * self._vrij + (1 - deel) * spoor)
        eigen = 1 + deel * (float(self._rij @ macht @ self._rij) / float(self._rij @ self._rij) - 1)
        over = (1 - deel) * self._vrij + deel * spoor
        vierkant = (1 - deel) ** 2 * self._vrij + 2 * deel * (1 - deel) * spoor + deel**2 * dubbel
        return np.asarray(eigen * self._vrij / over), np.asarray(over**2 / vierkant)

    def samenhang(self, reeksen: Reeksen, passing: Passing, deel: Rij) -> float | None:
        """The likeness at which the residuals of all series that move beyond chance are likeliest.

        Likelihood of what is left beside the lines, each series with a size of its own; found in two rounds. None with
        too few such series, or when all follow one path: that is one walk, however many follow it.
        """
        heel = np.flatnonzero(passing.gepast & reeksen.bekend().all(axis=1) & (deel > MINSTE_DEEL))
        if len(heel) < MINSTE_REEKSEN:
            return None
        heel = heel[np.linspace(0, len(heel) - 1, min(len(heel), MEESTE_REEKSEN)).astype(int)]
        mu = passing.verwacht[heel]
        ruis = passing.alpha[heel, None] + reeksen.v[heel]
        rest = (reeksen.y[heel] - mu) / np.sqrt(mu * (1 + ruis * mu)) @ self._over
        richting = rest / np.linalg.norm(rest, axis=1, keepdims=True)
        if len(rest) ** 2 < MINSTE_EIGEN * float((richting.sum(axis=0) ** 2).sum()):
            return None
        grof = self._beste(np.linspace(0, STERKSTE, 12), rest, deel[heel])
        fijn = grof + np.linspace(-0.09, 0.09, 19)
        return self._beste(np.clip(fijn, 0, STERKSTE), rest, deel[heel])

    def _beste(self, keuzes: Rij, rest: Matrix, deel: Rij) -> float:
        return float(keuzes[int(np.argmax([self._aannemelijk(float(keuze), rest, deel) for keuze in keuzes]))])

    def _spectrum(self, samenhang: float) -> tuple[Rij, Matrix]:
        """Variances and axes of what such a likeness leaves beside the line: the dear part, the same for all kinds."""
        sleutel = round(samenhang, 6)
        gevonden = self._spectra.get(sleutel)
        if gevonden is None:
            gevonden = np.linalg.eigh(self._over.T @ samenhang**self._afstand @ self._over)
            if len(self._spectra) < _MEESTE_SPECTRA:
                self._spectra[sleutel] = gevonden
        return gevonden

    def _aannemelijk(self, samenhang: float, rest: Matrix, deel: Rij) -> float:
        """The log likelihood, up to a constant."""
        eigen, assen = self._spectrum(samenhang)
        variantie = 1 + np.outer(deel, eigen * (self._vrij / eigen.sum()) - 1)
        grootte = ((rest @ assen) ** 2 / variantie).mean(axis=1)
        return -float(np.log(variantie).sum() + self._vrij * np.log(np.maximum(grootte, 1e-300)).sum()) / 2


@lru_cache(maxsize=4)
def _tijd(perioden: int, seizoen: Seizoen, eerste_maand: int) -> _Tijd:
    """Kinds have the same years and months, one after the other: what only depends on those is kept."""
    return _Tijd(ontwerp(perioden, seizoen, eerste_maand))


@dataclass(frozen=True, slots=True, eq=False)
class NaastElders:
    """The trend of every area, that of all other areas together, and the difference between the two."""

    eigen: Trend
    elders: Trend
    verschil: Trend


def trend_naast_elders(
    tellingen: ArrayLike,
    omvang: ArrayLike,
    *,
    seizoen: Seizoen = "geen",
    eerste_maand: int = 1,
    niveau: float = 0.95,
) -> NaastElders | Refused:
    """Split the movement of every area into what all other areas do and what is its own.

    Elsewhere is made of the areas without a missing period, the area itself left out. Its own uncertainty is counted.
    """
    paar = gelijke_vorm(tellingen, omvang, minstens=2)
    if isinstance(paar, Refused):
        return paar
    y, n = paar
    eigen = trend(y, n, seizoen=seizoen, eerste_maand=eerste_maand, niveau=niveau)
    if isinstance(eigen, Refused):
        return eigen
    heel = np.isfinite(y).all(axis=1) & np.isfinite(n).all(axis=1) & np.isfinite(eigen.helling)
    if heel.sum() < 2:
        return Refused("Een vergelijking met elders heeft ten minste twee gebieden zonder gaten nodig.")
    y_elders, n_elders = _anderen(y, heel), _anderen(n, heel)
    ruis = eigen.verwacht * (1 + eigen.alpha[:, None] * eigen.verwacht)
    variantie = _anderen(ruis, heel) / np.maximum(_anderen(eigen.verwacht, heel), 0.5) ** 2
    naar_rato = np.where(y_elders > 0, n * y_elders / n_elders, np.nan)
    elders = trend(y_elders, n_elders, seizoen=seizoen, eerste_maand=eerste_maand, niveau=niveau)
    verschil = trend(y, naar_rato, omvang_variantie=variantie, niveau=niveau)
    if isinstance(elders, Refused):
        return elders
    return verschil if isinstance(verschil, Refused) else NaastElders(eigen, elders, verschil)


def _anderen(matrix: Matrix, heel: NDArray[np.bool_]) -> Matrix:
    deel = np.where(heel[:, None], matrix, 0.0)
    return np.asarray(deel.sum(axis=0, keepdims=True) - deel, dtype=float)


def _bezwaar(y: Matrix, n: Matrix, v: Matrix, niveau: float, samenhang: float | None) -> Refused | None:
    if y.ndim != 2 or y.shape[1] < MINSTE_PERIODEN or not len(y):
        return Refused(f"Voor een trend zijn ten minste {MINSTE_PERIODEN} perioden nodig.")
    if np.isinf(y).any() or np.isinf(n).any() or not np.isfinite(v).all():
        return Refused("Een telling en haar omvang moeten gewone getallen zijn.")
    if (y < 0).any() or (n <= 0).any() or (v < 0).any():
        return Refused("Een telling is nul of meer, en de omvang is groter dan nul.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    if samenhang is not None and not 0 <= samenhang < 1:
        return Refused("De samenhang van opeenvolgende perioden is nul of meer en kleiner dan 1.")
    return None
