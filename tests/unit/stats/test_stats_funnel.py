from pathlib import Path

import numpy as np
import pytest
from bench.doelkans import lees
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from kompas.base import Refused, demand
from kompas.stats.funnel import Funnel, between_variance, funnel, funnel_limits, overdispersion


@pytest.mark.parametrize(
    ("verwacht", "grenzen"),
    [(10, (0.3775, 1.6160, 0.1221, 2.0662)), (100, (0.8037, 1.1958, 0.7007, 1.3180))],
)
def test_limits_are_those_of_the_literature(verwacht: float, grenzen: tuple[float, ...]) -> None:
    """Spiegelhalter (2005), interpolated exact limits at 2,5%, 97,5%, 0,1% and 99,9%."""
    berekend = [float(demand(funnel_limits(verwacht, kans))) for kans in (0.025, 0.975, 0.001, 0.999)]
    assert berekend == pytest.approx(grenzen, abs=5e-5)


@given(st.floats(0.5, 5000), st.sampled_from([0.001, 0.025]))
def test_limits_lie_around_one_and_narrow_with_size(verwacht: float, kans: float) -> None:
    onder, boven = (float(demand(funnel_limits(verwacht, deel))) for deel in (kans, 1 - kans))
    assert 0 <= onder < 1 < boven
    # An eighth of the size cannot have narrower limits; close by, the steps of whole counts show.
    assert float(demand(funnel_limits(verwacht / 8, 1 - kans))) > boven


def test_chance_alone_has_phi_one() -> None:
    z = np.random.default_rng(1).normal(size=(50, 342))
    assert demand(overdispersion(z, winsor=0)).mean() == pytest.approx(1, abs=0.02)
    assert demand(overdispersion(z)).mean() == pytest.approx(0.6786, abs=0.01)  # as published; the tails are drawn in
    y = np.random.default_rng(2).poisson(80, (50, 342))
    assert _funnel(y, np.full(y.shape, 80.0)).phi.mean() == pytest.approx(1, abs=0.04)


def test_phi_is_that_of_numpy_also_with_gaps() -> None:
    z = np.random.default_rng(1).normal(size=(5, 40))
    z[0, :7], z[1, 3] = np.nan, np.nan
    laag, hoog = np.nanquantile(z, [0.1, 0.9], axis=-1, keepdims=True)
    np.testing.assert_allclose(demand(overdispersion(z)), np.nanmean(np.clip(z, laag, hoog) ** 2, axis=-1))


def test_one_outlier_does_not_hide_itself() -> None:
    z = np.zeros(100)
    z[0] = 1000
    assert demand(overdispersion(z)) < 1


def _gebieden(tau: float, zaad: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(zaad)
    verwacht = rng.gamma(1.2, 150, 342) + 5
    return rng.poisson(verwacht * np.maximum(rng.normal(1, tau, 342), 0.05)).astype(float), verwacht


def _funnel(*argumenten: object, **opties: object) -> Funnel:
    uitkomst = funnel(*argumenten, **opties)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Funnel)
    return uitkomst


def test_ordinary_differences_are_no_signals_once_they_are_estimated() -> None:
    tellingen, verwacht = _gebieden(tau=0.3)
    buiten = {
        vorm: int(_funnel(tellingen, verwacht, vorm=vorm).buiten.sum())
        for vorm in ("geen", "multiplicatief", "additief")
    }
    assert buiten["geen"] > 50
    assert buiten["additief"] <= 10
    assert buiten["multiplicatief"] < buiten["geen"] / 5


def test_the_variance_between_areas_is_found_back() -> None:
    gevonden = [float(_funnel(*_gebieden(tau=0.3, zaad=zaad)).tau2) ** 0.5 for zaad in range(20)]
    assert np.mean(gevonden) == pytest.approx(0.3, abs=0.02)


def test_the_published_recipe_calls_ordinary_areas_different() -> None:
    """Drawing in the tails makes tau a third too small: the reason that it is no longer the default."""
    paren = [_gebieden(tau=0.3, zaad=zaad) for zaad in range(20)]
    letterlijk = [_funnel(*paar, letterlijk=True) for paar in paren]
    assert np.mean([float(f.tau2) ** 0.5 for f in letterlijk]) == pytest.approx(0.21, abs=0.03)
    assert np.mean([f.p < 0.05 for f in letterlijk]) > 0.1
    assert np.mean([_funnel(*paar).p < 0.05 for paar in paren]) < 0.07


@pytest.mark.parametrize("tau", [0.0, 0.2, 0.5])
@pytest.mark.parametrize(("vorm", "schaal"), [(1.2, 150), (0.8, 3)])
def test_p_is_no_smaller_than_it_says(tau: float, vorm: float, schaal: float) -> None:
    """Large and small counts; areas that differ as a gamma distribution, or by chance only."""
    rng = np.random.default_rng(5)
    verwacht = rng.gamma(vorm, schaal, 300) + 0.05
    niveau = rng.gamma(1 / tau**2, tau**2, (60, 300)) if tau else np.ones((60, 300))
    p = _funnel(rng.poisson(verwacht * niveau), np.broadcast_to(verwacht, niveau.shape)).p
    assert (p < 0.05).mean() < 0.06
    assert (p < 0.01).mean() < 0.014
    assert (p < 0.001).mean() < 0.003


