import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.gladstrijken import empirical_bayes, spatial_empirical_bayes


def test_by_hand() -> None:
    """Marshall (1991): rates .1, .2, .6 on 10, 20, 30; common rate 23/60; variance .04806 - 23/60/20 = .02889."""
    tempo = empirical_bayes([1, 4, 18], [10, 20, 30])
    samen = 23 / 60
    tussen = (10 * (0.1 - samen) ** 2 + 20 * (0.2 - samen) ** 2 + 30 * (0.6 - samen) ** 2) / 60 - samen / 20
    verwacht = [samen + tussen / (tussen + samen / n) * (r - samen) for r, n in ((0.1, 10), (0.2, 20), (0.6, 30))]
    assert tempo == pytest.approx(verwacht)
    assert tussen == pytest.approx(13 / 450)


def test_without_real_differences_everyone_gets_the_common_rate() -> None:
    assert empirical_bayes([2, 3, 2, 3], [10, 10, 10, 10]) == pytest.approx([0.25] * 4)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 5000)), min_size=2, max_size=30))
def test_a_rate_lies_between_its_own_and_the_common_one(gebieden: list[tuple[int, int]]) -> None:
    y, n = np.array(gebieden, dtype=float).T
    tempo, samen = empirical_bayes(y, n), y.sum() / n.sum()
    assert not isinstance(tempo, Refused)
    laag, hoog = np.minimum(y / n, samen), np.maximum(y / n, samen)
    assert ((tempo >= laag - 1e-12) & (tempo <= hoog + 1e-12)).all()


def test_smoothed_rates_are_nearer_to_the_truth() -> None:
    rng = np.random.default_rng(1)
    waar = rng.gamma(20, 0.01 / 20, 500)
    n = rng.uniform(100, 4000, 500)
    y = rng.poisson(waar * n)
    tempo = empirical_bayes(y, n)
    assert not isinstance(tempo, Refused)
    assert ((tempo - waar) ** 2).mean() < 0.3 * ((y / n - waar) ** 2).mean()


def test_neighbours_help_where_places_resemble_each_other() -> None:
    rng = np.random.default_rng(2)
    lijn = np.arange(60)
    buren = np.abs(lijn[:, None] - lijn[None, :]) == 1
    waar = 0.01 * (1 + 0.8 * np.sin(lijn / 8))
    n = np.full(60, 800.0)
    y = rng.poisson(waar * n)
    dichtbij, overal = spatial_empirical_bayes(y, n, buren), empirical_bayes(y, n)
    assert not isinstance(dichtbij, Refused)
    assert not isinstance(overal, Refused)
    assert ((dichtbij - waar) ** 2).mean() < ((overal - waar) ** 2).mean()


def test_an_island_keeps_the_rate_of_itself() -> None:
    tempo = spatial_empirical_bayes([1, 5, 9], [100, 100, 100], [[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    assert not isinstance(tempo, Refused)
    assert tempo[2] == pytest.approx(0.09)


@pytest.mark.parametrize(
    ("y", "n"),
    [([1], [1]), ([1, 2], [0, 1]), ([-1, 2], [1, 1]), ([np.nan, 2], [1, 1]), ([1, 2], [np.inf, 1])],
)
def test_what_cannot_be_smoothed_is_refused(y: list[float], n: list[float]) -> None:
    assert isinstance(empirical_bayes(y, n), Refused)


def test_neighbours_must_be_mutual() -> None:
    assert isinstance(spatial_empirical_bayes([1, 2], [1, 1], [[0, 1], [0, 0]]), Refused)


def test_all_zero_is_zero() -> None:
    assert empirical_bayes([0, 0, 0], [10, 20, 30]) == pytest.approx([0, 0, 0])
