import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kompas.base import Refused
from kompas.stats.meervoud import Drempels, familie_tekst, gecorrigeerd, q_waarden, woorden_samen, zekerheden, zekerheid
from kompas.stats.verandering import Zekerheid, niet_te_beoordelen, vergelijk_tellingen

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


def test_the_third_threshold_is_not_below_the_second() -> None:
    with pytest.raises(ValueError, match="waarschijnlijk_samen"):
        Drempels(0.05, 0.10, 0.09)


@pytest.mark.parametrize(
    ("p", "q", "woord"),
    [
        (0.001, 0.049, Zekerheid.ZEKER),
        (0.001, 0.05, Zekerheid.WAARSCHIJNLIJK),
        (0.099, 0.199, Zekerheid.WAARSCHIJNLIJK),
        (0.1, 0.15, Zekerheid.NIET_TE_ZEGGEN),
        (0.099, 0.2, Zekerheid.NIET_TE_ZEGGEN),
        (np.nan, np.nan, Zekerheid.NIET_TE_BEOORDELEN),
    ],
)
def test_probable_asks_for_a_low_p_and_not_too_high_a_q(p: float, q: float, woord: Zekerheid) -> None:
    assert zekerheid(p, q) is woord


# Noordwijk, table 2.1 of the plan: mean of 2017-2019 (counted as three years), September 2019 to August 2020.
TABEL_2_1 = {
    "woninginbraak": (267, 69), "voertuig": (213, 35), "verward": (687, 306), "jeugd": (711, 260),
    "bedreiging": (135, 47), "mishandeling": (342, 97), "fiets": (444, 139), "fraude": (273, 140),
    "totaal": (5328, 1716),
}  # fmt: skip


def test_noordwijk_table_2_1_keeps_its_words_when_they_stand_together() -> None:
    los = [vergelijk_tellingen(eerder, 3, later, 1) for eerder, later in TABEL_2_1.values()]
    samen = dict(zip(TABEL_2_1, woorden_samen(los, familie="deze tabel"), strict=True))
    assert [woord.woord for woord in samen.values()] == [woord.woord for woord in los]
    inbraak = samen["woninginbraak"]
    assert inbraak.woord == "waarschijnlijk gedaald, niet zeker"
    assert inbraak.q is not None
    assert 0.10 < inbraak.q < 0.20
    assert "Gecorrigeerd voor 9 woorden over deze tabel: q = 0,1" in inbraak.toelichting


def test_a_word_that_does_not_stay_says_what_it_was_alone() -> None:
    los = vergelijk_tellingen(120, 2, 40, 1)
    assert los.woord == "zeker gedaald"
    samen = woorden_samen([los, *[vergelijk_tellingen(50, 1, 51, 1)] * 60])[0]
    assert samen.woord == "niet te zeggen"
    assert samen.symbool == "≈"
    assert samen.p == los.p
    assert samen.richting is los.richting
    assert "Los bekeken was het woord: zeker gedaald." in samen.toelichting


def test_what_was_not_tested_stays_and_counts_for_nothing() -> None:
    geen = niet_te_beoordelen("Er is geen cijfer over 2020.")
    los = vergelijk_tellingen(120, 2, 40, 1)
    samen = woorden_samen([geen, los])
    assert samen[0] == geen
    assert samen[1].woord == los.woord
    assert samen[1].q == los.p
    assert "Gecorrigeerd" not in samen[1].toelichting


def test_equal_figures_never_get_a_direction() -> None:
    assert gecorrigeerd(vergelijk_tellingen(40, 1, 40, 1), 0.0001).woord == "niet te zeggen"


@pytest.mark.parametrize(("aantal", "tekst"), [(0, ""), (1, ""), (38, "38 woorden over dit plan")])
def test_the_family_is_named_when_there_is_one(aantal: int, tekst: str) -> None:
    assert familie_tekst(aantal, "dit plan") == tekst


@pytest.mark.parametrize("p", [[-0.1], [1.1], [float("inf")], [0.1, float("-inf")]])
def test_what_is_no_chance_is_refused(p: list[float]) -> None:
    assert isinstance(q_waarden(p), Refused)


@pytest.mark.parametrize("vorm", [(0,), (3, 0)])
def test_nothing_in_gives_nothing(vorm: tuple[int, ...]) -> None:
    assert _q(np.empty(vorm)).shape == vorm
    assert _q(np.empty(vorm), as_=-1).shape == vorm


def test_nothing_known_gives_nothing_known() -> None:
    assert np.isnan(_q([np.nan, np.nan])).all()
