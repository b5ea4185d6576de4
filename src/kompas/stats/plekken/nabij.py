"""Near repeats: more pairs close in both place and time than chance gives. See docs/methoden/plekken-knox.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from kompas.base import Refused
from kompas.stats.plekken.raster import Getallen, Rij, punten_bezwaar, scipy_deel

MEESTE_PAREN: Final = 40_000_000
"""Pairs within reach in one stretch of time; above it memory runs out, and the distances are too wide to mean much."""

GENOEG: Final = 200_000
"""Of more incidents a random part is used: the ratios stay the same, and pairs enough are left to see a tenth."""

_PER_STUK: Final = 1000  # Incidents in a stretch of time; shorter ones cost more than they spare.


@dataclass(frozen=True, slots=True)
class Knox:
    """Pairs of incidents by band of distance (rows) and of days (columns).

    A band holds what lies above the limit before it, up to and with its own; the first one begins at 0. `p` is
    one-sided: the chance of as many pairs or more if place and time have nothing to do with each other. `gebruikt` of
    the `voorvallen` with a place and a day were compared.
    """

    afstanden: tuple[float, ...]
    dagen: tuple[float, ...]
    paren: Getallen
    verwacht: Rij
    fout: Rij
    p: Rij
    voorvallen: int
    gebruikt: int

    @property
    def verhouding(self) -> Rij:
        """Found / expected; NaN where no pair is expected."""
        leeg = np.full(self.paren.shape, np.nan)
        return np.asarray(np.divide(self.paren, self.verwacht, out=leeg, where=self.verwacht > 0))


def knox(
    x: ArrayLike,
    y: ArrayLike,
    dag: ArrayLike,
    afstanden: Sequence[float],
    dagen: Sequence[float],
    *,
    rng: np.random.Generator,
    herhalingen: int = 0,
) -> Knox | Refused:
    """Knox's test (1964) for each band; incidents without a place or day stay out.

    Expectation and variance over all ways to deal out the days are exact (Barton and David 1966); the p is that of the
    negative binomial with both. With `herhalingen` the p comes from that many real permutations, for small data. Of
    more than GENOEG incidents a random part is used.
    """
    punten = np.stack([np.asarray(deel, dtype=np.float64) for deel in _even_lang(x, y, dag)])
    if (reden := _bezwaar(punten, afstanden, dagen, herhalingen)) is not None:
        return reden
    punten = punten[:, np.isfinite(punten).all(axis=0)]
    voorvallen = punten.shape[1]
    if voorvallen > GENOEG:
        punten = punten[:, rng.choice(voorvallen, GENOEG, replace=False)]
    plaats, tijd = np.ascontiguousarray(punten[:2].T), punten[2]
    paren = _paren(plaats, tijd, afstanden, dagen)
    if isinstance(paren, Refused):
        return paren
    verwacht, variantie = _momenten(_banden(_buren_in_ruimte(plaats, afstanden)), _banden(_buren_in_tijd(tijd, dagen)))
    p = _staart(paren, verwacht, variantie)
    if herhalingen:
        keren = [_paren(plaats, rng.permutation(tijd), afstanden, dagen) for _ in range(herhalingen)]
        gelukt = [keer >= paren for keer in keren if not isinstance(keer, Refused)]
        p = (np.sum(gelukt, axis=0) + 1.0) / (len(gelukt) + 1)
    return Knox(tuple(afstanden), tuple(dagen), paren, verwacht, np.sqrt(variantie), p, voorvallen, len(tijd))


def _even_lang(*rijen: ArrayLike) -> list[Any]:
    """The rows, or three empty ones when they do not belong together."""
    lijsten = [np.asarray(rij, dtype=np.float64) for rij in rijen]
    return lijsten if len({lijst.shape for lijst in lijsten}) == 1 and lijsten[0].ndim == 1 else [np.empty(0)] * 3


def _bezwaar(punten: Rij, afstanden: Sequence[float], dagen: Sequence[float], herhalingen: int) -> Refused | None:
    if (reden := punten_bezwaar(punten[0], punten[1])) is not None:
        return reden
    if np.isfinite(punten).all(axis=0).sum() < 4:
        return Refused("Er zijn minstens vier voorvallen met plaats en dag nodig.")
    for grenzen in (afstanden, dagen):
        g = np.asarray(grenzen, dtype=np.float64)
        if not len(g) or not np.isfinite(g).all() or g[0] < 0 or (np.diff(g) <= 0).any():
            return Refused("Geef oplopende grenzen van nul of meer, voor afstand en voor dagen.")
    if not 0 <= herhalingen <= 9_999:
        return Refused("Het aantal herhalingen ligt van 0 t/m 9.999.")
    return None


def _paren(plaats: Rij, tijd: Rij, afstanden: Sequence[float], dagen: Sequence[float]) -> Getallen | Refused:
    """Pairs per band, through stretches of time: only the same and the next stretch can be close."""
    volgorde = np.argsort(tijd, kind="stable")
    tijd, plaats = tijd[volgorde], plaats[volgorde]
    som = np.zeros((len(afstanden) + 1, len(dagen) + 1), dtype=np.int64)
    for eerste, tweede, zelf in _stukken(tijd, dagen[-1]):
        boom = [scipy_deel("spatial").cKDTree(plaats[deel]) for deel in (eerste, tweede)]
        if boom[0].count_neighbors(boom[1], afstanden[-1]) > MEESTE_PAREN:
            return Refused("Er liggen te veel voorvallen dicht bijeen; kies kleinere afstanden of minder dagen.")
        paar = boom[0].sparse_distance_matrix(boom[1], afstanden[-1], output_type="ndarray")
        if zelf:
            paar = paar[paar["i"] < paar["j"]]
        verschil = np.abs(tijd[eerste][paar["i"]] - tijd[tweede][paar["j"]])
        rij, kolom = np.searchsorted(afstanden, paar["v"]), np.searchsorted(dagen, verschil)
        som += np.bincount(rij * som.shape[1] + kolom, minlength=som.size).reshape(som.shape)
    return som[:-1, :-1]


def _stukken(tijd: Rij, wijdte: float) -> Iterator[tuple[slice, slice, bool]]:
    """Pairs of stretches of the sorted times; True when a stretch is held against itself."""
    wijd = max(wijdte, float(tijd[-1] - tijd[0]) * _PER_STUK / len(tijd)) or 1.0
    nummer = np.floor((tijd - tijd[0]) / wijd).astype(np.int64)
    soort, begin = np.unique(nummer, return_index=True)
    eind = np.append(begin[1:], len(tijd))
    for n, stuk in enumerate(soort):
        zelf = slice(begin[n], eind[n])
        yield zelf, zelf, True
        if n + 1 < len(soort) and soort[n + 1] == stuk + 1:
            yield zelf, slice(begin[n + 1], eind[n + 1]), False


def _buren_in_ruimte(plaats: Rij, afstanden: Sequence[float]) -> Rij:
    """For each limit and incident: how many others lie within it. Counted once for incidents on one spot."""
    plekken, welke = np.unique(plaats, axis=0, return_inverse=True)
    boom = scipy_deel("spatial").cKDTree(plaats)
    rijen = [boom.query_ball_point(plekken, afstand, return_length=True, workers=-1) for afstand in afstanden]
    return np.stack(rijen)[:, welke.ravel()].astype(np.float64) - 1


def _buren_in_tijd(tijd: Rij, dagen: Sequence[float]) -> Rij:
    op_rij = np.sort(tijd)
    rijen = [
        np.searchsorted(op_rij, tijd + dag, "right") - np.searchsorted(op_rij, tijd - dag, "left") for dag in dagen
    ]
    return np.stack(rijen).astype(np.float64) - 1


def _banden(binnen: Rij) -> Rij:
    """From "within a limit" to "between two limits"."""
    return np.diff(binnen, axis=0, prepend=0.0)


def _momenten(ruimte: Rij, tijd: Rij) -> tuple[Rij, Rij]:
    """Mean and variance of the pairs, from the numbers of neighbours of each incident in space and in time."""
    n = float(ruimte.shape[1])
    s, t = ruimte.sum(axis=1)[:, None] / 2, tijd.sum(axis=1)[None, :] / 2
    # Ordered pairs of pairs that share an incident, and those that share none.
    s2 = (ruimte * (ruimte - 1)).sum(axis=1)[:, None]
    t2 = (tijd * (tijd - 1)).sum(axis=1)[None, :]
    s4, t4 = s * (s - 1) - s2, t * (t - 1) - t2
    verwacht = 2 * s * t / (n * (n - 1))
    tweede = verwacht + s2 * t2 / (n * (n - 1) * (n - 2)) + 4 * s4 * t4 / (n * (n - 1) * (n - 2) * (n - 3))
    return verwacht, np.maximum(tweede - verwacht**2, 0.0)


def _staart(paren: Getallen, verwacht: Rij, variantie: Rij) -> Rij:
    """P(at least this many): negative binomial, or Poisson when there is no extra spread (then it is careful)."""
    special = scipy_deel("special")
    mu = np.maximum(verwacht, 1e-300)
    meer = np.maximum(variantie - mu, 1e-9 * mu)
    breed = meer > 1e-6 * mu
    onder = np.maximum(paren, 1).astype(np.float64)
    negbin = special.betainc(onder, np.where(breed, mu**2 / meer, 1.0), meer / (mu + meer))
    p = np.where(breed, negbin, special.gammainc(onder, mu))
    return np.asarray(np.where(paren == 0, 1.0, p), dtype=np.float64)
