"""The moment at which a series of counts went to another level. See docs/methoden/breukpunten.md."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.invoer import GROOTST, gelijke_vorm

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]
Plekken = NDArray[np.int_]

MINSTE_STUK: Final = 3
"""Periods before and after a change at least; with fewer it is one strange period."""
TREKKINGEN: Final = 4000

_TRAPPEN: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Breuken:
    """Per series the most likely change: the first period of the new level, its ratio to the old, and p.

    `periode` is -1, and the rest NaN, where a series has too little in it.
    """

    periode: Plekken
    verhouding: Rij
    p: Rij


@dataclass(frozen=True, slots=True)
class Breuk:
    periode: int
    verhouding: float
    p: float


def breukpunt(
    tellingen: ArrayLike,
    verwacht: ArrayLike,
    *,
    rng: np.random.Generator,
    alpha: ArrayLike | None = None,
    trekkingen: int = TREKKINGEN,
) -> Breuken | Refused:
    """The most likely single change of level in every series; rows are series without gaps, columns periods.

    `verwacht` carries what is known (inhabitants, season, the movement elsewhere). `alpha` is the variance of a count
    beyond chance, relative to its mean squared; without it, it comes from the steps between neighbouring periods.
    """
    paar = gelijke_vorm(tellingen, verwacht, minstens=2)
    if isinstance(paar, Refused):
        return paar
    y, e = paar
    if (bezwaar := _bezwaar(y, e, trekkingen)) is not None:
        return bezwaar
    gegeven = np.asarray(0.0 if alpha is None else alpha, float)
    if gegeven.shape not in {(), y.shape[:1]}:
        return Refused("Geef één spreiding, of één per reeks.")
    extra = _alpha_van_stappen(y, e) if alpha is None else np.broadcast_to(gegeven, y.shape[:1])
    if not ((extra >= 0) & (extra <= GROOTST)).all():
        return Refused("De spreiding is een getal van nul of meer.")
    beweging = np.zeros(len(y)) if alpha is not None else _beweging(y, extra)
    return _breuken(y, e, extra, _Toeval(beweging, y.shape[1], trekkingen), rng)


@dataclass(frozen=True, slots=True, eq=False)
class _Toeval:
    """Which part of the variance was estimated, and from how many periods; 0 when it was given."""

    beweging: Rij
    perioden: int
    trekkingen: int


def _breuken(y: Matrix, e: Matrix, extra: Rij, toeval: _Toeval, rng: np.random.Generator) -> Breuken:
    toets, plek, verhouding = _sterkste(y, e, extra)
    p = _kans(toets, toeval, y.shape[1], rng)
    leeg = y.sum(axis=1) == 0
    return Breuken(np.where(leeg, -1, plek), np.where(leeg, np.nan, verhouding), np.where(leeg, np.nan, p))


def breukpunten(
    tellingen: ArrayLike, verwacht: ArrayLike, *, rng: np.random.Generator, onder: float = 0.01
) -> tuple[Breuk, ...] | Refused:
    """All changes of one series, by dividing it again and again (binary segmentation) while p is below `onder`."""
    paar = gelijke_vorm(tellingen, verwacht)
    if isinstance(paar, Refused):
        return paar
    y, e = paar
    if y.ndim != 1:
        return Refused("Zoek breuken in één reeks tegelijk.")
    if not 0 < onder < 1:
        return Refused("De kans waaronder een breuk telt, ligt tussen 0 en 1.")
    if (bezwaar := _bezwaar(y[None], e[None], TREKKINGEN)) is not None:
        return bezwaar
    gevonden, stukken, alpha = [], [(0, len(y))], _alpha_van_stappen(y[None], e[None])
    toeval = _Toeval(_beweging(y[None], alpha), len(y), TREKKINGEN)
    while stukken:
        van, tot = stukken.pop()
        if tot - van < 2 * MINSTE_STUK:
            continue
        breuken = _breuken(y[None, van:tot], e[None, van:tot], alpha, toeval, rng)
        if breuken.p[0] < onder:
            plek = van + int(breuken.periode[0])
            gevonden.append(Breuk(plek, float(breuken.verhouding[0]), float(breuken.p[0])))
            stukken += [(van, plek), (plek, tot)]
    return tuple(sorted(gevonden, key=lambda breuk: breuk.periode))


def _beweging(y: Matrix, alpha: Rij) -> Rij:
    """Which part of the variance was estimated as movement beyond chance."""
    extra = alpha * y.mean(axis=1)
    return np.asarray(extra / (1 + extra), dtype=float)


def _kans(toets: Rij, toeval: _Toeval, perioden: int, rng: np.random.Generator) -> Rij:
    """P of the strongest change, from series of standard normal values without any.

    Where part of the variance was estimated, it is estimated from those series in the same way (from all periods of
    the series, also when a part of it is searched): with few periods that makes strong changes by accident more common.
    """
    normaal = rng.normal(size=(toeval.trekkingen, toeval.perioden))
    ruw = _scan(normaal[:, :perioden], np.ones((1, perioden))).max(axis=1)
    geschat = _variantie_van_stappen(normaal)
    trap = np.ceil(toeval.beweging * _TRAPPEN).astype(int)
    p = np.empty(len(toets))
    for stand in np.unique(trap):
        kansrij = np.sort(ruw / np.sqrt(np.maximum(geschat, 1 - stand / _TRAPPEN)) if stand else ruw)
        welke = trap == stand
        p[welke] = (toeval.trekkingen - np.searchsorted(kansrij, toets[welke]) + 1) / (toeval.trekkingen + 1)
    return p


def _sterkste(y: Matrix, e: Matrix, alpha: Rij) -> tuple[Rij, Plekken, Rij]:
    mu = e * (y.sum(axis=1) / e.sum(axis=1))[:, None]
    veilig = np.maximum(mu, 1e-9)
    # Square roots of counts have the same spread before and after a change (Anscombe); alpha lowers their weight.
    gewicht = veilig / (1 + alpha[:, None] * veilig)
    rest = 2 * (np.sqrt(y + 0.375) - np.sqrt(veilig + 0.375)) / np.sqrt(veilig) * np.sqrt(gewicht)
    scan = _scan(rest, gewicht)
    plek = scan.argmax(axis=1)
    rijen, som_y, som_e = np.arange(len(y)), np.cumsum(y, axis=1), np.cumsum(e, axis=1)
    voor = (som_y[rijen, plek + MINSTE_STUK - 1] + 0.5) / som_e[rijen, plek + MINSTE_STUK - 1]
    na = (som_y[:, -1] - som_y[rijen, plek + MINSTE_STUK - 1] + 0.5) / (
        som_e[:, -1] - som_e[rijen, plek + MINSTE_STUK - 1]
    )
    return scan[rijen, plek], plek + MINSTE_STUK, na / voor


def _scan(rest: Matrix, gewicht: Matrix) -> Matrix:
    """For every place of the change: how far the two parts lie apart, in standard deviations."""
    wortel = np.sqrt(gewicht)
    voor = np.cumsum(rest * wortel, axis=1)[:, MINSTE_STUK - 1 : -MINSTE_STUK]
    alles = (rest * wortel).sum(axis=1, keepdims=True)
    w = np.cumsum(np.broadcast_to(gewicht, rest.shape), axis=1)
    w_voor, w_alles = w[:, MINSTE_STUK - 1 : -MINSTE_STUK], w[:, -1:]
    verschil = voor - alles * w_voor / w_alles
    antwoord: Matrix = np.abs(verschil) / np.sqrt(w_voor * (w_alles - w_voor) / w_alles)
    return antwoord


def _alpha_van_stappen(y: Matrix, e: Matrix) -> Rij:
    """Variance beyond chance, from steps between neighbours: a change of level is only one of them.

    Half the square of a step estimates the variance; the largest tenth is left out, and what that costs put back.
    """
    mu = e * (y.sum(axis=1) / e.sum(axis=1))[:, None]
    verhouding = np.divide(y, mu, out=np.ones_like(y), where=mu > 0)
    toeval = np.divide(1.0, mu, out=np.zeros_like(mu), where=mu > 0).mean(axis=1)
    antwoord: Rij = np.maximum(_variantie_van_stappen(verhouding) - toeval, 0.0)
    return antwoord


def _variantie_van_stappen(rijen: Matrix) -> Rij:
    kwadraat = np.sort(np.diff(rijen, axis=1) ** 2 / 2, axis=1)
    houd = max(MINSTE_STUK, int(np.floor(0.9 * kwadraat.shape[1])))
    antwoord: Rij = kwadraat[:, :houd].mean(axis=1) / _deel_onder(houd / kwadraat.shape[1])
    return antwoord


def _deel_onder(deel: float) -> float:
    """The mean of the smallest part of squared standard normal values."""
    from scipy.stats import norm  # noqa: PLC0415 - half a second of every start otherwise

    if deel >= 1:
        return 1.0
    grens = float(norm.isf((1 - deel) / 2))
    return 1 - 2 * grens * float(norm.pdf(grens)) / deel


def _bezwaar(y: Matrix, e: Matrix, trekkingen: int) -> Refused | None:
    if y.ndim != 2 or not len(y) or y.shape[1] < 2 * MINSTE_STUK:
        return Refused(f"Voor een breuk zijn ten minste {2 * MINSTE_STUK} perioden nodig.")
    if not (np.isfinite(y).all() and np.isfinite(e).all() and (y >= 0).all() and (e > 0).all()):
        return Refused(
            "Een breuk zoeken kan alleen zonder gaten, met tellingen van nul of meer en een omvang boven nul."
        )
    return None if trekkingen >= 200 else Refused("Voor een p-waarde zijn ten minste 200 trekkingen nodig.")
