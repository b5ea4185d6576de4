import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kompas.base import Refused
from kompas.stats.meervoud import Drempels, q_waarden, zekerheden
from kompas.stats.verandering import Zekerheid

P_VAN_1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip
KANSEN = arrays(float, st.integers(1, 30), elements=st.floats(0, 1))


def _q(p: object, **keuze: object) -> np.ndarray:  # type: ignore[type-arg]
    uitkomst = q_waarden(p, **keuze)  # type: ignore[arg-type]
    assert not isinstance(uitkomst, Refused)
    return uitkomst


def test_the_example_of_benjamini_and_hochberg() -> None:
    """Their 15 p-values: four survive at 5%, where Bonferroni leaves three."""
    q = _q(P_VAN_1995)
    assert (q < 0.05).tolist() == [True] * 4 + [False] * 11
    assert q[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    assert (np.array(P_VAN_1995) * 15 < 0.05).sum() == 3


def test_any_dependence_costs_the_harmonic_sum() -> None:
    som = sum(1 / n for n in range(1, 16))
    assert _q(P_VAN_1995, afhankelijk=True)[:4] == pytest.approx(_q(P_VAN_1995)[:4] * som)


@given(KANSEN)
def test_q_is_never_below_p_and_keeps_the_order(p: np.ndarray) -> None:  # type: ignore[type-arg]
    q = _q(p)
    assert (q >= p - 1e-15).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p)]) >= -1e-15).all()
    assert q.max() == pytest.approx(p.max())


@given(KANSEN, st.randoms())
def test_order_does_not_matter(p: np.ndarray, kans: object) -> None:  # type: ignore[type-arg]
    anders = np.random.default_rng(kans.getrandbits(32)).permutation(len(p))  # type: ignore[attr-defined]
    assert _q(p[anders]) == pytest.approx(_q(p)[anders])


def test_a_comparison_that_was_not_made_counts_for_nothing() -> None:
    q = _q([0.01, np.nan, 0.04, np.nan])
    assert q[[0, 2]] == pytest.approx(_q([0.01, 0.04]))
    assert np.isnan(q[[1, 3]]).all()


def test_along_an_axis_every_page_is_its_own_family() -> None:
    p = np.random.default_rng(1).random((6, 4, 9))
    samen = _q(p, as_=1)
    assert all((samen[i, :, j] == _q(p[i, :, j])).all() for i in range(6) for j in range(9))


def test_false_words_stay_within_what_was_promised() -> None:
    """Of 60 comparisons 15 are real; over 2.000 pages the mean part of false words is at most 5%."""
    from scipy.stats import norm

    z = np.random.default_rng(2).normal(size=(2000, 60))
    z[:, :15] += 3
    gezegd = _q(2 * norm.sf(np.abs(z)), as_=-1) < 0.05
    fout = gezegd[:, 15:].sum(axis=1) / np.maximum(gezegd.sum(axis=1), 1)
    assert fout.mean() < 0.05
    assert gezegd[:, :15].mean() > 0.6
    los = 2 * norm.sf(np.abs(z)) < 0.05
    assert (los[:, 15:].sum(axis=1) / los.sum(axis=1)).mean() > 0.12  # what no correction at all would print


def test_words_follow_the_thresholds_as_data() -> None:
    q = [0.04, 0.05, 0.099, 0.1, np.nan]
    assert zekerheden(q) == (
        Zekerheid.ZEKER,
        Zekerheid.WAARSCHIJNLIJK,
        Zekerheid.WAARSCHIJNLIJK,
        Zekerheid.NIET_TE_ZEGGEN,
        Zekerheid.NIET_TE_BEOORDELEN,
    )
    assert zekerheden(q, Drempels(0.01, 0.04))[0] is Zekerheid.NIET_TE_ZEGGEN


@pytest.mark.parametrize(("zeker", "waarschijnlijk"), [(0, 0.1), (0.2, 0.1), (0.05, 1)])
def test_impossible_thresholds(zeker: float, waarschijnlijk: float) -> None:
    with pytest.raises(ValueError, match="drempels"):
        Drempels(zeker, waarschijnlijk)


@pytest.mark.parametrize("p", [[-0.1], [1.1], [float("inf")], [0.1, float("-inf")]])
def test_what_is_no_chance_is_refused(p: list[float]) -> None:
    assert isinstance(q_waarden(p), Refused)


@pytest.mark.parametrize("vorm", [(0,), (3, 0)])
def test_nothing_in_gives_nothing(vorm: tuple[int, ...]) -> None:
    assert _q(np.empty(vorm)).shape == vorm
    assert _q(np.empty(vorm), as_=-1).shape == vorm


def test_nothing_known_gives_nothing_known() -> None:
    assert np.isnan(_q([np.nan, np.nan])).all()
