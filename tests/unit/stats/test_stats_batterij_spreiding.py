"""The ordinary spread between years: found back, and a test that knows it calls as many for nothing as it says."""

from pathlib import Path

import numpy as np
import pytest
from bench.doelkans import lees
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.batterij import Telpaneel
from kompas.stats.batterij.gegevens import maak_gegevens
from kompas.stats.batterij.verandering import veranderingen
from kompas.stats.spreiding import Jaarspreiding, jaarspreiding
from kompas.stats.tellingen import poisson_e_test

Matrix = NDArray[np.float64]


def _reeksen(
    alpha: float, macht: float = 0.0, *, gebieden: int = 340, jaren: int = 13, zaad: int = 1
) -> tuple[Matrix, Matrix]:
    """Counts around a level that stays, with a variance of mean + alpha (mean / 100) ** macht mean squared."""
    rng = np.random.default_rng(zaad)
    omvang = np.repeat(np.exp(rng.normal(10.3, 1.0, gebieden))[:, None], jaren, axis=1)
    mu = omvang * 0.003
    extra = np.maximum(alpha * (mu / 100) ** macht, 1e-9)
    return rng.poisson(mu * rng.gamma(1 / extra, extra)).astype(float), omvang


@pytest.mark.parametrize(("alpha", "macht"), [(0.02, 0.0), (0.08, 0.0), (0.05, -0.4)])
def test_the_spread_is_found_back(alpha: float, macht: float) -> None:
    gevonden = [demand(jaarspreiding(*_reeksen(alpha, macht, zaad=zaad))) for zaad in range(6)]
    for gemiddelde in (30.0, 100.0, 400.0):
        waar = 1 + alpha * (gemiddelde / 100) ** macht * gemiddelde
        assert np.mean([spreiding.phi(gemiddelde) for spreiding in gevonden]) == pytest.approx(waar, rel=0.12)


def test_chance_alone_is_no_spread() -> None:
    spreiding = demand(jaarspreiding(*_reeksen(0.0)))
    assert float(spreiding.phi(100.0)) < 1.1


def test_one_registration_jump_is_not_ordinary() -> None:
    y, n = _reeksen(0.03)
    voor = demand(jaarspreiding(y, n))
    y[:3, 7] *= 8
    na = demand(jaarspreiding(y, n))
    assert float(na.phi(100)) == pytest.approx(float(voor.phi(100)), rel=0.1)


def test_the_order_of_areas_and_the_unit_of_inhabitants_do_not_matter() -> None:
    y, n = _reeksen(0.05, -0.3)
    anders = np.random.default_rng(3).permutation(len(y))
    gewoon, geschud = demand(jaarspreiding(y, n)), demand(jaarspreiding(y[anders], n[anders] / 1000))
    assert float(geschud.phi(50.0)) == pytest.approx(float(gewoon.phi(50.0)), rel=1e-6)


def test_too_little_gives_a_reason() -> None:
    y, n = _reeksen(0.05)
    for uit in (jaarspreiding(y[:5, :7], n[:5, :7]), jaarspreiding(y[:, :3], n[:, :3]), jaarspreiding(y * np.nan, n)):
        assert isinstance(uit, Refused)


def _niveau(alpha: float, macht: float) -> tuple[float, float, float]:
    """The part of series without any change below 0,05: with and without the spread, and of the large ones with it."""
    met, los, groot = [], [], []
    for zaad in range(10, 16):
        y, n = _reeksen(alpha, macht, zaad=zaad)
        paneel = Telpaneel(tuple(map(str, range(len(y)))), tuple(range(2012, 2012 + y.shape[1])), y, n)
        uit = veranderingen(
            demand(maak_gegevens(paneel)), basisjaren=3, gewoon=demand(jaarspreiding(y, n)), per_omvang=True
        )
        assert not isinstance(uit, Refused)
        met.append(uit.p < 0.05)
        los.append(uit.p_los < 0.05)
        groot.append((uit.p < 0.05)[uit.later > 150])
    return float(np.mean(met)), float(np.mean(los)), float(np.mean(np.concatenate(groot)))


@pytest.mark.parametrize(("alpha", "macht"), [(0.02, 0.0), (0.08, 0.0), (0.06, -0.35)])
def test_the_test_with_the_spread_keeps_its_level_and_the_plain_one_does_not(alpha: float, macht: float) -> None:
    met, los, groot = _niveau(alpha, macht)
    assert 0.035 < met < 0.065
    assert groot < 0.075
    assert los > 2 * met


def test_limits_of_the_ratio_hold_and_agree_with_the_test() -> None:
    rng, waar = np.random.default_rng(8), 0.8
    omvang = np.full((4000, 6), 1.0) * 10 ** rng.uniform(0.5, 2.5, 4000)[:, None]
    y = rng.poisson(omvang * np.where(np.arange(6) == 5, waar, 1.0)).astype(float)
    paneel = Telpaneel(tuple(map(str, range(4000))), tuple(range(2012, 2018)), y, omvang)
    uit = demand(veranderingen(demand(maak_gegevens(paneel)), basisjaren=3, gewoon=None, per_omvang=True))
    assert 0.94 < np.mean((uit.laag <= waar) & (waar <= uit.hoog)) < 0.97
    oneens = (uit.p < 0.05) == ((uit.laag < 1) & (uit.hoog > 1))
    assert oneens.mean() < 0.02
    assert (uit.laag[y[:, -1] == 0] == 0).all()


def test_on_series_of_pure_chance_both_keep_it() -> None:
    met, los, _ = _niveau(0.0, 0.0)
    assert 0.03 < met <= los < 0.065


def test_real_figures_move_far_more_than_chance(testdata: Path) -> None:
    gegevens = lees(
        testdata / "data/politie/47018NED_TypedDataSet_gemeenten.csv",
        testdata / "data/cbs/70072ned_TypedDataSet_inwoners.csv",
    )
    gevonden = [demand(jaarspreiding(y, gegevens.inwoners)) for y in gegevens.tellingen.values()]
    assert all(isinstance(spreiding, Jaarspreiding) for spreiding in gevonden)
    # Burglary, bicycles, assault...: at a hundred a year between twice and ten times chance, less so for large places.
    assert 2 < np.median([float(spreiding.phi(100.0)) for spreiding in gevonden]) < 10
    assert np.median([spreiding.macht for spreiding in gevonden]) < -0.1


@pytest.mark.parametrize(("gebieden", "jaren"), [(1, 8), (1, 14), (3, 14)])
@pytest.mark.parametrize("phi", [3.0, 20.0])
def test_own_years_alone_keep_the_level_too(gebieden: int, jaren: int, phi: float) -> None:
    """Without others the own years tell the spread: a test that knows chance alone would be certain far too often."""
    rng = np.random.default_rng(11)
    met, los = [], []
    for _ in range(300):
        alpha = (phi - 1) / 400
        y = rng.poisson(400 * rng.gamma(1 / alpha, alpha, (gebieden, jaren))).astype(float)
        gewoon = float(demand(jaarspreiding(y)).phi(400.0))
        for gevonden, schommeling in ((met, gewoon), (los, 1.0)):
            eerder, later = float(y[0, -4:-1].sum()), float(y[0, -1])
            gevonden.append(demand(poisson_e_test(eerder, 3, later, 1, statistiek="score", phi=schommeling)) < 0.05)
    assert np.mean(met) < 0.08
    assert np.mean(los) > 0.2
