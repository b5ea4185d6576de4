"""Forecast of yearly counts for many areas at once, as a predictive distribution. See docs/methoden/vooruitblik.md.

Every array has one row per area; columns are consecutive years. All areas together are called the whole: their joint
level and direction are what areas share, and what a single area is shrunk towards.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.invoer import bezwaar_grootte
from kompas.stats.lazy import special, stats

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]

MINSTE_GEBIEDEN: Final = 20
"""With fewer areas the spread cannot be pooled."""
MINSTE_JAREN: Final = 3

BEWEGING: Final = 0.012
"""Variance, relative to its level, by which the share of an area wanders in a year."""
RUIS: Final = 0.012
"""Variance, relative to its level, that counts have in a year on top of chance."""
GRENS: Final = 2.0
"""A year further away than this many standard deviations is moved there: one strange year is not a new level."""
VERGETEN: Final = 0.8
"""How much less a year counts for the direction of the whole than the year after it."""
DEMPING: Final = 0.6
"""How much of the direction is left after every year ahead."""
LEEG_VANAF: Final = 15.0
"""A zero where at least this many were to be expected is a missing figure, not safety."""

_KLEINST: Final = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Vooruitblik:
    """Negative binomial distributions: `verwacht` (mean) and `grootte` (size), areas x years ahead.

    The variance is mean + mean squared / size. Rows are NaN where an area has no usable history.
    """

    verwacht: Matrix
    grootte: Matrix

    def kans_hoogstens(self, grens: Matrix | float) -> Matrix:
        """The chance of a count of at most `grens`."""
        k = np.floor(np.broadcast_to(np.asarray(grens, dtype=float), self.verwacht.shape) + 1e-9)
        kans = special().betainc(self.grootte, np.maximum(k, 0) + 1, self.grootte / (self.grootte + self.verwacht))
        return np.where(k < 0, 0.0, kans)

    def kwantiel(self, deel: float) -> Matrix:
        """The smallest count of which the chance to stay at or below it is at least `deel`."""
        verdeling = stats().nbinom
        antwoord: Matrix = verdeling.ppf(deel, self.grootte, self.grootte / (self.grootte + self.verwacht))
        return antwoord


def vooruitblik(tellingen: Matrix, inwoners: Matrix, jaren_vooruit: int = 4) -> Vooruitblik | Refused:
    """The distribution of the next years, from counts and inhabitants up to now and nothing later.

    `tellingen` may have NaN where a figure is missing; `inwoners` must be known wherever there is a count.
    """
    if (bezwaar := _bezwaar(tellingen, inwoners, jaren_vooruit)) is not None:
        return bezwaar
    y, bevolking = _schoon(np.asarray(tellingen, dtype=float), np.asarray(inwoners, dtype=float))
    laatste = y.shape[1]
    # The same recipe on every year of the past gives the errors from which the spread is learned.
    toen = [_verwacht(y[:, :n], bevolking[:, :n], jaren_vooruit) for n in range(1, laatste + 1)]
    grootte = np.column_stack(
        [_grootte(toen, y, vooruit, toen[-1][:, vooruit - 1]) for vooruit in range(1, jaren_vooruit + 1)]
    )
    return Vooruitblik(toen[-1], grootte)


def _bezwaar(tellingen: Matrix, inwoners: Matrix, jaren_vooruit: int) -> Refused | None:
    if tellingen.ndim != 2 or tellingen.shape != inwoners.shape:
        return Refused("Tellingen en inwoners moeten dezelfde gebieden en jaren hebben.")
    if tellingen.shape[0] < MINSTE_GEBIEDEN:
        return Refused(f"Voor een vooruitblik zijn ten minste {MINSTE_GEBIEDEN} gebieden nodig.")
    if tellingen.shape[1] < max(MINSTE_JAREN, jaren_vooruit + 1):
        return Refused(f"Voor {jaren_vooruit} jaar vooruit zijn ten minste {jaren_vooruit + 1} jaren nodig.")
    return _bezwaar_getallen(tellingen, inwoners)


def _bezwaar_getallen(tellingen: Matrix, inwoners: Matrix) -> Refused | None:
    if np.nanmin(tellingen, initial=0.0) < 0 or np.isinf(tellingen).any() or np.isinf(inwoners).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    if not np.nansum(tellingen) > 0:
        return Refused("Er is niets geteld; dan is er niets om vooruit te kijken.")
    if (np.isnan(inwoners) | (inwoners <= 0))[~np.isnan(tellingen)].any():
        return Refused("Bij elke telling hoort een aantal inwoners groter dan nul.")
    return bezwaar_grootte(tellingen, inwoners)


def _schoon(y: Matrix, inwoners: Matrix) -> tuple[Matrix, Matrix]:
    """Counts with impossible zeros as missing, and inhabitants of their own latest known year where one is missing."""
    bevolking = np.where(np.isnan(y), np.nan, inwoners)
    niveau = np.nansum(y, axis=0) / np.maximum(np.nansum(bevolking, axis=0), 1.0)
    leeg = (y == 0) & (bevolking * niveau >= LEEG_VANAF)
    return np.where(leeg, np.nan, y), _vul_voort(inwoners)


def _vul_voort(rijen: Matrix) -> Matrix:
    """A missing number is the one of the year before; nothing is filled in from later."""
    gevuld = rijen.copy()
    for jaar in range(1, gevuld.shape[1]):
        gevuld[:, jaar] = np.where(np.isnan(gevuld[:, jaar]), gevuld[:, jaar - 1], gevuld[:, jaar])
    return gevuld


def stand_nu(tellingen: Matrix, inwoners: Matrix) -> Vector | Refused:
    """The yearly count that fits the level of every area now: what is to be expected if nothing really changes."""
    if (bezwaar := _bezwaar(tellingen, inwoners, 1)) is not None:
        return bezwaar
    y, bevolking = _schoon(np.asarray(tellingen, dtype=float), np.asarray(inwoners, dtype=float))
    return _stand(y, bevolking)[0]


def _verwacht(y: Matrix, inwoners: Matrix, jaren_vooruit: int) -> Matrix:
    """Means for 1..n years after the last column."""
    nu, niveau = _stand(y, inwoners)
    richting = np.exp(_richting(niveau, jaren_vooruit))
    antwoord: Matrix = np.maximum(nu[:, None] * richting[None, :], _KLEINST)
    return antwoord


def _stand(y: Matrix, inwoners: Matrix) -> tuple[Vector, Vector]:
    """What fits the level of every area in the last year, and the rate of the whole through the years."""
    bekend = ~np.isnan(y)
    geteld = np.where(bekend, y, 0.0)
    niveau = np.maximum(geteld.sum(axis=0), 1.0) / np.maximum(np.where(bekend, inwoners, 0.0).sum(axis=0), 1.0)
    niveau = niveau[_laatste_bekend(bekend)]
    naar_rato = np.maximum(inwoners * niveau, _KLEINST)
    return naar_rato[:, -1] * _aandeel(geteld / naar_rato, naar_rato, bekend), niveau


def _laatste_bekend(bekend: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For every year the last year with a figure of any area; for the years before the first one, that one."""
    iets = np.asarray(bekend.any(axis=0))
    eerste = int(np.argmax(iets))
    return np.asarray(np.maximum.accumulate(np.where(iets, np.arange(len(iets)), eerste)), dtype=np.intp)


