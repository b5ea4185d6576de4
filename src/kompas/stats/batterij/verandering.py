"""The latest year of every area beside the years before it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.batterij.gegevens import Gegevens
from kompas.stats.lazy import special
from kompas.stats.spreiding import GEEN_SPREIDING, Jaarspreiding
from kompas.stats.toetsen import poisson_e_tests

Rij = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Veranderingen:
    """Per area the counts and exposures (years, or years times inhabitants) of both periods, their ratio and tests.

    `p_los` is the E-test, `p` the same with the ordinary spread `phi` between years; without a known spread they are
    equal. `basis` says which earlier years an area has. NaN where there is nothing to compare.
    """

    eerder: Rij
    duur_eerder: Rij
    later: Rij
    duur_later: Rij
    verhouding: Rij
    laag: Rij
    hoog: Rij
    p: Rij
    p_los: Rij
    phi: Rij
    basis: NDArray[np.bool_]


def veranderingen(
    gegevens: Gegevens, *, basisjaren: int, gewoon: Jaarspreiding | None, per_omvang: bool, niveau: float = 0.95
) -> Veranderingen | Refused:
    """`per_omvang`: rates are compared, else counts a year."""
    y = gegevens.y_met_omvang if per_omvang else gegevens.y
    if y.shape[1] < 2:
        return Refused("Er is maar één jaar; er is niets om het mee te vergelijken.")
    duur = gegevens.n if per_omvang else np.ones(y.shape)
    venster = slice(max(0, y.shape[1] - 1 - basisjaren), y.shape[1] - 1)
    basis = np.isfinite(y[:, venster])
    kan = basis.any(axis=1) & np.isfinite(y[:, -1])
    eerder, duur_eerder = (
        np.where(kan, np.where(basis, deel[:, venster], 0.0).sum(axis=1), np.nan) for deel in (y, duur)
    )
    later, duur_later = np.where(kan, y[:, -1], np.nan), np.where(kan, duur[:, -1], np.nan)
    per_jaar = (eerder + later) / (basis.sum(axis=1) + 1)
    phi = np.where(kan, (gewoon or GEEN_SPREIDING).phi(np.where(kan, per_jaar, 0.0)), 1.0)
    p_los = demand(poisson_e_tests(eerder, duur_eerder, later, duur_later, statistiek="score"))
    p = p_los
    if gewoon is not None:
        p = demand(poisson_e_tests(eerder, duur_eerder, later, duur_later, statistiek="score", phi=phi))
    verhouding, laag, hoog = _verhouding(eerder / phi, duur_eerder, later / phi, duur_later, niveau)
    return Veranderingen(eerder, duur_eerder, later, duur_later, verhouding, laag, hoog, p, p_los, phi, basis)


def _verhouding(eerder: Rij, duur_eerder: Rij, later: Rij, duur_later: Rij, niveau: float) -> tuple[Rij, Rij, Rij]:
    """The ratio of the rates, with Jeffreys limits of the part of all incidents that is later.

    Clopper and Pearson's are so wide that one in fifteen changes with p below 0,05 would have limits around 1.
    """
    staart, keer = (1 - niveau) / 2, duur_eerder / duur_later
    bekend = np.isfinite(eerder) & np.isfinite(later)
    a, b = np.where(bekend, later, 1.0), np.where(bekend, eerder, 1.0)
    deel_laag = np.where(a > 0, special().betaincinv(a + 0.5, b + 0.5, staart), 0.0)
    deel_hoog = np.where(b > 0, special().betaincinv(a + 0.5, b + 0.5, 1 - staart), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        verhouding = np.where(a + b > 0, a / b * keer, 1.0)
        laag, hoog = deel_laag / (1 - deel_laag) * keer, deel_hoog / (1 - deel_hoog) * keer
    verhouding, laag, hoog = (np.where(bekend, deel, np.nan) for deel in (verhouding, laag, hoog))
    return verhouding, laag, hoog
