"""Many areas beside each other: which ones differ more than chance and ordinary differences explain.

See docs/methoden/funnel.md. Arrays have areas on the last axis; every axis before it is a set of areas of its own
(kinds, years), so that thousands of funnels are one call.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import bezwaar_grootte, gelijke_vorm
from kompas.stats.lazy import special, stats

Rij = NDArray[np.float64]
Spreidingsvorm = Literal["geen", "multiplicatief", "additief"]

WINSOR: Final = 0.1
"""The part at each end that is drawn in before the spread is estimated: outliers may not hide themselves."""
MINSTE_GEBIEDEN: Final = 10

_GROOTSTE: Final = 1e8  # The size of a negative binomial that is as good as Poisson.
_GROOTST_VERWACHT: Final = 1e12
_HALVERINGEN: Final = 50


def funnel_limits(verwacht: ArrayLike, kans: float) -> Rij | Refused:
    """The ratio of count to expected number below which a part `kans` of the chance lies, by interpolation.

    Exact Poisson, interpolated between counts (Spiegelhalter 2005), so that the limit is a smooth line.
    """
    e = np.asarray(verwacht, dtype=float)
    if not 0 < kans < 1 or not (np.isfinite(e).all() and (e > 0).all() and (e < _GROOTST_VERWACHT).all()):
        return Refused("Grenzen bestaan voor verwachte aantallen boven nul, en een kans tussen 0 en 1.")
    return _geinterpoleerd(stats().poisson(e), e, kans)


class _Aantallen(Protocol):
    """A frozen distribution of SciPy."""

    def ppf(self, kans: float) -> Rij: ...

    def cdf(self, telling: Rij) -> Rij: ...


def _geinterpoleerd(verdeling: _Aantallen, verwacht: Rij, kans: float) -> Rij:
    telling = verdeling.ppf(kans)
    boven, onder = verdeling.cdf(telling), verdeling.cdf(telling - 1)
    antwoord: Rij = np.maximum(telling - (boven - kans) / (boven - onder), 0.0) / verwacht
    return antwoord


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Per area the ratio, its limits and how far it lies outside; `phi` and `tau2` say how much areas differ anyway.

    `z` is the distance to 1 in standard deviations, ordinary differences included; `p` is two-sided, exact for small
    counts. NaN where nothing is expected.
    """

    verhouding: Rij
    laag: Rij
    hoog: Rij
    z: Rij
    p: Rij
    phi: Rij
    tau2: Rij
    vorm: Spreidingsvorm
    niveau: float

    @property
    def buiten(self) -> NDArray[np.bool_]:
        """The areas outside their limits."""
        return (self.verhouding < self.laag) | (self.verhouding > self.hoog)


def funnel(
    tellingen: ArrayLike,
    verwacht: ArrayLike,
    *,
    vorm: Spreidingsvorm = "additief",
    niveau: float = 0.998,
    letterlijk: bool = False,
) -> Funnel | Refused:
    """Counts held against expected numbers, with the spread between areas estimated from the areas themselves.

    Without spread (`geen`) the limits are exact Poisson; `multiplicatief` makes the variance phi times as large;
    `additief` adds a variance between areas, which is right when areas of any size differ a little. Counts are then
    negative binomial. `letterlijk` is the published recipe: normal limits, and a spread that stays a third too small
    because the tails were drawn in; it calls two to three times as many ordinary areas different as it promises.
    """
    paar = gelijke_vorm(tellingen, verwacht)
    if isinstance(paar, Refused):
        return paar
    y, e = paar
    if (bezwaar := _bezwaar(y, e, niveau)) is not None:
        return bezwaar
    bruikbaar = np.isfinite(y) & np.isfinite(e) & (e > 0)
    veilig = np.where(bruikbaar, e, 1.0)
    verhouding = np.where(bruikbaar, y / veilig, np.nan)
    kaal = np.where(bruikbaar, (verhouding - 1) * np.sqrt(veilig), np.nan)
    phi = _phi(kaal, WINSOR) / (1.0 if letterlijk else _over_na_inperken(WINSOR))
    tau2 = _tau2(kaal, veilig) if not letterlijk else _momenten(phi, np.where(bruikbaar, veilig, 0.0))
    variantie = 1 / veilig
    if vorm == "multiplicatief":
        variantie = variantie * np.maximum(phi, 1.0)[..., None]
    elif vorm == "additief":
        variantie = variantie + tau2[..., None]
    z = (verhouding - 1) / np.sqrt(variantie)
    telling = np.where(bruikbaar, y, 0.0)
    if letterlijk and vorm != "geen":
        laag, hoog = _normale_grenzen(variantie, niveau)
        p = 2 * special().ndtr(-np.abs(z))
    else:
        verdeling = _Verdeling(veilig, 1 / np.maximum(variantie - 1 / veilig, 1 / _GROOTSTE))
        laag, hoog = verdeling.grenzen(niveau)
        p = np.where(bruikbaar, verdeling.tweezijdig(telling), np.nan)
    return Funnel(verhouding, laag, hoog, z, p, phi, tau2, vorm, niveau)