def test_without_spread_p_is_exact() -> None:
    """Four where half of one was to be expected: P(X >= 4) = 0,00175, and not the 0,0000007 of a normal curve."""
    verwacht = np.full(20, 0.5)
    tellingen = np.where(np.arange(20) == 0, 4.0, np.arange(20) % 2)
    uitkomst = _funnel(tellingen, verwacht, vorm="geen")
    assert uitkomst.p[0] == pytest.approx(2 * poisson.sf(3, 0.5))
    assert uitkomst.p[1] == pytest.approx(min(1.0, 2 * poisson.sf(0, 0.5)))


@given(st.integers(0, 1000), st.sampled_from(["geen", "multiplicatief", "additief"]))
def test_outside_and_p_agree_but_for_the_steps_of_counts(zaad: int, vorm: str) -> None:
    tellingen, verwacht = _gebieden(0.2, zaad)
    uitkomst = _funnel(tellingen, verwacht, vorm=vorm, niveau=0.95)
    assert uitkomst.buiten[uitkomst.p < 0.05].all()  # p counts whole steps, the limits lie between them
    assert (uitkomst.p[uitkomst.buiten] < 0.12).all()


def test_words_about_real_municipalities_stay_within_what_p_promises(testdata: Path) -> None:
    """12 offences, 3 years: of all municipalities about 1 in 100 has p < 0,01; as published it was 1 in 40."""
    data = lees(
        testdata / "data/politie/47018NED_TypedDataSet_gemeenten.csv",
        testdata / "data/cbs/70072ned_TypedDataSet_inwoners.csv",
    )
    kolommen = [data.jaren.index(jaar) for jaar in (2015, 2019, 2023)]
    nu, eerder = [], []
    for tellingen in data.tellingen.values():
        y, n = tellingen[:, kolommen].T, data.inwoners[:, kolommen].T
        verwacht = n * (np.nansum(y, axis=1) / np.nansum(np.where(np.isnan(y), 0, n), axis=1))[:, None]
        nu.append(_funnel(y, verwacht).p)
        eerder.append(_funnel(y, verwacht, letterlijk=True).p)
    p, oud = np.concatenate(nu), np.concatenate(eerder)
    p, oud = p[np.isfinite(p)], oud[np.isfinite(oud)]
    assert 0.02 < (p < 0.05).mean() < 0.06
    assert (p < 0.01).mean() < 0.012
    assert (oud < 0.01).mean() > 0.02


def test_false_signals_are_as_rare_as_promised() -> None:
    rng = np.random.default_rng(7)
    verwacht = np.full((400, 100), 60.0)
    uitkomst = _funnel(rng.poisson(verwacht), verwacht, vorm="geen", niveau=0.95)
    assert uitkomst.buiten.mean() == pytest.approx(0.05, abs=0.012)


def test_rows_are_funnels_of_their_own() -> None:
    een, twee = _gebieden(0.2, 1), _gebieden(0.4, 2)
    samen = _funnel(np.stack([een[0], twee[0]]), np.stack([een[1], twee[1]]))
    np.testing.assert_allclose(samen.z[0], _funnel(*een).z)
    np.testing.assert_allclose(samen.hoog[1], _funnel(*twee).hoog)


def test_the_order_of_areas_does_not_matter() -> None:
    tellingen, verwacht = _gebieden(0.2)
    anders = np.random.default_rng(1).permutation(len(tellingen))
    np.testing.assert_allclose(_funnel(tellingen[anders], verwacht[anders]).z, _funnel(tellingen, verwacht).z[anders])


def test_an_area_without_a_figure_or_without_expectation_stays_out() -> None:
    tellingen, verwacht = _gebieden(0.2)
    tellingen[0], verwacht[1] = np.nan, 0.0
    uitkomst = _funnel(tellingen, verwacht)
    assert np.isnan(uitkomst.z[:2]).all()
    assert not uitkomst.buiten[:2].any()
    assert np.isfinite(uitkomst.z[2:]).all()


@pytest.mark.parametrize(
    ("tellingen", "verwacht", "niveau", "woord"),
    [
        (np.ones(5), np.ones(5), 0.95, "gebieden nodig"),
        (np.ones(20), np.zeros(20), 0.95, "bekend"),
        (np.full(20, np.nan), np.ones(20), 0.95, "bekend"),
        (np.full(20, np.inf), np.ones(20), 0.95, "gewone getallen"),
        (np.full(20, -1.0), np.ones(20), 0.95, "kleiner dan nul"),
        (np.ones(20), np.ones(20), 1.0, "tussen 0 en 1"),
    ],
)
def test_what_cannot_be_compared_is_refused(tellingen: object, verwacht: object, niveau: float, woord: str) -> None:
    uitkomst = funnel(tellingen, verwacht, niveau=niveau)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Refused)
    assert woord in uitkomst.reason


def test_equal_areas_give_no_variance() -> None:
    assert demand(between_variance(np.asarray(0.0), np.full(20, 50.0))) == 0
    assert not _funnel(np.full(20, 50.0), np.full(20, 50.0)).buiten.any()
