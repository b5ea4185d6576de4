"""Negative binomial regression of thousands of series on one design. See docs/methoden/trend.md.

The variance of a count is mean + alpha * mean squared; alpha is found by moments (Pearson's chi-square equal to its
degrees of freedom), because likelihood makes it too small in short series. For a given alpha coefficients and standard
errors are those of `statsmodels.GLM(family=NegativeBinomial(alpha))`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]
Masker = NDArray[np.bool_]

RUIMTE: Final = 3
"""So many more periods than parameters are needed at least."""
GROOTSTE_TEMPO: Final = 15.0
"""Log terms; a coefficient beyond this is a division by nothing: no answer."""

_RONDES: Final = 80
_NAUWKEURIG: Final = 1e-8
_STUK: Final = 256
_GROOTSTE_ALPHA: Final = 1e4
_KLEINST: Final = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """Coefficients, their covariance, alpha and fitted means; rows of series with too little in them are NaN."""

    beta: Matrix
    covariantie: NDArray[np.float64]
    alpha: Rij
    verwacht: Matrix
    gepast: Masker


@dataclass(frozen=True, slots=True, eq=False)
class Reeksen:
    """Counts `y` with sizes `n`, series x periods, NaN where unknown; `v` is the relative variance of the size."""

    y: Matrix
    n: Matrix
    v: Matrix

    def bekend(self) -> Masker:
        return np.asarray(np.isfinite(self.y) & np.isfinite(self.n), dtype=np.bool_)

    def van(self, welke: NDArray[np.int_]) -> "Reeksen":
        return Reeksen(self.y[welke], self.n[welke], self.v[welke])


def pas(x: Matrix, reeksen: Reeksen, alpha: Rij | None = None) -> Passing:
    """Fit log(mean) = log(n) + x beta to every series; `alpha` when it is known already."""
    aantal, p = len(reeksen.y), x.shape[1]
    beta, sterkte, gepast = np.zeros((aantal, p)), np.zeros(aantal), np.zeros(aantal, dtype=bool)
    # Small pieces stay in the cache of the processor: several times as fast as all at once.
    for begin in range(0, aantal, _STUK):
        stuk = np.arange(begin, min(begin + _STUK, aantal))
        zoeker = _Zoeker(x, reeksen.van(stuk), None if alpha is None else alpha[stuk])
        beta[stuk], sterkte[stuk], gepast[stuk] = zoeker.zoek()
    return _uitkomst(x, reeksen, beta, sterkte, gepast)


class _Zoeker:
    """Scoring steps for a piece of the series; those that have settled no longer take part."""

    def __init__(self, x: Matrix, reeksen: Reeksen, alpha: Rij | None) -> None:
        self._x, self._zoek_alpha = x, alpha is None
        bekend = reeksen.bekend()
        self._genoeg = bekend.sum(axis=1) >= x.shape[1] + RUIMTE
        self._genoeg &= np.where(bekend, reeksen.y, 0.0).sum(axis=1) > 0
        self._bekend, self._vrij = bekend.astype(float), bekend.sum(axis=1) - x.shape[1]
        self._y, self._v = np.where(bekend, reeksen.y, 0.0), reeksen.v
        n = np.where(bekend, reeksen.n, 1.0)
        self._log_n = np.log(n)
        self._beta = np.zeros((len(n), x.shape[1]))
        self._beta[:, 0] = np.log(np.maximum(self._y.sum(axis=1), 0.5) / (n * bekend).sum(axis=1).clip(_KLEINST))
        self._alpha = np.zeros(len(n)) if alpha is None else alpha.copy()

    def zoek(self) -> tuple[Matrix, Rij, Masker]:
        gepast, bezig = self._genoeg.copy(), np.flatnonzero(self._genoeg)
        mu = self._mu(bezig)
        for _ in range(_RONDES):
            if not len(bezig):
                break
            verschil, mu = self._ronde(bezig, mu)
            door = verschil > _NAUWKEURIG
            bezig, mu = bezig[door], mu[door]
        # What has not settled has no maximum: a level that is only reached at minus infinity, for one.
        gepast[bezig] = False
        return self._beta, self._alpha, gepast & (np.abs(self._beta[:, 1:]) < GROOTSTE_TEMPO).all(axis=1)

    def _mu(self, welke: NDArray[np.int_]) -> Matrix:
        return np.asarray(np.exp(np.clip(self._log_n[welke] + self._beta[welke] @ self._x.T, -300, 300)))

    def _ronde(self, welke: NDArray[np.int_], mu: Matrix) -> tuple[Rij, Matrix]:
        """One step: how far every series moved, and its means now."""
        y, bekend, alpha = self._y[welke], self._bekend[welke], self._alpha[welke]
        ruis = alpha[:, None] + self._v[welke]
        gewicht = bekend * mu / (1 + ruis * mu)
        score = (gewicht * (y / mu - 1)) @ self._x
        stap = np.linalg.solve(informatie(self._x, gewicht), score[:, :, None])[:, :, 0]
        # Shortened where it is wild: the first steps of a series with a few counts are.
        wildheid = np.abs(stap @ self._x.T).max(axis=1, keepdims=True)
        stap = stap * np.minimum(1.0, 2.0 / np.maximum(wildheid, _KLEINST))
        self._beta[welke] += stap
        mu = self._mu(welke)
        if self._zoek_alpha:
            self._alpha[welke] = _alpha(bekend * (y - mu) ** 2, mu, alpha, ruis, self._vrij[welke])
        verschil = np.maximum(np.abs(stap).max(axis=1), np.abs(self._alpha[welke] - alpha) / (1 + alpha))
        return np.asarray(verschil), mu


def _alpha(kwadraat: Matrix, mu: Matrix, alpha: Rij, ruis: Matrix, vrij: NDArray[np.int_]) -> Rij:
    """One Newton step towards the alpha at which Pearson's chi-square equals its degrees of freedom."""
    noemer = 1 + ruis * mu
    deel = kwadraat / (mu * noemer)
    helling = (deel * mu / noemer).sum(axis=1)
    teveel = deel.sum(axis=1) - vrij
    return np.asarray(np.clip(alpha + teveel / np.maximum(helling, _KLEINST), 0.0, _GROOTSTE_ALPHA))


def _uitkomst(x: Matrix, reeksen: Reeksen, beta: Matrix, alpha: Rij, gepast: Masker) -> Passing:
    bekend = reeksen.bekend()
    mu = np.exp(np.clip(np.log(np.where(bekend, reeksen.n, 1.0)) + beta @ x.T, -300, 300))
    gewicht = np.where(bekend, mu / (1 + (alpha[:, None] + reeksen.v) * mu), 0.0)
    covariantie = np.linalg.inv(informatie(x, np.where(gepast[:, None], gewicht, 1.0)))
    covariantie[~gepast] = np.nan
    coefficienten: Matrix = np.where(gepast[:, None], beta, np.nan)
    verwacht: Matrix = np.where(gepast[:, None] & bekend, mu, np.nan)
    return Passing(coefficienten, np.asarray(covariantie), np.where(gepast, alpha, np.nan), verwacht, gepast)


def informatie(x: Matrix, gewicht: Matrix) -> NDArray[np.float64]:
    """X'WX of every series; a trace of ridge keeps a series without information from stopping the others."""
    p = x.shape[1]
    paren = (x[:, :, None] * x[:, None, :]).reshape(len(x), p * p)
    rand = 1e-12 * np.maximum(gewicht.sum(axis=1), 1e-3)
    antwoord: NDArray[np.float64] = (gewicht @ paren).reshape(-1, p, p) + rand[:, None, None] * np.eye(p)
    return antwoord