@dataclass(frozen=True, slots=True, eq=False)
class _Verdeling:
    """Negative binomial counts with these means and sizes: Poisson around a gamma distributed level."""

    verwacht: Rij
    grootte: Rij

    def grenzen(self, niveau: float) -> tuple[Rij, Rij]:
        staart = (1 - niveau) / 2
        los = self.grootte >= _GROOTSTE
        poisson = stats().poisson(self.verwacht)
        nbinom = stats().nbinom(self.grootte, self.grootte / (self.grootte + self.verwacht))
        delen = [
            np.where(los, _geinterpoleerd(poisson, self.verwacht, kans), _geinterpoleerd(nbinom, self.verwacht, kans))
            for kans in (staart, 1 - staart)
        ]
        return delen[0], delen[1]

    def tweezijdig(self, y: Rij) -> Rij:
        """Twice the smaller of the chances of so many or more, and so many or fewer."""
        deel = self.verwacht / (self.verwacht + self.grootte)
        los, minstens_een = self.grootte >= _GROOTSTE, np.maximum(y, 1.0)
        boven = np.where(
            los, special().gammainc(minstens_een, self.verwacht), special().betainc(minstens_een, self.grootte, deel)
        )
        onder = np.where(los, special().gammaincc(y + 1, self.verwacht), special().betaincc(y + 1, self.grootte, deel))
        antwoord: Rij = np.minimum(1.0, 2 * np.minimum(np.where(y > 0, boven, 1.0), onder))
        return antwoord


def overdispersion(z: ArrayLike, winsor: float = WINSOR) -> Rij | Refused:
    """Phi: the mean of z squared after drawing in both tails (Spiegelhalter 2005); NaN areas do not count.

    As published: chance alone gives 0,68 and not 1, because the tails are drawn in.
    """
    rij = np.asarray(z, dtype=float)
    if rij.ndim == 0 or np.isinf(rij).any() or not 0 <= winsor < 0.5:
        return Refused(
            "De spreiding komt uit een rij gewone getallen; aan elke kant wordt minder dan de helft ingeperkt."
        )
    if not np.isfinite(rij).any(axis=-1).all():
        return Refused("Elke groep heeft ten minste één gebied met een getal nodig.")
    if (reden := bezwaar_grootte(rij)) is not None:
        return reden
    return _phi(rij, winsor)


def _phi(z: Rij, winsor: float) -> Rij:
    """The quantiles are those of `numpy.nanquantile`, which is slow on rows with NaN."""
    rij = np.sort(z, axis=-1)  # NaN last
    bekend = np.isfinite(rij)
    aantal = bekend.sum(axis=-1, keepdims=True)
    laag, hoog = (_kwantiel(rij, deel * (aantal - 1)) for deel in (winsor, 1 - winsor))
    antwoord: Rij = np.where(bekend, np.clip(rij, laag, hoog) ** 2, 0.0).sum(axis=-1) / aantal[..., 0]
    return antwoord


def _kwantiel(rij: Rij, plaats: Rij) -> Rij:
    onder = np.floor(plaats).astype(np.intp)
    boven = np.ceil(plaats).astype(np.intp)
    eerste, tweede = np.take_along_axis(rij, onder, axis=-1), np.take_along_axis(rij, boven, axis=-1)
    antwoord: Rij = eerste + (plaats - onder) * (tweede - eerste)
    return antwoord


