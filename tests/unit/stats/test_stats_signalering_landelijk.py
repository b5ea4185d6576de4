"""Signals when the whole country moves: what happens everywhere is no signal about here."""

import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.signalering import (
    Alarmbudget,
    Alarmplan,
    Signalen,
    landelijke_factor,
    ontwerp_alarmplan,
    signaleer,
)

Matrix = NDArray[np.float64]
SOORTEN, TOEN = 15, 60
"""Kinds, and months of history before the watching begins."""


def _wereld(
    zaad: int, maanden: int, *, gezamenlijk: float, schok: slice | None = None
) -> tuple[Matrix, Matrix, Matrix]:
    """Kind of each series, its counts, and those of the country; both move by the same monthly shocks per kind."""
    rng = np.random.default_rng(zaad)
    groep, maand = np.arange(300) % SOORTEN, np.arange(maanden)
    alpha = rng.choice([1e-7, 0.05, 0.2], len(groep))[:, None]
    golf = np.sin(2 * np.pi * (maand + rng.uniform(0, 12, SOORTEN)[:, None]) / 12)
    beweging = np.exp(rng.uniform(0, 0.4, SOORTEN)[:, None] * golf + rng.normal(0, gezamenlijk, golf.shape))
    if schok is not None:
        beweging[:, schok] *= 1.6
    niveau = rng.lognormal(0.5, 1.5, len(groep))
    y = _trek(rng, niveau[:, None] * beweging[groep], alpha)
    land = _trek(rng, 70 * np.bincount(groep, niveau)[:, None] * beweging, np.array([[0.002]]))
    return groep.astype(float), y, land


def _trek(rng: np.random.Generator, mu: Matrix, alpha: Matrix) -> Matrix:
    return rng.poisson(mu * rng.gamma(1 / alpha, alpha, mu.shape)).astype(float)


def _alarmen(groep: Matrix, y: Matrix, factor: Matrix) -> int:
    """False alarms after the history, with a budget of 4 a year."""
    rng = np.random.default_rng(9)
    plan = ontwerp_alarmplan(y[:, :TOEN], groep, Alarmbudget(4), rng=rng, landelijk=factor[:, :TOEN])
    assert isinstance(plan, Alarmplan)
    signalen = signaleer(y, plan, landelijk=factor)
    assert isinstance(signalen, Signalen)
    return int(signalen.piek[:, TOEN:].sum() + signalen.aanhoudend[:, TOEN:].sum())


def _factor(groep: Matrix, land: Matrix) -> Matrix:
    factor = landelijke_factor(land)
    assert not isinstance(factor, Refused)
    return factor[groep.astype(int)]


def test_the_budget_holds_when_every_month_has_its_national_shock() -> None:
    """Shocks of 20% a month; four municipalities, ten years each."""
    alarmen = 0
    for zaad in range(4):
        groep, y, land = _wereld(zaad, TOEN + 120, gezamenlijk=0.2)
        alarmen += _alarmen(groep, y, _factor(groep, land))
    assert alarmen / 40 == pytest.approx(4.0, rel=0.3)


def test_a_rise_of_the_whole_country_does_not_make_every_series_call() -> None:
    """60% more everywhere, for two years: without the country more than 100 calls a year, all for nothing here."""
    zonder = met = 0
    for zaad in range(3):
        groep, y, land = _wereld(zaad, TOEN + 36, gezamenlijk=0.05, schok=slice(TOEN + 12, None))
        zonder += _alarmen(groep, y, np.ones_like(y))
        met += _alarmen(groep, y, _factor(groep, land))
    assert zonder / 6 > 80
    assert met / 9 < 8


def test_what_happens_only_here_is_seen_through_a_national_shock() -> None:
    groep, y, land = _wereld(3, TOEN + 24, gezamenlijk=0.1, schok=slice(TOEN + 12, None))
    druk = np.flatnonzero(y[:, :TOEN].mean(axis=1) > 10)[:20]
    y[druk, TOEN + 12] *= 3
    factor = _factor(groep, land)
    rng = np.random.default_rng(9)
    plan = ontwerp_alarmplan(y[:, :TOEN], groep, Alarmbudget(4), rng=rng, landelijk=factor[:, :TOEN])
    assert isinstance(plan, Alarmplan)
    signalen = signaleer(y, plan, landelijk=factor)
    assert isinstance(signalen, Signalen)
    assert signalen.piek[druk, TOEN + 12].mean() > 0.7


def test_a_factor_of_one_is_as_without() -> None:
    groep, y, _ = _wereld(5, TOEN, gezamenlijk=0)
    een = ontwerp_alarmplan(y, groep, Alarmbudget(4), rng=np.random.default_rng(1))
    twee = ontwerp_alarmplan(y, groep, Alarmbudget(4), rng=np.random.default_rng(1), landelijk=np.ones_like(y))
    assert isinstance(een, Alarmplan)
    assert isinstance(twee, Alarmplan)
    assert (een.grens_piek, een.grens_aanhoudend) == (twee.grens_piek, twee.grens_aanhoudend)


def test_the_factor_by_hand() -> None:
    """1,000 a month for years, then a month of 1,500: the factor is 1 before, and close to 1.5 in that month."""
    land = np.full((1, 49), 1000.0)
    land[0, 48] = 1500
    factor = landelijke_factor(land)
    assert not isinstance(factor, Refused)
    assert factor[0, :48] == pytest.approx(1, abs=0.02)
    assert factor[0, 48] == pytest.approx(1.5, rel=0.03)


def test_a_country_of_few_counts_is_drawn_to_one() -> None:
    land = np.full((1, 49), 1.0)
    land[0, 48] = 3
    factor = landelijke_factor(land)
    assert not isinstance(factor, Refused)
    assert factor[0, 48] < 1.1


def test_a_missing_national_month_counts_as_expected() -> None:
    land = np.full((1, 49), 1000.0)
    land[0, 48] = np.nan
    factor = landelijke_factor(land)
    assert not isinstance(factor, Refused)
    assert factor[0, 48] == 1


@pytest.mark.parametrize("land", [np.ones(60), np.ones((0, 60)), np.ones((2, 12)), -np.ones((2, 60)),
                                  np.full((2, 60), np.inf)])  # fmt: skip
def test_no_factor_of_what_is_no_country(land: Matrix) -> None:
    assert isinstance(landelijke_factor(land), Refused)


@pytest.mark.parametrize("factor", [0.0, -1.0, np.nan, np.ones((3, 59)), np.ones(60)])
def test_a_factor_that_does_not_fit(factor: Matrix | float) -> None:
    y = np.ones((3, 60))
    plan = ontwerp_alarmplan(y, [0, 0, 1], Alarmbudget(4), rng=np.random.default_rng(1))
    assert isinstance(plan, Alarmplan)
    assert isinstance(signaleer(y, plan, landelijk=factor), Refused)
    weer = ontwerp_alarmplan(y, [0, 0, 1], Alarmbudget(4), rng=np.random.default_rng(1), landelijk=factor)
    assert isinstance(weer, Refused)
