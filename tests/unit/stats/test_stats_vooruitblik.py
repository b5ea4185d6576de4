"""The forecast of yearly counts: its properties, its limits, and the backtest on real figures."""

from pathlib import Path

import numpy as np
import pytest
from bench.doelkans import OORSPRONG, lees, tabel
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.vooruitblik import Vooruitblik, vooruitblik

Matrix = NDArray[np.float64]


def _reeksen(gebieden: int = 40, jaren: int = 10, daling: float = 0.0, zaad: int = 1) -> tuple[Matrix, Matrix]:
    rng = np.random.default_rng(zaad)
    inwoners = np.repeat(rng.uniform(8_000, 200_000, gebieden)[:, None], jaren, axis=1)
    eigen = rng.gamma(8, 1 / 8, gebieden)[:, None]
    tempo = 0.004 * (1 - daling) ** np.arange(jaren)
    return rng.poisson(inwoners * eigen * tempo).astype(float), inwoners


def _blik(tellingen: Matrix, inwoners: Matrix, vooruit: int = 4) -> Vooruitblik:
    uitkomst = vooruitblik(tellingen, inwoners, vooruit)
    assert isinstance(uitkomst, Vooruitblik)
    return uitkomst


def test_the_order_of_the_areas_does_not_matter() -> None:
    tellingen, inwoners = _reeksen()
    anders = np.random.default_rng(2).permutation(len(tellingen))
    gewoon, geschud = _blik(tellingen, inwoners), _blik(tellingen[anders], inwoners[anders])
    np.testing.assert_allclose(geschud.verwacht, gewoon.verwacht[anders], rtol=1e-9)
    np.testing.assert_allclose(geschud.grootte, gewoon.grootte[anders], rtol=1e-3)


def test_the_unit_of_inhabitants_does_not_matter() -> None:
    tellingen, inwoners = _reeksen()
    np.testing.assert_allclose(
        _blik(tellingen, inwoners / 1000).verwacht, _blik(tellingen, inwoners).verwacht, rtol=1e-9
    )


def test_a_joint_fall_goes_on_but_fades() -> None:
    blik = _blik(*_reeksen(daling=0.1))
    stappen = np.diff(np.log(blik.verwacht.mean(axis=0)))
    assert (stappen < 0).all()
    assert (np.diff(stappen) > 0).all()
    assert stappen.min() > np.log(0.9)


def test_a_small_area_follows_the_whole_and_a_large_one_itself() -> None:
    inwoners = np.repeat(np.array([500.0, 500_000.0, *[30_000.0] * 40])[:, None], 8, axis=1)
    tellingen = np.round(inwoners * 0.004)
    tellingen[:2] *= 2  # both have twice the rate of the others
    verwacht = _blik(tellingen, inwoners).verwacht[:, 0] / (inwoners[:, 0] * tellingen.sum() / inwoners.sum())
    assert verwacht[1] > verwacht[0] > verwacht[2]
    assert verwacht[1] / verwacht[2] > 1.7


def test_more_spread_in_the_past_gives_a_wider_forecast() -> None:
    tellingen, inwoners = _reeksen()
    schok = np.exp(np.random.default_rng(3).normal(0, 0.4, tellingen.shape))
    rustig, onrustig = _blik(tellingen, inwoners), _blik(np.round(tellingen * schok), inwoners)
    assert np.median(onrustig.grootte) < np.median(rustig.grootte) / 2


def test_chance_and_quantile_belong_together() -> None:
    blik = _blik(*_reeksen())
    for deel in (0.025, 0.1, 0.5, 0.9, 0.975):
        grens = blik.kwantiel(deel)
        assert (blik.kans_hoogstens(grens) >= deel - 1e-9).all()
        assert (blik.kans_hoogstens(grens - 1) < deel + 1e-9).all()
    assert (blik.kans_hoogstens(-1) == 0).all()


def test_intervals_hold_what_they_promise_on_series_that_only_chance_moves() -> None:
    tellingen, inwoners = _reeksen(gebieden=300, jaren=12, zaad=5)
    blik = _blik(tellingen[:, :-1], inwoners[:, :-1], 1)
    binnen = (tellingen[:, -1] >= blik.kwantiel(0.1)[:, 0]) & (tellingen[:, -1] <= blik.kwantiel(0.9)[:, 0])
    assert 0.75 <= binnen.mean() <= 0.9