def _aandeel(verhouding: Matrix, naar_rato: Matrix, bekend: NDArray[np.bool_]) -> Vector:
    """How an area compares with the whole, per inhabitant: a local level filtered through the years.

    The filter starts at the mean of all areas with their variance between areas (empirical Bayes), so that a small
    area follows the whole and a large one itself.
    """
    midden, tussen = _tussen(verhouding, naar_rato, bekend)
    stand = np.full(len(verhouding), midden)
    onzeker = np.full(len(verhouding), tussen)
    for jaar in range(verhouding.shape[1]):
        if jaar:
            onzeker = onzeker + BEWEGING * np.maximum(stand, 0.2) ** 2
        ruis = (
            np.maximum(stand, 0.3) / np.where(bekend[:, jaar], naar_rato[:, jaar], 1.0)
            + RUIS * np.maximum(stand, 0.2) ** 2
        )
        totaal = onzeker + ruis
        grens = GRENS * np.sqrt(totaal)
        fout = np.clip(np.where(bekend[:, jaar], verhouding[:, jaar] - stand, 0.0), -grens, grens)
        winst = np.where(bekend[:, jaar], onzeker / totaal, 0.0)
        stand = np.maximum(stand + winst * fout, 0.02)
        onzeker = (1 - winst) * onzeker
    antwoord: Vector = np.where(bekend.any(axis=1), stand, np.nan)
    return antwoord


