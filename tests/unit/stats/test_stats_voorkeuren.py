import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.voorkeuren import Gewogen, Punten, Sterkte, bradley_terry, points_division, rake

Matrix = NDArray[np.float64]

HONKBAL = np.array(
    [
        [0, 7, 9, 7, 7, 9, 11],
        [6, 0, 7, 5, 11, 9, 9],
        [4, 6, 0, 7, 7, 8, 12],
        [6, 8, 6, 0, 6, 7, 10],
        [6, 2, 6, 7, 0, 7, 12],
        [4, 4, 5, 6, 6, 0, 6],
        [2, 4, 1, 3, 1, 7, 0],
    ]
)
"""Agresti, Categorical Data Analysis: the American League of 1987."""


def _sterkte(gewonnen: object, **keuze: float) -> Sterkte:
    uitkomst = bradley_terry(gewonnen, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Sterkte)
    return uitkomst


def _punten(punten: object, top: int = 1, **keuze: object) -> Punten:
    uitkomst = points_division(punten, rng=np.random.default_rng(1), top=top, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Punten)
    return uitkomst


def _raak(*kenmerken: tuple[object, object], grootste: float = 1e6) -> Gewogen:
    uitkomst = rake([k for k, _ in kenmerken], [b for _, b in kenmerken], grootste=grootste)  # type: ignore[misc]
    assert isinstance(uitkomst, Gewogen)
    return uitkomst


def test_the_league_of_agresti() -> None:
    """Against Baltimore: Milwaukee 1,58, Detroit 1,44, Toronto 1,29, New York 1,25, Boston 1,11, Cleveland 0,68."""
    uitslag = _sterkte(HONKBAL)
    tegen_laatste = uitslag.sterkte - uitslag.sterkte[-1]
    assert tegen_laatste == pytest.approx([1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0], abs=0.001)


def test_two_themes_give_the_log_odds() -> None:
    uitslag = _sterkte([[0, 30], [10, 0]])
    assert uitslag.sterkte[0] - uitslag.sterkte[1] == pytest.approx(np.log(3))
    assert uitslag.kans(0, 1) == pytest.approx(0.75)
    # The error of the difference is sqrt(1/30 + 1/10); half of it on each side of the mean.
    assert uitslag.fout[0] == pytest.approx(np.sqrt(1 / 30 + 1 / 10) / 2)


@settings(max_examples=50, deadline=None)
@given(arrays(np.int64, (5, 5), elements=st.integers(1, 50)), st.permutations(range(5)))
def test_order_turn_and_more_of_the_same(gewonnen: NDArray[np.int64], volgorde: list[int]) -> None:
    gewoon = _sterkte(gewonnen)
    assert _sterkte(gewonnen[np.ix_(volgorde, volgorde)]).sterkte == pytest.approx(gewoon.sterkte[volgorde], abs=1e-6)
    assert _sterkte(gewonnen.T).sterkte == pytest.approx(-gewoon.sterkte, abs=1e-6)
    vaker = _sterkte(gewonnen * 4)
    assert vaker.sterkte == pytest.approx(gewoon.sterkte, abs=1e-6)
    assert vaker.fout == pytest.approx(gewoon.fout / 2, abs=1e-6)


def test_known_strengths_come_back_with_their_errors() -> None:
    rng = np.random.default_rng(5)
    waar = np.array([1.0, 0.4, 0.0, -0.4, -1.0])
    kans = 1 / (1 + np.exp(waar[None, :] - waar[:, None]))
    erin, schattingen = 0, []
    for _ in range(300):
        boven = np.triu(rng.binomial(30, kans), 1)
        gewonnen = boven + np.tril(30 - boven.T, -1)
        uitslag = _sterkte(gewonnen)
        schattingen.append(uitslag.sterkte)
        erin += np.sum(np.abs(uitslag.sterkte - waar) < 1.96 * uitslag.fout)
    assert np.mean(schattingen, axis=0) == pytest.approx(waar, abs=0.05)
    assert erin / 1500 == pytest.approx(0.95, abs=0.02)


def test_who_won_everything_has_no_strength_unless_a_draw_is_added() -> None:
    gewonnen = [[0, 5, 5], [0, 0, 3], [0, 2, 0]]
    geweigerd = bradley_terry(gewonnen)
    assert isinstance(geweigerd, Refused)
    assert "won alles" in geweigerd.reason
    assert _sterkte(gewonnen, gelijkspel=1.0).sterkte.argmax() == 0
    assert isinstance(bradley_terry([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]), Refused)


def test_far_apart_still_converges() -> None:
    uitslag = _sterkte([[0, 1e6, 1e6], [1, 0, 1e6], [1, 1, 0]])
    assert np.isfinite(uitslag.sterkte).all()
    assert (np.diff(uitslag.sterkte) < 0).all()


@pytest.mark.parametrize("fout", [[[0]], [[0, 1]], [[0, -1], [1, 0]], [[0, np.nan], [1, 0]], [[0, 1e12], [1, 0]]])
def test_pairs_that_say_nothing_are_refused(fout: object) -> None:
    assert isinstance(bradley_terry(fout), Refused)  # type: ignore[arg-type]


def test_every_respondent_has_one_say() -> None:
    """One divides 100 points and one 10: both count the same. Who gives none does not count."""
    uitslag = _punten([[100, 0], [0, 10], [0, 0]])
    assert uitslag.aandeel.tolist() == [0.5, 0.5]
    assert (uitslag.geteld, uitslag.werkelijk) == (2, 2)


