"""Places that lie among like ones: Gi, Gi* and local Moran, with tests by permutation.

See docs/methoden/plekken-samenhang.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.plekken.raster import Getallen, Masker, Rij, scipy_deel

_PAKKET: Final = 4_000_000  # Random numbers that are in memory at the same time.


@dataclass(frozen=True, slots=True)
class Buren:
    """Who borders on whom: place `van[i]` has the neighbour `naar[i]`; `aantal` is that of all places."""

    van: NDArray[np.int32]
    naar: NDArray[np.int32]
    aantal: int

    @property
    def graad(self) -> Getallen:
        return np.asarray(np.bincount(self.van, minlength=self.aantal), dtype=np.int64)

    def som(self, waarden: Rij) -> Rij:
        """The sum of `waarden` over the neighbours of each place, without the place itself."""
        som = np.bincount(self.van, weights=waarden[self.naar], minlength=self.aantal)
        return np.asarray(som, dtype=np.float64)


class Kwadrant(StrEnum):
    """A place and its neighbours against the mean of all places."""

    HOOG_HOOG = "hoog tussen hoge"
    LAAG_HOOG = "laag tussen hoge"
    LAAG_LAAG = "laag tussen lage"
    HOOG_LAAG = "hoog tussen lage"
    GEEN = "geen buren of gelijk aan het gemiddelde"


@dataclass(frozen=True, slots=True)
class Gi:
    """Standardised sums around each place; `p` is two-sided. Without room for chance both are NaN."""

    z: Rij
    p: Rij


@dataclass(frozen=True, slots=True)
class LokaleMoran:
    """`index` is positive among like and negative among unlike neighbours; `kwadrant` numbers Kwadrant."""

    index: Rij
    kwadrant: NDArray[np.int8]
    p: Rij


def buren_uit_paren(paren: ArrayLike, aantal: int) -> Buren | Refused:
    """Neighbours from pairs of place numbers, each pair once or in both directions."""
    ruw = np.asarray(paren)
    heel = ruw.dtype.kind in "iu" or not ruw.size
    lijst = ruw.astype(np.int64).reshape(-1, 2) if heel and ruw.size % 2 == 0 else np.full((1, 2), -1)
    if aantal < 1 or (lijst.size and not (lijst.min() >= 0 and lijst.max() < aantal)):
        return Refused("Een buur is een paar nummers van plekken die er zijn.")
    if (lijst[:, 0] == lijst[:, 1]).any():
        return Refused("Een plek is geen buur van zichzelf.")
    sleutel = np.unique(np.concatenate([lijst @ [aantal, 1], lijst @ [1, aantal]]))
    van, naar = np.divmod(sleutel, aantal)
    return Buren(van.astype(np.int32), naar.astype(np.int32), aantal)


def buren_in_raster(binnen: Masker, straal: int = 1) -> Buren | Refused:
    """The cells at most `straal` rows and columns away; only cells True in `binnen` take part, in its order."""
    masker = np.asarray(binnen, dtype=np.bool_)
    if masker.ndim != 2 or not masker.any():
        return Refused("Geef een raster met minstens een cel erin.")
    if not 1 <= straal <= 10:
        return Refused("De straal is een heel getal van 1 t/m 10 cellen.")
    nummer = np.full(np.add(masker.shape, 2 * straal), -1, dtype=np.int32)
    kern = nummer[straal:-straal, straal:-straal]
    kern[masker] = np.arange(masker.sum(), dtype=np.int32)
    van, naar = [], []
    for dy, dx in np.ndindex(2 * straal + 1, 2 * straal + 1):
        if (dy, dx) == (straal, straal):
            continue
        ander = nummer[dy : dy + masker.shape[0], dx : dx + masker.shape[1]]
        raak = masker & (ander >= 0)
        van.append(kern[raak])
        naar.append(ander[raak])
    return Buren(np.concatenate(van), np.concatenate(naar), int(masker.sum()))


def getis_ord(
    waarden: ArrayLike,
    buren: Buren,
    *,
    ster: bool = True,
    rng: np.random.Generator | None = None,
    herhalingen: int = 0,
) -> Gi | Refused:
    """Gi* (the place itself included) or Gi, equal weights (Getis and Ord 1992, Ord and Getis 1995).

    With `herhalingen` the p comes from that many conditional permutations; else from the normal distribution, which
    is too optimistic for skewed counts.
    """
    x = np.asarray(waarden, dtype=np.float64)
    if (reden := _bezwaar(x, buren, rng, herhalingen)) is not None:
        return reden
    som, graad, n = buren.som(x), buren.graad, buren.aantal
    z = _gi_ster(x, som, graad, n) if ster else _gi(x, som, graad, n)
    if rng is not None and herhalingen:
        return Gi(z, np.where(np.isnan(z), np.nan, _p_van_permutatie(x, buren, som, rng, herhalingen)))
    return Gi(z, 2 * scipy_deel("special").ndtr(-np.abs(z)))


def local_moran(waarden: ArrayLike, buren: Buren, *, rng: np.random.Generator, herhalingen: int = 999) -> (
    LokaleMoran | Refused
):  # fmt: skip
    """Local Moran's I with row-standardised weights (Anselin 1995); p by conditional permutation, two-sided."""
    x = np.asarray(waarden, dtype=np.float64)
    if (reden := _bezwaar(x, buren, rng, herhalingen)) is not None:
        return reden
    graad = buren.graad
    z = x - x.mean()
    met = graad > 0
    achter = np.divide(buren.som(z), graad, out=np.zeros_like(z), where=met)
    index = np.where(met, (buren.aantal - 1) * z * achter / np.sum(z * z), np.nan)
    kwadrant = np.select(
        [~met | (z == 0), (z > 0) & (achter > 0), (z < 0) & (achter > 0), (z < 0) & (achter <= 0)], [4, 0, 1, 2], 3
    )
    p = np.where(met, _p_van_permutatie(x, buren, buren.som(x), rng, herhalingen), np.nan)
    return LokaleMoran(index, kwadrant.astype(np.int8), p)


