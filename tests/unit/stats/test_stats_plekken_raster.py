import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.plekken import Kaart, Raster, Telling, kernel_density, laat_zien, raster_om, tel, zichtbaar

Rij = NDArray[np.float64]
COORDINAAT = st.floats(-7_000, 300_000)


def _raster(x: object, y: object, cel: float = 100) -> Raster:
    raster = raster_om(x, y, cel)  # type: ignore[arg-type]
    assert isinstance(raster, Raster)
    return raster


def _telling(x: object, y: object, cel: float = 100, raster: Raster | None = None) -> Telling:
    telling = tel(raster or _raster(x, y, cel), x, y)  # type: ignore[arg-type]
    assert isinstance(telling, Telling)
    return telling


def _kaart(telling: Telling, drempel: int, minstens_plaatsen: int = 2) -> Kaart:
    kaart = laat_zien(telling, drempel, minstens_plaatsen)
    assert isinstance(kaart, Kaart)
    return kaart


def _dichtheid(telling: Telling, bandbreedte: float, *, rand: bool = False) -> Rij:
    dichtheid = kernel_density(telling, bandbreedte, rand=rand)
    assert isinstance(dichtheid, np.ndarray)
    return dichtheid


def test_points_lie_in_the_cell_they_belong_to() -> None:
    telling = _telling([100.0, 199.9, 200.0, 100.0], [0.0, 99.9, 0.0, 100.0])
    assert telling.aantal.tolist() == [[2, 1], [1, 0]]
    assert telling.plaatsen.tolist() == [[2, 1], [1, 0]]
    assert [tuple(deel) for deel in zip(*telling.raster.midden([0, 3]), strict=True)] == [(150, 50), (250, 150)]


@given(st.lists(st.tuples(COORDINAAT, COORDINAAT), min_size=1, max_size=40), st.sampled_from([500.0, 1000.0, 2500.0]))
def test_every_point_is_counted_once_and_near_the_centre(punten: list[tuple[float, float]], cel: float) -> None:
    x, y = np.array(punten).T
    telling = _telling(x, y, cel)
    assert telling.aantal.sum() == len(punten)
    assert telling.buiten == 0
    mx, my = telling.raster.midden(telling.raster.nummer(x, y))
    assert max(np.abs(mx - x).max(), np.abs(my - y).max()) <= cel / 2 * (1 + 1e-9)


@given(st.integers(0, 2**32 - 1))
def test_the_order_of_points_does_not_matter_and_shifts_of_whole_cells_neither(zaad: int) -> None:
    rng = np.random.default_rng(zaad)
    x, y = rng.integers(0, 5000, (2, 60)).astype(float)
    anders = rng.permutation(60)
    np.testing.assert_array_equal(_telling(x, y).aantal, _telling(x[anders], y[anders]).aantal)
    np.testing.assert_array_equal(_telling(x, y).aantal, _telling(x + 700, y - 300).aantal)


def test_two_maps_have_the_same_cells() -> None:
    een, twee = _raster([130.0, 470.0], [10.0, 10.0]), _raster([250.0], [90.0])
    assert een.midden(een.nummer([250.0], [90.0])) == twee.midden([0])


def test_points_without_place_or_outside_are_counted_apart() -> None:
    x, y = np.array([50.0, np.nan, np.inf, 1e300, 50.0]), np.array([50.0, 50.0, 0.0, 0.0, -1.0])
    telling = _telling(x, y, raster=_raster([50.0], [50.0]))
    assert (telling.aantal.sum(), telling.buiten) == (1, 4)


@pytest.mark.parametrize(
    ("x", "y", "cel", "woord"),
    [
        ([], [], 100, "plaats"),
        ([np.nan], [1.0], 100, "plaats"),
        ([1.0, 2.0], [1.0], 100, "x en een y"),
        ([1.0], [1.0], 0, "zijde"),
        ([1.0], [1.0], np.nan, "zijde"),
        ([0.0, 1e12], [0.0, 1e12], 100, "uiteen"),
        ([0.0, 1e300], [0.0, 1e300], 1e-300, "te ver weg"),
    ],
)
def test_what_cannot_be_counted_is_refused(x: list[float], y: list[float], cel: float, woord: str) -> None:
    uitkomst = raster_om(x, y, cel)
    assert isinstance(uitkomst, Refused)
    assert woord in uitkomst.reason


