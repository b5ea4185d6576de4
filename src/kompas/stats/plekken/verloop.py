"""Hot spots that stay and hot spots that move. See docs/methoden/plekken-verloop.md."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.meervoud import q_waarden
from kompas.stats.plekken.raster import Getallen, Rij, scipy_deel
from kompas.stats.plekken.treffers import keuze

BLIJVEND_VANAF: Final = 0.8
"""A place that is in the top in at least this part of the periods stays."""

ZEKER_ONDER: Final = 0.05
"""The false discovery rate at which a change is named."""


KLEINST_PER_PERIODE: Final = 2.0
"""With fewer incidents per period, on average, a place gives no ground for a word about change."""


class Verloop(StrEnum):
    BLIJVEND = "blijvend"
    OPKOMEND = "opkomend"
    AFNEMEND = "afnemend"
    WISSELEND = "wisselend"
    ONBEKEND = "niet te zeggen"


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """The busiest cells over all periods (`cel`), busiest first, with the part of periods in which each was in the top.

    `overlap` is the part of the top that is still there a period later, on average; `overlap_als_vast` what it would
    be if every place kept its part of all incidents, and `p` the chance of an overlap as small or smaller then.
    """

    cel: Getallen
    aantal: Getallen
    aanwezig: Rij
    verloop: tuple[Verloop, ...]
    overlap: float
    overlap_als_vast: float
    p: float


def verplaatsing(
    cel: ArrayLike, periode: ArrayLike, top: int, *, rng: np.random.Generator, herhalingen: int = 199
) -> Verplaatsing | Refused:
    """Per incident its cell (below 0: none) and its period (0, 1, ...); the `top` busiest cells get a word.

    Against chance: the periods are dealt out again over the incidents, so cells and periods keep their totals. A
    period in which nothing happened anywhere is not seen.
    """
    cellen, periodes = np.asarray(cel), np.asarray(periode)
    if (reden := _bezwaar(cellen, periodes, top, herhalingen)) is not None:
        return reden
    erin = cellen >= 0
    plekken, nummer = np.unique(cellen[erin].astype(np.int64), return_inverse=True)
    tijd = np.unique(periodes[erin], return_inverse=True)[1].ravel()
    if len(plekken) <= top or tijd.max() == 0:
        return Refused("Er zijn meer plekken nodig dan de top telt, en minstens twee perioden.")
    nummer = nummer.ravel()
    tabel = _tabel(nummer, tijd, len(plekken))
    totaal = tabel.sum(axis=0)
    wie = np.argsort(-totaal, kind="stable")[:top]
    leden = _leden(tabel, top)
    keren = [_overlap(_leden(_tabel(nummer, rng.permutation(tijd), len(plekken)), top)) for _ in range(herhalingen)]
    overlap, aanwezig = _overlap(leden), leden[:, wie].mean(axis=0)
    return Verplaatsing(
        cel=plekken[wie],
        aantal=totaal[wie].astype(np.int64),
        aanwezig=aanwezig,
        verloop=_woorden(tabel[:, wie], tabel.sum(axis=1), aanwezig),
        overlap=overlap,
        overlap_als_vast=float(np.mean(keren)),
        p=float((np.sum(np.array(keren) <= overlap + 1e-9) + 1) / (herhalingen + 1)),
    )


def _bezwaar(cellen: NDArray[np.int64], periodes: NDArray[np.int64], top: int, herhalingen: int) -> Refused | None:
    if cellen.shape != periodes.shape or cellen.ndim != 1 or {cellen.dtype.kind, periodes.dtype.kind} - {"i", "u"}:
        return Refused("Geef voor elk voorval het nummer van zijn cel en van zijn periode.")
    if not len(cellen) or not (cellen >= 0).any():
        return Refused("Geen enkel voorval ligt in een cel.")
    if not (top >= 1 and 1 <= herhalingen <= 9_999):
        return Refused("De top telt minstens een plek, en het aantal herhalingen ligt van 1 t/m 9.999.")
    return None


def _tabel(nummer: Getallen, tijd: Getallen, plekken: int) -> Rij:
    """Counts, periods x places."""
    perioden = int(tijd.max()) + 1
    telling = np.bincount(tijd * plekken + nummer, minlength=plekken * perioden)
    return telling.reshape(perioden, plekken).astype(np.float64)


def _leden(tabel: Rij, top: int) -> Rij:
    """For each period, the part in which each place belongs to the top."""
    return np.stack([keuze(rij, top) for rij in tabel])


def _overlap(leden: Rij) -> float:
    """The part of the top that is there again one period later, on average; ties are drawn anew every period."""
    return float(np.mean(np.sum(leden[:-1] * leden[1:], axis=1)) / np.mean(leden.sum(axis=1)))


def _woorden(druk: Rij, perioden: Rij, aanwezig: Rij) -> tuple[Verloop, ...]:
    """A word where the change is beyond chance after correction for the number of places; staying needs no test."""
    trend, p_trend, p_onrust = _toetsen(druk, perioden)
    loopt, beweegt = _onder(p_trend), _onder(p_onrust)
    return tuple(
        _woord(float(deel), bool(b), float(richting) if lo else 0.0)
        for deel, b, lo, richting in zip(aanwezig, beweegt, loopt, trend, strict=True)
    )


def _toetsen(druk: Rij, perioden: Rij) -> tuple[Rij, Rij, Rij]:
    """Trend per place, its p, and the p of any change at all; totals of places and periods are given."""
    special = scipy_deel("special")
    n, plek = perioden.sum(), druk.sum(axis=0)
    verwacht = perioden[:, None] * plek / n
    vrij = np.maximum(1 - plek / n, 1e-12)  # A place is part of the whole that it is held against.
    onrust = ((druk - verwacht) ** 2 / verwacht).sum(axis=0) / vrij
    nummers = np.arange(len(perioden))
    stap = nummers - np.average(nummers, weights=perioden)
    trend = stap @ druk
    fout = np.sqrt(plek * vrij * np.average(stap**2, weights=perioden) * n / max(n - 1, 1))
    weinig = plek < KLEINST_PER_PERIODE * len(perioden)
    p_trend = np.where(weinig, np.nan, 2 * special.ndtr(-np.abs(trend) / fout))
    return trend, p_trend, np.where(weinig, np.nan, special.chdtrc(len(perioden) - 1, onrust))


def _onder(p: Rij) -> NDArray[np.bool_]:
    q = q_waarden(p)
    if isinstance(q, Refused):
        return np.zeros(len(p), dtype=np.bool_)
    return np.asarray(np.nan_to_num(q, nan=1.0) < ZEKER_ONDER, dtype=np.bool_)


def _woord(aanwezig: float, beweegt: bool, richting: float) -> Verloop:
    if richting:
        return Verloop.OPKOMEND if richting > 0 else Verloop.AFNEMEND
    if aanwezig >= BLIJVEND_VANAF - 1e-9:
        return Verloop.BLIJVEND
    return Verloop.WISSELEND if beweegt else Verloop.ONBEKEND
