"""Exact limits and comparison of counts: known answers, an exact oracle, and properties."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from kompas.base import Refused
from kompas.stats.tellingen import (
    GROOTSTE_TELLING,
    GROOTSTE_TOTAAL,
    Interval,
    garwood,
    poisson_c_test,
    poisson_e_test,
    verhouding_interval,
)

KLEIN = st.integers(0, 40)
JAREN = st.sampled_from([1, 2, 3, 5])


def _p(waarde: float | Refused) -> float:
    assert isinstance(waarde, float)
    return waarde


# Krishnamoorthy & Thomson (2004) with the Wald statistic, as scipy.stats.poisson_means_test gives it.
@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "p"),
    [
        (0, 100, 3, 100, 0.0883790095),
        (60, 51477.5, 30, 54308.7, 0.000643145),
        (6, 1, 2, 1, 0.1748748),
        (20, 1, 10, 1, 0.0688318),
        (60, 1, 30, 1, 0.0014768297),
    ],
)
def test_e_test_known_answers(k1: int, n1: float, k2: int, n2: float, p: float) -> None:
    assert _p(poisson_e_test(k1, n1, k2, n2)) == pytest.approx(p, rel=1e-6)


def test_e_test_with_the_score_statistic_known_answer() -> None:
    assert _p(poisson_e_test(60, 51477.5, 30, 54308.7, statistiek="score")) == pytest.approx(0.000567262, rel=5e-6)


@pytest.mark.parametrize(("k1", "n1", "k2", "n2"), [(3, 1, 9, 2), (14, 4, 2, 1), (100, 1, 70, 1), (7, 2, 7, 4)])
def test_e_test_agrees_with_scipy(k1: int, n1: int, k2: int, n2: int) -> None:
    # Powers of two only: elsewhere scipy loses ties to rounding (its p changes when both exposures are tripled).
    assert _p(poisson_e_test(k1, n1, k2, n2)) == pytest.approx(
        stats.poisson_means_test(k1, n1, k2, n2).pvalue, abs=1e-8
    )


def _oracle(k1: int, n1: int, k2: int, n2: int, statistiek: str) -> float:
    """Cell by cell with exact fractions in the comparison: slow and obvious."""

    def kwadraat(x1: int, x2: int) -> Fraction:
        delen = (n1 * n1, n2 * n2) if statistiek == "wald" else (n1 * n2, n1 * n2)
        variantie = Fraction(x1, delen[0]) + Fraction(x2, delen[1])
        return (Fraction(x1, n1) - Fraction(x2, n2)) ** 2 / variantie if variantie else Fraction(0)

    tempo = (k1 + k2) / (n1 + n2)
    einde = round(n1 * tempo + n2 * tempo + 12 * math.sqrt((n1 + n2) * tempo) + 30)
    kans1 = stats.poisson.pmf(np.arange(einde), n1 * tempo)
    kans2 = stats.poisson.pmf(np.arange(einde), n2 * tempo)
    grens = kwadraat(k1, k2)
    return float(sum(kans1[i] * kans2[j] for i in range(einde) for j in range(einde) if kwadraat(i, j) >= grens))


@pytest.mark.parametrize("statistiek", ["wald", "score"])
@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2"),
    [(0, 1, 3, 1), (2, 1, 1, 1), (8, 3, 1, 1), (10, 2, 2, 1), (5, 3, 4, 3), (1, 3, 0, 2), (9, 2, 3, 2), (12, 3, 1, 1)],
)
def test_e_test_equals_the_slow_oracle(k1: int, n1: int, k2: int, n2: int, statistiek: str) -> None:
    gevonden = poisson_e_test(k1, n1, k2, n2, statistiek=statistiek)  # type: ignore[arg-type]
    assert _p(gevonden) == pytest.approx(_oracle(k1, n1, k2, n2, statistiek), abs=1e-9)


def test_e_test_switches_to_its_normal_limit_without_a_jump() -> None:
    k2 = GROOTSTE_TELLING
    k1 = k2 - round(2 * math.sqrt(2 * k2))
    assert _p(poisson_e_test(k1, 1, k2, 1)) == pytest.approx(_p(poisson_e_test(k1 + 1, 1, k2 + 1, 1)), abs=1e-6)


@given(KLEIN, JAREN, KLEIN, JAREN)
def test_e_test_is_symmetric(k1: int, n1: int, k2: int, n2: int) -> None:
    for statistiek in ("wald", "score"):
        heen = _p(poisson_e_test(k1, n1, k2, n2, statistiek=statistiek))  # type: ignore[arg-type]
        terug = _p(poisson_e_test(k2, n2, k1, n1, statistiek=statistiek))  # type: ignore[arg-type]
        assert heen == pytest.approx(terug, abs=1e-12)
        assert 0 <= heen <= 1


@given(KLEIN, JAREN, KLEIN, JAREN, st.sampled_from([0.1, 1 / 3, 7, 50_000]))
def test_e_test_does_not_depend_on_the_unit_of_exposure(k1: int, n1: int, k2: int, n2: int, maat: float) -> None:
    assert _p(poisson_e_test(k1, n1 * maat, k2, n2 * maat)) == pytest.approx(_p(poisson_e_test(k1, n1, k2, n2)))


@given(st.integers(1, 60), st.integers(1, 60))
def test_c_test_gets_smaller_when_the_difference_grows(k: int, stap: int) -> None:
    assert _p(poisson_c_test(k, 1, k + stap + 1, 1)) <= _p(poisson_c_test(k, 1, k + stap, 1)) * 1.2 + 1e-12


@given(st.integers(0, 2000))
def test_e_test_of_equal_rates_is_one(k: int) -> None:
    assert poisson_e_test(k, 1, k, 1) == 1.0


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "p"),
    [
        (60, 51477.5, 30, 54308.7, 0.000675182659),
        (0, 1, 3, 1, 0.25),
        (41, 28010, 15, 19017, 0.0408520),
    ],
)
def test_c_test_known_answers(k1: int, n1: float, k2: int, n2: float, p: float) -> None:
    assert _p(poisson_c_test(k1, n1, k2, n2)) == pytest.approx(p, rel=1e-6)


def test_c_test_mid_p_known_answer() -> None:
    assert _p(poisson_c_test(60, 51477.5, 30, 54308.7, mid_p=True)) == pytest.approx(0.000557262, rel=1e-6)


@given(KLEIN, JAREN, KLEIN, JAREN)
def test_c_test_agrees_with_the_binomial_test(k1: int, n1: int, k2: int, n2: int) -> None:
    assume(k1 + k2 > 0)
    verwacht = stats.binomtest(k1, k1 + k2, n1 / (n1 + n2)).pvalue
    assert _p(poisson_c_test(k1, n1, k2, n2)) == pytest.approx(verwacht, abs=1e-9)


@pytest.mark.parametrize(
    ("k", "laag", "hoog"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (100, 81.364, 121.6268)],
)
def test_garwood_known_answers(k: int, laag: float, hoog: float) -> None:
    assert garwood(k) == Interval(pytest.approx(laag, abs=5e-5), pytest.approx(hoog, abs=5e-5))


@given(st.integers(0, 100_000), st.sampled_from([0.8, 0.95, 0.99]))
def test_garwood_holds_the_count_and_its_tails(k: int, niveau: float) -> None:
    grenzen = garwood(k, niveau)
    assert isinstance(grenzen, Interval)
    assert k in grenzen
    staart = (1 - niveau) / 2
    assert stats.poisson.cdf(k, grenzen.hoog) == pytest.approx(staart, rel=1e-6)
    if k:
        assert stats.poisson.sf(k - 1, grenzen.laag) == pytest.approx(staart, rel=1e-6)


@given(st.integers(0, 5000))
def test_garwood_limits_rise_with_the_count(k: int) -> None:
    dit, volgende = garwood(k), garwood(k + 1)
    assert isinstance(dit, Interval)
    assert isinstance(volgende, Interval)
    assert dit.laag < volgende.laag
    assert dit.hoog < volgende.hoog


def test_rate_interval_is_the_count_interval_in_the_unit_of_the_rate() -> None:
    # Westland 2022: 153 burglaries, 113.668 inhabitants.
    grenzen, kaal = verhouding_interval(153, 113_668, 1000), garwood(153)
    assert isinstance(grenzen, Interval)
    assert isinstance(kaal, Interval)
    assert (grenzen.laag, grenzen.hoog) == pytest.approx((kaal.laag / 113.668, kaal.hoog / 113.668))
    assert 153 / 113.668 in grenzen


RAAR = [math.nan, math.inf, -math.inf, -1, 0.5, 1e13]


@pytest.mark.parametrize("telling", RAAR)
def test_a_strange_count_gets_a_reason(telling: float) -> None:
    for antwoord in (
        garwood(telling),
        verhouding_interval(telling, 1000),
        poisson_e_test(telling, 1, 5, 1),
        poisson_e_test(5, 1, telling, 1),
        poisson_c_test(telling, 1, 5, 1),
        poisson_c_test(5, 1, telling, 1),
    ):
        assert isinstance(antwoord, Refused)
        assert antwoord.reason.endswith(".")


@pytest.mark.parametrize("omvang", [math.nan, math.inf, 0, -3])
def test_a_strange_exposure_gets_a_reason(omvang: float) -> None:
    for antwoord in (
        verhouding_interval(5, omvang),
        poisson_e_test(5, omvang, 5, 1),
        poisson_e_test(5, 1, 5, omvang),
        poisson_c_test(5, omvang, 5, 1),
    ):
        assert isinstance(antwoord, Refused)


@pytest.mark.parametrize("niveau", [0, 1, -0.1, 2])
def test_a_strange_level_gets_a_reason(niveau: float) -> None:
    assert isinstance(garwood(5, niveau), Refused)


def test_exposures_that_cannot_be_compared_get_a_reason() -> None:
    assert isinstance(poisson_e_test(1, 1e300, 2, 1), Refused)
    assert isinstance(poisson_c_test(1, 1e300, 2, 1), Refused)
    assert isinstance(poisson_c_test(GROOTSTE_TOTAAL, 1, 1, 1), Refused)


def test_nothing_against_nothing_is_no_difference() -> None:
    assert poisson_e_test(0, 1, 0, 3) == 1.0
    assert poisson_c_test(0, 1, 0, 3) == 1.0


def test_huge_counts_answer_at_once() -> None:
    assert _p(poisson_e_test(10**11, 1, 10**11 + 10**6, 1)) == pytest.approx(0.0253473, abs=1e-6)
