"""Areas beside each other: words, places, calmer rates; and when they are not compared."""

import numpy as np
import pytest

from kompas.analyse.rules.naastelkaar import (
    TE_VEEL_VERBORGEN,
    TE_WEINIG,
    Gemeten,
    Geteld,
    NaastElkaar,
    metingen_naast_elkaar,
    naast_elkaar,
)
from kompas.base import Refused


def gewoon(aantal: int, zaad: int = 1) -> list[Geteld | None]:
    """Areas of many sizes with the same rate."""
    rng = np.random.default_rng(zaad)
    omvang = rng.integers(500, 60_000, aantal)
    return [Geteld(float(rng.poisson(n * 0.004)), float(n)) for n in omvang]


def vergeleken(gebieden: list[Geteld | None], verborgen: int = 0) -> NaastElkaar:
    uitkomst = naast_elkaar(gebieden, verborgen)
    assert isinstance(uitkomst, NaastElkaar)
    return uitkomst


def test_one_that_differs_is_found_among_many() -> None:
    gebieden = gewoon(60)
    gebieden[7] = Geteld(400, 40_000)
    naast = vergeleken(gebieden)
    anders, rest = naast.plekken[7], [plek for n, plek in enumerate(naast.plekken) if n != 7 and plek]
    assert anders is not None
    assert anders.p < 0.001 < min(plek.p for plek in rest)
    assert anders.hoogste == 1
    assert anders.laagste <= 10
    assert anders.anderen == pytest.approx(0.004, rel=0.05)


def test_places_hold_their_area_and_are_wide_for_small_areas() -> None:
    naast = vergeleken(gewoon(40, 3))
    tempo = [plek.tempo for plek in naast.plekken if plek]
    for plek in (plek for plek in naast.plekken if plek):
        plaats = 1 + sum(ander > plek.tempo for ander in tempo)
        assert 1 <= plek.hoogste <= plaats <= plek.laagste <= 40


def test_a_small_area_moves_furthest_to_the_middle() -> None:
    gebieden = gewoon(20, 4)
    gebieden[0], gebieden[1] = Geteld(6, 500), Geteld(720, 60_000)
    klein, groot = vergeleken(gebieden).plekken[:2]
    assert klein is not None
    assert groot is not None
    assert klein.tempo == groot.tempo == 0.012
    assert klein.glad < groot.glad < 0.012


def test_an_area_without_figure_keeps_its_place_without_a_word() -> None:
    gebieden = gewoon(15)
    gebieden[4] = None
    naast = vergeleken(gebieden)
    assert naast.plekken[4] is None
    assert naast.aantal == 14


def test_when_the_small_ones_are_hidden_the_others_are_not_compared() -> None:
    assert naast_elkaar([*gewoon(30), *[None] * 10], verborgen=10) == Refused(TE_VEEL_VERBORGEN)
    vergeleken([*gewoon(45), *[None] * 10], verborgen=10)
    vergeleken([*gewoon(20), *[None] * 200])  # not fetched is not hidden


@pytest.mark.parametrize("aantal", [0, 1, 9])
def test_few_areas_are_not_compared(aantal: int) -> None:
    assert naast_elkaar(gewoon(aantal)) == Refused(TE_WEINIG)


def test_nothing_counted_anywhere_is_told() -> None:
    assert isinstance(naast_elkaar([Geteld(0, 1000)] * 12), Refused)


def test_equal_areas_get_no_word_and_every_place() -> None:
    naast = vergeleken([Geteld(20, 5000)] * 12)
    assert {(plek.hoogste, plek.laagste) for plek in naast.plekken if plek} == {(1, 12)}
    assert min(plek.p for plek in naast.plekken if plek) > 0.5


@pytest.mark.parametrize("schaal", [None, 100.0])
def test_survey_figures_beside_each_other(schaal: float | None) -> None:
    getallen = np.random.default_rng(6).normal(22, 1.5, 30)
    gebieden: list[Gemeten | None] = [Gemeten(float(getal), 1.0) for getal in getallen]
    gebieden[2], gebieden[5] = Gemeten(35.0, 1.0), None
    naast = metingen_naast_elkaar(gebieden, schaal=schaal)
    assert isinstance(naast, NaastElkaar)
    assert naast.plekken[5] is None
    assert naast.aantal == 29
    assert naast.phi > 1
    anders = naast.plekken[2]
    assert anders is not None
    assert (anders.tempo, anders.hoogste, anders.laagste) == (35.0, 1, 1)
    assert anders.p < 0.001
    assert anders.anderen == pytest.approx(22, abs=0.5)
    assert sum(plek.p < 0.05 for plek in naast.plekken if plek) <= 3
    assert metingen_naast_elkaar(gebieden[:9], schaal=schaal) == Refused(TE_WEINIG)
    assert metingen_naast_elkaar(gebieden, 20, schaal=schaal) == Refused(TE_VEEL_VERBORGEN)
