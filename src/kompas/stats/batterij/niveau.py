"""The level of every area, and beside a group of others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.batterij.gegevens import Gegevens
from kompas.stats.funnel import Funnel, funnel
from kompas.stats.gladstrijken import empirical_bayes
from kompas.stats.lazy import special
from kompas.stats.rangorde import TREKKINGEN, trek_niveaus
from kompas.stats.spreiding import GEEN_SPREIDING, Jaarspreiding

Matrix = NDArray[np.float64]
Rij = NDArray[np.float64]
Masker = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cijfers:
    """Rates per one inhabitant with exact limits, areas x years, and the limits of the counts themselves."""

    tempo: Matrix
    laag: Matrix
    hoog: Matrix
    telling_laag: Matrix
    telling_hoog: Matrix


def cijfers(gegevens: Gegevens, niveau: float = 0.95) -> Cijfers:
    staart, y = (1 - niveau) / 2, gegevens.y
    laag = np.where(y > 0, special().gammaincinv(np.where(y > 0, y, 1.0), staart), 0.0)
    hoog = special().gammainccinv(np.where(np.isfinite(y), y, 0.0) + 1, staart)
    laag, hoog = np.where(np.isfinite(y), laag, np.nan), np.where(np.isfinite(y), hoog, np.nan)
    return Cijfers(y / gegevens.n, laag / gegevens.n, hoog / gegevens.n, laag, hoog)


@dataclass(frozen=True, slots=True, eq=False)
class Niveaus:
    """The latest year beside the group of every area: rate of the group, how many are in it, funnel and places.

    Places are those among the group and the area itself, 1 the highest. `glad` is the empirical-Bayes rate.
    """

    groepstempo: Rij
    aantal: NDArray[np.int_]
    trechter: Funnel
    plaats_laag: Rij
    plaats_hoog: Rij
    glad: Rij


def niveaus(
    gegevens: Gegevens, groep: Masker | None, gewoon: Jaarspreiding | None, rng: np.random.Generator
) -> Niveaus | Refused:
    y, n = gegevens.y_met_omvang[:, -1], gegevens.n[:, -1]
    bekend = np.isfinite(y)
    wie = ~np.eye(len(y), dtype=bool) if groep is None else np.asarray(groep, dtype=bool) & ~np.eye(len(y), dtype=bool)
    wie = wie & bekend[None, :]
    teller, noemer = np.where(bekend, y, 0.0), np.where(bekend, n, 0.0)
    som, omvang = wie @ teller, wie @ noemer
    groepstempo = np.where(omvang > 0, som / np.where(omvang > 0, omvang, 1.0), np.nan)
    trechter = funnel(y, np.where(bekend, n, np.nan) * groepstempo)
    if isinstance(trechter, Refused):
        return trechter
    phi = (gewoon or GEEN_SPREIDING).phi(teller)
    laag, hoog = _plaatsen(y, n, phi, wie if groep is not None else None, rng)
    glad = np.full(len(y), np.nan)
    strak = empirical_bayes(y[bekend], n[bekend])
    if not isinstance(strak, Refused):
        glad[bekend] = strak
    return Niveaus(groepstempo, wie.sum(axis=1), trechter, laag, hoog, glad)


def _plaatsen(
    y: Rij, n: Rij, phi: Rij, groep: Masker | None, rng: np.random.Generator, niveau: float = 0.95
) -> tuple[Rij, Rij]:
    laag, hoog = np.full(len(y), np.nan), np.full(len(y), np.nan)
    bekend = np.flatnonzero(np.isfinite(y))
    trekking = trek_niveaus(y[bekend], n[bekend], phi=phi[bekend], rng=rng, trekkingen=TREKKINGEN)
    plaats = _onder_allen(trekking) if groep is None else _onder_groep(trekking, groep[np.ix_(bekend, bekend)])
    onder, boven = (int(np.ceil(deel * len(trekking))) - 1 for deel in ((1 - niveau) / 2, (1 + niveau) / 2))
    gesorteerd = np.partition(plaats, (onder, boven), axis=1)
    laag[bekend], hoog[bekend] = gesorteerd[:, onder], gesorteerd[:, boven]
    return laag, hoog


def _onder_allen(trekking: Matrix) -> NDArray[np.int32]:
    """The place of every area in every draw: areas x draws."""
    volgorde = np.argsort(-trekking, axis=1)
    plaats = np.empty(trekking.shape, dtype=np.int32)
    np.put_along_axis(plaats, volgorde, np.arange(1, trekking.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return np.ascontiguousarray(plaats.T)


def _onder_groep(trekking: Matrix, groep: Masker) -> NDArray[np.int32]:
    per_gebied = np.ascontiguousarray(trekking.T)
    plaats = np.ones(per_gebied.shape, dtype=np.int32)
    for gebied, leden in enumerate(groep):
        plaats[gebied] += (per_gebied[leden] > per_gebied[gebied]).sum(axis=0, dtype=np.int32)
    return plaats
