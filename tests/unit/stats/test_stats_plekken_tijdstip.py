import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.plekken import Tijdstip, aoristic, drukste_uren

UUR = st.integers(0, 4 * 400).map(lambda kwartieren: kwartieren / 4)


def _tijdstip(begin: object, eind: object, **opties: object) -> Tijdstip:
    uitkomst = aoristic(begin, eind, **opties)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Tijdstip)
    return uitkomst


def _per_kwartier(begin: list[float], eind: list[float], periode: int) -> tuple[NDArray[np.float64], list[int]]:
    """Each quarter of an hour by itself: the spread, and how many incidents can lie in each hour."""
    uit, kan = np.zeros(periode), [0] * periode
    for a, b in zip(begin, eind, strict=True):
        uren = [n // 4 % periode for n in range(int(a * 4), max(int(b * 4), int(a * 4) + 1))]
        uit += np.bincount(uren, minlength=periode) / len(uren)
        for uur in set(uren):
            kan[uur] += 1
    return uit, kan


def test_the_textbook_case() -> None:
    """Ratcliffe and McCullagh (1998): left at 22:00 and found robbed at 2:00 is a quarter in each hour."""
    uitkomst = _tijdstip([22.0], [26.0])
    assert np.flatnonzero(uitkomst.aantal).tolist() == [0, 1, 22, 23]
    assert uitkomst.aantal[[0, 1, 22, 23]] == pytest.approx([0.25] * 4)
    assert uitkomst.zeker.sum() == 0
    assert np.flatnonzero(uitkomst.mogelijk).tolist() == [0, 1, 22, 23]


def test_part_of_an_hour_counts_for_its_part() -> None:
    uitkomst = _tijdstip([9.5, 12.0, 14.25], [10.25, 12.0, 14.75])
    assert uitkomst.aantal[[9, 10, 12, 14]] == pytest.approx([2 / 3, 1 / 3, 1, 1])
    assert uitkomst.zeker.nonzero()[0].tolist() == [12, 14]
    assert uitkomst.deel_zeker == pytest.approx(2 / 3)


@pytest.mark.parametrize(("cyclus", "periode"), [("dag", 24), ("week", 168)])
@given(st.lists(st.tuples(UUR, UUR), min_size=1, max_size=30))
def test_the_spread_is_that_of_every_quarter(cyclus: str, periode: int, paren: list[tuple[float, float]]) -> None:
    begin, eind = [min(paar) for paar in paren], [max(paar) for paar in paren]
    uitkomst = _tijdstip(begin, eind, cyclus=cyclus, langst=1000)
    verdeeld, kan = _per_kwartier(begin, eind, periode)
    np.testing.assert_allclose(uitkomst.aantal, verdeeld, atol=1e-9)
    assert uitkomst.mogelijk.tolist() == kan
    assert uitkomst.aantal.sum() == pytest.approx(len(paren))
    assert (uitkomst.zeker <= uitkomst.aantal + 1e-9).all()
    assert (uitkomst.aantal <= uitkomst.mogelijk + 1e-9).all()


def test_real_times_are_hours_of_the_week() -> None:
    maandag = np.array(["2024-01-01T00:30", "2024-01-07T23:10"], dtype="datetime64[m]")
    uitkomst = _tijdstip(maandag, maandag, cyclus="week")
    assert uitkomst.zeker.nonzero()[0].tolist() == [0, 167]
    assert _tijdstip(maandag, maandag).zeker.nonzero()[0].tolist() == [0, 23]
    voor_1970 = np.array(["1969-12-29T05:00"], dtype="datetime64[s]")
    assert _tijdstip(voor_1970, voor_1970, cyclus="week").zeker.nonzero()[0].tolist() == [5]


def test_what_is_not_known_is_counted_apart() -> None:
    nat = np.datetime64("NaT")
    begin = np.array(["2024-01-01T10:00", "2024-01-01T10:00", nat, "2024-01-02T00:00"], dtype="datetime64[s]")
    eind = np.array(["2024-01-01T11:00", "2024-01-03T11:00", nat, "2024-01-01T00:00"], dtype="datetime64[s]")
    uitkomst = _tijdstip(begin, eind)
    assert (uitkomst.aantal.sum(), uitkomst.te_lang, uitkomst.onbruikbaar) == (1, 1, 2)


def test_the_true_hours_come_back() -> None:
    """Burglaries around 20:00, found at the end of an absence: the peak stays where it is, only lower."""
    rng = np.random.default_rng(1)
    waar = rng.normal(20, 2, 50_000) + 24 * rng.integers(0, 300, 50_000)
    begin, eind = waar - rng.uniform(0, 4, 50_000), waar + rng.uniform(0, 4, 50_000)
    uitkomst = _tijdstip(begin, eind)
    eerste, deel = drukste_uren(uitkomst, 4) or (0, 0.0)
    assert eerste == 18
    assert 0.45 < deel < 0.68
    echt = np.bincount((waar % 24).astype(int), minlength=24)
    assert (uitkomst.zeker <= echt).all()
    assert (echt <= uitkomst.mogelijk).all()


def test_a_million_take_a_moment() -> None:
    begin = np.random.default_rng(1).uniform(0, 50_000, 1_000_000)
    start = time.perf_counter()
    _tijdstip(begin, begin + 7.3, cyclus="week")
    assert time.perf_counter() - start < 3


def test_the_busiest_hours_may_pass_midnight() -> None:
    uitkomst = _tijdstip([23.0, 24.5, 12.0], [24.0, 24.7, 12.0])
    assert drukste_uren(uitkomst, 2) == (23, pytest.approx(2 / 3))
    assert drukste_uren(uitkomst, 24) == (0, pytest.approx(1))
    assert isinstance(drukste_uren(uitkomst, 0), Refused)
    assert isinstance(drukste_uren(uitkomst, 25), Refused)


@pytest.mark.parametrize(
    ("begin", "eind", "langst"),
    [
        ([], [], 24),
        ([1.0], [1.0, 2.0], 24),
        ([np.nan], [1.0], 24),
        ([2.0], [1.0], 24),
        ([1.0], [99.0], 24),
        ([1.0], [2.0], 0),
        ([1.0], [2.0], np.nan),
        (["a"], ["b"], 24),
        ([1e300], [1e301], 24),
    ],
)
def test_times_that_tell_nothing_are_refused(begin: object, eind: object, langst: float) -> None:
    assert isinstance(aoristic(begin, eind, langst=langst), Refused)  # type: ignore[arg-type]