def test_a_missing_year_is_not_a_zero() -> None:
    tellingen, inwoners = _reeksen()
    gat = tellingen.copy()
    gat[3, -2] = np.nan
    nul = tellingen.copy()
    nul[3, -2] = 0  # hundreds were to be expected: a zero of that kind is a figure that is not there
    np.testing.assert_allclose(_blik(nul, inwoners).verwacht, _blik(gat, inwoners).verwacht)
    assert _blik(gat, inwoners).verwacht[3, 0] == pytest.approx(_blik(tellingen, inwoners).verwacht[3, 0], rel=0.1)


def test_an_area_that_begins_later_has_a_forecast_and_changes_no_other() -> None:
    """A new municipality has neither counts nor inhabitants in the years before; its history starts later."""
    tellingen, inwoners = _reeksen()
    tellingen[3, :2] = np.nan
    met = vooruitblik(tellingen, inwoners, 2)
    inwoners[3, :2] = np.nan
    zonder = vooruitblik(tellingen, inwoners, 2)
    assert isinstance(met, Vooruitblik)
    assert isinstance(zonder, Vooruitblik)
    np.testing.assert_allclose(zonder.verwacht, met.verwacht)
    assert np.isfinite(zonder.grootte).all()


@pytest.mark.parametrize("jaar", [0, 4, 9])
def test_a_year_without_any_figure_is_passed_over(jaar: int) -> None:
    """Figures of a year that are withdrawn for everyone; the level of that year is unknown, not one per inhabitant."""
    tellingen, inwoners = _reeksen()
    gat = tellingen.copy()
    gat[:, jaar] = np.nan
    np.testing.assert_allclose(_blik(gat, inwoners).verwacht, _blik(tellingen, inwoners).verwacht, rtol=0.2)


def test_an_area_without_any_figure_has_no_forecast() -> None:
    tellingen, inwoners = _reeksen()
    tellingen[5] = np.nan
    blik = _blik(tellingen, inwoners)
    assert np.isnan(blik.verwacht[5]).all()
    assert np.isfinite(np.delete(blik.verwacht, 5, axis=0)).all()


@pytest.mark.parametrize(
    ("tellingen", "inwoners", "woord"),
    [
        (np.ones((30, 6)), np.ones((30, 5)), "dezelfde gebieden"),
        (np.ones((5, 6)), np.ones((5, 6)), "gebieden nodig"),
        (np.ones((30, 4)), np.ones((30, 4)), "jaren nodig"),
        (np.zeros((30, 6)), np.ones((30, 6)), "niets geteld"),
        (np.full((30, 6), np.nan), np.ones((30, 6)), "niets geteld"),
        (np.full((30, 6), -1.0), np.ones((30, 6)), "nul of meer"),
        (np.full((30, 6), np.inf), np.ones((30, 6)), "nul of meer"),
        (np.ones((30, 6)), np.zeros((30, 6)), "groter dan nul"),
        (np.ones((30, 6)), np.full((30, 6), np.nan), "groter dan nul"),
    ],
)
def test_what_cannot_be_used_is_refused(tellingen: Matrix, inwoners: Matrix, woord: str) -> None:
    uitkomst = vooruitblik(tellingen, inwoners)
    assert isinstance(uitkomst, Refused)
    assert woord in uitkomst.reason


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 1.0, 1e4]))
def test_any_counts_give_finite_distributions(zaad: int, schaal: float) -> None:
    rng = np.random.default_rng(zaad)
    tellingen = np.floor(rng.gamma(0.3, schaal, (25, 7)))
    tellingen[0, 0] = 1
    blik = _blik(tellingen, np.full((25, 7), 1000.0))
    assert np.isfinite(blik.verwacht).all()
    assert (blik.verwacht > 0).all()
    assert (blik.grootte > 0).all()


def test_backtest_on_all_series(testdata: Path) -> None:
    """The limits that the method must keep on real figures, from every origin and up to four years ahead."""
    gegevens = lees(
        testdata / "data/politie/47018NED_TypedDataSet_gemeenten.csv",
        testdata / "data/cbs/70072ned_TypedDataSet_inwoners.csv",
    )
    assert len(gegevens.gebieden) == 179
    assert list(OORSPRONG) == [2016, 2017, 2018, 2019, 2020, 2021]
    (maat, _), (scores, _) = tabel(gegevens, ["laatste waarde + Poisson", "vooruitblik (kompas.stats)"]).values()
    assert scores.aantal == 51_552
    assert scores.crps / maat.crps <= 0.71
    assert scores.log / maat.log <= 0.77
    assert 0.82 <= scores.in80 <= 0.87
    assert 0.945 <= scores.in95 <= 0.965
    assert scores.brier <= 0.221
    assert scores.ece <= 0.02
