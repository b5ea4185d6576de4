"""The place of an area among others, and how little that says. See docs/methoden/rangorde.md.

Place 1 is the highest rate. Areas without a figure have no place: NaN.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import GROOTST, gelijke_vorm
from kompas.stats.lazy import special

Rij = NDArray[np.float64]

TREKKINGEN: Final = 2000
MINSTE_GEBIEDEN: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Rangorde:
    """Per area the expected place and the places `laag`-`hoog` between which its own lies with the chance `niveau`.

    `kop` is the chance, per area, to be among the first 1, 2, ... areas: areas x places.
    """

    verwacht: Rij
    laag: Rij
    hoog: Rij
    kop: Rij
    niveau: float

    def kans_bij_hoogste(self, aantal: int) -> Rij:
        """The chance of each area to be one of the `aantal` highest."""
        bekend = int(np.isfinite(self.verwacht).sum())
        return self.kop[:, min(max(aantal, 1), bekend) - 1]


def rangorde(
    tellingen: ArrayLike,
    omvang: ArrayLike,
    *,
    rng: np.random.Generator,
    phi: float = 1.0,
    niveau: float = 0.95,
    trekkingen: int = TREKKINGEN,
) -> Rangorde | Refused:
    """The places of rates, by drawing every rate from what is known of it (Goldstein and Spiegelhalter 1996).

    Rates come from one gamma distribution estimated from all areas (empirical Bayes), counts are Poisson around them;
    `phi` is how many times more than that a count moves from year to year.
    """
    paar = gelijke_vorm(tellingen, omvang)
    if isinstance(paar, Refused):
        return paar
    y, n = paar
    if (bezwaar := _bezwaar(y, n, phi, niveau, trekkingen)) is not None:
        return bezwaar
    bekend = np.flatnonzero(np.isfinite(y) & np.isfinite(n))
    trekking = trek_niveaus(y[bekend], n[bekend], rng=rng, phi=phi, trekkingen=trekkingen)
    return _uit_trekkingen(trekking, bekend, len(y), niveau, rng)


def trek_niveaus(
    tellingen: Rij, omvang: Rij, *, rng: np.random.Generator, phi: ArrayLike = 1.0, trekkingen: int = TREKKINGEN
) -> Rij:
    """Rates that every area may really have: draws x areas. `phi` may differ between areas; all figures are known."""
    k, m = tellingen / np.asarray(phi, dtype=float), omvang / np.asarray(phi, dtype=float)
    vorm, schaal = _voorkennis(k, m)
    antwoord: Rij = rng.gamma(vorm + k, 1.0, (trekkingen, len(k))) / (schaal + m)
    return antwoord


def rangorde_van_metingen(
    getallen: ArrayLike,
    fouten: ArrayLike,
    *,
    rng: np.random.Generator,
    niveau: float = 0.95,
    trekkingen: int = TREKKINGEN,
) -> Rangorde | Refused:
    """The places of figures with a standard error each (surveys), drawn around a common mean (empirical Bayes)."""
    paar = gelijke_vorm(getallen, fouten)
    if isinstance(paar, Refused):
        return paar
    x, s = paar
    if (bezwaar := _bezwaar(np.abs(x), s, 1.0, niveau, trekkingen)) is not None:
        return bezwaar
    bekend = np.flatnonzero(np.isfinite(x) & np.isfinite(s))
    x, s2 = x[bekend], s[bekend] ** 2
    tussen = max(float(np.var(x, ddof=1) - s2.mean()), 0.0)
    midden = float(np.average(x, weights=1 / (s2 + tussen)))
    deel = tussen / (s2 + tussen)
    trekking = rng.normal(midden + deel * (x - midden), np.sqrt(deel * s2), (trekkingen, len(bekend)))
    return _uit_trekkingen(trekking, bekend, len(paar[0]), niveau, rng)


def zekere_plaatsen(
    tellingen: ArrayLike, omvang: ArrayLike, *, phi: float = 1.0, niveau: float = 0.95
) -> tuple[Rij, Rij] | Refused:
    """For each area the highest and lowest place that all areas together can have at once (Klein e.a. 2020).

    With chance `niveau` every true place lies within its bounds; nothing is assumed about how areas resemble another.
    """
    paar = gelijke_vorm(tellingen, omvang)
    if isinstance(paar, Refused):
        return paar
    y, n = paar
    if (bezwaar := _bezwaar(y, n, phi, niveau)) is not None:
        return bezwaar
    bekend = np.isfinite(y) & np.isfinite(n)
    k, m = y[bekend] / phi, n[bekend] / phi
    staart = (1 - niveau ** (1 / len(k))) / 2
    laag = np.where(k > 0, special().gammaincinv(np.where(k > 0, k, 1.0), staart), 0.0) / m
    hoog = special().gammainccinv(k + 1, staart) / m
    eerste = 1 + (laag[None, :] > hoog[:, None]).sum(axis=1)
    laatste = len(k) - (hoog[None, :] < laag[:, None]).sum(axis=1)
    return _op_plek(eerste, bekend), _op_plek(laatste, bekend)


def _op_plek(waarden: NDArray[np.int_], bekend: NDArray[np.bool_]) -> Rij:
    antwoord = np.full(len(bekend), np.nan)
    antwoord[bekend] = waarden
    return antwoord


def _voorkennis(k: Rij, m: Rij) -> tuple[float, float]:
    """Shape and rate of the gamma distribution of the rates, by moments (Marshall 1991)."""
    midden = max(float(k.sum()), 0.5) / float(m.sum())
    variantie = float((m * (k / m - midden) ** 2).sum() / m.sum() - midden / m.mean())
    # Without a difference beyond chance all rates are one; a tiny variance keeps the arithmetic finite.
    variantie = max(variantie, 1e-6 * midden**2)
    return midden**2 / variantie, midden / variantie


def _uit_trekkingen(
    trekking: Rij, bekend: NDArray[np.int_], gebieden: int, niveau: float, rng: np.random.Generator
) -> Rangorde:
    aantal = len(bekend)
    # Equal draws get their places by lot, so that equal areas share all places.
    volgorde = np.lexsort((rng.random(trekking.shape), -trekking), axis=-1)
    plaats = np.empty(trekking.shape, dtype=np.int64)
    np.put_along_axis(plaats, volgorde, np.arange(1, aantal + 1)[None, :], axis=-1)
    staart = (1 - niveau) / 2
    verwacht, laag, hoog = (np.full(gebieden, np.nan) for _ in range(3))
    verwacht[bekend] = plaats.mean(axis=0)
    laag[bekend] = np.quantile(plaats, staart, axis=0, method="inverted_cdf")
    hoog[bekend] = np.quantile(plaats, 1 - staart, axis=0, method="inverted_cdf")
    kop = np.full((gebieden, aantal), np.nan)
    for gebied, rij in zip(bekend, plaats.T, strict=True):
        kop[gebied] = np.cumsum(np.bincount(rij, minlength=aantal + 1)[1:]) / len(plaats)
    return Rangorde(verwacht, laag, hoog, kop, niveau)


def _bezwaar(y: Rij, n: Rij, phi: float, niveau: float, trekkingen: int = TREKKINGEN) -> Refused | None:
    if y.ndim != 1 or y.shape != n.shape:
        return Refused("Een rangorde heeft van elk gebied één cijfer en één omvang nodig.")
    if np.isinf(y).any() or np.isinf(n).any():
        return Refused("Een cijfer en zijn omvang moeten gewone getallen zijn.")
    bekend = np.isfinite(y) & np.isfinite(n)
    if bekend.sum() < MINSTE_GEBIEDEN:
        return Refused("Een rangorde heeft ten minste twee gebieden met een cijfer nodig.")
    if (y[bekend] < 0).any() or (n[bekend] <= 0).any():
        return Refused("Een telling is nul of meer, en de omvang (of de marge) is groter dan nul.")
    if not (1 <= phi <= GROOTST and 0 < niveau < 1):
        return Refused("De spreiding is ten minste 1 (toeval alleen) en een betrouwbaarheid ligt tussen 0 en 1.")
    return None if trekkingen >= 100 else Refused("Een rangorde heeft ten minste 100 trekkingen nodig.")
