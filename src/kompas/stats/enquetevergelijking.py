"""Survey figures of many municipalities beside each other, each with its own margin: which level is unusual.

See docs/methoden/enquetevergelijking.md. The margins already contain weighting and design; nothing is added to them.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import gelijke_vorm
from kompas.stats.lazy import special
from kompas.stats.rangorde import Rangorde, rangorde_van_metingen

Rij = NDArray[np.float64]
Masker = NDArray[np.bool_]

MINSTE_GEBIEDEN: Final = 10
"""The area itself included: the spread of fewer cannot be told from their margins."""

_KNOPEN: Final = np.arange(-7.0, 7.001, 0.25)
"""Where the unknown spread is tried, in standard normal steps: the trapezium rule is exact to 1e-8 here."""
_STAPPEN: Final = 200
_HALVERINGEN: Final = 45
_UITEEN: Final = 1e5


@dataclass(frozen=True, slots=True)
class Tussen:
    """How far areas really lie apart: their mean with its standard error, and the variance `tau2` between them.

    `h2` is how many times as large as by the margins alone their spread is.
    """

    midden: float
    fout: float
    tau2: float
    h2: float
    aantal: int


@dataclass(frozen=True, slots=True, eq=False)
class Enquetevergelijking:
    """Per area its group: the mean figure, the spread, how many, and what is ordinary for a figure with its margin.

    `p` is two-sided: so far from the mean of the group would an ordinary area lie. Places (1 the highest) are those
    among the group and the area itself. NaN (0 for `aantal`) where there is no figure or the group is too small.
    Shares are parts of one, but `tau2` is on the arcsine scale.
    """

    anderen: Rij
    tau2: Rij
    phi: Rij
    aantal: NDArray[np.int_]
    gewoon_laag: Rij
    gewoon_hoog: Rij
    p: Rij
    plaats_laag: Rij
    plaats_hoog: Rij


def spreiding_tussen(getallen: ArrayLike, fouten: ArrayLike) -> Tussen | Refused:
    """The variance between areas beyond their margins (Paule and Mandel 1982), and their mean; NaN does not count.

    The standard error is that of Knapp and Hartung (2003), never smaller than the ordinary one.
    """
    paar = gelijke_vorm(getallen, fouten, minstens=1)
    if isinstance(paar, Refused):
        return paar
    if (reden := _bezwaar(*paar, aandeel=False)) is not None:
        return reden
    x, s = paar
    bekend = np.isfinite(x) & np.isfinite(s)
    if (reden := _bezwaar_marges(x[bekend], s[bekend])) is not None:
        return reden
    return _tussen(x[bekend], s[bekend] ** 2)


def enquete_naast_anderen(
    getallen: ArrayLike,
    fouten: ArrayLike,
    *,
    rng: np.random.Generator,
    groep: ArrayLike | None = None,
    aandeel: bool = False,
    alleen: int | None = None,
) -> Enquetevergelijking | Refused:
    """Every area held against the others of its group (areas x areas; None: all others), itself left out of the mean.

    `fouten` are standard errors (a 95% margin divided by 1,96). `aandeel`: figures are parts of one.
    `alleen`: the number of the one area that is asked for.
    """
    paar = gelijke_vorm(getallen, fouten, minstens=1)
    if isinstance(paar, Refused):
        return paar
    if (reden := _bezwaar(*paar, aandeel=aandeel)) is not None:
        return reden
    x, s = _op_schaal(*paar, aandeel=aandeel)
    bekend = np.isfinite(x) & np.isfinite(s)
    if (reden := _bezwaar_marges(x[bekend], s[bekend])) is not None:
        return reden
    masker = np.ones((len(x), len(x)), dtype=np.bool_) if groep is None else np.asarray(groep, dtype=np.bool_)
    if masker.shape != (len(x), len(x)):
        return Refused("Geef voor elk gebied aan met welke gebieden het wordt vergeleken.")
    masker = masker & bekend[None, :] & ~np.eye(len(x), dtype=np.bool_)
    wie = np.flatnonzero(bekend & (masker.sum(axis=1) >= MINSTE_GEBIEDEN - 1))
    if alleen is not None:
        wie = wie[wie == alleen]
    if not len(wie):
        return _te_weinig()
    uit = np.full((8, len(x)), np.nan)
    plaatsen = _Plaatsen(x, s, rng)
    for gebied in wie:
        uit[:6, gebied] = _een(x, s, int(gebied), masker[gebied], aandeel=aandeel)
        uit[6:, gebied] = plaatsen.van(int(gebied), masker[gebied])
    aantal = np.zeros(len(x), dtype=np.int_)
    aantal[wie] = masker[wie].sum(axis=1)
    anderen, tau2, phi, laag, hoog, p, eerste, laatste = uit
    return Enquetevergelijking(anderen, tau2, phi, aantal, laag, hoog, p, eerste, laatste)


def _een(x: Rij, s: Rij, gebied: int, anderen: Masker, *, aandeel: bool) -> tuple[float, ...]:
    y, v, eigen = x[anderen], s[anderen] ** 2, float(s[gebied] ** 2)
    tussen, verdeling = _tussen(y, v), _Verdeling.van(y, v, eigen)
    midden, laag, hoog = (_terug(deel, aandeel=aandeel) for deel in (tussen.midden, *verdeling.grenzen()))
    return midden, tussen.tau2, tussen.h2, laag, hoog, verdeling.tweezijdig(float(x[gebied]))


class _Plaatsen:
    """Places among a group and the area itself; areas that share one circle share one drawing of lots."""

    def __init__(self, x: Rij, s: Rij, rng: np.random.Generator) -> None:
        self._x, self._s, self._rng = x, s, rng
        self._bekend: dict[bytes, Rangorde | Refused] = {}

    def van(self, gebied: int, anderen: Masker) -> tuple[float, float]:
        kring = anderen.copy()
        kring[gebied] = True
        sleutel = kring.tobytes()
        if sleutel not in self._bekend:
            cijfers, fouten = (np.where(kring, rij, np.nan) for rij in (self._x, self._s))
            self._bekend[sleutel] = rangorde_van_metingen(cijfers, fouten, rng=self._rng)
        plek = self._bekend[sleutel]
        if isinstance(plek, Refused):
            return math.nan, math.nan
        return float(plek.laag[gebied]), float(plek.hoog[gebied])


@dataclass(frozen=True, slots=True, eq=False)
class _Verdeling:
    """Where the figure of one more ordinary area with this margin would lie: a mixture of normal distributions.

    Q(tau2), the weighted sum of squares around the mean, is chi-squared whatever the areas are like. Every quantile of
    it gives a tau2 that may be the true one (Viechtbauer 2007; as a distribution: Nagashima e.a. 2019). With equal
    margins and areas that differ, this is the t distribution of one more observation.
    """

    midden: Rij
    breedte: Rij
    gewicht: Rij

    @classmethod
    def van(cls, y: Rij, v: Rij, eigen: float) -> "_Verdeling":
        ndtr, helft = special().ndtr, (len(y) - 1) / 2
        laag = 2 * special().gammaincinv(helft, ndtr(np.minimum(_KNOPEN, 0.0)))
        hoog = 2 * special().gammainccinv(helft, ndtr(-np.maximum(_KNOPEN, 0.0)))
        tau2 = _tau2_bij(y, v, np.where(_KNOPEN < 0, laag, hoog))
        w = 1 / (v[None, :] + tau2[:, None])
        som = w.sum(axis=1)
        gewicht = np.exp(-(_KNOPEN**2) / 2)
        return cls((w * y).sum(axis=1) / som, np.sqrt(eigen + tau2 + 1 / som), gewicht / gewicht.sum())

    def onder(self, x: Rij) -> Rij:
        """The chance of less than each `x`."""
        antwoord: Rij = special().ndtr((x[:, None] - self.midden) / self.breedte) @ self.gewicht
        return antwoord

    def tweezijdig(self, x: float) -> float:
        """Below and above are summed apart: a small chance keeps its digits."""
        afstand = (x - self.midden) / self.breedte
        kanten = special().ndtr(np.stack([afstand, -afstand])) @ self.gewicht
        return min(1.0, 2 * float(kanten.min()))

    def grenzen(self) -> tuple[float, float]:
        """Between these lies an ordinary figure, with 95%."""
        kansen, uiterste = np.array([0.025, 0.975]), 40 * float(self.breedte.max())
        laag = np.full(2, float(self.midden.min()) - uiterste)
        hoog = np.full(2, float(self.midden.max()) + uiterste)
        for _ in range(_HALVERINGEN):
            midden = (laag + hoog) / 2
            eronder = self.onder(midden) < kansen
            laag, hoog = np.where(eronder, midden, laag), np.where(eronder, hoog, midden)
        return float(laag[0]), float(hoog[1])


def _tussen(y: Rij, v: Rij) -> Tussen:
    vrijheid = len(y) - 1
    los, _ = _kwadratensom(y, v, np.zeros(1))
    tau2 = float(_tau2_bij(y, v, np.array([float(vrijheid)]))[0])
    w = 1 / (v + tau2)
    rest, _ = _kwadratensom(y, v, np.array([tau2]))
    fout = math.sqrt(max(1.0, float(rest[0]) / vrijheid) / float(w.sum()))
    return Tussen(float((w * y).sum() / w.sum()), fout, tau2, float(los[0]) / vrijheid, len(y))


def _tau2_bij(y: Rij, v: Rij, q: Rij) -> Rij:
    """The tau2 at which the sum of squares is q, zero when it is never so large.

    The sum is convex and falls in tau2, so Newton from below stays below and gets there.
    """
    kwadraten = float(((y - y.mean()) ** 2).sum())
    tau2: Rij = np.maximum(kwadraten / q - v.max(), 0.0)
    for _ in range(_STAPPEN):
        som, helling = _kwadratensom(y, v, tau2)
        stap = np.where(som > q, (q - som) / np.where(helling < 0, helling, -1.0), 0.0)
        tau2 += stap
        if (stap <= 1e-13 * tau2).all():
            break
    return tau2


def _kwadratensom(y: Rij, v: Rij, tau2: Rij) -> tuple[Rij, Rij]:
    """The weighted sum of squares around the weighted mean at every tau2, and its slope."""
    w = 1 / (v[None, :] + tau2[:, None])
    afstand = y - ((w * y).sum(axis=1) / w.sum(axis=1))[:, None]
    gewogen: Rij = w * afstand**2
    som: Rij = gewogen.sum(axis=1)
    helling: Rij = -(w * gewogen).sum(axis=1)
    return som, helling


def _op_schaal(x: Rij, s: Rij, *, aandeel: bool) -> tuple[Rij, Rij]:
    """Shares as twice the arcsine of the root: their margins then do not depend on the share itself."""
    if not aandeel:
        return x, s
    binnen = np.isfinite(x) & (x > 0) & (x < 1)
    p = np.where(binnen, x, 0.5)
    hoek: Rij = np.where(binnen, 2 * np.arcsin(np.sqrt(p)), np.nan)
    return hoek, s / np.sqrt(p * (1 - p))


def _terug(hoek: float, *, aandeel: bool) -> float:
    return math.sin(min(max(hoek, 0.0), math.pi) / 2) ** 2 if aandeel else hoek


def _te_weinig() -> Refused:
    nodig = f"(ten minste {MINSTE_GEBIEDEN} zijn nodig)"
    return Refused(f"Van te weinig gemeenten zijn hier enquêtecijfers met een marge {nodig}.")


def _bezwaar(x: Rij, s: Rij, *, aandeel: bool) -> Refused | None:
    if x.ndim != 1:
        return Refused("Een vergelijking heeft van elk gebied één cijfer en één marge nodig.")
    if np.isinf(x).any() or np.isinf(s).any():
        return Refused("Een meting en haar marge moeten gewone getallen zijn.")
    bekend = np.isfinite(x) & np.isfinite(s)
    if (s[bekend] <= 0).any():
        return Refused("Een meting zonder marge is geen steekproef; het verschil is niet te toetsen.")
    if aandeel and ((x[bekend] < 0) | (x[bekend] > 1)).any():
        return Refused("Een aandeel ligt tussen 0 en 1.")
    if aandeel:
        bekend &= (x > 0) & (x < 1)  # at nothing or all of a sample the margin does not say how far the figure reaches
    return _te_weinig() if bekend.sum() < MINSTE_GEBIEDEN else None


def _bezwaar_marges(x: Rij, s: Rij) -> Refused | None:
    """Sums of squares keep their digits within these bounds."""
    if s.max() > _UITEEN * s.min() or np.abs(x).max() > 1e3 * _UITEEN * s.min():
        return Refused("De marges van de gebieden verschillen te veel, of zijn te klein naast de cijfers.")
    return None
