import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.artefacten import (
    Artefacten,
    Soort,
    andere_registratie,
    een_melder,
    heel_gebied_leeg,
    leeg,
    nieuw_meldpunt,
    sprong_in_aandeel,
    verschuiving,
)

Matrix = NDArray[np.float64]


def _rustig(zaad: int = 1, gebieden: int = 60, perioden: int = 10, gemiddelde: float = 500.0) -> Matrix:
    rng = np.random.default_rng(zaad)
    niveau = gemiddelde * rng.lognormal(0, 0.5, (gebieden, 1))
    return rng.poisson(niveau * np.exp(0.08 * rng.normal(size=(gebieden, perioden)))).astype(float)


def _plekken(uitkomst: Artefacten | Refused) -> list[tuple[int, int]]:
    assert isinstance(uitkomst, tuple)
    return [(artefact.gebied, artefact.periode) for artefact in uitkomst]


def test_a_share_that_jumps() -> None:
    y = _rustig()
    assert _plekken(sprong_in_aandeel(y)) == []
    y[7, 5:] *= 3
    gevonden = sprong_in_aandeel(y)
    assert _plekken(gevonden) == [(7, 5)]
    assert isinstance(gevonden, tuple)
    assert gevonden[0].soort is Soort.SPRONG_IN_AANDEEL
    assert "keer zo groot in één stap" in gevonden[0].reden


def test_the_thresholds_of_a_jump() -> None:
    """Log 0.5 is a factor 1.65, and 300 the least: just above and just below, in a whole of a million."""
    geheel = [1e6, 1e6]
    assert _plekken(sprong_in_aandeel([[200, 331]], geheel)) == [(0, 1)]
    assert _plekken(sprong_in_aandeel([[200, 328]], geheel)) == []
    assert _plekken(sprong_in_aandeel([[100, 299]], geheel)) == []
    assert _plekken(sprong_in_aandeel([[300, 0]], geheel)) == [(0, 1)]
    assert _plekken(sprong_in_aandeel([[400, 800]], [1e6, 2e6])) == []


def test_a_gap_does_not_hide_a_jump() -> None:
    assert _plekken(sprong_in_aandeel([[400, np.nan, 900], [np.nan, 500, 510]], [1e6] * 3)) == [(0, 2)]


def test_a_zero_where_many_were_expected() -> None:
    gevonden = leeg([[0, 3, 0, np.nan]], [[40, 40, 10, 40]])
    assert _plekken(gevonden) == [(0, 0)]
    assert isinstance(gevonden, tuple)
    assert gevonden[0].reden == "Er staat 0, terwijl er ongeveer 40 te verwachten waren."


def test_a_whole_area_at_zero() -> None:
    y = np.stack([_rustig(2, 5, 8), _rustig(3, 5, 8)])
    y[:, 2, 6] = 0
    y[0, 3, 1] = 0  # one kind at zero is no missing area
    y[:, 4, :] = np.nan
    assert _plekken(heel_gebied_leeg(y)) == [(2, 6)]
    assert _plekken(heel_gebied_leeg(np.zeros((2, 3, 4)))) == []


def test_a_change_of_registration_moves_nearly_everybody_at_once() -> None:
    y = _rustig(4)
    assert _plekken(andere_registratie(y)) == []
    y[:, 6:] *= 1.5
    gevonden = andere_registratie(y)
    assert _plekken(gevonden) == [(-1, 6)]
    assert isinstance(gevonden, tuple)
    assert "omhoog, in" in gevonden[0].reden
    y = _rustig(4)
    y[:6, 6:] *= 12  # a few areas carry the step of the whole
    assert _plekken(andere_registratie(y)) == []


def test_what_always_moves_that_much_is_no_registration() -> None:
    y = _rustig(5) * np.exp(0.35 * np.cumsum([1, -1] * 5))
    assert _plekken(andere_registratie(y)) == []