def _tussen(verhouding: Matrix, naar_rato: Matrix, bekend: NDArray[np.bool_]) -> tuple[float, float]:
    """Mean over the areas, and the variance between them beyond chance (method of moments)."""
    omvang = np.where(bekend, naar_rato, 0.0).sum(axis=1)
    erbij = omvang > 0
    if not erbij.any():
        return 1.0, 0.02
    eigen = np.where(bekend, verhouding * naar_rato, 0.0).sum(axis=1)[erbij] / omvang[erbij]
    midden = float(eigen.mean())
    toeval = midden / omvang[erbij]
    variantie = float(np.mean((eigen - midden) ** 2 - toeval))
    return midden, max(variantie, 0.02 * midden**2)


def _richting(niveau: Vector, jaren_vooruit: int) -> Vector:
    """The damped logarithmic trend of the whole, summed over the years ahead."""
    if len(niveau) < 2:
        return np.zeros(jaren_vooruit)
    stappen = np.diff(np.log(niveau))
    gewicht = VERGETEN ** np.arange(len(stappen) - 1, -1, -1.0)
    helling = float((stappen * gewicht).sum() / gewicht.sum())
    return helling * np.cumsum(DEMPING ** np.arange(1.0, jaren_vooruit + 1))


def _grootte(toen: list[Matrix], y: Matrix, vooruit: int, nu: Vector) -> Vector:
    """The size for the means of now, learned from what came true `vooruit` years after every earlier year."""
    verwacht = np.concatenate([toen[n][:, vooruit - 1] for n in range(y.shape[1] - vooruit)])
    gekomen = np.concatenate([y[:, n + vooruit] for n in range(y.shape[1] - vooruit)])
    bruikbaar = ~(np.isnan(gekomen) | np.isnan(verwacht))
    a, b = _pas_spreiding(verwacht[bruikbaar], gekomen[bruikbaar])
    antwoord: Vector = np.exp(np.clip(a + b * np.log(nu), *_GRENZEN))
    return antwoord


_GRENZEN: Final = (-6.0, 14.0)


def _pas_spreiding(mu: Vector, y: Vector) -> tuple[float, float]:
    """Maximum likelihood of log(size) = a + b log(mean) for negative binomial counts."""
    log_mu, functies = np.log(mu), special()

    def min_log(parameters: Vector) -> tuple[float, Vector]:
        ruw = parameters[0] + parameters[1] * log_mu
        s = np.exp(np.clip(ruw, *_GRENZEN))
        kans = np.log(s) - np.log(s + mu)
        winst = functies.gammaln(y + s) - functies.gammaln(s) + s * kans + y * (log_mu - np.log(s + mu))
        naar_s = functies.digamma(y + s) - functies.digamma(s) + kans + (mu - y) / (s + mu)
        naar_log_s = np.where((ruw > _GRENZEN[0]) & (ruw < _GRENZEN[1]), naar_s * s, 0.0)
        return -float(winst.sum()), -np.array([naar_log_s.sum(), (naar_log_s * log_mu).sum()])

    uitkomst = import_module("scipy.optimize").minimize(min_log, np.array([2.0, 0.2]), jac=True, method="L-BFGS-B")
    a, b = uitkomst.x
    return float(a), float(b)
