"""Periods that are moved and added up, against plain counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Periode
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden

MAANDEN = st.integers(0, 1200)
EERSTE, AANTAL = 2015 * 12, 72
GETALLEN = [plek * plek * 7 % 41 for plek in range(AANTAL)]


def periode(begin: int, lengte: int) -> Periode:
    """A run of months; `begin` counts months from the year 0."""
    eind = begin + lengte - 1
    return Periode(Periode.maand(begin // 12, begin % 12 + 1).begin, Periode.maand(eind // 12, eind % 12 + 1).eind)


@given(MAANDEN, st.integers(1, 60), st.integers(0, 240))
def test_moving_keeps_the_length(begin: int, lengte: int, terug: int) -> None:
    nu = periode(1900 * 12 + begin, lengte)
    eerder = nu.eerder(terug)
    assert eerder.maanden == nu.maanden == lengte
    assert eerder == periode(1900 * 12 + begin - terug, lengte)
    assert eerder.eerder(0) == eerder
    assert nu.eerder(terug).eerder(12) == nu.eerder(terug + 12)


@given(MAANDEN, st.integers(1, 60), st.integers(1, 60))
def test_the_last_months_end_with_the_period(begin: int, lengte: int, aantal: int) -> None:
    nu = periode(1900 * 12 + begin, lengte)
    laatste = nu.laatste(aantal)
    assert (laatste.eind, laatste.maanden) == (nu.eind, aantal)
    assert Periode.lees(laatste.code) == laatste


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_twelve_months_are_the_last_twelve(jaar: int, maand: int) -> None:
    assert Periode.maand(jaar, maand).laatste(12) == Periode.twaalf_maanden(jaar, maand)


@pytest.fixture(scope="module")
def cijfers(tmp_path_factory: pytest.TempPathFactory) -> Cijfers:
    map_ = tmp_path_factory.mktemp("kalender")
    regels = [
        f"1.1.1,GM1783,{(EERSTE + n) // 12}MM{(EERSTE + n) % 12 + 1:02},{getal}" for n, getal in enumerate(GETALLEN)
    ]
    kop = "SoortMisdrijf,WijkenEnBuurten,Perioden,GeregistreerdeMisdrijven_1"
    (map_ / "m.csv").write_text("\n".join([kop, *regels, ""]))
    lees_bestanden(map_ / "c", [map_ / "m.csv"])
    return open_cijfers(map_ / "c")


@given(st.integers(-12, AANTAL), st.integers(1, 12))
def test_a_run_of_months_is_their_sum_or_nothing(cijfers: Cijfers, begin: int, lengte: int) -> None:
    waarde = cijfers.waarde("woninginbraak", "GM1783", periode(EERSTE + begin, lengte))
    binnen = begin >= 0 and begin + lengte <= AANTAL
    assert waarde.getal == (sum(GETALLEN[begin : begin + lengte]) if binnen else None)


@given(st.integers(0, AANTAL - 12), st.integers(1, 6))
def test_several_times_twelve_months_is_the_average_per_year(cijfers: Cijfers, begin: int, jaren: int) -> None:
    maanden = GETALLEN[begin : begin + 12 * jaren]
    waarde = cijfers.waarde("woninginbraak", "GM1783", periode(EERSTE + begin, 12 * jaren))
    if len(maanden) < 12 * jaren:
        assert waarde.getal is None
        return
    assert waarde.getal == pytest.approx(sum(maanden) / jaren)
    assert waarde.telling == sum(maanden)


@given(st.integers(11, AANTAL - 1))
def test_the_rolling_indicator_is_the_rolling_sum(cijfers: Cijfers, plek: int) -> None:
    maand = periode(EERSTE + plek, 1)
    waarde = cijfers.waarde("woninginbraak-12-maanden", "GM1783", maand)
    assert waarde.getal == sum(GETALLEN[plek - 11 : plek + 1])
    assert waarde.periode == maand
    assert len(cijfers.verklaar("woninginbraak-12-maanden", "GM1783", maand).delen) == 12


@given(st.integers(24, AANTAL - 1))
def test_change_against_a_year_ago(cijfers: Cijfers, plek: int) -> None:
    waarde = cijfers.waarde("woninginbraak-verandering", "GM1783", periode(EERSTE + plek, 1))
    toen = GETALLEN[plek - 12]
    verwacht = None if toen == 0 else pytest.approx((GETALLEN[plek] - toen) / toen * 100)
    assert waarde.getal == verwacht


def test_months_with_a_figure(cijfers: Cijfers) -> None:
    assert len(cijfers.maanden("woninginbraak", "GM1783")) == AANTAL
    assert cijfers.perioden("woninginbraak", "GM1783")[0] == Periode.maand(2015, 1)
    assert cijfers.jaren("woninginbraak", "GM1783") == tuple(range(2015, 2021))
