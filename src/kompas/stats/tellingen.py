"""Counts as Poisson numbers: exact limits and comparison. See docs/methoden: garwood.md, poisson-vergelijking.md."""

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused, Waarde, demand
from kompas.stats.lazy import special

GROOTSTE_TELLING: Final = 10_000_000
"""Above this count the normal limit of the same statistic answers; by then the two differ less than 0,0001."""

GROOTSTE_TOTAAL: Final = 1_000_000
"""The exact C-test writes out every split of the total; above this it refuses."""

KLEINSTE_DEEL: Final = 1e-9
"""The smaller exposure as part of the larger; below this there is no comparison, only rounding."""

KLEIN_EFFECTIEF: Final = 10.0
"""Below so many effective incidents in all, the p without extra spread is a lower limit of the p with it."""

Statistiek = Literal["wald", "score"]

_Rij = NDArray[np.float64]
_ONGELOOFLIJK: Final = 1e12
_GELIJKSPEL: Final = 1e-10  # Two orderings of the same tie differ in the last bits; both belong to the tail.


@dataclass(frozen=True, slots=True)
class Interval:
    """From `laag` up to and with `hoog`."""

    laag: float
    hoog: float

    def __contains__(self, getal: float) -> bool:
        return self.laag <= getal <= self.hoog


def bezwaar(telling: float, omvang: float = 1.0) -> Refused | None:
    """Why this count with this exposure cannot be used; None when it can."""
    if not (math.isfinite(telling) and math.isfinite(omvang)):
        return Refused("Een telling en haar omvang moeten gewone getallen zijn.")
    if telling < 0:
        return Refused("Een telling is nooit kleiner dan nul.")
    if abs(telling - round(telling)) > 1e-6:
        return Refused("Een telling is een heel getal.")
    if omvang <= 0:
        return Refused("De omvang (jaren, inwoners) moet groter zijn dan nul.")
    return Refused("Deze telling is te groot om mee te rekenen.") if telling > _ONGELOOFLIJK else None


def eerste_bezwaar(*paren: tuple[float, float]) -> Refused | None:
    """The first objection to these counts with their exposures; `or` would lose it, because a refusal is false."""
    return next((reden for paar in paren if (reden := bezwaar(*paar)) is not None), None)


def garwood(telling: float, niveau: float = 0.95) -> Interval | Refused:
    """Exact limits of a Poisson count (Garwood 1936)."""
    if (reden := bezwaar(telling)) is not None:
        return reden
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    k, staart = round(telling), (1 - niveau) / 2
    laag = float(special().gammaincinv(k, staart)) if k else 0.0
    return Interval(laag, float(special().gammainccinv(k + 1, staart)))


def marge_van_telling(waarde: Waarde, telling: float | None, *, per: float | None = None) -> Interval | None:
    """The 95% margin of a figure: as its source gives it, else the exact limits of its count, on its own scale.

    `telling` None: no count stands behind it. `per` is what a rate is per, which a count of zero does not tell.
    """
    if waarde.laag is not None and waarde.hoog is not None:
        return Interval(waarde.laag, waarde.hoog)
    if waarde.getal is None or telling is None or waarde.laag is not None or waarde.hoog is not None:
        return None
    grenzen, maat = garwood(telling), schaal_van_telling(waarde, telling, per)
    if isinstance(grenzen, Refused) or maat is None:
        return None
    return Interval(grenzen.laag * maat, grenzen.hoog * maat)


def schaal_van_telling(waarde: Waarde, telling: float, per: float | None = None) -> float | None:
    """By how much the count is multiplied to become the figure; None when a count of zero does not tell."""
    if waarde.getal is not None and telling:
        return waarde.getal / telling
    if waarde.noemer is None:
        return 1.0
    return None if per is None or waarde.noemer <= 0 else per / waarde.noemer


