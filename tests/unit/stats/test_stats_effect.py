import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.effect import Effect, VoorNa, weighted_displacement_difference

Tellingen = st.integers(0, 5000)


def _wdd(*gebieden: VoorNa, niveau: float = 0.90) -> Effect:
    uitkomst = weighted_displacement_difference(*gebieden, niveau=niveau)
    assert isinstance(uitkomst, Effect)
    return uitkomst


def test_the_examples_of_wheeler_and_ratcliffe() -> None:
    """Wheeler and Ratcliffe (2018): treated 20 to 10, control 20 to 20; and with the same pair as displacement."""
    effect = _wdd(VoorNa(20, 10), VoorNa(20, 20))
    assert (effect.schatting, round(effect.standaardfout, 4), round(effect.z, 4)) == (-10, 8.3666, -1.1952)
    assert (round(effect.interval.laag, 4), round(effect.interval.hoog, 4)) == (-23.7618, 3.7618)
    assert effect.woord == "effect niet aan te tonen"
    samen = _wdd(VoorNa(20, 10), VoorNa(20, 20), VoorNa(20, 10), VoorNa(20, 20))
    assert (samen.schatting, round(samen.standaardfout, 4)) == (-20, 11.8322)
    assert (round(samen.interval.laag, 4), round(samen.interval.hoog, 4)) == (-39.4622, -0.5378)
    assert samen.woord == "minder dan zonder maatregel te verwachten was"


def test_displacement_takes_from_the_effect() -> None:
    zonder = _wdd(VoorNa(100, 60), VoorNa(100, 100))
    met = _wdd(VoorNa(100, 60), VoorNa(100, 100), VoorNa(50, 80), VoorNa(50, 50))
    assert met.schatting == zonder.schatting + 30


@given(Tellingen, Tellingen, Tellingen, Tellingen)
def test_swapping_the_areas_turns_the_effect_round(a: int, b: int, c: int, d: int) -> None:
    if a + b + c + d == 0:
        return
    een, twee = _wdd(VoorNa(a, b), VoorNa(c, d)), _wdd(VoorNa(c, d), VoorNa(a, b))
    assert een.schatting == -twee.schatting
    assert een.p == pytest.approx(twee.p)


def test_the_interval_holds_the_true_effect_as_often_as_promised() -> None:
    rng = np.random.default_rng(1)
    waar = -30.0
    gelukt = 0
    for _ in range(2000):
        voor, na, c_voor, c_na = rng.poisson([120, 90 + 10, 80, 80 + 10])
        gelukt += waar + 10 - 10 in _wdd(VoorNa(voor, na - 10), VoorNa(c_voor, c_na - 10)).interval if na > 9 else 0
    assert gelukt / 2000 == pytest.approx(0.90, abs=0.03)


@pytest.mark.parametrize(
    "gebieden",
    [
        (VoorNa(-1, 1), VoorNa(1, 1)),
        (VoorNa(math.nan, 1), VoorNa(1, 1)),
        (VoorNa(math.inf, 1), VoorNa(1, 1)),
        (VoorNa(0, 0), VoorNa(0, 0)),
        (VoorNa(1, 1), VoorNa(1, 1), VoorNa(1, 1)),
    ],
)
def test_what_cannot_be_compared_is_refused(gebieden: tuple[VoorNa, ...]) -> None:
    assert isinstance(weighted_displacement_difference(*gebieden), Refused)