def _over_na_inperken(winsor: float) -> float:
    """What drawing in the tails leaves of the variance of normal values: 0,68 at a tenth."""
    if winsor == 0:
        return 1.0
    grens = float(special().ndtri(1 - winsor))
    dichtheid = math.exp(-(grens**2) / 2) / math.sqrt(2 * math.pi)
    return 1 - 2 * winsor - 2 * grens * dichtheid + 2 * winsor * grens**2


def between_variance(phi: ArrayLike, verwacht: ArrayLike) -> Rij | Refused:
    """Tau squared as published: the variance of the ratios between areas, by moments (DerSimonian and Laird 1986)."""
    spreiding, e = np.asarray(phi, dtype=float), np.asarray(verwacht, dtype=float)
    if e.ndim == 0 or not e.size or spreiding.shape != e.shape[:-1] or not (np.isfinite(e).all() and (e >= 0).all()):
        return Refused("Geef per groep één spreiding, en per gebied een verwacht aantal van nul of meer.")
    if not (np.isfinite(spreiding).all() and (e.sum(axis=-1) > 0).all() and (e < _GROOTST_VERWACHT).all()):
        return Refused("Elke groep heeft een spreiding en ten minste één verwacht aantal boven nul nodig.")
    if (reden := bezwaar_grootte(spreiding, e)) is not None:
        return reden
    return _momenten(spreiding, e)


def _momenten(phi: Rij, verwacht: Rij) -> Rij:
    aantal = (verwacht > 0).sum(axis=-1)  # the expected number is the inverse of the variance 1/E of a ratio
    noemer = verwacht.sum(axis=-1) - (verwacht**2).sum(axis=-1) / verwacht.sum(axis=-1)
    antwoord: Rij = np.maximum((aantal * phi - (aantal - 1)) / np.where(noemer > 0, noemer, np.inf), 0.0)
    return antwoord


def _tau2(kaal: Rij, verwacht: Rij) -> Rij:
    """The variance between areas at which the distances, with it, are spread as far as chance spreads them.

    Paule and Mandel (1982) on distances with their tails drawn in, held against what that leaves of normal values.
    """
    doel = _over_na_inperken(WINSOR)
    laag, hoog = np.zeros(kaal.shape[:-1]), np.nanmax(kaal**2 / verwacht, axis=-1) + 1 / verwacht.min(axis=-1)
    for _ in range(_HALVERINGEN):
        midden = (laag + hoog) / 2
        te_veel = _phi(kaal / np.sqrt(1 + midden[..., None] * verwacht), WINSOR) > doel
        laag, hoog = np.where(te_veel, midden, laag), np.where(te_veel, hoog, midden)
    return np.where(_phi(kaal, WINSOR) > doel, hoog, 0.0)


def _normale_grenzen(variantie: Rij, niveau: float) -> tuple[Rij, Rij]:
    breedte = float(special().ndtri((1 + niveau) / 2)) * np.sqrt(variantie)
    return np.maximum(1 - breedte, 0.0), 1 + breedte


def _bezwaar(y: Rij, e: Rij, niveau: float) -> Refused | None:
    if y.ndim == 0 or y.shape[-1] < MINSTE_GEBIEDEN:
        return Refused(f"Voor een trechtergrafiek zijn ten minste {MINSTE_GEBIEDEN} gebieden nodig.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    bekend = np.isfinite(y) & np.isfinite(e)
    if np.isinf(y).any() or np.isinf(e).any() or max(y[bekend].max(initial=0), e[bekend].max(initial=0)) > 1e12:
        return Refused("Een telling en een verwacht aantal zijn gewone getallen.")
    if (y[bekend] < 0).any() or (e[bekend] < 0).any():
        return Refused("Een telling en een verwacht aantal zijn nooit kleiner dan nul.")
    if ((bekend & (e > 0)).sum(axis=-1) < MINSTE_GEBIEDEN).any():
        return Refused(f"Van minder dan {MINSTE_GEBIEDEN} gebieden zijn de cijfers bekend.")
    return None
