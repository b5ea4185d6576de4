"""Many areas beside each other: which ones differ more than chance and ordinary differences explain.

See docs/methoden/funnel.md. Arrays have areas on the last axis; every axis before it is a set of areas of its own
(kinds, years), so that thousands of funnels are one call.
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.lazy import stats

Rij = NDArray[np.float64]
Spreidingsvorm = Literal["geen", "multiplicatief", "additief"]

WINSOR: Final = 0.1
"""The part at each end that is drawn in before the spread is estimated: outliers may not hide themselves."""
MINSTE_GEBIEDEN: Final = 10


def funnel_limits(verwacht: ArrayLike, kans: float) -> Rij:
    """The ratio of count to expected number below which a part `kans` of the chance lies, by interpolation.

    Exact Poisson, interpolated between counts (Spiegelhalter 2005), so that the limit is a smooth line.
    """
    e = np.asarray(verwacht, dtype=float)
    poisson = stats().poisson
    telling = poisson.ppf(kans, e)
    boven, onder = poisson.cdf(telling, e), poisson.cdf(telling - 1, e)
    antwoord: Rij = np.maximum(telling - (boven - kans) / (boven - onder), 0.0) / e
    return antwoord


@dataclass(frozen=True, slots=True, eq=False)
class Funnel:
    """Per area the ratio, its limits and how far it lies outside; `phi` and `tau2` say how much areas differ anyway.

    `z` is the distance to 1 in standard deviations, ordinary differences included; NaN where nothing is expected.
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
) -> Funnel | Refused:
    """Counts held against expected numbers, with the spread between areas estimated from the areas themselves.

    Without spread (`geen`) the limits are exact Poisson; `multiplicatief` widens them by the square root of phi;
    `additief` adds a variance between areas, which is right when areas of any size differ a little.
    """
    y, e = np.broadcast_arrays(np.asarray(tellingen, dtype=float), np.asarray(verwacht, dtype=float))
    if (bezwaar := _bezwaar(y, e, niveau)) is not None:
        return bezwaar
    bruikbaar = np.isfinite(y) & np.isfinite(e) & (e > 0)
    veilig = np.where(bruikbaar, e, 1.0)
    verhouding = np.where(bruikbaar, y / veilig, np.nan)
    kaal = np.where(bruikbaar, (verhouding - 1) * np.sqrt(veilig), np.nan)
    phi = overdispersion(kaal)
    tau2 = between_variance(phi, np.where(bruikbaar, veilig, 0.0))
    variantie = 1 / veilig
    if vorm == "multiplicatief":
        variantie = variantie * np.maximum(phi, 1.0)[..., None]
    elif vorm == "additief":
        variantie = variantie + tau2[..., None]
    laag, hoog = _grenzen(veilig, variantie, niveau, vorm)
    z = (verhouding - 1) / np.sqrt(variantie)
    p = 2 * stats().norm.sf(np.abs(z))
    return Funnel(verhouding, laag, hoog, z, p, phi, tau2, vorm, niveau)


def overdispersion(z: ArrayLike, winsor: float = WINSOR) -> Rij:
    """Phi: the mean of z squared after drawing in both tails (Spiegelhalter 2005); 1 is chance alone.

    NaN areas do not count.
    """
    rij = np.asarray(z, dtype=float)
    aantal = np.isfinite(rij).sum(axis=-1, keepdims=True)
    if not aantal.all():
        raise ValueError("elke groep heeft ten minste één gebied met een getal nodig")
    laag, hoog = np.nanquantile(rij, [winsor, 1 - winsor], axis=-1, keepdims=True)
    antwoord: Rij = np.nanmean(np.clip(rij, laag, hoog) ** 2, axis=-1)
    return antwoord


def between_variance(phi: Rij, verwacht: Rij) -> Rij:
    """Tau squared: the variance of the ratios between areas, by moments (DerSimonian and Laird 1986)."""
    gewicht = np.asarray(verwacht, dtype=float)  # the inverse of the variance 1/E of a ratio
    aantal = (gewicht > 0).sum(axis=-1)
    noemer = gewicht.sum(axis=-1) - (gewicht**2).sum(axis=-1) / gewicht.sum(axis=-1)
    antwoord: Rij = np.maximum((aantal * phi - (aantal - 1)) / np.where(noemer > 0, noemer, np.inf), 0.0)
    return antwoord


def _grenzen(verwacht: Rij, variantie: Rij, niveau: float, vorm: Spreidingsvorm) -> tuple[Rij, Rij]:
    staart = (1 - niveau) / 2
    if vorm == "geen":
        return funnel_limits(verwacht, staart), funnel_limits(verwacht, 1 - staart)
    breedte = float(stats().norm.isf(staart)) * np.sqrt(variantie)
    return np.maximum(1 - breedte, 0.0), 1 + breedte


def _bezwaar(y: Rij, e: Rij, niveau: float) -> Refused | None:
    if y.ndim == 0 or y.shape[-1] < MINSTE_GEBIEDEN:
        return Refused(f"Voor een trechtergrafiek zijn ten minste {MINSTE_GEBIEDEN} gebieden nodig.")
    if not 0 < niveau < 1:
        return Refused("Een betrouwbaarheid ligt tussen 0 en 1.")
    bekend = np.isfinite(y) & np.isfinite(e)
    if (y[bekend] < 0).any() or (e[bekend] < 0).any():
        return Refused("Een telling en een verwacht aantal zijn nooit kleiner dan nul.")
    if ((bekend & (e > 0)).sum(axis=-1) < MINSTE_GEBIEDEN).any():
        return Refused(f"Van minder dan {MINSTE_GEBIEDEN} gebieden zijn de cijfers bekend.")
    return None
