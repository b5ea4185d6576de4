"""Known answers side by side, through the notebook names: from the literature, and from SciPy and statsmodels."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats as scipy_stats
from statsmodels.discrete import discrete_model as discreet
from statsmodels.stats import multitest, rates

import kompas.stats as ks
from kompas.base import Refused, demand

Rekening = Callable[[], float | Refused | NDArray[np.float64]]


def _getallen(tekst: str) -> NDArray[np.float64]:
    return np.array([float(deel) for deel in tekst.split()])


# Homicides and inhabitants of 78 counties around St. Louis, 1979-1984 (HC7984, PO7984), and which of them touch:
# per county the neighbours with a higher number. Messner, Anselin and others (1999).
MOORDEN = _getallen(
    "4 19 3 2 2 28 61 3 7 3 4 0 1 12 0 2 6 6 3 4 0 2 9 2 23 5 2 2 0 2 10 4 95 8 31 0 407 5 10 1238 3 14 0 "
    "2 18 369 5 0 3 0 40 9 7 1 3 2 8 5 11 12 8 10 2 8 7 25 6 19 6 2 2 6 9 0 1 13 3 4 "
)
INWONERS = _getallen(
    "189087 425580 69649 88540 33697 774843 1056438 172182 224033 113497 218510 87628 36354 316661 53222 "
    "141872 103469 193449 295848 99013 34772 65947 155266 123387 612258 135365 133297 186877 68404 68779 "
    "192789 96686 1480530 92864 905683 93388 5863876 109086 265200 2658090 199528 347829 79838 72381 "
    "432159 1605518 110883 48352 121762 92348 891502 225007 113880 46260 108510 55620 213680 131792 "
    "109953 108864 205880 260154 90841 255875 253540 372227 100389 345641 87410 66694 64680 127071 107508 "
    "43056 61456 353841 47507 68218 "
)
BUREN = (
    "2 5 6;4 7 9;3 6;4 6 8;8 9;6 10 11 15;8 10 17 18;9 14;9 12 18 19;12 14 16 19 20;15 17;13 15;19;15 "
    "21;16 22;17 21 26 27;20 22 25 29;18 26 31 32;19 23 32;20 23;23 25 34;27 28;24 29 30;32 34;30 41;29 "
    "33 34;27 31 35 38 40;28 35;35 37;30 33 42;41 42 43;32 40;34 39 40 45;34 42 44;36 44;37 38 46;39 44 "
    "45 48 50;46 47;40 46 49 51;45;45 49;43 52;43 44 53 58 60;52 53;50 58 59;48 49 56;47 51 54 55;54;50 "
    "56 62;51 56 57;59 62 63;55 57 61;53 64;60 64;55;61;57 62 65 66;61 65;59 60 68 69;63 69;64 68 71;65 "
    "67;63 66;66 69 70;71;66 67 72;70 74 75;72;69 71 73 76;70 73 77;74 77;76;75;76 77;75 77;;;"
)

BEKEND: list[tuple[str, Rekening, float, float]] = [
    ("E-test, Krishnamoorthy and Thomson 2004", lambda: ks.poisson_e_test(0, 100, 3, 100), 0.0883790095, 1e-9),
    ("E-test", lambda: ks.poisson_e_test(60, 51477.5, 30, 54308.7), 0.000643145, 1e-8),
    (
        "E-test, score",
        lambda: ks.poisson_e_test(60, 51477.5, 30, 54308.7, statistiek="score"),
        0.000567262,
        1e-8,
    ),
    ("E-test 6, 2", lambda: ks.poisson_e_test(6, 1, 2, 1), 0.1748748, 1e-7),
    ("E-test 20, 10", lambda: ks.poisson_e_test(20, 1, 10, 1), 0.0688318, 1e-7),
    ("E-test 60, 30", lambda: ks.poisson_e_test(60, 1, 30, 1), 0.0014768297, 1e-9),
    ("C-test", lambda: ks.poisson_c_test(60, 51477.5, 30, 54308.7), 0.000675182659, 1e-11),
    ("C-test 0, 3", lambda: ks.poisson_c_test(0, 1, 3, 1), 0.25, 1e-12),
    ("C-test 41, 15", lambda: ks.poisson_c_test(41, 28010, 15, 19017), 0.0408520, 1e-7),
    ("C-test mid-p", lambda: ks.poisson_c_test(60, 51477.5, 30, 54308.7, mid_p=True), 0.000557262, 1e-8),
    ("funnel 97,5% at 10", lambda: ks.funnel_limits(10.0, 0.975), 1.6160, 5e-5),
    ("funnel 0,1% at 100", lambda: ks.funnel_limits(100.0, 0.001), 0.7007, 5e-5),
    ("CUSUM, Lucas 1985", lambda: ks.poisson_cusum_arl(4, 5, 10), 421.65, 0.005),
    ("CUSUM after a rise", lambda: ks.poisson_cusum_arl(7, 5, 10), 5.594, 0.0005),
    ("EWMA", lambda: ks.ewma_arl(0.2, 2.962), 499.5, 1.0),
    ("EWMA after a shift", lambda: ks.ewma_arl(0.2, 2.962, 1.0), 10.54, 0.01),
    ("Shewhart chart, three sigma", lambda: ks.ewma_arl(1.0, 3.0), 1 / (2 * scipy_stats.norm.sf(3)), 0.01),
    ("4,2% to 4,0%", lambda: ks.sample_for_proportions(0.042, 0.040), 154_000, 800),
    ("3,6% to 3,0%", lambda: ks.sample_for_proportions(0.036, 0.030), 13_900, 60),
    ("22% to 20%", lambda: ks.sample_for_proportions(0.22, 0.20), 6_500, 60),
    ("mark 0,1", lambda: ks.sample_for_means(0.1, 1.4), 3_100, 50),
    ("margin of 4,2% among 300", lambda: ks.margin_of_proportion(0.042, 300), 0.023, 0.0005),
    ("luck: 0 again after 0", lambda: ks.luck_of_count(0, 0), 1 / math.sqrt(2), 1e-9),
]


@pytest.mark.parametrize(("naam", "gerekend", "bekend", "marge"), BEKEND, ids=[rij[0] for rij in BEKEND])
def test_known_answers(naam: str, gerekend: Rekening, bekend: float, marge: float) -> None:
    assert float(np.asarray(demand(gerekend()))) == pytest.approx(bekend, abs=marge), naam


def test_smoothed_rates_of_esda() -> None:
    """esda 2.9.0: `Empirical_Bayes` and `Spatial_Empirical_Bayes` on these data."""
    glad = demand(ks.empirical_bayes(MOORDEN, INWONERS))
    samen = [2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05, 3.66494122e-05]
    np.testing.assert_allclose(glad[:6], samen, rtol=1e-8)
    raakt = np.zeros((78, 78))
    for een, rest in enumerate(BUREN.split(";")):
        for ander in rest.split():
            raakt[een, int(ander)] = raakt[int(ander), een] = 1
    glad = demand(ks.spatial_empirical_bayes(MOORDEN, INWONERS, raakt))
    buurt = [4.01485749e-05, 3.62437513e-05, 4.93034844e-05, 5.09387329e-05, 3.72735210e-05, 3.69333797e-05]
    np.testing.assert_allclose(glad[:6], buurt, rtol=1e-8)


TELLING = st.integers(0, 60)


@given(st.integers(0, 3000), st.sampled_from([0.5, 0.9, 0.95, 0.998]))
def test_garwood_is_that_of_statsmodels(telling: int, niveau: float) -> None:
    onze = demand(ks.garwood(telling, niveau))
    assert (onze.laag, onze.hoog) == pytest.approx(
        rates.confint_poisson(telling, 1, method="exact-c", alpha=1 - niveau), nan_ok=True
    )


@given(TELLING, st.sampled_from([1.0, 2.0, 3.0]), TELLING, st.sampled_from([1.0, 4.0]))
def test_comparisons_are_those_of_statsmodels(k1: int, n1: float, k2: int, n2: float) -> None:
    if not (k1 and k2):
        return  # statsmodels divides by them
    score = rates.test_poisson_2indep(k1, n1, k2, n2, method="etest").pvalue
    assert ks.poisson_e_test(k1, n1, k2, n2, statistiek="score") == pytest.approx(score, abs=2e-4)
    precies = rates.test_poisson_2indep(k1, n1, k2, n2, method="exact-cond").pvalue
    assert ks.poisson_c_test(k1, n1, k2, n2) == pytest.approx(precies, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.booleans())
def test_q_values_are_those_of_statsmodels(p: list[float], afhankelijk: bool) -> None:
    methode = "fdr_by" if afhankelijk else "fdr_bh"
    verwacht = multitest.multipletests(p, method=methode)[1]
    np.testing.assert_allclose(demand(ks.q_waarden(p, afhankelijk=afhankelijk)), verwacht, rtol=1e-9, atol=1e-300)


def test_paired_comparisons_are_a_logistic_regression() -> None:
    gewonnen = np.array([[0, 7, 9, 7, 5], [6, 0, 7, 5, 11], [4, 6, 0, 7, 7], [6, 8, 6, 0, 6], [8, 2, 6, 7, 0]])
    rijen, uitslag = [], []
    for een, ander in zip(*np.nonzero(gewonnen), strict=True):
        paar = np.zeros(5)
        paar[een], paar[ander] = 1, -1
        rijen += [paar[1:]] * gewonnen[een, ander] + [-paar[1:]] * gewonnen[een, ander]
        uitslag += [1] * gewonnen[een, ander] + [0] * gewonnen[een, ander]
    passing = discreet.Logit(uitslag, np.array(rijen)).fit(disp=0)
    sterkte = demand(ks.bradley_terry(gewonnen))
    np.testing.assert_allclose(sterkte.sterkte[1:] - sterkte.sterkte[0], passing.params, atol=1e-6)


def test_square_add_is_the_z_test_for_symmetric_margins() -> None:
    """Newcombe (1998), method 10: with margins of Wilson the limits of a difference of shares."""
    een, twee = ks.Meetpunt(0.30, 0.25, 0.35), ks.Meetpunt(0.36, 0.30, 0.42)
    z = 0.06 / math.hypot(0.05 / 1.959964, 0.06 / 1.959964)
    assert ks.vergelijk_metingen(een, twee) == pytest.approx(2 * scipy_stats.norm.sf(z), abs=1e-6)


def test_the_published_spread_of_real_municipalities_is_large() -> None:
    """Spiegelhalter: phi of ratios is the variance of z; half of z beyond its tails is drawn in to them."""
    z = np.array([-3.0, -1.0, -0.5, 0.0, 0.0, 0.5, 1.0, 2.0, 3.0, 30.0, 0.2])
    laag, hoog = np.quantile(z, [0.1, 0.9])
    assert ks.overdispersion(z) == pytest.approx(np.mean(np.clip(z, laag, hoog) ** 2))


def test_moments_of_a_ratio() -> None:
    """DerSimonian and Laird: Q = 12 on 5 areas with weights 10 20 30 40 50."""
    e = np.array([10.0, 20.0, 30.0, 40.0, 50.0])
    verwacht = (12 - 4) / (150 - (100 + 400 + 900 + 1600 + 2500) / 150)
    assert ks.between_variance(12 / 5, e) == pytest.approx(verwacht)


def test_weighted_displacement() -> None:
    een = demand(ks.weighted_displacement_difference(ks.VoorNa(20, 10), ks.VoorNa(20, 20)))
    assert (een.schatting, een.standaardfout, een.z) == pytest.approx((-10, 8.3666, -1.1952), abs=5e-5)
    assert (een.interval.laag, een.interval.hoog) == pytest.approx((-23.7618, 3.7618), abs=5e-5)


def test_half_of_the_design_effect_of_kish_is_lost() -> None:
    wegen = demand(ks.rake([np.repeat([0, 1], [80, 20])], [[0.5, 0.5]]))
    assert wegen.ontwerp == pytest.approx(np.mean(wegen.gewichten**2))
    assert wegen.ontwerp == pytest.approx(1.5625)


def test_a_forecast_in_a_year_that_began_is_the_gamma_posterior() -> None:
    """Gamma(shape r, rate r/m) seen for a part d with y incidents: r + y, r/m + d; the rest over 1 - d."""
    telling, inwoners = np.random.default_rng(1).poisson(50, (25, 9)).astype(float), np.full((25, 9), 1e4)
    blik = demand(ks.vooruitblik.vooruitblik(telling, inwoners, 1))
    m, r = float(blik.verwacht[0, 0]), float(blik.grootte[0, 0])
    trek = np.random.default_rng(2)
    niveau = trek.gamma(r + 30, 1 / (r / m + 0.5), 400_000)
    gemeten = float((30 + trek.poisson(niveau * 0.5) <= 55).mean())
    assert demand(ks.chance_this_year(blik, 30.0, 0.5, 55.0))[0] == pytest.approx(gemeten, abs=0.003)
    rest = demand(ks.rest_of_year(blik, 30.0, 0.5))
    komt = trek.poisson(niveau * 0.5)
    assert rest.verwacht[0, 0] == pytest.approx(komt.mean(), rel=0.01)
    assert rest.kwantiel(0.9)[0, 0] == pytest.approx(np.quantile(komt, 0.9), abs=1)