def _bezwaar(x: Rij, buren: Buren, rng: np.random.Generator | None, herhalingen: int) -> Refused | None:
    if x.shape != (buren.aantal,):
        return Refused("Geef voor elke plek precies een getal.")
    if not np.isfinite(x).all():
        return Refused("Elke plek heeft een getal nodig; laat plekken zonder getal weg, ook als buur.")
    if len(x) < 3 or x.min() == x.max():
        return Refused("Er zijn minstens drie plekken nodig, en niet alle met hetzelfde getal.")
    if np.abs(x).max() > 1e100:
        return Refused("Deze getallen zijn te groot om mee te rekenen.")
    if herhalingen and (rng is None or not 0 < herhalingen <= 99_999):
        return Refused("Geef een bron van toeval en 1 t/m 99.999 herhalingen.")
    return None


def _gi_ster(x: Rij, som: Rij, graad: Getallen, n: int) -> Rij:
    w = graad + 1.0
    fout = x.std() * np.sqrt(np.maximum(n * w - w**2, 0) / (n - 1))
    return _gedeeld(som + x - x.mean() * w, fout, fout > 0)


def _gi(x: Rij, som: Rij, graad: Getallen, n: int) -> Rij:
    """Mean and variance are those of the others; centred, so that the difference of squares keeps its digits."""
    c, w = x - x.mean(), graad.astype(np.float64)
    gemiddeld = -c / (n - 1)
    variantie = np.maximum((np.sum(c * c) - c * c) / (n - 1) - gemiddeld**2, 0)
    fout = np.sqrt(variantie * np.maximum((n - 1) * w - w**2, 0) / (n - 2))
    teller = som - x.mean() * w - gemiddeld * w
    return _gedeeld(teller, fout, fout > 1e-12 * x.std())


def _gedeeld(teller: Rij, noemer: Rij, kan: Masker) -> Rij:
    return np.asarray(np.divide(teller, noemer, out=np.full(len(teller), np.nan), where=kan), dtype=np.float64)


def _p_van_permutatie(x: Rij, buren: Buren, som: Rij, rng: np.random.Generator, herhalingen: int) -> Rij:
    """Two-sided p of the sum over the neighbours when the values of all other places are dealt out again.

    Places with as many neighbours share the draws. A draw that holds the place itself gets another one in its stead,
    so for every place it is a fair draw from the others.
    """
    graad = buren.graad
    marge = 1e-9 * (np.abs(x).max() + 1)
    hoger, lager = np.full(buren.aantal, herhalingen), np.full(buren.aantal, herhalingen)
    for k in np.unique(graad[graad > 0]):
        wie = np.flatnonzero(graad == k)
        if k + 1 < buren.aantal:
            hoger[wie], lager[wie] = 0, 0
            for trekking in _trekkingen(buren.aantal, int(k) + 1, rng, herhalingen):
                _tel_uitersten(x, som, wie, trekking, marge, (hoger, lager))
    return np.asarray(np.minimum(1.0, 2 * (np.minimum(hoger, lager) + 1) / (herhalingen + 1)), dtype=np.float64)


def _tel_uitersten(
    x: Rij, som: Rij, wie: Getallen, trekking: Getallen, marge: float, tellers: tuple[Getallen, Getallen]
) -> None:
    hoger, lager = tellers
    sommen = x[trekking[:, :-1]].sum(axis=1)
    op_rij = np.sort(sommen)
    hoger[wie] += len(sommen) - np.searchsorted(op_rij, som[wie] - marge, "left")
    lager[wie] += np.searchsorted(op_rij, som[wie] + marge, "right")
    raak = np.isin(trekking[:, :-1], wie)
    nummer, plek = np.nonzero(raak)[0], trekking[:, :-1][raak]
    anders = sommen[nummer] - x[plek] + x[trekking[nummer, -1]]
    for teller, teken in ((hoger, 1), (lager, -1)):
        grens = teken * som[plek] - marge
        wijziging = (teken * anders >= grens).astype(np.int64) - (teken * sommen[nummer] >= grens)
        np.add.at(teller, plek, wijziging)


def _trekkingen(n: int, k: int, rng: np.random.Generator, herhalingen: int) -> list[Getallen]:
    """Draws of `k` different places out of `n`, a row each, in parts that fit in memory."""
    uit = []
    wijd = n >= 4 * k * k
    pakket = max(1, _PAKKET // (k if wijd else n))
    for begin in range(0, herhalingen, pakket):
        aantal = min(pakket, herhalingen - begin)
        uit.append(_zonder_dubbel(n, k, rng, aantal) if wijd else np.argsort(rng.random((aantal, n)), axis=1)[:, :k])
    return uit


def _zonder_dubbel(n: int, k: int, rng: np.random.Generator, aantal: int) -> Getallen:
    """Rows with the same place twice are drawn again as a whole, which keeps every set equally likely."""
    uit = rng.integers(n, size=(aantal, k))
    over = np.arange(aantal)
    while len(over := over[(np.diff(np.sort(uit[over], axis=1), axis=1) == 0).any(axis=1)]):
        uit[over] = rng.integers(n, size=(len(over), k))
    return uit
