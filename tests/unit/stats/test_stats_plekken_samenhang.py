from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.plekken import (
    Buren,
    Gi,
    Kwadrant,
    LokaleMoran,
    buren_in_raster,
    buren_uit_paren,
    getis_ord,
    local_moran,
)

DESMITH = np.array([2.24, 3.1, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06])
DESMITH_PAREN = [(0, 1), (0, 3), (1, 4), (2, 3), (2, 6), (3, 4), (3, 7), (4, 5), (4, 8), (5, 9), (6, 7), (7, 8), (8, 9)]
DESMITH_I = [-0.114093, -0.199405, -0.133514, -0.517704, 0.48095, 0.122081, 1.191483, -0.581443, 0.071014, 0.343143]
ZES = np.array([2, 3, 3.2, 5, 8, 7])
ZES_PAREN = [(0, 1), (0, 3), (1, 3), (1, 4), (2, 4), (3, 4), (4, 5)]
GI = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
GI_STER = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def _paren(paren: object, aantal: int) -> Buren:
    buren = buren_uit_paren(paren, aantal)  # type: ignore[arg-type]
    assert isinstance(buren, Buren)
    return buren


def _raster(binnen: object, straal: int = 1) -> Buren:
    buren = buren_in_raster(np.asarray(binnen, dtype=bool), straal)
    assert isinstance(buren, Buren)
    return buren


def _gi(waarden: object, buren: Buren, **opties: object) -> Gi:
    gi = getis_ord(waarden, buren, **opties)  # type: ignore[arg-type]
    assert isinstance(gi, Gi)
    return gi


def _moran(waarden: object, buren: Buren, zaad: int = 1, herhalingen: int = 999) -> LokaleMoran:
    moran = local_moran(waarden, buren, rng=np.random.default_rng(zaad), herhalingen=herhalingen)  # type: ignore[arg-type]
    assert isinstance(moran, LokaleMoran)
    return moran


def test_gi_is_that_of_the_literature() -> None:
    np.testing.assert_allclose(_gi(ZES, _paren(ZES_PAREN, 6), ster=False).z, GI, atol=5e-8)
    np.testing.assert_allclose(_gi(ZES, _paren(ZES_PAREN, 6)).z, GI_STER, atol=5e-8)


def test_local_moran_is_that_of_the_literature() -> None:
    moran = _moran(DESMITH, _paren(DESMITH_PAREN, 10))
    np.testing.assert_allclose(moran.index, DESMITH_I, atol=5e-7)
    # esda numbers the quadrants 1 high-high, 2 low-high, 3 low-low, 4 high-low.
    assert (moran.kwadrant + 1).tolist() == [4, 4, 4, 2, 3, 3, 1, 4, 3, 3]
    assert list(Kwadrant)[moran.kwadrant[6]] is Kwadrant.HOOG_HOOG


def test_a_grid_gives_what_a_library_gives() -> None:
    """5 x 6 cells with queen contiguity: esda 2.9.0."""
    aantallen = [4, 4, 4, 2, 2, 6, 3, 4, 2, 5, 3, 4, 4, 1, 4, 4, 3, 7, 2, 2, 2, 0, 2, 4, 5, 3, 3, 3, 5, 1]
    buren = _raster(np.ones((5, 6)))
    gi, moran = _gi(aantallen, buren), _moran(aantallen, buren)
    np.testing.assert_allclose(gi.z[[0, 6, 10, 24, 29]], [0.67876812, 0.11934662, 1.71887542, -0.37449276, -0.37449276])
    np.testing.assert_allclose(
        moran.index[[0, 5, 11, 28]], [0.12534381, -0.31146038, 0.29246889, -0.93817944], atol=1e-8
    )


