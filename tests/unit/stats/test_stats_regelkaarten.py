import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused, demand
from kompas.stats.regelkaarten import Cusumontwerp, Laney, cusum, ewma_arl, laney_u, ontwerp_cusum, poisson_cusum_arl


def _cusum(tellingen: ArrayLike, k: float, h: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    return demand(cusum(tellingen, k, h))


def test_run_lengths_of_lucas() -> None:
    """Lucas (1985): k=5, h=10."""
    assert poisson_cusum_arl(4, 5, 10) == pytest.approx(421.65, abs=0.005)
    assert poisson_cusum_arl(7, 5, 10) == pytest.approx(5.594, abs=0.0005)


@pytest.mark.parametrize(
    ("lambda_", "breedte", "arl0", "arl1"),
    [
        (0.05, 2.615, 499.8, 11.38),
        (0.1, 2.814, 499.5, 10.33),
        (0.2, 2.962, 499.5, 10.54),
        (0.25, 2.998, 499.7, 11.14),
        (0.4, 3.054, 499.9, 14.26),
    ],
)
def test_run_lengths_of_ewma(lambda_: float, breedte: float, arl0: float, arl1: float) -> None:
    assert ewma_arl(lambda_, breedte) == pytest.approx(arl0, rel=0.002)
    assert ewma_arl(lambda_, breedte, 1.0) == pytest.approx(arl1, abs=0.01)


def test_a_simulation_gives_the_designed_run_length() -> None:
    ontwerp = ontwerp_cusum(2.0, 2.0, 100)
    assert isinstance(ontwerp, Cusumontwerp)
    tellingen = np.random.default_rng(1).poisson(2.0, (400, 2000))
    _, meldingen = _cusum(tellingen, ontwerp.k, ontwerp.h)
    assert tellingen.size / meldingen.sum() == pytest.approx(ontwerp.arl0, rel=0.03)


@given(st.floats(0.05, 30), st.floats(1.3, 3), st.sampled_from([12, 60, 400]))
def test_a_design_keeps_false_alarms_below_what_was_asked(gemiddelde: float, factor: float, arl0: float) -> None:
    ontwerp = ontwerp_cusum(gemiddelde, factor, arl0)
    if isinstance(ontwerp, Refused):
        assert "geen CUSUM" in ontwerp.reason
        return
    assert ontwerp.arl0 >= arl0
    assert ontwerp.arl1 < ontwerp.arl0
    assert ontwerp.h == 1 or demand(poisson_cusum_arl(gemiddelde, ontwerp.k, ontwerp.h - 1)) < arl0


@pytest.mark.parametrize(
    "slecht",
    [
        (0, 2, 100),
        (float("nan"), 2, 100),
        (3, 1, 100),
        (3, 2, 1),
        (1e15, 2, 100),
        (3, float("inf"), 100),
        (3, 2, float("inf")),
        (1e-300, 2, 100),
    ],
)
def test_an_impossible_design_is_refused(slecht: tuple[float, float, float]) -> None:
    assert isinstance(ontwerp_cusum(*slecht), Refused)


def test_cusum_by_hand() -> None:
    standen, meldingen = _cusum([3, 9, 6, 2, 8, 9], k=5, h=6)
    assert standen.tolist() == [0, 4, 5, 2, 5, 9]
    assert meldingen.tolist() == [False, False, False, False, False, True]


def test_cusum_starts_again_after_a_signal_and_waits_for_a_missing_period() -> None:
    standen, meldingen = _cusum([12, np.nan, 6], k=5, h=6)
    assert meldingen.tolist() == [True, False, False]
    assert standen.tolist() == [7, 0, 1]


def test_thousands_of_series_at_once_are_the_same_as_one_by_one() -> None:
    reeksen = np.random.default_rng(2).poisson(3, (50, 60))
    samen = _cusum(reeksen, 4, 7)[1]
    assert all((_cusum(reeks, 4, 7)[1] == rij).all() for reeks, rij in zip(reeksen, samen, strict=True))


def _laney(*argumenten: object) -> Laney:
    uitkomst = laney_u(*argumenten)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Laney)
    return uitkomst


def test_laney_is_a_u_chart_when_only_chance_moves() -> None:
    rng = np.random.default_rng(4)
    omvang = np.full((200, 60), 30_000.0)
    assert _laney(rng.poisson(omvang * 0.002), omvang).sigma_z.mean() == pytest.approx(1, abs=0.02)


def test_laney_widens_when_counts_move_more_than_chance() -> None:
    rng = np.random.default_rng(5)
    omvang = np.full((200, 60), 500_000.0)
    tempo = 0.002 * rng.normal(1, 0.15, omvang.shape)
    kaart = _laney(rng.poisson(omvang * tempo), omvang)
    assert kaart.sigma_z.mean() > 3
    assert kaart.buiten.mean() < 0.01
    smal = np.abs(kaart.z) > 3  # what a plain u-chart would have called a signal
    assert smal.mean() > 0.2


def test_laney_sees_a_jump() -> None:
    tellingen = np.random.default_rng(6).poisson(40, 36)
    tellingen[-1] = 90
    assert _laney(tellingen, np.full(36, 1.0)).buiten[-1]


@pytest.mark.parametrize(
    ("tellingen", "omvang"),
    [
        ([1] * 5, [1] * 5),
        ([1] * 10, [0] * 10),
        ([-1] * 10, [1] * 10),
        ([float("nan")] * 10, [1] * 10),
        ([1] * 10, [float("inf")] * 10),
    ],
)
def test_laney_refuses_what_it_cannot_use(tellingen: list[float], omvang: list[float]) -> None:
    assert isinstance(laney_u(tellingen, omvang), Refused)


def test_a_series_of_zeros_is_quiet() -> None:
    assert not _laney([0] * 12, [100.0] * 12).buiten.any()


@pytest.mark.parametrize(
    ("gemiddelde", "k", "h"), [(0, 5, 10), (-1, 5, 10), (4, 0.5, 10), (4, 5, 0), (float("nan"), 5, 10), (4, 50, 400)]
)
def test_a_cusum_that_cannot_be_or_never_signals_has_no_run_length(gemiddelde: float, k: float, h: float) -> None:
    assert isinstance(poisson_cusum_arl(gemiddelde, k, h), Refused)  # type: ignore[arg-type]


@pytest.mark.parametrize(("lambda_", "breedte", "staten"), [(0, 3, 201), (1.1, 3, 201), (0.2, 0, 201), (0.2, 3, 200)])
def test_an_ewma_that_cannot_be_has_no_run_length(lambda_: float, breedte: float, staten: int) -> None:
    assert isinstance(ewma_arl(lambda_, breedte, staten=staten), Refused)


def test_an_ewma_of_weight_one_is_a_shewhart_chart() -> None:
    """Three sigma: a false alarm once in 370,4 periods."""
    assert ewma_arl(1.0, 3.0) == pytest.approx(370.4, abs=0.1)


def test_a_missing_period_never_signals_and_bad_counts_are_refused() -> None:
    assert _cusum([[np.nan, np.nan], [3, np.nan]], k=1, h=1)[1].tolist() == [[False, False], [True, False]]
    for slecht in (5.0, [1.0, -1.0], [1.0, float("inf")]):
        assert isinstance(cusum(slecht, 1, 1), Refused)
    assert isinstance(cusum([1.0, 2.0], 1, 0), Refused)
    assert isinstance(cusum([1.0, 2.0], [1, 1], 1), Refused)
