import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kompas.base import Refused
from kompas.stats.rangorde import Rangorde, rangorde, rangorde_van_metingen, zekere_plaatsen


def _rng(zaad: int = 1) -> np.random.Generator:
    return np.random.default_rng(zaad)


def _plaatsen(tellingen: object, omvang: object, **keuze: object) -> Rangorde:
    uitkomst = rangorde(tellingen, omvang, rng=_rng(), **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Rangorde)
    return uitkomst


def test_areas_far_apart_have_one_place() -> None:
    plaatsen = _plaatsen([100, 900, 4000], [1.0, 1.0, 1.0])
    assert plaatsen.verwacht.tolist() == [3, 2, 1]
    assert (plaatsen.laag == plaatsen.hoog).all()
    assert plaatsen.kans_bij_hoogste(1).tolist() == [0, 0, 1]
    assert plaatsen.kans_bij_hoogste(2).tolist() == [0, 1, 1]
    zeker = zekere_plaatsen([100, 900, 4000], [1.0, 1.0, 1.0])
    assert not isinstance(zeker, Refused)
    assert zeker[0].tolist() == zeker[1].tolist() == [3, 2, 1]


def test_equal_areas_share_all_places() -> None:
    plaatsen = _plaatsen([5] * 20, [100.0] * 20)
    assert plaatsen.verwacht == pytest.approx(10.5, abs=0.6)
    assert (plaatsen.laag <= 2).all()
    assert (plaatsen.hoog >= 19).all()
    zeker = zekere_plaatsen([5] * 20, [100.0] * 20)
    assert not isinstance(zeker, Refused)
    assert zeker[0].tolist() == [1] * 20
    assert zeker[1].tolist() == [20] * 20


def test_true_places_lie_within_their_bounds() -> None:
    """80 worlds of 60 areas: nine of ten true places lie within the bounds of 90%, which are not all places."""
    rng = _rng(3)
    raak, breedte = [], []
    for _ in range(80):
        omvang = rng.lognormal(10, 1, 60)
        tempo = rng.gamma(8, 0.004 / 8, 60)
        echt = 60 - np.argsort(np.argsort(tempo))
        uitkomst = rangorde(rng.poisson(omvang * tempo), omvang, rng=rng, niveau=0.9, trekkingen=400)
        assert isinstance(uitkomst, Rangorde)
        raak.append(((uitkomst.laag <= echt) & (echt <= uitkomst.hoog)).mean())
        breedte.append((uitkomst.hoog - uitkomst.laag).mean())
    assert 0.88 < np.mean(raak) < 0.93
    assert 10 < np.mean(breedte) < 35


def test_all_true_places_together_lie_within_the_certain_bounds() -> None:
    rng, alle = _rng(4), []
    for _ in range(300):
        omvang = rng.lognormal(10, 1, 40)
        tempo = rng.gamma(4, 0.004 / 4, 40)
        echt = 40 - np.argsort(np.argsort(tempo))
        grenzen = zekere_plaatsen(rng.poisson(omvang * tempo), omvang, niveau=0.9)
        assert not isinstance(grenzen, Refused)
        alle.append(((grenzen[0] <= echt) & (echt <= grenzen[1])).all())
    assert np.mean(alle) >= 0.9


def test_counts_that_move_more_than_chance_have_wider_bounds() -> None:
    tellingen, omvang = _rng(5).poisson(80 * np.linspace(0.5, 2, 30)), np.full(30, 1000.0)
    smal, breed = _plaatsen(tellingen, omvang), _plaatsen(tellingen, omvang, phi=8.0)
    assert (breed.hoog - breed.laag).mean() > 1.5 * (smal.hoog - smal.laag).mean()


def test_a_missing_area_has_no_place() -> None:
    plaatsen = _plaatsen([3, np.nan, 90], [10.0, 10.0, 10.0])
    assert plaatsen.verwacht[[0, 2]].tolist() == [2, 1]
    assert np.isnan(plaatsen.verwacht[1])
    assert np.isnan(plaatsen.kans_bij_hoogste(1)[1])
    zeker = zekere_plaatsen([3, np.nan, 90], [10.0, 10.0, 10.0])
    assert not isinstance(zeker, Refused)
    assert zeker[0].tolist()[::2] == [2, 1]
    assert np.isnan(zeker[1][1])


@settings(max_examples=40, deadline=None)
@given(arrays(float, st.integers(2, 12), elements=st.integers(0, 10**9)), st.floats(1e-3, 1e6))
def test_any_counts_give_places_that_add_up(tellingen: np.ndarray, schaal: float) -> None:  # type: ignore[type-arg]
    aantal = len(tellingen)
    plaatsen = _plaatsen(tellingen, np.full(aantal, schaal), trekkingen=100)
    assert plaatsen.verwacht.sum() == pytest.approx(aantal * (aantal + 1) / 2)
    assert plaatsen.kop[:, -1] == pytest.approx(1)
    assert plaatsen.kop.sum(axis=0) == pytest.approx(np.arange(1, aantal + 1))
    assert (plaatsen.laag <= plaatsen.hoog).all()


def test_surveys_with_margins_have_places_too() -> None:
    uitkomst = rangorde_van_metingen([7.0, 7.5, 7.6, np.nan], [0.02, 0.1, 0.1, 0.1], rng=_rng())
    assert isinstance(uitkomst, Rangorde)
    assert uitkomst.laag[0] == uitkomst.hoog[0] == 3
    assert uitkomst.hoog[1] == 2
    assert uitkomst.kans_bij_hoogste(1)[2] > uitkomst.kans_bij_hoogste(1)[1] > 0.1
    assert np.isnan(uitkomst.laag[3])


def test_surveys_below_zero_and_without_difference() -> None:
    uitkomst = rangorde_van_metingen([-1.0, -1.0, -1.0], [0.5, 0.5, 0.5], rng=_rng())
    assert isinstance(uitkomst, Rangorde)
    assert uitkomst.laag.tolist() == [1, 1, 1]
    assert uitkomst.hoog.tolist() == [3, 3, 3]


@pytest.mark.parametrize(
    ("tellingen", "omvang", "phi", "niveau"),
    [
        ([1], [1], 1, 0.9),
        ([1, np.nan], [1, 1], 1, 0.9),
        ([1, -2], [1, 1], 1, 0.9),
        ([1, 2], [1, 0], 1, 0.9),
        ([1, np.inf], [1, 1], 1, 0.9),
        ([1, 2], [1, 1], 0.5, 0.9),
        ([1, 2], [1, 1], 1, 1.0),
        ([[1, 2]], [[1, 1]], 1, 0.9),
    ],
)
def test_what_has_no_order_is_refused(tellingen: object, omvang: object, phi: float, niveau: float) -> None:
    assert isinstance(rangorde(tellingen, omvang, rng=_rng(), phi=phi, niveau=niveau), Refused)  # type: ignore[arg-type]
    assert isinstance(zekere_plaatsen(tellingen, omvang, phi=phi, niveau=niveau), Refused)  # type: ignore[arg-type]


def test_too_few_draws_are_refused() -> None:
    assert isinstance(rangorde([1, 2], [1, 1], rng=_rng(), trekkingen=3), Refused)