@given(st.integers(0, 10_000), st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_scale_and_order_do_not_matter(zaad: int, schaal: float, plus: float) -> None:
    rng = np.random.default_rng(zaad)
    x, anders = rng.normal(size=10), rng.permutation(10)
    buren = _paren(DESMITH_PAREN, 10)
    geschud = _paren(np.argsort(anders)[np.array(DESMITH_PAREN)], 10)
    for ster in (True, False):
        z = _gi(x, buren, ster=ster).z
        np.testing.assert_allclose(_gi(x * schaal + plus, buren, ster=ster).z, z, atol=1e-6)
        np.testing.assert_allclose(_gi(x[anders], geschud, ster=ster).z, z[anders], atol=1e-9)
        np.testing.assert_allclose(_gi(-x, buren, ster=ster).z, -z, atol=1e-9)


def test_neighbours_in_a_grid_are_within_reach_and_inside() -> None:
    binnen = np.array([[1, 1, 0], [1, 1, 1]], bool)
    buren = _raster(binnen)
    assert buren.graad.tolist() == [3, 4, 3, 4, 2]
    assert _raster(np.ones((9, 9)), 2).graad.reshape(9, 9)[4, 4] == 24
    assert _raster(np.ones((2, 2)), 10).graad.tolist() == [3, 3, 3, 3]


def test_permutations_give_the_chances_of_all_draws() -> None:
    """Each place, all sets of others of its size: what a million draws come to."""
    buren = _paren(DESMITH_PAREN, 10)
    p = _gi(DESMITH, buren, rng=np.random.default_rng(4), herhalingen=40_000).p
    for plek in range(10):
        rest, k = np.delete(DESMITH, plek), int(buren.graad[plek])
        sommen = np.array([sum(deel) for deel in combinations(rest, k)])
        eigen = buren.som(DESMITH)[plek]
        kleinste = min((sommen >= eigen - 1e-9).mean(), (sommen <= eigen + 1e-9).mean())
        assert p[plek] == pytest.approx(min(1, 2 * kleinste), abs=0.015)


def test_draws_from_many_places_are_fair_too() -> None:
    """A large grid draws in another way; an own value of great size must not be its own neighbour."""
    rng = np.random.default_rng(5)
    aantallen = rng.poisson(1.0, (40, 40)).astype(float)
    aantallen[20, 20] = 10_000
    p = _gi(aantallen.ravel(), _raster(np.ones((40, 40))), rng=rng, herhalingen=1999).p.reshape(40, 40)
    assert p[20, 20] > 0.05  # ordinary neighbours
    assert p[20, 21] < 0.02  # beside the outlier


def test_chance_gives_as_many_false_alarms_as_promised() -> None:
    rng = np.random.default_rng(6)
    buren = _raster(np.ones((60, 60)))
    aantallen = rng.poisson(rng.gamma(0.5, 4, 3600)).astype(float)
    eigen = _gi(aantallen, buren, rng=rng, herhalingen=999).p
    assert (eigen <= 0.05).mean() == pytest.approx(0.04, abs=0.015)
    moran = _moran(aantallen, buren)
    assert (moran.p <= 0.05).mean() == pytest.approx(0.04, abs=0.015)


def test_a_hot_spot_is_found() -> None:
    aantallen = np.random.default_rng(7).poisson(2.0, (30, 30)).astype(float)
    aantallen[10:14, 20:24] += 8
    buren = _raster(np.ones((30, 30)))
    gi = _gi(aantallen.ravel(), buren, rng=np.random.default_rng(8), herhalingen=1999)
    heet = ((gi.p <= 0.002) & (gi.z > 0)).reshape(30, 30)
    assert heet[11:13, 21:23].all()
    assert heet.sum() <= 40
    moran = _moran(aantallen.ravel(), buren)
    assert moran.kwadrant.reshape(30, 30)[11, 21] == 0
    assert moran.p.reshape(30, 30)[11, 21] < 0.01


def test_a_place_without_neighbours_has_no_index() -> None:
    buren = _paren([(0, 1), (1, 2)], 4)
    moran = _moran([1.0, 2.0, 5.0, 4.0], buren)
    assert np.isnan(moran.index[3])
    assert np.isnan(moran.p[3])
    assert moran.kwadrant[3] == 4
    assert np.isfinite(_gi([1.0, 2.0, 5.0, 4.0], buren).z[3])
    assert np.isnan(_gi([1.0, 2.0, 5.0, 4.0], buren, ster=False).z[3])


def test_when_everyone_is_a_neighbour_there_is_nothing_to_compare() -> None:
    allen = _paren(list(combinations(range(5), 2)), 5)
    gi = _gi([1.0, 2.0, 5.0, 4.0, 9.0], allen, rng=np.random.default_rng(1), herhalingen=99)
    assert np.isnan(gi.z).all()
    assert np.isnan(gi.p).all()


@pytest.mark.parametrize(
    ("waarden", "woord"),
    [
        ([1.0, np.nan, 2.0], "laat plekken zonder getal weg"),
        ([1.0, 1.0, 1.0], "niet alle"),
        ([0.0, 0.0, 0.0], "niet alle"),
        ([1.0, 2.0], "precies een getal"),
        ([1.0, 2.0, 1e200], "te groot"),
    ],
)
def test_values_that_cannot_be_used_are_refused(waarden: list[float], woord: str) -> None:
    buren = _paren([(0, 1), (1, 2)], 3)
    for uitkomst in (getis_ord(waarden, buren), local_moran(waarden, buren, rng=np.random.default_rng(1))):
        assert isinstance(uitkomst, Refused)
        assert woord in uitkomst.reason


@pytest.mark.parametrize("paren", [[(0, 0)], [(0, 3)], [(-1, 0)], [0, 1, 2]])
def test_neighbours_that_do_not_exist_are_refused(paren: object) -> None:
    assert isinstance(buren_uit_paren(paren, 3), Refused)  # type: ignore[arg-type]


def test_other_requests_that_cannot_be_met_are_refused() -> None:
    assert isinstance(buren_uit_paren([], 0), Refused)
    assert isinstance(buren_in_raster(np.zeros((2, 2), bool)), Refused)
    assert isinstance(buren_in_raster(np.ones((2, 2), bool), 0), Refused)
    assert isinstance(getis_ord(ZES, _paren(ZES_PAREN, 6), herhalingen=10), Refused)
    assert isinstance(local_moran(ZES, _paren(ZES_PAREN, 6), rng=np.random.default_rng(1), herhalingen=10**7), Refused)