def test_small_cells_and_cells_of_one_address_are_not_shown() -> None:
    rng = np.random.default_rng(1)
    druk = rng.uniform(0, 100, (2, 12))
    een_adres = np.full((2, 30), 350.0)
    klein = rng.uniform(600, 700, (2, 4))
    telling = _telling(*np.concatenate([druk, een_adres, klein], axis=1))
    kaart = _kaart(telling, 5)
    assert kaart.aantal.tolist() == [12]
    assert kaart.overig == 34
    assert sorted(_kaart(telling, 5, minstens_plaatsen=1).aantal) == [12, 30]
    assert isinstance(laat_zien(telling, 0), Refused)
    assert isinstance(laat_zien(telling, 5, 0), Refused)


@given(st.integers(1, 20), st.integers(0, 1000))
def test_no_shown_cell_is_below_the_threshold_and_nothing_gets_lost(drempel: int, zaad: int) -> None:
    telling = _telling(*np.random.default_rng(zaad).gamma(1, 300, (2, 200)))
    kaart = _kaart(telling, drempel)
    assert (kaart.aantal >= drempel).all()
    assert kaart.aantal.sum() + kaart.overig == 200


def test_a_surface_is_shown_only_where_enough_lies_around() -> None:
    telling = _telling([50.0, 250.0, 250.0, 2050.0], [50.0] * 4)
    mag = zichtbaar(telling, 3, straal=200)
    assert isinstance(mag, np.ndarray)
    assert np.flatnonzero(mag.ravel()).tolist() == [0, 1, 2]
    alleen = zichtbaar(telling, 2)
    assert isinstance(alleen, np.ndarray)
    assert np.flatnonzero(alleen.ravel()).tolist() == [2]
    assert isinstance(zichtbaar(telling, 3, straal=-1), Refused)


def test_density_of_one_incident_is_the_normal_curve() -> None:
    telling = _telling([2050.0, 50.0, 4050.0], [2050.0, 50.0, 4050.0])
    bron = np.zeros_like(telling.aantal)
    bron[20, 20] = 1
    dichtheid = _dichtheid(Telling(telling.raster, bron, bron, 0), 400)
    for afstand in (0, 200, 500, 1000):
        formule = 1e6 * np.exp(-(afstand**2) / (2 * 400**2)) / (2 * np.pi * 400**2)
        assert dichtheid[20, 20 + afstand // 100] == pytest.approx(formule, rel=0.015)


def test_density_is_that_of_a_sum_over_points() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(5000, 800, (2, 500))
    telling = _telling(x, y, 50)
    mx, my = telling.raster.midden(np.arange(telling.aantal.size))
    afstand2 = (mx[:, None] - x) ** 2 + (my[:, None] - y) ** 2
    direct = 1e6 * np.exp(-afstand2 / (2 * 300**2)).sum(axis=1) / (2 * np.pi * 300**2)
    np.testing.assert_allclose(_dichtheid(telling, 300).ravel(), direct, atol=0.015 * direct.max())


def test_a_narrow_bandwidth_gives_the_counts_and_a_wide_one_keeps_the_total() -> None:
    x, y = np.random.default_rng(2).uniform(0, 3000, (2, 300))
    telling = _telling(x, y)
    np.testing.assert_allclose(_dichtheid(telling, 1) * 0.01, telling.aantal, atol=1e-9)
    midden = _telling(np.r_[x + 10_000, 0.0, 23_000], np.r_[y + 10_000, 0.0, 23_000])
    binnen = midden.aantal.copy()
    binnen[0, 0] = binnen[-1, -1] = 0
    glad = _dichtheid(Telling(midden.raster, binnen, binnen, 0), 500)
    assert glad.sum() * 0.01 == pytest.approx(300, rel=1e-6)


def test_the_edge_can_be_made_up_for() -> None:
    telling = _telling(*np.array([(x, y) for x in range(50, 2000, 100) for y in range(50, 2000, 100)], float).T)
    np.testing.assert_allclose(_dichtheid(telling, 300, rand=True), 100)
    assert _dichtheid(telling, 300)[0, 0] == pytest.approx(25 * 1.21, rel=0.1)


@pytest.mark.parametrize("bandbreedte", [0, -1, np.nan, np.inf, 1e9])
def test_bandwidths_that_mean_nothing_are_refused(bandbreedte: float) -> None:
    assert isinstance(kernel_density(_telling([1.0], [1.0]), bandbreedte), Refused)


def test_one_cell_has_a_density() -> None:
    assert _dichtheid(_telling([1.0], [1.0]), 50)[0, 0] == pytest.approx(100 * 0.6827**2, rel=1e-3)
