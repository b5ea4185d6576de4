import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import Refused
from kompas.stats.plekken import Treffers, Vergelijking, treffers, vergelijk_treffers


def _treffers(score: object, uitkomst: object, deel: float) -> Treffers:
    uitslag = treffers(score, uitkomst, deel)  # type: ignore[arg-type]
    assert isinstance(uitslag, Treffers)
    return uitslag


def _vergelijk(score: object, maatstaf: object, uitkomst: object, deel: float) -> Vergelijking:
    uitslag = vergelijk_treffers(score, maatstaf, uitkomst, deel)  # type: ignore[arg-type]
    assert isinstance(uitslag, Vergelijking)
    return uitslag


def test_the_measures_are_those_of_the_literature() -> None:
    """Chainey and others (2008): 25% of the incidents in 10% of the area is a PAI of 2,5."""
    uitkomst = [5, 3, 6, 2, 1, 1, 1, 1, 0, 0]
    uitslag = _treffers([9, 0, 0, 0, 0, 0, 0, 0, 0, 0], uitkomst, 0.1)
    assert (uitslag.trefkans, uitslag.pai) == (0.25, 2.5)
    assert uitslag.pei == pytest.approx(5 / 6)  # the best cell has 6


def test_the_outcome_itself_is_the_best_map() -> None:
    uitkomst = np.random.default_rng(1).poisson(1, 500)
    assert _treffers(uitkomst, uitkomst, 0.03).pei == 1
    assert _treffers(-uitkomst, uitkomst, 0.03).geraakt == 0


def test_ties_are_what_drawing_lots_gives() -> None:
    uitkomst = np.random.default_rng(2).poisson(1, 200).astype(float)
    score = np.random.default_rng(3).poisson(1, 200).astype(float)
    loten = np.random.default_rng(4)
    keren = [_treffers(score + loten.uniform(0, 0.5, 200), uitkomst, 0.1).geraakt for _ in range(4000)]
    assert _treffers(score, uitkomst, 0.1).geraakt == pytest.approx(np.mean(keren), rel=0.01)
    assert _treffers(np.zeros(200), uitkomst, 0.1).pai == pytest.approx(1)


@given(st.integers(0, 10_000), st.floats(0.001, 1))
def test_bounds_and_what_does_not_matter(zaad: int, deel: float) -> None:
    rng = np.random.default_rng(zaad)
    score, uitkomst = rng.normal(size=80), rng.poisson(2, 80)
    uitslag, anders = _treffers(score, uitkomst, deel), rng.permutation(80)
    assert 0 <= uitslag.geraakt <= uitslag.best <= uitslag.totaal
    assert _treffers(np.exp(score[anders]) * 3, uitkomst[anders], deel).geraakt == pytest.approx(uitslag.geraakt)
    assert _treffers(score, uitkomst * 5, deel).pai == pytest.approx(uitslag.pai)


def test_two_maps_of_equal_worth_are_rarely_told_apart() -> None:
    rng = np.random.default_rng(5)
    p = []
    for _ in range(500):
        echt = rng.gamma(0.5, 2, 1500)
        een, twee, uitkomst = (rng.poisson(echt) for _ in range(3))
        p.append(_vergelijk(een, twee, uitkomst, 0.1).p)
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.02)


def test_a_better_map_is_seen() -> None:
    rng = np.random.default_rng(6)
    echt = rng.gamma(0.5, 4, 3000)
    uitkomst, goed = rng.poisson(echt), rng.poisson(echt)
    slecht = goed + rng.poisson(8, 3000)
    assert _vergelijk(goed, slecht, uitkomst, 0.05).woord == "beter"
    assert _vergelijk(slecht, goed, uitkomst, 0.05).woord == "slechter"
    assert _vergelijk(goed, goed, uitkomst, 0.05).woord == "niet te zeggen"


@pytest.mark.parametrize(
    ("score", "uitkomst", "deel"),
    [
        ([], [], 0.1),
        ([1, 2], [1], 0.1),
        ([1, 2], [0, 0], 0.1),
        ([1, np.nan], [0, 1], 0.1),
        ([1, 2], [-1, 1], 0.1),
        ([1, 2], [1, 1], 0),
        ([1, 2], [1, 1], 1.1),
        ([1, 2], [1, 1], np.nan),
    ],
)
def test_what_cannot_be_scored_is_refused(score: list[float], uitkomst: list[float], deel: float) -> None:
    assert isinstance(treffers(score, uitkomst, deel), Refused)
    assert isinstance(vergelijk_treffers(score, score, uitkomst, deel), Refused)


def test_one_cell_is_hit_by_everyone() -> None:
    uitslag = _treffers([0.0], [3], 0.01)
    assert (uitslag.trefkans, uitslag.pai, uitslag.pei) == (1, 1, 1)
