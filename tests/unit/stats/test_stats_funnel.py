import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.funnel import Funnel, between_variance, funnel, funnel_limits, overdispersion


@pytest.mark.parametrize(
    ("verwacht", "grenzen"),
    [(10, (0.3775, 1.6160, 0.1221, 2.0662)), (100, (0.8037, 1.1958, 0.7007, 1.3180))],
)
def test_limits_are_those_of_the_literature(verwacht: float, grenzen: tuple[float, ...]) -> None:
    """Spiegelhalter (2005), interpolated exact limits at 2,5%, 97,5%, 0,1% and 99,9%."""
    berekend = [float(funnel_limits(verwacht, kans)) for kans in (0.025, 0.975, 0.001, 0.999)]
    assert berekend == pytest.approx(grenzen, abs=5e-5)


@given(st.floats(0.5, 5000), st.sampled_from([0.001, 0.025]))
def test_limits_lie_around_one_and_narrow_with_size(verwacht: float, kans: float) -> None:
    onder, boven = float(funnel_limits(verwacht, kans)), float(funnel_limits(verwacht, 1 - kans))
    assert 0 <= onder < 1 < boven
    # An eighth of the size cannot have narrower limits; close by, the steps of whole counts show.
    assert float(funnel_limits(verwacht / 8, 1 - kans)) > boven


def test_chance_alone_has_phi_one() -> None:
    z = np.random.default_rng(1).normal(size=(50, 342))
    assert overdispersion(z, winsor=0).mean() == pytest.approx(1, abs=0.02)
    assert 0.6 < overdispersion(z).mean() < 0.8  # drawing in the tails makes it smaller, and so careful


def test_one_outlier_does_not_hide_itself() -> None:
    z = np.zeros(100)
    z[0] = 1000
    assert overdispersion(z) < 1


def _gebieden(tau: float, zaad: int = 3) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
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
    assert np.mean(gevonden) == pytest.approx(0.21, abs=0.03)  # low, because of the drawn-in tails


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
        (np.full(20, -1.0), np.ones(20), 0.95, "kleiner dan nul"),
        (np.ones(20), np.ones(20), 1.0, "tussen 0 en 1"),
    ],
)
def test_what_cannot_be_compared_is_refused(tellingen: object, verwacht: object, niveau: float, woord: str) -> None:
    uitkomst = funnel(tellingen, verwacht, niveau=niveau)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Refused)
    assert woord in uitkomst.reason


def test_equal_areas_give_no_variance() -> None:
    assert between_variance(np.asarray(0.0), np.full(20, 50.0)) == 0
    assert not _funnel(np.full(20, 50.0), np.full(20, 50.0)).buiten.any()
