import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.plekken import Verloop, Verplaatsing, verplaatsing

Getallen = NDArray[np.int64]


def _uit_tabel(tabel: NDArray[np.int64]) -> tuple[Getallen, Getallen]:
    """A cell and a period for every incident, from counts of periods x cells."""
    periode, cel = np.nonzero(tabel)
    hoeveel = tabel[periode, cel]
    return np.repeat(cel, hoeveel).astype(np.int64), np.repeat(periode, hoeveel).astype(np.int64)


def _loop(tabel: NDArray[np.int64], top: int, zaad: int = 1, herhalingen: int = 99) -> Verplaatsing:
    uitkomst = verplaatsing(*_uit_tabel(tabel), top, rng=np.random.default_rng(zaad), herhalingen=herhalingen)
    assert isinstance(uitkomst, Verplaatsing)
    return uitkomst


def _vast(rng: np.random.Generator, cellen: int = 400, perioden: int = 6) -> NDArray[np.int64]:
    """Every cell keeps its part; the total falls by a third."""
    return rng.poisson(rng.gamma(0.4, 8, cellen) * np.linspace(1.2, 0.8, perioden)[:, None]).astype(np.int64)


def test_places_that_stay_are_not_said_to_move() -> None:
    uitslagen = [_loop(_vast(np.random.default_rng(zaad)), 20, herhalingen=39) for zaad in range(60)]
    beweegt = [Verloop.OPKOMEND, Verloop.AFNEMEND, Verloop.WISSELEND]
    met_vals_alarm = [any(woord in beweegt for woord in uitslag.verloop) for uitslag in uitslagen]
    assert np.mean(met_vals_alarm) <= 0.15  # two tests, each with a false discovery rate of 5%
    assert np.mean([uitslag.p <= 0.05 for uitslag in uitslagen]) <= 0.15
    overlap = np.mean([uitslag.overlap for uitslag in uitslagen])
    assert overlap == pytest.approx(np.mean([uitslag.overlap_als_vast for uitslag in uitslagen]), abs=0.01)
    assert overlap < 0.9  # chance alone moves the top


def test_each_kind_of_change_gets_its_word() -> None:
    rng = np.random.default_rng(2)
    tabel = rng.poisson(3, (6, 300)).astype(np.int64)
    tabel[:, 0] = rng.poisson(60, 6)
    tabel[:, 1] = [0, 2, 15, 40, 70, 90]
    tabel[:, 2] = [90, 70, 40, 15, 2, 0]
    tabel[:, 3] = [80, 0, 75, 0, 0, 75]
    uitslag = _loop(tabel, 4)
    woorden = dict(zip(uitslag.cel.tolist(), uitslag.verloop, strict=True))
    assert woorden == {
        0: Verloop.BLIJVEND,
        1: Verloop.OPKOMEND,
        2: Verloop.AFNEMEND,
        3: Verloop.WISSELEND,
    }
    assert uitslag.aantal[uitslag.cel.tolist().index(1)] == 217


def test_hot_spots_that_move_every_year_are_seen() -> None:
    rng = np.random.default_rng(3)
    tabel = rng.poisson(1, (5, 300)).astype(np.int64)
    for periode in range(5):
        tabel[periode, rng.choice(300, 15, replace=False)] += 20
    uitslag = _loop(tabel, 15)
    assert uitslag.p == 0.01
    assert uitslag.overlap < 0.5 * uitslag.overlap_als_vast


def test_few_incidents_give_no_word_about_change() -> None:
    tabel = np.zeros((8, 40), dtype=np.int64)
    tabel[0, :10] = 4
    tabel[:, 10:] = 0
    tabel[4, 10:] = 1
    assert set(_loop(tabel, 5).verloop) == {Verloop.ONBEKEND}


def test_the_order_of_incidents_and_the_numbers_of_cells_do_not_matter() -> None:
    cel, periode = _uit_tabel(_vast(np.random.default_rng(4)))
    anders = np.random.default_rng(5).permutation(len(cel))
    een = verplaatsing(cel, periode, 10, rng=np.random.default_rng(1), herhalingen=9)
    twee = verplaatsing(cel[anders] + 1000, periode[anders] + 2019, 10, rng=np.random.default_rng(1), herhalingen=9)
    assert isinstance(een, Verplaatsing)
    assert isinstance(twee, Verplaatsing)
    assert twee.cel.tolist() == (een.cel + 1000).tolist()
    assert (twee.verloop, twee.overlap) == (een.verloop, een.overlap)


def test_incidents_without_a_cell_stay_out() -> None:
    tabel = _vast(np.random.default_rng(6))
    cel, periode = _uit_tabel(tabel)
    met = verplaatsing(
        np.append(cel, [-1, -1]), np.append(periode, [0, 99]), 10, rng=np.random.default_rng(1), herhalingen=9
    )
    assert isinstance(met, Verplaatsing)
    assert met.overlap == _loop(tabel, 10, herhalingen=9).overlap


@pytest.mark.parametrize(
    ("cel", "periode", "top", "herhalingen"),
    [
        ([], [], 1, 9),
        ([1, 2], [1], 1, 9),
        ([1.5, 2.0], [0, 1], 1, 9),
        ([-1, -1], [0, 1], 1, 9),
        ([1, 2, 3], [0, 0, 0], 1, 9),
        ([1, 2, 3], [0, 1, 2], 3, 9),
        ([1, 2, 3], [0, 1, 2], 0, 9),
        ([1, 2, 3], [0, 1, 2], 1, 0),
    ],
)
def test_what_says_nothing_is_refused(cel: list[int], periode: list[int], top: int, herhalingen: int) -> None:
    uitkomst = verplaatsing(cel, periode, top, rng=np.random.default_rng(1), herhalingen=herhalingen)
    assert isinstance(uitkomst, Refused)


def test_all_in_one_of_two_cells_gives_no_warning() -> None:
    assert _loop(np.array([[50, 1], [50, 0]]), 1).verloop == (Verloop.BLIJVEND,)
