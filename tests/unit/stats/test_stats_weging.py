import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.weging import Weging, weigh_criteria

Matrix = NDArray[np.float64]
SCORES = arrays(np.float64, (5, 3), elements=st.integers(0, 20).map(float))


def _weeg(scores: object, gewichten: object, top: int = 1, **keuze: object) -> Weging:
    uitkomst = weigh_criteria(scores, gewichten, rng=np.random.default_rng(1), top=top, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Weging)
    return uitkomst


def test_without_opinion_on_weights_the_share_is_that_of_the_weight_space() -> None:
    """A is 1 better on the first criterion, B 3 on the second: A wins when w1 > 3 w2, so in a quarter of all mixes."""
    weging = _weeg([[4, 0], [3, 3]], [1, 1], vastheid=0, trekkingen=100_000)
    assert weging.kans_op_plaats[0, 0] == pytest.approx(0.25, abs=0.005)
    assert weging.gewicht_nodig[0, 0] == pytest.approx(0.75)


def test_uncertain_figures_give_the_normal_chance() -> None:
    """Difference 1, both with standard deviation 1: Phi(1 / sqrt 2) = 0,7602."""
    weging = _weeg([[1], [0]], [1], onzeker=1.0, trekkingen=100_000)
    assert weging.kans_in_top[0] == pytest.approx(0.7602, abs=0.005)


def test_three_themes_on_three_criteria_by_symmetry() -> None:
    weging = _weeg(np.eye(3), [1, 1, 1], vastheid=0, trekkingen=50_000)
    assert weging.kans_op_plaats == pytest.approx(np.full((3, 3), 1 / 3), abs=0.01)


@settings(max_examples=40, deadline=None)
@given(SCORES, st.integers(1, 4))
def test_shares_add_up_and_scale_does_not_matter(scores: Matrix, top: int) -> None:
    weging = _weeg(scores, [3, 2, 1], top, trekkingen=200)
    assert weging.kans_op_plaats.sum(axis=0) == pytest.approx(np.ones(5))
    assert weging.kans_op_plaats.sum(axis=1) == pytest.approx(np.ones(5))
    assert weging.kans_in_top.sum() == pytest.approx(top)
    assert sorted(weging.plaats) == [1, 2, 3, 4, 5]
    geschaald = _weeg(scores * 10 + 7, [30, 20, 10], top, trekkingen=200)
    assert (geschaald.plaats == weging.plaats).all()


@settings(max_examples=40, deadline=None)
@given(SCORES, st.integers(1, 4))
def test_what_would_have_to_change_is_just_enough(scores: Matrix, top: int) -> None:
    """Give a theme what it needs and a little more: it changes sides."""
    gewichten = np.array([0.5, 0.3, 0.2])
    weging = _weeg(scores, gewichten, top, trekkingen=100)
    for thema in range(5):
        erin = weging.plaats[thema] <= top
        for criterium in range(3):
            anders = scores.copy()
            anders[thema, criterium] += weging.score_nodig[thema, criterium] + (-1e-3 if erin else 1e-3)
            assert (_weeg(anders, gewichten, top, trekkingen=100).plaats[thema] <= top) != erin


def test_the_weight_that_makes_it_level_makes_it_level() -> None:
    scores = np.array([[5.0, 1, 2], [3, 4, 1], [1, 2, 6]])
    weging = _weeg(scores, [0.5, 0.3, 0.2])
    w = weging.gewicht_nodig[1, 1]
    nieuw = np.array([0.5, 0, 0.2]) / 0.7 * (1 - w) + np.array([0, w, 0])
    assert scores[1] @ nieuw == pytest.approx(scores[0] @ nieuw)


def test_a_dominated_theme_is_never_first_and_no_weight_helps() -> None:
    weging = _weeg([[5, 5], [4, 4]], [1, 1], vastheid=0)
    assert weging.kans_in_top.tolist() == [1, 0]
    assert np.isnan(weging.gewicht_nodig).all()
    assert weging.twijfel == ()


def test_all_equal_is_a_draw_and_doubt_is_named() -> None:
    weging = _weeg(np.full((4, 2), 3.0), [1, 1], 2, trekkingen=20_000)
    assert weging.kans_in_top == pytest.approx(np.full(4, 0.5), abs=0.02)
    assert weging.twijfel == (0, 1, 2, 3)


def test_surer_weights_make_surer_places_and_a_zero_weight_stays_zero() -> None:
    scores = [[4.0, 0, 9], [3, 2, 0]]
    los, vast = (_weeg(scores, [0.7, 0.3, 0], vastheid=zeker).kans_in_top[0] for zeker in (5, 500))
    assert 0.5 < los < vast
    assert _weeg(scores, [0, 1, 0]).kans_in_top.tolist() == [0, 1]


def test_many_themes_are_quick_and_repeatable() -> None:
    scores = np.random.default_rng(3).normal(size=(200, 8))
    een, twee = (_weeg(scores, np.ones(8), 10, onzeker=0.2, trekkingen=5_000) for _ in range(2))
    assert (een.kans_op_plaats == twee.kans_op_plaats).all()


@pytest.mark.parametrize(
    ("scores", "gewichten", "keuze"),
    [
        ([[1, 2]], [1, 1], {}),
        ([[1, 2], [3, 4]], [1], {}),
        ([[1, np.nan], [3, 4]], [1, 1], {}),
        ([[1, np.inf], [3, 4]], [1, 1], {}),
        ([[1, 2], [3, 4]], [0, 0], {}),
        ([[1, 2], [3, 4]], [-1, 2], {}),
        ([[1, 2], [3, 4]], [1, 1], {"top": 2}),
        ([[1, 2], [3, 4]], [1, 1], {"top": 0}),
        ([[1, 2], [3, 4]], [1, 1], {"onzeker": -1}),
        ([[1, 2], [3, 4]], [1, 1], {"onzeker": [1, 2, 3]}),
        ([[1, 2], [3, 4]], [1, 1], {"vastheid": np.inf}),
        ([[1, 2], [3, 4]], [1, 1], {"trekkingen": 1}),
    ],
)
def test_what_cannot_be_weighed_is_refused(scores: object, gewichten: object, keuze: dict[str, object]) -> None:
    keuze = {"top": 1, **keuze}
    uitkomst = weigh_criteria(scores, gewichten, rng=np.random.default_rng(1), **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Refused)
