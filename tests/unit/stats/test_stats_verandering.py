"""Change words: only what a test stands behind."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.stats.enquete import Meetpunt
from kompas.stats.verandering import (
    Beweging,
    Zekerheid,
    p_tekst,
    vergelijk_enquetes,
    vergelijk_tellingen,
    zekerheid_van,
)

# Noordwijk, table 2.1 of the plan: mean of 2017-2019 (counted as three years), September 2019 to August 2020.
TABEL_2_1 = [
    ("woninginbraak", 267, 69, "waarschijnlijk gedaald, niet zeker"),
    ("diefstal uit/vanaf motorvoertuigen", 213, 35, "zeker gedaald"),
    ("verward gedrag", 687, 306, "zeker gestegen"),
    ("jeugd", 711, 260, "niet te zeggen"),
    ("bedreiging", 135, 47, "niet te zeggen"),
    ("mishandeling", 342, 97, "niet te zeggen"),
    ("diefstal fiets", 444, 139, "niet te zeggen"),
    ("fraude met online-handel", 273, 140, "zeker gestegen"),
    ("totaal misdrijven", 5328, 1716, "niet te zeggen"),
]


@pytest.mark.parametrize(("drie_jaar", "een_jaar", "woord"), [pytest.param(*rij, id=naam) for naam, *rij in TABEL_2_1])
def test_noordwijk_table_2_1(drie_jaar: int, een_jaar: int, woord: str) -> None:
    assert vergelijk_tellingen(drie_jaar, 3, een_jaar, 1).woord == woord


def test_overlapping_windows_are_said_to_overlap() -> None:
    verandering = vergelijk_tellingen(267, 3, 69, 1, overlap_maanden=4)
    assert "overlappen 4 maanden" in verandering.toelichting
    assert "1 maand;" in vergelijk_tellingen(267, 3, 69, 1, overlap_maanden=1).toelichting
    assert "overlap" not in vergelijk_tellingen(267, 3, 69, 1).toelichting


@pytest.mark.parametrize(
    ("p", "zekerheid"),
    [
        (0.0, Zekerheid.ZEKER),
        (0.0499, Zekerheid.ZEKER),
        (0.05, Zekerheid.WAARSCHIJNLIJK),
        (0.0999, Zekerheid.WAARSCHIJNLIJK),
        (0.1, Zekerheid.NIET_TE_ZEGGEN),
        (1.0, Zekerheid.NIET_TE_ZEGGEN),
    ],
)
def test_limits_of_the_words(p: float, zekerheid: Zekerheid) -> None:
    assert zekerheid_van(p) is zekerheid


def test_the_ordinary_spread_between_years_makes_words_rarer() -> None:
    los, gewoon = vergelijk_tellingen(267, 3, 35, 1), vergelijk_tellingen(267, 3, 35, 1, phi=1.0)
    assert los.p == gewoon.p
    assert los.methode == gewoon.methode == "E-toets voor twee tellingen"
    schommelt = vergelijk_tellingen(267, 3, 35, 1, phi=12.5)
    assert los.woord == "zeker gedaald"
    assert schommelt.woord == "niet te zeggen"
    assert "gewone schommeling tussen jaren (12,5 keer die van los toeval)" in schommelt.toelichting


@pytest.mark.parametrize(("eerder", "later"), [(267, 35), (60, 45), (5328, 1500), (90, 18)])
def test_more_spread_is_less_certain(eerder: int, later: int) -> None:
    p = [vergelijk_tellingen(eerder, 3, later, 1, phi=phi).p or 0 for phi in (1, 2, 4, 8)]
    assert all(b > a for a, b in pairwise(p))


@pytest.mark.parametrize("phi", [0.5, -1, math.nan, math.inf])
def test_less_spread_than_chance_is_refused(phi: float) -> None:
    assert vergelijk_tellingen(40, 1, 60, 1, phi=phi).p is None


@pytest.mark.parametrize(("gemiddeld", "alpha"), [(5, 0.02), (20, 0.05), (100, 0.05), (1000, 0.02)])
def test_the_level_holds_for_counts_with_more_spread_than_chance(gemiddeld: float, alpha: float) -> None:
    """Four equal years, negative binomial: at 5% the test says a change in about 5%, without phi in far more."""
    phi, grootte = 1 + alpha * gemiddeld, 1 / alpha
    jaren = np.random.default_rng(4).negative_binomial(grootte, grootte / (grootte + gemiddeld), (1500, 4))
    met, zonder = ([_p(rij, keuze) for rij in jaren] for keuze in (phi, None))
    assert 0.035 < np.mean(np.array(met) < 0.05) < 0.065
    assert np.mean(np.array(zonder) < 0.05) > np.mean(np.array(met) < 0.05)
    if phi > 3:
        assert np.mean(np.array(zonder) < 0.05) > 0.2


def _p(jaren: np.ndarray, phi: float | None) -> float:  # type: ignore[type-arg]
    p = vergelijk_tellingen(int(jaren[:3].sum()), 3, int(jaren[3]), 1, phi=phi).p
    assert p is not None
    return p


@pytest.mark.parametrize(
    ("p", "tekst"),
    [
        (math.nan, "niet getoetst"),
        (0.00002, "p < 0,001"),
        (0.0588, "p = 0,058"),
        (0.0496, "p = 0,049"),
        (1, "p = 1,000"),
    ],
)
def test_p_is_cut_off_and_never_rounded_over_a_limit(p: float, tekst: str) -> None:
    assert p_tekst(p) == tekst


@given(st.integers(0, 300), st.integers(0, 300), st.sampled_from([1, 3]), st.sampled_from([1, 3]))
def test_word_symbol_and_direction_agree(eerder: int, later: int, duur1: int, duur2: int) -> None:
    heen = vergelijk_tellingen(eerder, duur1, later, duur2)
    terug = vergelijk_tellingen(later, duur2, eerder, duur1)
    assert heen.zekerheid is terug.zekerheid
    assert heen.is_zeker == heen.woord.startswith("zeker ")
    if heen.zekerheid is Zekerheid.NIET_TE_ZEGGEN:
        assert heen.woord == "niet te zeggen"
        assert heen.symbool == "≈"
    else:
        assert {heen.richting, terug.richting} == {Beweging.GESTEGEN, Beweging.GEDAALD}
        assert str(heen.richting) in heen.woord


@given(st.integers(20, 400))
def test_a_larger_fall_is_never_less_certain(begin: int) -> None:
    p = [vergelijk_tellingen(begin, 1, later, 1).p for later in range(begin, -1, -max(1, begin // 10))]
    assert None not in p
    assert p == sorted(p, reverse=True)


@pytest.mark.parametrize(("telling", "duur"), [(math.nan, 1), (-1, 1), (5, 0), (5, math.inf), (0.5, 1)])
def test_what_cannot_be_tested_says_why(telling: float, duur: float) -> None:
    verandering = vergelijk_tellingen(telling, duur, 5, 1)
    assert verandering.woord == "niet te zeggen"
    assert verandering.p is None
    assert verandering.toelichting


@pytest.mark.parametrize(
    ("eerder", "later", "woord"),
    [
        (Meetpunt(7.4, 7.3, 7.5), Meetpunt(7.8, 7.7, 7.9), "zeker gestegen"),
        (Meetpunt(7.4, 7.3, 7.5), Meetpunt(7.5, 7.4, 7.6), "niet te zeggen"),
        (Meetpunt(4.2, 2.4, 7.1), Meetpunt(2.0, 1.0, 3.9), "waarschijnlijk gedaald, niet zeker"),
        (Meetpunt(22, 20, 24), Meetpunt(18, 16.5, 19.5), "zeker gedaald"),
        (Meetpunt(7.4, 7.3, 7.5), Meetpunt(7.4, 7.3, 7.5), "niet te zeggen"),
    ],
)
def test_surveys_are_compared_by_their_margins(eerder: Meetpunt, later: Meetpunt, woord: str) -> None:
    assert vergelijk_enquetes(eerder, later).woord == woord


@pytest.mark.parametrize("meting", [Meetpunt(math.nan, 1, 2), Meetpunt(5, 6, 7), Meetpunt(5, 4, math.inf)])
def test_a_survey_without_a_usable_margin_says_why(meting: Meetpunt) -> None:
    for verandering in (
        vergelijk_enquetes(meting, Meetpunt(7, 6, 8)),
        vergelijk_enquetes(Meetpunt(7, 6, 8), meting),
    ):
        assert verandering.p is None
        assert verandering.toelichting


def test_two_numbers_without_margin_are_no_sample() -> None:
    assert vergelijk_enquetes(Meetpunt(7, 7, 7), Meetpunt(8, 8, 8)).p is None
