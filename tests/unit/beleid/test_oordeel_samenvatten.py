"""From indicators to a goal, from goals to a theme: never an average."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.beleid.rules import Benaming, Oordeel, doel_samenvatten, samenvatten, telling, zonder_doel, zonder_indicator

DOELEN = Benaming("doel", "doelen")
B, K, A, Z, N = (
    Oordeel.BEHAALD,
    Oordeel.OP_KOERS,
    Oordeel.ACHTER_OP_KOERS,
    Oordeel.NIET_TE_ZEGGEN,
    Oordeel.NIET_TE_BEOORDELEN,
)


@pytest.mark.parametrize(
    ("oordelen", "oordeel", "want"),
    [
        ([B], B, "Het enige onderdeel (doel) is behaald."),
        ([B, B], B, "Beide doelen zijn behaald."),
        ([B, B, B], B, "Alle 3 doelen zijn behaald."),
        ([B, K], K, "Van de 2 doelen: 1 op koers en 1 behaald."),
        ([B, N], N, "Van de 2 doelen: 1 niet te beoordelen en 1 behaald."),
        ([B, B, N, A], A, "Van de 4 doelen: 1 achter op koers, 1 niet te beoordelen en 2 behaald."),
        ([K, N], N, "Van de 2 doelen: 1 niet te beoordelen en 1 op koers."),
        ([Z, N], Z, "Van de 2 doelen: 1 niet te zeggen en 1 niet te beoordelen."),
    ],
)
def test_the_whole_follows_the_part_that_matters_most(oordelen: list[Oordeel], oordeel: Oordeel, want: str) -> None:
    for volgorde in permutations(oordelen):
        gevonden = samenvatten(volgorde, DOELEN)
        assert gevonden is not None
        assert (gevonden.oordeel, gevonden.want) == (oordeel, want)


@given(st.lists(st.sampled_from(list(Oordeel)), min_size=1, max_size=9))
def test_good_news_needs_all_parts(oordelen: list[Oordeel]) -> None:
    gevonden = samenvatten(oordelen, DOELEN)
    assert gevonden is not None
    assert (gevonden.oordeel is B) == (set(oordelen) == {B})
    assert (gevonden.oordeel is A) == (A in oordelen)
    assert sum(telling(oordelen).values()) == len(oordelen)


def test_nothing_below_is_no_verdict() -> None:
    assert samenvatten([], DOELEN) is None
    assert doel_samenvatten([]) is None
    assert list(telling([]).values()) == [0] * len(Oordeel)


def test_a_goal_with_one_indicator_says_what_the_indicator_says() -> None:
    gevonden = doel_samenvatten([("inbraken", A, "81 in 2023; het doel was hoogstens 80.")])
    assert gevonden is not None
    assert (gevonden.oordeel, gevonden.want) == (A, "81 in 2023; het doel was hoogstens 80.")


def test_a_goal_says_why_the_verdict_is_not_good() -> None:
    delen = [("inbraken", B, "Prima."), ("totaal misdrijven", N, "Het cijfer ontbreekt.")]
    gevonden = doel_samenvatten(delen)
    assert gevonden is not None
    assert gevonden.want.endswith("1 behaald. Totaal misdrijven: het cijfer ontbreekt.")


def test_good_news_needs_no_reason() -> None:
    gevonden = doel_samenvatten([("inbraken", B, "Prima."), ("vernieling", B, "Ook prima.")])
    assert gevonden is not None
    assert gevonden.want == "Beide indicatoren zijn behaald."


@pytest.mark.parametrize(
    ("reden", "fragment"),
    [("Er zijn geen goede getallen.", "heeft geen indicator: er zijn geen goede"), ("", "ook geen reden")],
)
def test_a_goal_without_indicator_gives_the_reason_of_the_plan(reden: str, fragment: str) -> None:
    gevonden = zonder_indicator(reden)
    assert gevonden.oordeel is N
    assert fragment in gevonden.want


@pytest.mark.parametrize(("reden", "einde"), [("Niet nodig", "plan: niet nodig."), ("", "in het plan.")])
def test_a_theme_without_goal(reden: str, einde: str) -> None:
    assert zonder_doel(reden).want.endswith(einde)


@pytest.mark.parametrize("oordeel", list(Oordeel))
def test_every_verdict_has_its_own_symbol_and_key(oordeel: Oordeel) -> None:
    assert len({ander.symbool for ander in Oordeel}) == len(Oordeel)
    assert oordeel.symbool.strip()
    assert " " not in oordeel.sleutel
