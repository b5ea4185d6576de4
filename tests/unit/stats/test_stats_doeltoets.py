import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.doeltoets import (
    margin_of_proportion,
    sample_for_means,
    sample_for_proportions,
    smallest_visible_count,
)


@pytest.mark.parametrize(
    ("van", "naar", "aantal"), [(0.042, 0.040, 154_000), (0.036, 0.030, 13_900), (0.22, 0.20, 6_500)]
)
def test_samples_that_the_targets_of_plans_would_need(van: float, naar: float, aantal: int) -> None:
    """Overlast van buurtbewoners 4,2% to 4%, jongeren 3,6% to 3%, drinken 22% to 20%."""
    nodig = sample_for_proportions(van, naar)
    assert not isinstance(nodig, Refused)
    assert nodig == pytest.approx(aantal, rel=0.003)


def test_sample_for_a_mark() -> None:
    """A mark that rises by 0,1 with a standard deviation of 1,4."""
    assert sample_for_means(0.1, 1.4) == pytest.approx(3_100, rel=0.01)


def test_margin_of_a_small_sample() -> None:
    """4,2% among 300 respondents: 2,3 percentage points either way."""
    assert margin_of_proportion(0.042, 300) == pytest.approx(0.023, abs=0.0005)
    assert margin_of_proportion(0.042, 300, ontwerp=4) == pytest.approx(0.046, abs=0.001)


def test_the_power_is_what_was_asked() -> None:
    rng = np.random.default_rng(1)
    n = sample_for_proportions(0.3, 0.2)
    assert not isinstance(n, Refused)
    een, twee = rng.binomial(n, 0.3, 20_000) / n, rng.binomial(n, 0.2, 20_000) / n
    samen = (een + twee) / 2
    gezien = np.abs(een - twee) > 1.959964 * np.sqrt(samen * (1 - samen) * 2 / n)
    assert gezien.mean() == pytest.approx(0.8, abs=0.02)


def test_the_smallest_visible_fall_has_the_power_that_was_asked() -> None:
    rng = np.random.default_rng(2)
    lager = smallest_visible_count(177)
    assert lager == 128
    eerder, later = rng.poisson(177, 20_000), rng.poisson(128, 20_000)
    gezien = (eerder - later) / np.sqrt(eerder + later) > 1.959964
    assert gezien.mean() == pytest.approx(0.8, abs=0.02)


@given(st.floats(20, 5000), st.floats(1, 20))
def test_more_spread_asks_a_larger_fall(telling: float, phi: float) -> None:
    rustig, onrustig = smallest_visible_count(telling), smallest_visible_count(telling, phi=phi)
    assert not isinstance(rustig, Refused)
    assert isinstance(onrustig, Refused) or onrustig <= rustig


def test_with_few_incidents_no_fall_can_be_seen() -> None:
    uitkomst = smallest_visible_count(3)
    assert isinstance(uitkomst, Refused)
    assert "geen enkele daling" in uitkomst.reason


def test_what_makes_no_sense_is_refused() -> None:
    assert isinstance(sample_for_proportions(0.1, 0.1), Refused)
    assert isinstance(sample_for_proportions(1.1, 0.1), Refused)
    assert isinstance(sample_for_means(0, 1), Refused)
    assert isinstance(sample_for_means(1, 0), Refused)
    assert isinstance(margin_of_proportion(0.5, 0), Refused)
    assert isinstance(margin_of_proportion(-0.5, 10), Refused)
    assert isinstance(smallest_visible_count(-1), Refused)
    assert isinstance(smallest_visible_count(float("nan")), Refused)