def test_written_under_another_kind() -> None:
    y, andere = _rustig(6), _rustig(7, gemiddelde=1500.0)
    assert _plekken(verschuiving(y, andere)) == []
    over = np.round(0.6 * y[9, 4:])
    y[9, 4:] -= over
    andere[9, 4:] += over
    gevonden = verschuiving(y, andere)
    assert _plekken(gevonden) == [(9, 4)]
    assert isinstance(gevonden, tuple)
    assert gevonden[0].reden.startswith("Wat er hier af kwam, ging er bij de andere soort bij: ")
    los = _rustig(6)
    los[9, 4:] *= 0.4
    assert _plekken(verschuiving(los, _rustig(7, gemiddelde=1500.0))) == []


def test_a_new_reporting_desk() -> None:
    meldingen, misdrijven = _rustig(8, 40, 12, 120), _rustig(9, 40, 12, 400)
    assert _plekken(nieuw_meldpunt(meldingen, misdrijven)) == []
    meldingen[3, 7:] *= 2.5
    meldingen[5, 7] *= 4  # a peak passes
    meldingen[6, 7:] *= 2.5
    misdrijven[6, 7:] *= 2.5  # more really happened
    misdrijven[8, 7:] *= 0.3  # the reports did not move, the crime did
    gevonden = nieuw_meldpunt(meldingen, misdrijven)
    assert _plekken(gevonden) == [(3, 7)]
    assert isinstance(gevonden, tuple)
    assert gevonden[0].reden.startswith("Vanaf deze periode blijvend 2,")


def test_one_repeat_caller() -> None:
    gevonden = een_melder([90, 5, 3, 1, 1])
    assert isinstance(gevonden, tuple)
    assert gevonden[0].grootte == pytest.approx(0.9)
    assert gevonden[0].reden == "Eén melder deed 90 van de 100 meldingen; zonder die ene zijn het er 10."
    assert een_melder([2] * 50) == ()
    assert een_melder([9, 1]) == ()  # too few to say anything
    assert een_melder([100]) == ()  # one figure is no list of reporters
    assert een_melder([]) == ()


@settings(max_examples=60, deadline=None)
@given(arrays(float, (12, 7), elements=st.one_of(st.integers(0, 10**9), st.just(float("nan")))))
def test_anything_gives_an_answer(y: Matrix) -> None:
    e = np.where(np.isfinite(y), y, 20.0)
    for uitkomst in (sprong_in_aandeel(y), leeg(y, e), heel_gebied_leeg(y[None]), verschuiving(y, y[::-1])):
        assert isinstance(uitkomst, tuple)
        assert all(artefact.reden.endswith(".") and np.isfinite(artefact.grootte) for artefact in uitkomst)
    assert isinstance(nieuw_meldpunt(y, y[::-1]), tuple)


@pytest.mark.parametrize("slecht", [[[1.0, -2.0]], [[1.0, np.inf]], [[1.0]], [1.0, 2.0], np.empty((0, 4))])
def test_refused(slecht: object) -> None:
    assert isinstance(sprong_in_aandeel(slecht), Refused)  # type: ignore[arg-type]
    assert isinstance(leeg(slecht, slecht), Refused)  # type: ignore[arg-type]
    assert isinstance(andere_registratie(slecht), Refused)  # type: ignore[arg-type]
    assert isinstance(verschuiving(slecht, slecht), Refused)  # type: ignore[arg-type]
    assert isinstance(nieuw_meldpunt(slecht, slecht), Refused)  # type: ignore[arg-type]


def test_refused_when_tables_do_not_fit() -> None:
    goed = np.ones((3, 8))
    assert isinstance(sprong_in_aandeel(goed, [1.0]), Refused)
    assert isinstance(sprong_in_aandeel(goed, [np.nan] * 8), Refused)
    assert isinstance(leeg(goed, -goed), Refused)
    assert isinstance(verschuiving(goed, np.ones((2, 8))), Refused)
    assert isinstance(nieuw_meldpunt(goed[:, :4], goed[:, :4]), Refused)
    assert isinstance(andere_registratie(goed), Refused)
    assert isinstance(heel_gebied_leeg(goed), Refused)
    assert isinstance(een_melder([1.0, np.nan]), Refused)