def poisson_level_test(telling: float, niveau: float, *, phi: float = 1.0) -> float | Refused:
    """Two-sided p that a count comes from the known level `niveau`; `phi` is how much more it varies than by chance.

    Twice the smaller tail: with phi 1 below 0,05 just when the exact 95% limits of Garwood leave the level out.
    """
    if (reden := bezwaar(telling)) is not None:
        return reden
    if not (math.isfinite(niveau) and niveau >= 0 and math.isfinite(phi) and phi >= 1):
        return Refused("Een niveau is een gewoon getal van nul of meer, en de spreiding is ten minste 1.")
    k, verwacht = round(telling) / phi, niveau / phi
    hoogstens = float(special().gammaincc(k + 1, verwacht))
    minstens = float(special().gammainc(k, verwacht)) if k else 1.0
    return min(1.0, 2 * min(hoogstens, minstens))


def verhouding_interval(telling: float, noemer: float, per: float = 1.0, niveau: float = 0.95) -> Interval | Refused:
    """Exact limits of a rate: `per` times the count divided by the population, which is taken as known."""
    if (reden := bezwaar(telling, noemer)) is not None:
        return reden
    if not 0 < per / noemer < _ONGELOOFLIJK:
        return Refused("Een cijfer is per zoveel inwoners: een gewoon getal groter dan nul.")
    grenzen = garwood(telling, niveau)
    if isinstance(grenzen, Refused):
        return grenzen
    return Interval(grenzen.laag / noemer * per, grenzen.hoog / noemer * per)


def poisson_e_test(
    k1: float, n1: float, k2: float, n2: float, *, statistiek: Statistiek = "wald", phi: float = 1.0
) -> float | Refused:
    """Two-sided p of equal Poisson rates (Krishnamoorthy & Thomson 2004).

    With the Wald statistic the same number as `scipy.stats.poisson_means_test`; with the score statistic the one of
    statsmodels' `etest`. Summed by tails instead of cell by cell, so quick at any size that occurs. Equal rates give 1.
    Counts that vary `phi` times more than by chance are tested as the `phi` times smaller counts that they are worth.
    """
    if (reden := eerste_bezwaar((k1, n1), (k2, n2))) is not None:
        return reden
    if not (math.isfinite(phi) and phi >= 1):
        return Refused("De spreiding van een telling is ten minste 1 (gewoon toeval).")
    # Only the ratio of the exposures matters; a fixed scale keeps the arithmetic away from overflow.
    u, v = n1 / max(n1, n2), n2 / max(n1, n2)
    if min(u, v) < KLEINSTE_DEEL:
        return Refused("De twee omvangen verschillen te veel om te vergelijken.")
    # The variance of x1/n1 - x2/n2 is estimated by (x1/n1)/a + (x2/n2)/b.
    a, b = (u, v) if statistiek == "wald" else (v, u)
    e1, e2 = round(k1) / phi, round(k2) / phi
    toets = _toets(e1 / u, e2 / v, a, b)
    if toets == 0:
        return 1.0
    if max(e1, e2) > GROOTSTE_TELLING:
        return math.erfc(toets / math.sqrt(2))
    p = _Staart(u, v, a, b, toets * (1 - _GELIJKSPEL)).kans((e1 + e2) / (u + v))
    if phi > 1 and e1 + e2 < KLEIN_EFFECTIEF:
        # Of less than one effective incident a whole count is far in the tail; more spread never makes surer.
        p = max(p, demand(poisson_e_test(k1, n1, k2, n2, statistiek=statistiek)))
    return p


def _toets(tempo1: float, tempo2: float, a: float, b: float) -> float:
    """The size of the statistic; 0 when both counts are 0, because there is nothing to compare."""
    variantie = tempo1 / a + tempo2 / b
    return abs(tempo1 - tempo2) / math.sqrt(variantie) if variantie else 0.0


