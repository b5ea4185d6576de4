"""The tests of `stats.tellingen` for many pairs of counts at once. See docs/methoden/batterij.md.

Every answer is the one of the scalar function. NaN is a pair that cannot be compared: it stays NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import gelijke_vorm
from kompas.stats.lazy import special
from kompas.stats.tellingen import GROOTSTE_TELLING, GROOTSTE_TOTAAL, KLEIN_EFFECTIEF, KLEINSTE_DEEL, Statistiek

Rij = NDArray[np.float64]
Masker = NDArray[np.bool_]

_GELIJKSPEL: Final = 1e-10  # The same as in `tellingen`: the last bits of a tie may not decide.
_GELIJKE_LOG_KANS: Final = 1e-7
_CELLEN: Final = 60_000  # So many at once stay in the cache of the processor.
_VERWAARLOOSBAAR: Final = 40.0  # Minus the logarithm of a probability that adds nothing to a sum.
_ONGELOOFLIJK: Final = 1e12


@dataclass(frozen=True, slots=True, eq=False)
class _Paren:
    """Pairs of effective counts with exposures scaled to at most 1, and the weights of the variance."""

    e1: Rij
    e2: Rij
    n1: Rij
    n2: Rij
    a: Rij
    b: Rij

    @property
    def tempo(self) -> Rij:
        return (self.e1 + self.e2) / (self.n1 + self.n2)

    def toets(self) -> Rij:
        tempo1, tempo2 = self.e1 / self.n1, self.e2 / self.n2
        variantie = tempo1 / self.a + tempo2 / self.b
        return np.abs(tempo1 - tempo2) / np.sqrt(np.where(variantie > 0, variantie, 1.0))

    def van(self, welke: NDArray[np.intp]) -> "_Paren":
        return _Paren(*(deel[welke] for deel in (self.e1, self.e2, self.n1, self.n2, self.a, self.b)))

    def kleinste_eerst(self) -> "_Paren":
        """The same pairs with the smaller expected count as the first: the sum runs over fewer values."""
        wissel = self.n1 > self.n2
        paren = ((self.e1, self.e2), (self.n1, self.n2), (self.a, self.b))
        delen = [deel for een, twee in paren for deel in (np.where(wissel, twee, een), np.where(wissel, een, twee))]
        return _Paren(*delen)


def poisson_e_tests(
    k1: ArrayLike,
    n1: ArrayLike,
    k2: ArrayLike,
    n2: ArrayLike,
    *,
    statistiek: Statistiek = "wald",
    phi: ArrayLike = 1.0,
) -> Rij | Refused:
    """Two-sided p of equal Poisson rates for every pair: `tellingen.poisson_e_test` over arrays that fit together."""
    rijen = gelijke_vorm(k1, n1, k2, n2, phi)
    if isinstance(rijen, Refused):
        return rijen
    if (reden := _bezwaar(*rijen[:4])) is not None:
        return reden
    if np.isinf(rijen[4]).any() or (rijen[4] < 1).any():
        return Refused("De spreiding van een telling is ten minste 1 (gewoon toeval).")
    p = np.full(rijen[0].shape, np.nan)
    bruikbaar = _bruikbaar(*rijen)
    x1, m1, x2, m2, f = (deel[bruikbaar] for deel in rijen)
    u, v = m1 / np.maximum(m1, m2), m2 / np.maximum(m1, m2)
    a, b = (u, v) if statistiek == "wald" else (v, u)
    x1, x2 = np.round(x1), np.round(x2)
    kansen = _e_kansen(_Paren(x1 / f, x2 / f, u, v, a, b))
    weinig = np.flatnonzero((f > 1) & ((x1 + x2) / f < KLEIN_EFFECTIEF))
    kansen[weinig] = np.maximum(kansen[weinig], _e_kansen(_Paren(x1, x2, u, v, a, b).van(weinig)))
    p[bruikbaar] = kansen
    return p


def _e_kansen(paren: _Paren) -> Rij:
    toets, groot = paren.toets(), np.maximum(paren.e1, paren.e2) > GROOTSTE_TELLING
    p = np.where(groot, 2 * special().ndtr(-toets), 1.0)
    tellen = np.flatnonzero((toets > 0) & ~groot)
    p[tellen] = _staarten(paren.van(tellen).kleinste_eerst(), toets[tellen] * (1 - _GELIJKSPEL))
    return np.minimum(p, 1.0)


def _staarten(paren: _Paren, toets: Rij) -> Rij:
    """In pieces of pairs of about the same size."""
    p = np.empty(len(toets))
    eerste, tweede = _draagvlak(paren.n1 * paren.tempo), _draagvlak(paren.n2 * paren.tempo)
    volgorde = np.argsort(eerste[1] + tweede[1], kind="stable")
    begin = 0
    while begin < len(volgorde):
        eind = begin + max(1, _passend(eerste[1] + tweede[1], volgorde, begin))
        stuk = volgorde[begin:eind]
        p[stuk] = _staart(paren.van(stuk), toets[stuk], (eerste[0][stuk], tweede[0][stuk]))
        begin = eind
    return p


def _passend(breedte: Rij, volgorde: NDArray[np.intp], begin: int) -> int:
    """How many pairs from `begin` on fit in a piece, when each takes the room of the widest."""
    kandidaten = breedte[volgorde[begin : begin + _CELLEN // 16]]
    return int(np.searchsorted(kandidaten * np.arange(1, len(kandidaten) + 1), _CELLEN, side="right"))


def _draagvlak(verwacht: Rij) -> tuple[Rij, Rij]:
    """The first count that matters and how many do: what is left out has a probability below e to the power -40."""
    # Chernoff: P(X >= m + b) <= exp(-b^2 / (2 (m + b/3))), and P(X <= m - b) <= exp(-b^2 / (2 m)).
    boven = _VERWAARLOOSBAAR / 3 + np.sqrt(_VERWAARLOOSBAAR**2 / 9 + 2 * _VERWAARLOOSBAAR * verwacht)
    eerste = np.maximum(np.floor(verwacht - np.sqrt(2 * _VERWAARLOOSBAAR * verwacht)), 0.0)
    return eerste, np.ceil(verwacht + boven) - eerste + 1


def _staart(paren: _Paren, toets: Rij, eerste: tuple[Rij, Rij]) -> Rij:
    """The probability, per pair, of counts whose statistic is at least `toets`."""
    mu1, mu2 = paren.n1 * paren.tempo, paren.n2 * paren.tempo
    x1 = _waarden(mu1, eerste[0])
    laag, hoog = _grenzen(paren, toets[:, None], x1)
    x2 = _waarden(mu2, eerste[1])
    kans2 = _kans(x2, mu2)
    onder, boven = np.cumsum(kans2, axis=1), np.cumsum(kans2[:, ::-1], axis=1)[:, ::-1]
    staart = _opzoeken(onder, laag - eerste[1][:, None], buiten=1.0) + _opzoeken(
        boven, hoog - eerste[1][:, None], buiten=0.0
    )
    return np.asarray((_kans(x1, mu1) * staart).sum(axis=1))


def _waarden(verwacht: Rij, eerste: Rij) -> Rij:
    breedte = int(_draagvlak(verwacht)[1].max())
    return eerste[:, None] + np.arange(breedte, dtype=float)[None, :]


def _kans(x: Rij, verwacht: Rij) -> Rij:
    log_kans = x * np.log(verwacht)[:, None] - special().gammaln(x + 1) - verwacht[:, None]
    return np.asarray(np.exp(log_kans))


def _opzoeken(opgeteld: Rij, plek: Rij, *, buiten: float) -> Rij:
    """The value at every place: before the row what the other end would give, after it `buiten`."""
    breedte = opgeteld.shape[1]
    waarde = np.take_along_axis(opgeteld, np.clip(plek, 0, breedte - 1).astype(np.intp), axis=1)
    return np.where(plek < 0, 1.0 - buiten, np.where(plek >= breedte, buiten, waarde))


def _grenzen(paren: _Paren, toets: Rij, x1: Rij) -> tuple[Rij, Rij]:
    """For each first count: the second counts up to `laag` and from `hoog` on are in the tail."""
    n1, n2, a, b = (deel[:, None] for deel in (paren.n1, paren.n2, paren.a, paren.b))
    # |x1/n1 - y| >= t sqrt((x1/n1)/a + y/b) is a quadratic in y = x2/n2: true outside its two roots.
    tempo1, t2 = x1 / n1, toets**2
    midden, wortel = tempo1 + t2 / (2 * b), np.sqrt(t2 * (tempo1 * (1 / b + 1 / a) + t2 / (4 * b**2)))
    laag, hoog = np.floor(n2 * (midden - wortel)), np.ceil(n2 * (midden + wortel))

    def erin(x2: Rij) -> Masker:
        tempo2 = np.maximum(x2, 0.0) / n2
        variantie = tempo1 / a + tempo2 / b
        afstand = np.abs(tempo1 - tempo2) >= toets * np.sqrt(variantie)
        return np.asarray((variantie > 0) & afstand & (x2 >= 0), dtype=np.bool_)

    # The roots carry rounding error; the statistic itself decides about the neighbours.
    hoog = np.where(erin(hoog - 1), hoog - 1, hoog)
    hoog = np.where(erin(hoog), hoog, hoog + 1)
    laag = np.where(erin(laag + 1) & (laag + 1 < hoog), laag + 1, laag)
    laag = np.where(erin(laag), laag, laag - 1)
    # No count between the roots: the two sides touch, and none may be counted twice.
    return np.minimum(laag, hoog - 1), hoog


def poisson_c_tests(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, *, mid_p: bool = False
) -> Rij | Refused:
    """Two-sided p given the total for every pair: `tellingen.poisson_c_test` over arrays that fit together."""
    rijen = gelijke_vorm(k1, n1, k2, n2)
    if isinstance(rijen, Refused):
        return rijen
    if (reden := _bezwaar(*rijen)) is not None:
        return reden
    if np.nanmax(np.round(rijen[0]) + np.round(rijen[2]), initial=0.0) > GROOTSTE_TOTAAL:
        return Refused("Deze telling is te groot voor de C-toets; gebruik de E-toets.")
    p = np.full(rijen[0].shape, np.nan)
    bruikbaar = _bruikbaar(*rijen)
    x1, m1, x2, m2 = (deel[bruikbaar] for deel in rijen)
    p[bruikbaar] = _c_kansen(np.round(x1), np.round(x1) + np.round(x2), 1 / (1 + m2 / m1), mid_p=mid_p)
    return p


def _c_kansen(k: Rij, totaal: Rij, deel: Rij, *, mid_p: bool) -> Rij:
    def log_kans(x: Rij) -> Rij:
        functies = special()
        vast = functies.gammaln(totaal + 1) - functies.gammaln(x + 1) - functies.gammaln(totaal - x + 1)
        return np.asarray(vast + functies.xlogy(x, deel) + functies.xlog1py(totaal - x, -deel))

    grens = log_kans(k) + _GELIJKE_LOG_KANS
    top = np.clip(np.floor((totaal + 1) * deel), 0, totaal)
    links = _laatste_waar(lambda x: log_kans(x) <= grens, np.full(k.shape, -1.0), top)
    rechts = totaal - _laatste_waar(lambda x: log_kans(totaal - x) <= grens, np.full(k.shape, -1.0), totaal - top)
    p = np.where(links + 1 >= rechts, 1.0, _vanaf(totaal - links, totaal, 1 - deel) + _vanaf(rechts, totaal, deel))
    de_helft = np.where(totaal > 0, np.exp(log_kans(k)) / 2, 0.0)  # nothing counted at all is no split
    return np.asarray(np.clip(p - de_helft if mid_p else p, 0.0, 1.0))


def _laatste_waar(waar: Callable[[Rij], Masker], laag: Rij, hoog: Rij) -> Rij:
    """Per element the last whole number up to `hoog` at which `waar`, true at first, still holds; `laag` if at none."""
    nog, niet_meer = laag.copy(), hoog + 1
    while np.any(niet_meer - nog > 1):
        midden = np.floor((nog + niet_meer) / 2)
        goed = waar(np.maximum(midden, 0)) & (midden > nog)
        nog, niet_meer = np.where(goed, midden, nog), np.where(goed, niet_meer, np.maximum(midden, nog + 1))
    return nog


def _vanaf(x: Rij, totaal: Rij, deel: Rij) -> Rij:
    """The binomial chance of `x` or more."""
    minstens_een = np.maximum(totaal, 1)
    binnen = np.clip(x, 1, minstens_een)
    kans = special().betainc(binnen, minstens_een - binnen + 1, deel)
    return np.asarray(np.where(x <= 0, 1.0, np.where(x > totaal, 0.0, kans)))


def _bruikbaar(k1: Rij, n1: Rij, k2: Rij, n2: Rij, *andere: Rij) -> Masker:
    """The pairs without a missing number, of which the exposures can be held against each other."""
    bekend = np.isfinite(np.sum([k1, n1, k2, n2, *andere], axis=0))
    verhouding = np.minimum(n1, n2) / np.maximum(n1, n2)
    return np.asarray(bekend & (verhouding >= KLEINSTE_DEEL), dtype=np.bool_)


def _bezwaar(k1: Rij, n1: Rij, k2: Rij, n2: Rij) -> Refused | None:
    for telling, omvang in ((k1, n1), (k2, n2)):
        if np.isinf(telling).any() or np.isinf(omvang).any():
            return Refused("Een telling en haar omvang moeten gewone getallen zijn.")
        if (telling < 0).any():
            return Refused("Een telling is nooit kleiner dan nul.")
        if (np.abs(telling - np.round(telling)) > 1e-6).any():
            return Refused("Een telling is een heel getal.")
        if (omvang <= 0).any():
            return Refused("De omvang (jaren, inwoners) moet groter zijn dan nul.")
        if (telling > _ONGELOOFLIJK).any():
            return Refused("Deze telling is te groot om mee te rekenen.")
    return None