def test_the_limits_hold_the_truth() -> None:
    rng = np.random.default_rng(4)
    waar, erin = np.array([0.4, 0.3, 0.2, 0.1]), 0
    for _ in range(300):
        uitslag = _punten(rng.dirichlet(waar * 3, 60), trekkingen=100)
        erin += np.sum((uitslag.laag <= waar) & (waar <= uitslag.hoog))
    assert erin / 1200 == pytest.approx(0.95, abs=0.02)


def test_chance_in_the_top_goes_with_the_evidence() -> None:
    rng = np.random.default_rng(6)
    weinig = _punten(rng.dirichlet([2, 1.6, 1], 10), 1)
    veel = _punten(rng.dirichlet([2, 1.6, 1], 2_000), 1)
    assert weinig.kans_in_top.sum() == pytest.approx(1)
    assert veel.kans_in_top[0] > 0.99
    gelijk = _punten(np.ones((20, 4)), 2)
    assert gelijk.kans_in_top == pytest.approx(np.full(4, 0.5), abs=0.05)


def test_a_weight_of_two_is_the_same_as_two_respondents_for_the_share() -> None:
    gewogen = _punten([[70, 30], [20, 80]], gewichten=[2, 1])
    dubbel = _punten([[70, 30], [70, 30], [20, 80]])
    assert gewogen.aandeel == pytest.approx(dubbel.aandeel)
    assert gewogen.werkelijk == pytest.approx(9 / 5)


@pytest.mark.parametrize(
    ("punten", "keuze"),
    [
        ([[1, 2]], {}),
        ([[0, 0], [0, 0]], {}),
        ([[1, -2], [1, 1]], {}),
        ([[1, np.nan], [1, 1]], {}),
        ([[1], [1]], {}),
        ([[1, 2], [1, 1]], {"top": 2}),
        ([[1, 2], [1, 1]], {"gewichten": [1]}),
        ([[1, 2], [1, 1]], {"gewichten": [0, 0]}),
        ([[1, 2], [1, 1]], {"gewichten": [1, np.nan]}),
    ],
)
def test_points_that_cannot_be_counted_are_refused(punten: object, keuze: dict[str, object]) -> None:
    keuze = {"top": 1, **keuze}
    uitkomst = points_division(punten, rng=np.random.default_rng(1), **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Refused)


def test_one_characteristic_gives_population_over_sample() -> None:
    """80 men and 20 women for a half each: 0,625 and 2,5; design effect 1,5625."""
    uitslag = _raak((np.repeat([0, 1], [80, 20]), [0.5, 0.5]))
    assert set(np.round(uitslag.gewichten, 9)) == {0.625, 2.5}
    assert uitslag.ontwerp == pytest.approx(1.5625)
    assert uitslag.afwijking < 1e-9


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4), st.integers(2, 5))
def test_all_margins_are_met(seed: int, een: int, twee: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = np.indices((een, twee)).reshape(2, -1)  # every combination occurs, so a solution exists
    extra = rng.integers(0, een * twee, 200)
    a, b = np.concatenate([a, a[extra]]), np.concatenate([b, b[extra]])
    uitslag = _raak((a, rng.dirichlet(np.full(een, 5))), (b, rng.dirichlet(np.full(twee, 5))))
    assert uitslag.afwijking < 1e-6
    assert uitslag.gewichten.mean() == pytest.approx(1)
    assert (uitslag.gewichten >= 0).all()


def test_a_sample_like_the_population_keeps_weight_one_and_a_wild_one_is_cut() -> None:
    assert _raak((np.repeat([0, 1], [30, 70]), [30, 70])).gewichten == pytest.approx(np.ones(100))
    wild = _raak((np.repeat([0, 1], [99, 1]), [0.5, 0.5]), grootste=5.0)
    assert wild.gewichten.max() == pytest.approx(5)
    assert wild.afwijking > 0.4
    assert wild.afgekapt == 1


def test_raking_takes_away_the_bias_of_who_takes_part() -> None:
    rng = np.random.default_rng(8)
    leeftijd = rng.integers(0, 2, 20_000)
    mening = rng.random(20_000) < np.where(leeftijd == 0, 0.2, 0.6)
    mee = rng.random(20_000) < np.where(leeftijd == 0, 0.1, 0.4)
    uitslag = _raak((leeftijd[mee], [0.5, 0.5]))
    assert mening[mee].mean() > 0.48
    assert np.average(mening[mee], weights=uitslag.gewichten) == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize(
    ("kenmerken", "bevolking"),
    [
        ([], []),
        ([[0, 1]], []),
        ([[0, 1], [0]], [[1, 1], [1]]),
        ([[0, 0]], [[0.5, 0.5]]),
        ([[0, 1]], [[1.0, 0.0]]),
        ([[0, 2]], [[0.5, 0.5]]),
        ([[0, -1]], [[0.5, 0.5]]),
        ([[0.5, 1]], [[0.5, 0.5]]),
        ([[0, 1]], [[0.5, np.nan]]),
        ([[0, 1]], [[0.0, 0.0]]),
    ],
)
def test_populations_that_do_not_fit_are_refused(kenmerken: list[object], bevolking: list[object]) -> None:
    assert isinstance(rake(kenmerken, bevolking), Refused)  # type: ignore[arg-type]


def test_many_respondents_are_quick() -> None:
    rng = np.random.default_rng(1)
    kenmerken = [rng.integers(0, k, 50_000) for k in (2, 6, 12)]
    assert _raak(*[(k, rng.dirichlet(np.full(k.max() + 1, 50))) for k in kenmerken]).afwijking < 1e-6


def test_matrix_type_is_float() -> None:
    assert _sterkte(HONKBAL).sterkte.dtype == np.float64