@dataclass(frozen=True, slots=True)
class _Staart:
    """The pairs of counts whose statistic is at least `toets`."""

    n1: float
    n2: float
    a: float
    b: float
    toets: float

    def kans(self, tempo: float) -> float:
        """Their probability when both counts have the rate `tempo`."""
        x1 = _draagvlak(self.n1 * tempo)
        laag, hoog = self._grenzen(x1)
        verwacht = self.n2 * tempo
        onder = np.where(laag >= 0, special().pdtr(np.maximum(laag, 0), verwacht), 0.0)
        boven = np.where(hoog >= 1, special().pdtrc(np.maximum(hoog - 1, 0), verwacht), 1.0)
        return min(1.0, float(np.sum(_kans(x1, self.n1 * tempo) * (onder + boven))))

    def _grenzen(self, x1: _Rij) -> tuple[_Rij, _Rij]:
        """For each first count: the second counts up to `laag` and from `hoog` on are in the tail."""
        # |x1/n1 - y| >= t sqrt((x1/n1)/a + y/b) is a quadratic in y = x2/n2: true outside its two roots.
        tempo1, t2 = x1 / self.n1, self.toets**2
        midden = tempo1 + t2 / (2 * self.b)
        wortel = np.sqrt(t2 * (tempo1 / self.b + t2 / (4 * self.b**2) + tempo1 / self.a))
        laag, hoog = np.floor(self.n2 * (midden - wortel)), np.ceil(self.n2 * (midden + wortel))
        # The roots carry rounding error; the statistic itself decides about the neighbours.
        hoog = np.where(self._erin(x1, hoog - 1), hoog - 1, hoog)
        hoog = np.where(self._erin(x1, hoog), hoog, hoog + 1)
        laag = np.where(self._erin(x1, laag + 1) & (laag + 1 < hoog), laag + 1, laag)
        laag = np.where(self._erin(x1, laag), laag, laag - 1)
        # No count between the roots: the two sides touch, and none may be counted twice.
        return np.minimum(laag, hoog - 1), hoog

    def _erin(self, x1: _Rij, x2: _Rij) -> NDArray[np.bool_]:
        tempo1, tempo2 = x1 / self.n1, np.maximum(x2, 0) / self.n2
        variantie = tempo1 / self.a + tempo2 / self.b
        erin = (variantie > 0) & (np.abs(tempo1 - tempo2) >= self.toets * np.sqrt(variantie))
        return np.asarray(erin & (x2 >= 0), dtype=np.bool_)


def _draagvlak(verwacht: float) -> _Rij:
    """The counts that matter: what is left out has a probability below 1e-16."""
    breedte = 9 * math.sqrt(verwacht) + 40
    return np.arange(max(0, math.floor(verwacht - breedte)), math.ceil(verwacht + breedte) + 1, dtype=np.float64)


def _kans(x: _Rij, verwacht: float) -> _Rij:
    return np.asarray(np.exp(special().xlogy(x, verwacht) - special().gammaln(x + 1) - verwacht), dtype=np.float64)


def poisson_c_test(k1: float, n1: float, k2: float, n2: float, *, mid_p: bool = False) -> float | Refused:
    """Two-sided p of equal Poisson rates given the total (Przyborowski & Wilenski 1940); conservative.

    Both tails: every split of the total that is at most as likely as the one found.
    """
    if (reden := eerste_bezwaar((k1, n1), (k2, n2))) is not None:
        return reden
    totaal = round(k1) + round(k2)
    if totaal > GROOTSTE_TOTAAL:
        return Refused("Deze telling is te groot voor de C-toets; gebruik de E-toets.")
    if totaal == 0:
        return 1.0
    deel = 1 / (1 + n2 / n1)
    if not KLEINSTE_DEEL < deel < 1 - KLEINSTE_DEEL:
        return Refused("De twee omvangen verschillen te veel om te vergelijken.")
    return _c_staart(round(k1), totaal, deel, mid_p=mid_p)


def _c_staart(k: int, totaal: int, deel: float, *, mid_p: bool) -> float:
    x = np.arange(totaal + 1, dtype=np.float64)
    log_kans = (
        special().gammaln(totaal + 1)
        - special().gammaln(x + 1)
        - special().gammaln(totaal - x + 1)
        + special().xlogy(x, deel)
        + special().xlog1py(totaal - x, -deel)
    )
    kans = np.exp(log_kans)
    p = float(np.sum(kans[log_kans <= log_kans[k] + 1e-7]))
    return min(1.0, max(0.0, p - float(kans[k]) / 2 if mid_p else p))
