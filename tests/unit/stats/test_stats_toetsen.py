"""The tests over arrays are those of one pair at a time, and of statsmodels and SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest, norm, poisson
from statsmodels.stats import rates

from kompas.base import Refused, demand
from kompas.stats.tellingen import Statistiek, poisson_c_test, poisson_e_test
from kompas.stats.toetsen import poisson_c_tests, poisson_e_tests

Rij = NDArray[np.float64]
tellingen = st.integers(0, 300)
omvangen = st.sampled_from([1.0, 3.0, 0.25, 17_000.0, 54_308.7])
GEEN_TELLING = ((-1.0, 1.0, 3.0, 1.0), (2.5, 1.0, 3.0, 1.0), (np.inf, 1.0, 3.0, 1.0), (1.0, 0.0, 3.0, 1.0))


def _paren(aantal: int = 400, zaad: int = 1) -> tuple[Rij, Rij, Rij, Rij, Rij]:
    """Counts from none to thousands, equal rates and far apart, exposures near and far."""
    rng = np.random.default_rng(zaad)
    gemiddeld = 10 ** rng.uniform(-1, 3.3, aantal)
    n1 = rng.choice([1.0, 0.5, 17_000.0, 2e5], aantal)
    n2 = n1 * rng.choice([1.0, 3.0, 2.87, 40.0], aantal)
    k1 = rng.poisson(gemiddeld).astype(float)
    k2 = rng.poisson(gemiddeld * n2 / n1 * rng.gamma(8, 1 / 8, aantal)).astype(float)
    k1[:10], k2[5:15] = 0, 0
    return k1, n1, k2, n2, rng.choice([1.0, 1.0, 1.3, 2.7, 11.0], aantal)


@pytest.mark.parametrize("statistiek", ["wald", "score"])
def test_every_pair_has_the_p_of_the_scalar_e_test(statistiek: Statistiek) -> None:
    k1, n1, k2, n2, phi = _paren()
    p = demand(poisson_e_tests(k1, n1, k2, n2, statistiek=statistiek, phi=phi))
    los = [
        demand(poisson_e_test(a, b, c, d, statistiek=statistiek, phi=f))
        for a, b, c, d, f in zip(k1, n1, k2, n2, phi, strict=True)
    ]
    np.testing.assert_allclose(p, los, rtol=1e-8, atol=1e-11)


@pytest.mark.parametrize("mid_p", [False, True])
def test_every_pair_has_the_p_of_the_scalar_c_test(mid_p: bool) -> None:
    k1, n1, k2, n2, _ = _paren()
    p = demand(poisson_c_tests(k1, n1, k2, n2, mid_p=mid_p))
    los = [demand(poisson_c_test(a, b, c, d, mid_p=mid_p)) for a, b, c, d in zip(k1, n1, k2, n2, strict=True)]
    np.testing.assert_allclose(p, los, rtol=1e-9, atol=1e-11)


@given(tellingen, omvangen, tellingen, omvangen, st.sampled_from([1.0, 1.5, 7.0]))
def test_any_pair_alone_is_the_scalar_one(k1: int, n1: float, k2: int, n2: float, phi: float) -> None:
    een = demand(poisson_e_tests(k1, n1, k2, n2, statistiek="score", phi=phi))
    assert een.shape == ()
    assert float(een) == pytest.approx(demand(poisson_e_test(k1, n1, k2, n2, statistiek="score", phi=phi)), abs=1e-11)
    assert float(demand(poisson_c_tests(k1, n1, k2, n2))) == pytest.approx(
        demand(poisson_c_test(k1, n1, k2, n2)), abs=1e-11
    )


def test_known_answers() -> None:
    wald = demand(
        poisson_e_tests([0, 60, 6, 20, 60], [100, 51477.5, 1, 1, 1], [3, 30, 2, 10, 30], [100, 54308.7, 1, 1, 1])
    )
    np.testing.assert_allclose(wald, [0.0883790095, 0.000643145, 0.1748748, 0.0688318, 0.0014768297], rtol=2e-6)
    score = demand(poisson_e_tests([60.0], [51477.5], [30.0], [54308.7], statistiek="score"))
    np.testing.assert_allclose(score, [0.000567262], rtol=2e-6)
    c = demand(poisson_c_tests([60, 0, 41], [51477.5, 1, 28010], [30, 3, 15], [54308.7, 1, 19017]))
    np.testing.assert_allclose(c, [0.000675182659, 0.25, 0.0408520], rtol=2e-6)
    np.testing.assert_allclose(demand(poisson_c_tests(60, 51477.5, 30, 54308.7, mid_p=True)), 0.000557262, rtol=2e-6)


def test_the_e_test_is_the_sum_over_all_pairs_of_counts() -> None:
    """Written out with whole numbers, so that no tie is lost; SciPy loses some to rounding, even the observed pair."""
    x1, x2 = np.meshgrid(np.arange(200), np.arange(200), indexing="ij")
    for k1, k2 in ((30, 45), (21, 52), (44, 38), (60, 30), (3, 0)):
        tempo = (k1 + k2) / 2
        erbij = (x1 - x2) ** 2 * (k1 + k2) >= (k1 - k2) ** 2 * (x1 + x2)
        erbij[0, 0] = False
        kans = float((poisson.pmf(x1, tempo) * poisson.pmf(x2, tempo))[erbij].sum())
        assert float(demand(poisson_e_tests(k1, 1.0, k2, 1.0))) == pytest.approx(kans, abs=1e-13)


def test_the_c_test_is_that_of_scipy() -> None:
    rng = np.random.default_rng(4)
    k1, k2 = rng.poisson(30, 40).astype(float), rng.poisson(45, 40).astype(float)
    c = demand(poisson_c_tests(k1, 2.0, k2, 3.0))
    hun_c = [binomtest(int(a), int(a + b), 0.4).pvalue for a, b in zip(k1, k2, strict=True)]
    np.testing.assert_allclose(c, hun_c, rtol=1e-9)


def test_equal_to_statsmodels() -> None:
    k1, n1, k2, n2, _ = _paren(60, zaad=2)
    klein = (k1 < 150) & (k2 < 150)
    k1, n1, k2, n2 = k1[klein], n1[klein], k2[klein], n2[klein]
    p = demand(poisson_e_tests(k1, n1, k2, n2, statistiek="score"))
    with np.errstate(invalid="ignore", divide="ignore"):
        hun = [
            rates.test_poisson_2indep(a, b, c, d, method="etest", compare="ratio").pvalue
            for a, b, c, d in zip(k1, n1, k2, n2, strict=True)
        ]
    bekend = np.isfinite(hun)
    assert bekend.sum() > 15
    np.testing.assert_allclose(p[bekend], np.asarray(hun)[bekend], rtol=1e-6, atol=1e-9)


def test_order_and_sides_do_not_matter() -> None:
    k1, n1, k2, n2, phi = _paren(200)
    p = demand(poisson_e_tests(k1, n1, k2, n2, statistiek="score", phi=phi))
    np.testing.assert_allclose(p, demand(poisson_e_tests(k2, n2, k1, n1, statistiek="score", phi=phi)), atol=1e-11)
    anders = np.random.default_rng(5).permutation(200)
    geschud = demand(
        poisson_e_tests(k1[anders], n1[anders], k2[anders], n2[anders], statistiek="score", phi=phi[anders])
    )
    np.testing.assert_allclose(p[anders], geschud, atol=1e-14)


def test_missing_stays_missing_and_shapes_are_kept() -> None:
    k1 = np.array([[3.0, np.nan, 0.0], [4.0, 5.0, 6.0]])
    p = demand(poisson_e_tests(k1, 1.0, [9.0, 9.0, 0.0], [1.0, 1.0, np.nan]))
    assert p.shape == (2, 3)
    assert np.isnan(p).tolist() == [[False, True, True], [False, False, True]]
    assert float(demand(poisson_e_tests(0.0, 1.0, 0.0, 3.0))) == 1.0
    assert float(demand(poisson_c_tests(0.0, 1.0, 0.0, 3.0, mid_p=True))) == 1.0
    assert np.isnan(demand(poisson_e_tests(5.0, 1e-12, 5.0, 1.0)))  # no comparison, only rounding


def test_large_counts_are_those_of_the_normal_limit() -> None:
    p = demand(poisson_e_tests([5e7, 2_000_000], 1.0, [5.002e7, 2_004_000], 1.0, statistiek="score"))
    z = np.array([2e4, 4000]) / np.sqrt([1.0002e8, 4_004_000])
    np.testing.assert_allclose(p, [demand(poisson_e_test(5e7, 1, 5.002e7, 1)), p[1]], rtol=1e-9)
    np.testing.assert_allclose(p, 2 * norm.sf(z), rtol=2e-3)


@pytest.mark.parametrize("paar", GEEN_TELLING)
def test_bad_input_gives_a_reason(paar: tuple[float, float, float, float]) -> None:
    for uit in (poisson_e_tests(*([deel] for deel in paar)), poisson_c_tests(*([deel] for deel in paar))):
        assert isinstance(uit, Refused)
        assert uit.reason.endswith(".")


def test_shapes_that_do_not_fit_and_spread_below_chance_give_a_reason() -> None:
    assert isinstance(poisson_e_tests([1.0, 2.0], 1.0, [1.0, 2.0, 3.0], 1.0), Refused)
    assert isinstance(poisson_e_tests(1.0, 1.0, 2.0, 1.0, phi=0.5), Refused)
    assert isinstance(poisson_c_tests(900_000.0, 1.0, 900_000.0, 1.0), Refused)
    assert demand(poisson_e_tests([], [], [], [])).shape == (0,)
