"""The examples on the pages in docs/methoden: what they say about Noordwijk and Westland is what comes out."""

from pathlib import Path

import numpy as np
import pytest
from bench.doelkans import lees
from numpy.typing import NDArray

import kompas.stats as ks
from kompas.base import demand

Matrix = NDArray[np.float64]
INBRAAK = "1.1.1"
NOORDWIJK, WESTLAND = "GM0575", "GM1783"


@pytest.fixture(name="cijfers")
def _cijfers(testdata: Path) -> tuple[tuple[str, ...], Matrix, Matrix]:
    """Burglary and inhabitants up to 2024."""
    data = lees(
        testdata / "data/politie/47018NED_TypedDataSet_gemeenten.csv",
        testdata / "data/cbs/70072ned_TypedDataSet_inwoners.csv",
    )
    tot = data.jaren.index(2024) + 1
    return data.gebieden, data.tellingen[INBRAAK][:, :tot], data.inwoners[:, :tot]


def test_trend_and_change_point(cijfers: tuple[tuple[str, ...], Matrix, Matrix]) -> None:
    gebieden, y, n = cijfers
    hier = gebieden.index(NOORDWIJK)
    naast = demand(ks.trend_naast_elders(y, n))
    assert np.exp(naast.eigen.helling[hier]) == pytest.approx(0.885, abs=0.002)
    assert np.exp(naast.elders.helling[hier]) == pytest.approx(0.871, abs=0.002)
    assert naast.eigen.p[hier] == pytest.approx(0.001, abs=0.0005)
    assert naast.verschil.p[hier] == pytest.approx(0.26, abs=0.02)
    (breuk,) = demand(ks.breukpunten.breukpunten(y[hier], n[hier], rng=np.random.default_rng(1)))
    assert breuk.periode == 2018 - 2012
    assert breuk.verhouding == pytest.approx(0.42, abs=0.005)


def test_place_funnel_and_smoothed_rate(cijfers: tuple[tuple[str, ...], Matrix, Matrix]) -> None:
    gebieden, y, n = cijfers
    hier, nu, inwoners = gebieden.index(NOORDWIJK), y[:, -1], n[:, -1]
    assert 1 + (nu / inwoners > nu[hier] / inwoners[hier]).sum() == 125
    plaats = demand(ks.rangorde.rangorde(nu, inwoners, rng=np.random.default_rng(1)))
    assert plaats.laag[hier] == pytest.approx(75, abs=4)
    assert plaats.hoog[hier] == pytest.approx(166, abs=4)
    zeker = demand(ks.zekere_plaatsen(nu, inwoners))
    assert (zeker[0][hier], zeker[1][hier]) == (5, 179)
    glad = demand(ks.empirical_bayes(np.append(nu, 2), np.append(inwoners, 400))) * 1000
    assert glad[hier] == pytest.approx(0.952, abs=0.002)
    assert glad[-1] == pytest.approx(1.4, abs=0.05)
    assert len(demand(ks.sprong_in_aandeel(y))) == 1


def test_forecast_and_targets(cijfers: tuple[tuple[str, ...], Matrix, Matrix]) -> None:
    gebieden, y, n = cijfers
    hier, daar = gebieden.index(NOORDWIJK), gebieden.index(WESTLAND)
    blik = demand(ks.vooruitblik.vooruitblik(y, n, 4))
    assert blik.verwacht[[hier, daar], 3] == pytest.approx([42, 103], abs=1)
    assert blik.kwantiel(0.1)[[hier, daar], 3].tolist() == [20, 47]
    assert blik.kwantiel(0.9)[[hier, daar], 3].tolist() == [68, 168]
    assert demand(ks.chance_of_count(blik, 36.0))[hier, 3] == pytest.approx(0.44, abs=0.01)
    assert demand(ks.chance_of_count(blik, 97.0))[daar, 3] == pytest.approx(0.52, abs=0.01)
    inwoners = demand(ks.population_ahead(n, 4))
    assert demand(ks.chance_of_rate(blik, inwoners, 1.0, decimalen=1))[hier, 3] == pytest.approx(0.71, abs=0.01)
    assert demand(ks.chance_this_year(blik, 20.0, 0.5, 36.0))[hier] == pytest.approx(0.23, abs=0.01)


def test_a_measure_that_was_none(cijfers: tuple[tuple[str, ...], Matrix, Matrix]) -> None:
    gebieden, y, _ = cijfers
    hier = gebieden.index(WESTLAND)
    rest = np.delete(y, hier, axis=0)
    rest = rest[np.isfinite(rest).all(axis=1)]
    uitkomst = demand(ks.difference_in_differences(y[hier], rest, 2019 - 2012))
    assert uitkomst.verhouding == pytest.approx(0.84, abs=0.01)
    assert (uitkomst.interval.laag, uitkomst.interval.hoog) == pytest.approx((0.55, 1.30), abs=0.01)
    assert uitkomst.p == pytest.approx(0.44, abs=0.01)
    assert uitkomst.woord == "effect niet aan te tonen"
    assert demand(ks.power_beforehand(y[hier], rest, 2)).kleinste_daling == pytest.approx(0.555, abs=0.01)


def test_noordwijk_table_2_1_together() -> None:
    rijen = ((89, 69), (71, 35), (229, 306), (237, 260))
    p = [demand(ks.poisson_e_test(3 * eerder, 3, later, 1, statistiek="score")) for eerder, later in rijen]
    assert demand(ks.q_waarden(p)) == pytest.approx([0.078, 0.0002, 0.0001, 0.20], abs=0.002)
    assert ks.smallest_visible_count(71) == 41
    assert ks.power_of_count(71, 0.9 * 71) == pytest.approx(0.09, abs=0.005)
    assert ks.luck_of_count(71, 0.9 * 71) == pytest.approx(0.26, abs=0.005)
    assert ks.poisson_c_test(213, 3, 35, 1) == pytest.approx(0.00004, abs=0.000005)


def test_small_examples() -> None:
    kaart = demand(ks.ontwerp_cusum(6, 1.5, 120))
    assert (kaart.k, kaart.h) == (7, 10)
    assert (kaart.arl0, kaart.arl1) == pytest.approx((132, 5.6), abs=0.5)
    punten = (ks.Meetpunt(7.4, 7.3, 7.5), ks.Meetpunt(7.5, 7.4, 7.6))
    assert ks.vergelijk_metingen(*punten) == pytest.approx(0.166, abs=0.001)
    sterkte = demand(ks.bradley_terry([[0, 14, 18], [6, 0, 11], [2, 9, 0]]))
    assert sterkte.sterkte == pytest.approx([0.93, -0.24, -0.70], abs=0.005)
    scores = [[4, 2, 3], [3, 4, 3], [3, 3, 3]]
    weging = demand(ks.weigh_criteria(scores, [1, 1, 1], rng=np.random.default_rng(1), top=1, onzeker=0.5))
    assert weging.kans_in_top[1] == pytest.approx(0.63, abs=0.02)
    grenzen = demand(ks.verhouding_interval(153, 113_668, 1000))
    assert (grenzen.laag, grenzen.hoog) == pytest.approx((1.14, 1.58), abs=0.005)
