"""The margin of any figure, and tests of a figure against a known level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kompas.base import GeenCijfer, Periode, Refused, Waarde
from kompas.stats.enquete import Meetpunt, vergelijk_met_niveau
from kompas.stats.tellingen import Interval, garwood, marge_van_telling, poisson_level_test, schaal_van_telling


def _waarde(getal: float | None = None, **velden: object) -> Waarde:
    reden = GeenCijfer.ONTBREEKT if getal is None else None
    return Waarde("x", Periode.jaar(2022), "", getal, reden, **velden)  # type: ignore[arg-type]


def _grenzen(interval: Interval | None) -> tuple[float, float] | None:
    return None if interval is None else (round(interval.laag, 4), round(interval.hoog, 4))


@pytest.mark.parametrize(
    ("waarde", "telling", "per", "verwacht"),
    [
        (_waarde(10), 10, None, (4.7954, 18.3904)),
        (_waarde(0), 0, None, (0, 3.6889)),
        (_waarde(1.0, noemer=10_000), 10, 1000, (0.4795, 1.839)),
        (_waarde(0.0, noemer=10_000), 0, 1000, (0, 0.3689)),
        (_waarde(0.0, noemer=10_000), 0, None, None),
        (_waarde(7.4, laag=7.3, hoog=7.5), 300, None, (7.3, 7.5)),
        (_waarde(7.4, laag=7.3), 300, None, None),
        (_waarde(7.4), None, None, None),
        (_waarde(2.5), 2.5, None, None),
        (_waarde(None), 10, None, None),
    ],
)
def test_the_margin_of_a_figure(
    waarde: Waarde, telling: float | None, per: float | None, verwacht: tuple[float, float] | None
) -> None:
    assert _grenzen(marge_van_telling(waarde, telling, per=per)) == verwacht


def test_the_scale_of_a_count() -> None:
    assert schaal_van_telling(_waarde(1.35), 153) == pytest.approx(1.35 / 153)
    assert schaal_van_telling(_waarde(0.0, noemer=0.0), 0, 1000) is None


@given(k=st.integers(0, 5_000), deel=st.floats(0.3, 3.0))
def test_the_level_test_is_garwood_turned_around(k: int, deel: float) -> None:
    niveau = (k + 1) * deel
    grenzen, p = garwood(k), poisson_level_test(k, niveau)
    assert not isinstance(grenzen, Refused)
    assert not isinstance(p, Refused)
    if abs(p - 0.05) > 1e-6:
        assert (p > 0.05) is (niveau in grenzen)


def test_level_test_known_answers() -> None:
    """The tails of scipy; counts of which half are worth as much as half the counts."""
    assert poisson_level_test(112, 90) == pytest.approx(2 * stats.poisson(90).sf(111))
    assert poisson_level_test(71, 90) == pytest.approx(2 * stats.poisson(90).cdf(71))
    assert poisson_level_test(112, 90, phi=2) == pytest.approx(2 * stats.poisson(45).sf(55))
    assert poisson_level_test(0, 0) == 1
    assert poisson_level_test(90, 90) == 1


def test_more_swings_make_a_level_harder_to_reject() -> None:
    p = [poisson_level_test(130, 90, phi=phi) for phi in (1.0, 1.5, 4.0, 20.0)]
    assert p == sorted(p)


@pytest.mark.parametrize(
    ("k", "niveau", "phi"), [(-1, 3, 1), (1.5, 3, 1), (3, -1, 1), (3, float("nan"), 1), (3, 3, 0.5)]
)
def test_a_strange_question_gets_a_reason(k: float, niveau: float, phi: float) -> None:
    assert isinstance(poisson_level_test(k, niveau, phi=phi), Refused)


@pytest.mark.parametrize(
    ("meting", "niveau", "p"),
    [
        (Meetpunt(7.5, 7.4, 7.6), 7.5, 1.0),
        (Meetpunt(7.5, 7.4, 7.6), 7.6, 0.05),
        (Meetpunt(7.5, 7.4, 7.6), 7.3, 0.0000886),
        (Meetpunt(4.2, 2.4, 7.1), 7.1, 0.05),
        (Meetpunt(4.2, 2.4, 7.1), 2.4, 0.05),
        (Meetpunt(7.5, 7.5, 7.5), 7.6, 0.0),
    ],
)
def test_a_survey_against_a_level(meting: Meetpunt, niveau: float, p: float) -> None:
    assert vergelijk_met_niveau(meting, niveau) == pytest.approx(p, abs=1e-6)


def test_a_strange_survey_gets_a_reason() -> None:
    assert isinstance(vergelijk_met_niveau(Meetpunt(7.5, 7.6, 7.7), 7), Refused)
    assert isinstance(vergelijk_met_niveau(Meetpunt(7.5, 7.4, 7.6), float("inf")), Refused)
