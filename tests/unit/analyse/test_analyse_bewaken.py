"""Watching monthly series: the budget of false alarms, what is planted and found, and what cannot be watched."""

import numpy as np
import pytest

from kompas.analyse.rules.bewaken import STAAT_STIL, TE_KORT, TERUG, Bewaakt, Bewaking, bewaak
from kompas.base import Refused

MAANDEN = 96


def stil(reeksen: int, zaad: int, maanden: int = MAANDEN) -> np.ndarray:
    """Series with a season and a little more spread than chance, in which nothing happens."""
    rng = np.random.default_rng(zaad)
    niveau = rng.gamma(0.8, 8.0, (reeksen, 1)) + 0.3
    seizoen = 1 + 0.25 * np.sin(np.arange(maanden) / 6 * np.pi)
    spreiding = rng.gamma(20.0, 1 / 20.0, (reeksen, maanden))
    return rng.poisson(niveau * seizoen * spreiding).astype(float)


def bewaking(tellingen: np.ndarray, per_jaar: float = 4.0) -> Bewaking:
    gevonden = bewaak(tellingen, per_jaar, eerste_maand=1)
    assert isinstance(gevonden, Bewaking)
    return gevonden


def gezien(gevonden: Bewaking, rij: int) -> Bewaakt:
    reeks = gevonden.reeksen[rij]
    assert isinstance(reeks, Bewaakt)
    return reeks


def kern(gevonden: Bewaking) -> list[tuple[object, ...]]:
    """What a page shows of every series (what was expected in the first months is NaN, and NaN is never equal)."""
    reeksen = (gezien(gevonden, rij) for rij in range(len(gevonden.reeksen)))
    return [(r.maand, r.geteld, r.verwacht[-TERUG:], r.verwacht_som, r.piek, r.aanhoudend) for r in reeksen]


@pytest.mark.parametrize("per_jaar", [4.0, 12.0])
def test_the_budget_is_what_comes_out(per_jaar: float) -> None:
    """A year of a municipality with sixty series in which nothing happens, twenty-five times over."""
    alarmen = [
        len(reeks.piek) + len(reeks.aanhoudend)
        for zaad in range(25)
        for reeks in bewaking(stil(60, zaad), per_jaar).reeksen
        if isinstance(reeks, Bewaakt)
    ]
    assert sum(alarmen) / 25 == pytest.approx(per_jaar, rel=0.35)


def test_a_planted_peak_and_a_lasting_rise_are_found() -> None:
    tellingen = stil(40, 1)
    tellingen[3] = np.random.default_rng(3).poisson(6, MAANDEN)
    tellingen[7] = np.random.default_rng(7).poisson(8, MAANDEN)
    voor = bewaking(tellingen)
    tellingen[3, -1], tellingen[7, -6:] = 30, 15
    gevonden = bewaking(tellingen)
    assert (gezien(voor, 3).soort, gezien(voor, 7).soort) == ("", "")
    assert gezien(gevonden, 3).soort == "piek"
    assert gezien(gevonden, 7).aanhoudend
    assert gezien(gevonden, 3).verwacht[-1] < 12
    assert gezien(gevonden, 7).som > gezien(gevonden, 7).verwacht_som
    anders = [n for n in range(40) if n not in (3, 7) and gezien(gevonden, n).soort != gezien(voor, n).soort]
    assert anders == []


def test_thresholds_are_set_without_the_year_that_is_looked_at() -> None:
    """Otherwise an outbreak would hide itself."""
    tellingen = stil(20, 2)
    uitbraak = tellingen.copy()
    uitbraak[5, -TERUG:] += 60
    gewoon, anders = kern(bewaking(tellingen)), kern(bewaking(uitbraak))
    assert [gewoon[rij] for rij in range(20) if rij != 5] == [anders[rij] for rij in range(20) if rij != 5]
    assert anders[5] != gewoon[5]


def test_the_same_figures_give_the_same_signals() -> None:
    assert kern(bewaking(stil(30, 5))) == kern(bewaking(stil(30, 5)))


def test_what_cannot_be_watched_says_why_and_keeps_its_place() -> None:
    tellingen = stil(12, 6)
    tellingen[2, -5:] = np.nan
    tellingen[4, : -TERUG - 8] = np.nan
    tellingen[9, -2:] = np.nan
    gevonden = bewaking(tellingen)
    assert gevonden.reeksen[2] == Refused(STAAT_STIL)
    assert gevonden.reeksen[4] == Refused(TE_KORT)
    assert gezien(gevonden, 9).maand == MAANDEN - 3
    assert gevonden.aantal == 10


def test_kinds_that_are_the_same_may_share_their_season() -> None:
    soorten = [n // 4 for n in range(40)]
    gevonden = bewaak(stil(40, 8), 4.0, eerste_maand=1, groepen=soorten)
    assert isinstance(gevonden, Bewaking)
    assert gevonden.aantal == 40


@pytest.mark.parametrize(
    "tellingen",
    [
        np.empty((0, 0)),
        np.full((3, MAANDEN), np.nan),
        np.zeros((3, 20)),
        np.zeros(MAANDEN),
        np.full((2, MAANDEN), np.inf),
        np.full((2, MAANDEN), -1.0),
    ],
    ids=["none", "unknown", "short", "one row", "infinite", "below zero"],
)
def test_extreme_input_gets_a_reason(tellingen: np.ndarray) -> None:
    assert isinstance(bewaak(tellingen, 4.0, eerste_maand=1), Refused)


def test_zeros_are_watched_and_silent() -> None:
    gevonden = bewaking(np.zeros((5, MAANDEN)))
    assert {gezien(gevonden, rij).soort for rij in range(5)} == {""}


def test_what_happens_in_the_whole_country_is_no_signal_here() -> None:
    """One month in which everybody registers twice as much; of one kind the country is not known."""
    rng = np.random.default_rng(11)
    schok = np.ones(MAANDEN)
    schok[-1] = 2.0
    tellingen = rng.poisson(30 * schok, (20, MAANDEN)).astype(float)
    elders = rng.poisson(9000 * schok, (20, MAANDEN)).astype(float)
    elders[19] = np.nan
    los = bewaking(tellingen)
    samen = bewaak(tellingen, 4.0, eerste_maand=1, elders=elders)
    assert isinstance(samen, Bewaking)
    assert sum(gezien(los, rij).soort == "piek" for rij in range(20)) >= 18
    over = [rij for rij in range(20) if gezien(samen, rij).soort == "piek"]
    assert 19 in over
    assert len(over) <= 2  # chance may add one
