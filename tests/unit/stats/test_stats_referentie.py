import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.referentie import Referentiegroep, vergelijkbare_gemeenten

NAMEN = ("inwoners", "stedelijkheid", "inkomen", "jongeren")


def _groep(kenmerken: object, gemeente: int = 0, **keuze: object) -> Referentiegroep:
    uitkomst = vergelijkbare_gemeenten(kenmerken, NAMEN, gemeente, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Referentiegroep)
    return uitkomst


def _tabel(zaad: int = 1, aantal: int = 80) -> NDArray[np.float64]:
    return np.random.default_rng(zaad).lognormal(3, 0.5, (aantal, 4))


def test_by_hand() -> None:
    """Differences of 1 at a standard deviation of 0.5, twice in the last row."""
    x = np.zeros((4, 4))
    x[1, 0] = 1.0
    x[2, 1] = 1.0
    x[3, :2] = 1.0
    groep = _groep(x, aantal=3)
    assert [lid.gebied for lid in groep.leden] == [1, 2, 3]
    assert [lid.afstand for lid in groep.leden] == pytest.approx([2.0, 2.0, 8**0.5])
    assert groep.leden[0].delen == (1.0, 0.0, 0.0, 0.0)
    assert groep.leden[2].delen == (0.5, 0.5, 0.0, 0.0)
    assert groep.zonder_verschil == ("inkomen", "jongeren")
    assert groep.uitleg(groep.leden[2]) == "Het verschil zit het meest in inwoners (50%) en stedelijkheid (50%)."


def test_the_parts_of_a_distance_add_up_and_near_comes_first() -> None:
    groep = _groep(_tabel())
    assert len(groep.leden) == 10
    afstanden = [lid.afstand for lid in groep.leden]
    assert afstanden == sorted(afstanden)
    assert all(sum(lid.delen) == pytest.approx(1) for lid in groep.leden)
    assert 0 not in {lid.gebied for lid in groep.leden}


@given(st.integers(0, 50), st.floats(0.01, 1000), st.floats(-100, 100))
def test_units_do_not_matter(zaad: int, schaal: float, nul: float) -> None:
    x = _tabel(zaad, 30)
    anders = x * [schaal, 1, 1, 1] + [0, nul, 0, 0]
    assert [lid.gebied for lid in _groep(x).leden] == [lid.gebied for lid in _groep(anders).leden]


def test_ratios_compare_size() -> None:
    x = _tabel()
    x[:, 0] = np.geomspace(1e4, 1e6, 80)
    groep = _groep(x, 40, gewichten=[1, 1e-9, 0, 0], logaritmisch=("inwoners",), aantal=4)
    assert {lid.gebied for lid in groep.leden} == {38, 39, 41, 42}


def test_a_group_that_hangs_on_one_characteristic_says_so() -> None:
    x = np.random.default_rng(2).normal(size=(300, 4))
    x[:20, 0] += 30
    x[0] = x[:20].mean(axis=0)
    stabiel = _groep(np.column_stack([x[:, 0]] * 4), 0)
    assert stabiel.stabiel
    assert stabiel.waarschuwing() == ""
    assert all(lid.blijft == 1 for lid in stabiel.leden)
    hangt = _groep(x, 0)
    assert not hangt.stabiel
    assert hangt.stabiliteit[0] == min(hangt.stabiliteit)
    assert hangt.waarschuwing().startswith("Deze groep hangt sterk af van inwoners: zonder dat kenmerk zijn ")


def test_a_municipality_without_a_figure_is_left_out_by_name() -> None:
    x = _tabel()
    naaste = _groep(x).leden[0].gebied
    x[naaste, 2] = np.nan
    groep = _groep(x)
    assert groep.zonder_gegevens == (naaste,)
    assert naaste not in {lid.gebied for lid in groep.leden}


def test_all_equal() -> None:
    groep = _groep(np.ones((12, 4)))
    assert [lid.afstand for lid in groep.leden] == [0.0] * 10
    assert groep.uitleg(groep.leden[0]) == "Gelijk op alle kenmerken."
    assert groep.zonder_verschil == NAMEN


@pytest.mark.parametrize(
    ("verander", "keuze", "reden"),
    [
        ({}, {"gemeente": 99}, "staat niet in de tabel"),
        ({(0, 1): np.nan}, {}, "ontbreekt: stedelijkheid"),
        ({}, {"gewichten": [1, 0, 0, 0]}, "gewicht"),
        ({}, {"gewichten": [1, -1, 2, 2]}, "gewicht"),
        ({(3, 0): 0.0}, {"logaritmisch": ("inwoners",)}, "verhouding"),
        ({}, {"logaritmisch": ("lengte",)}, "verhouding"),
        ({}, {"aantal": 80}, "gevraagd zijn er 80"),
        ({}, {"aantal": 0}, "gevraagd zijn er 0"),
    ],
)
def test_refused_with_the_reason(verander: dict[tuple[int, int], float], keuze: dict[str, object], reden: str) -> None:
    x = _tabel()
    for plek, waarde in verander.items():
        x[plek] = waarde
    uitkomst = vergelijkbare_gemeenten(x, NAMEN, **{"gemeente": 0} | keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Refused)
    assert reden in uitkomst.reason


def test_one_characteristic_is_no_group() -> None:
    assert isinstance(vergelijkbare_gemeenten([[1.0], [2.0]], ["inwoners"], 0), Refused)
