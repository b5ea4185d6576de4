"""What chance alone does with a target, what is seen when it is met, and extra respondents."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.doeltoets import (
    luck_of_count,
    luck_of_mean,
    luck_of_share,
    power_of_count,
    power_of_mean,
    power_of_share,
    sample_for_means,
    sample_for_proportions,
    sample_next_wave,
    smallest_visible_count,
    target_inside_margin,
)
from kompas.stats.oversteekproef import Meetdoel, Verdeling, divide_oversampling


def _getal(uitkomst: float | Refused) -> float:
    assert not isinstance(uitkomst, Refused)
    return uitkomst


def test_the_power_at_the_smallest_visible_count_is_eighty_percent() -> None:
    """177 burglaries at companies: 128 would be seen in four of five cases, the target of 150 in fewer than a third."""
    assert power_of_count(177, _getal(smallest_visible_count(177))) == pytest.approx(0.8, abs=0.01)
    assert 0.25 < _getal(power_of_count(177, 150)) < 0.33
    assert power_of_count(177, 177) == pytest.approx(0.05)
    assert _getal(power_of_count(177, 150, phi=4)) < _getal(power_of_count(177, 150))


def test_the_power_at_the_sample_that_was_advised_is_eighty_percent() -> None:
    n = _getal(sample_for_proportions(0.22, 0.20))
    assert power_of_share(0.22, 0.20, n, n) == pytest.approx(0.8, abs=0.005)
    m = _getal(sample_for_means(0.1, 1.4))
    assert power_of_mean(0.1, 1.4, m, m) == pytest.approx(0.8, abs=0.005)


def test_chance_alone_meets_targets_as_often_as_in_a_simulation() -> None:
    rng = np.random.default_rng(1)
    niveau = rng.gamma(177.5, 1, 100_000)
    assert luck_of_count(177, 150) == pytest.approx(float((rng.poisson(niveau) <= 150).mean()), abs=0.004)
    assert luck_of_count(177, 540, duur=3) == pytest.approx(float((rng.poisson(3 * niveau) <= 540).mean()), abs=0.005)
    assert luck_of_count(0, 0) == pytest.approx(2**-0.5)
    deel = rng.binomial(300, 0.042, 100_000) / 300 - rng.binomial(900, 0.042, 100_000) / 900
    assert luck_of_share(0.042, 0.030, 900, 300) == pytest.approx(float((deel <= -0.012).mean()), abs=0.03)


def test_small_steps_are_met_by_chance_nearly_half_of_the_time() -> None:
    """4,2% to 4% among 300: almost a coin; a mark 0,1 higher with 300 a wave: one in five."""
    assert 0.4 < _getal(luck_of_share(0.042, 0.040, 300, 300)) < 0.5
    assert luck_of_mean(0.1, 1.4, 300, 300) == pytest.approx(0.19, abs=0.005)
    assert luck_of_share(0.5, 0.55, 400, 400, minstens=True) == pytest.approx(luck_of_share(0.5, 0.45, 400, 400))
    assert _getal(luck_of_count(177, 177)) == pytest.approx(0.5, abs=0.03)


@given(st.integers(0, 5000), st.integers(0, 5000), st.floats(1, 50))
def test_at_most_and_at_least_exclude_each_other(telling: int, streef: int, phi: float) -> None:
    hoogstens = _getal(luck_of_count(telling, streef, phi=phi))
    minstens = _getal(luck_of_count(telling, streef + 1, phi=phi, minstens=True))
    assert hoogstens + minstens == pytest.approx(1, abs=1e-6)


@given(st.floats(20, 2000), st.floats(0.5, 0.95))
def test_more_spread_makes_luck_likelier_and_sight_worse(telling: float, deel: float) -> None:
    streef = math.floor(telling * deel)
    assert _getal(luck_of_count(telling, streef, phi=9)) >= _getal(luck_of_count(telling, streef)) - 0.02
    assert _getal(power_of_count(telling, streef, phi=9)) <= _getal(power_of_count(telling, streef)) + 1e-12


def test_a_target_inside_the_margin_may_have_been_met_already() -> None:
    assert target_inside_margin(0.042, 0.040, 0.023) is True
    assert target_inside_margin(7.4, 7.5, 0.1) is True
    assert target_inside_margin(0.042, 0.010, 0.023) is False
    assert isinstance(target_inside_margin(1, math.nan, 1), Refused)


def test_a_first_wave_that_was_too_small_cannot_be_repaired() -> None:
    geweigerd = sample_next_wave(0.042, 0.040, 300)
    assert isinstance(geweigerd, Refused)
    assert "eerste meting was te klein" in geweigerd.reason
    nodig = _getal(sample_next_wave(0.22, 0.15, 1_000))
    assert power_of_share(0.22, 0.15, 1_000, nodig) == pytest.approx(0.8, abs=0.005)


DOELEN = (
    Meetdoel("jongeren", 0.22, 0.15, 900, 300),
    Meetdoel("iedereen", 0.30, 0.25, 2000, 700),
    Meetdoel("iedereen", 0.30, 0.27, 6000, 700),
    Meetdoel("centrum", 0.40, 0.30, 800, 200),
    Meetdoel("centrum", 0.042, 0.040, 800, 200),
)


def _verdeel(doelen: tuple[Meetdoel, ...], budget: int) -> Verdeling:
    uitkomst = divide_oversampling(doelen, budget)
    assert isinstance(uitkomst, Verdeling)
    return uitkomst


def test_goals_that_no_sample_can_show_get_nothing() -> None:
    uitkomst = _verdeel(DOELEN, 100_000)
    assert uitkomst.zichtbaar == (0, 1, 2, 3)
    assert uitkomst.over > 0
    assert all(na >= voor for voor, na in zip(uitkomst.zonder, uitkomst.met, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3000))
def test_no_other_division_shows_more_goals(budget: int) -> None:
    uitkomst = _verdeel(DOELEN, budget)
    assert sum(uitkomst.erbij.values()) + uitkomst.over == budget
    stappen = range(0, budget + 1, 100)
    for jongeren, iedereen in itertools.product(stappen, stappen):
        if jongeren + iedereen > budget:
            continue
        erbij = {"jongeren": jongeren, "iedereen": iedereen, "centrum": budget - jongeren - iedereen}
        zichtbaar = sum(
            _getal(power_of_share(d.deel, d.streef, d.eerder, d.gepland + erbij[d.groep])) >= 0.8 for d in DOELEN
        )
        assert zichtbaar <= len(uitkomst.zichtbaar)


def test_what_makes_no_sense_is_refused() -> None:
    nan = math.nan
    for uitkomst in (
        power_of_count(-1, 1),
        power_of_count(1, nan),
        power_of_count(1, 1, phi=0),
        power_of_share(1.2, 0.1, 10, 10),
        power_of_share(0, 0, 10, 10),
        power_of_share(0.1, 0.2, 0, 10),
        power_of_mean(0.1, 0, 10, 10),
        power_of_mean(nan, 1, 10, 10),
        luck_of_count(nan, 1),
        luck_of_count(1, math.inf),
        luck_of_count(1, 1, phi=0.5),
        luck_of_count(1, 1, duur=0),
        luck_of_share(0, 0.1, 10, 10),
        luck_of_share(nan, 0.1, 10, 10),
        luck_of_mean(0.1, 1, math.inf, 10),
        sample_next_wave(0.1, 0.1, 100),
        sample_next_wave(0.1, 0.2, 0),
        divide_oversampling((), 10),
        divide_oversampling(DOELEN, -1),
        divide_oversampling((Meetdoel("x", 2, 1, 1, 1),), 10),
    ):
        assert isinstance(uitkomst, Refused)
