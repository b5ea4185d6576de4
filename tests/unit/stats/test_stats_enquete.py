"""Sample sizes and the comparison of two surveys."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.enquete import Meetpunt, steekproef_aandelen, steekproef_gemiddelden, vergelijk_metingen


@pytest.mark.parametrize(
    ("p1", "p2", "ongeveer", "marge"),
    [(0.042, 0.040, 154_000, 500), (0.036, 0.030, 13_900, 50), (0.22, 0.20, 6_500, 50)],
)
def test_sample_for_two_shares_known_answers(p1: float, p2: float, ongeveer: int, marge: int) -> None:
    assert steekproef_aandelen(p1, p2) == pytest.approx(ongeveer, abs=marge)


def test_sample_for_two_marks_known_answer() -> None:
    assert steekproef_gemiddelden(0.1, 1.4) == pytest.approx(3_100, abs=50)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_sample_is_the_same_in_both_directions(p1: float, p2: float) -> None:
    assume(abs(p1 - p2) > 1e-6)
    assert steekproef_aandelen(p1, p2) == pytest.approx(steekproef_aandelen(p2, p1))


@given(st.floats(0.01, 2), st.floats(1.01, 3))
def test_a_larger_step_needs_a_smaller_sample(stap: float, keer: float) -> None:
    klein, groot = steekproef_gemiddelden(stap, 1.4), steekproef_gemiddelden(stap * keer, 1.4)
    assert isinstance(klein, int)
    assert isinstance(groot, int)
    assert groot <= klein


@pytest.mark.parametrize(("p1", "p2"), [(0, 0.1), (0.1, 1), (0.1, 0.1), (math.nan, 0.2), (-1, 0.5)])
def test_impossible_shares_get_a_reason(p1: float, p2: float) -> None:
    assert isinstance(steekproef_aandelen(p1, p2), Refused)


@pytest.mark.parametrize(("verschil", "spreiding"), [(0, 1), (1, 0), (math.nan, 1), (1, math.inf), (1e-200, 1)])
def test_impossible_means_get_a_reason(verschil: float, spreiding: float) -> None:
    assert isinstance(steekproef_gemiddelden(verschil, spreiding), Refused)


def test_two_margins_that_just_do_not_touch_are_more_than_certain() -> None:
    # Margins side by side: the difference is 1.41 margins of the difference, p = 0.0056.
    p = vergelijk_metingen(Meetpunt(7.0, 6.9, 7.1), Meetpunt(7.2, 7.1, 7.3))
    assert p == pytest.approx(math.erfc(math.sqrt(2) * 1.959964 / math.sqrt(2)), rel=1e-6)


@given(st.floats(0, 100), st.floats(0.1, 5), st.floats(0, 100), st.floats(0.1, 5))
def test_comparison_of_surveys_is_symmetric(a: float, marge_a: float, b: float, marge_b: float) -> None:
    een, twee = Meetpunt(a, a - marge_a, a + marge_a), Meetpunt(b, b - marge_b, b + marge_b)
    assert vergelijk_metingen(een, twee) == pytest.approx(vergelijk_metingen(twee, een))
