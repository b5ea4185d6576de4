import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.signalering import Alarmbudget, Alarmplan, Signalen, ontwerp_alarmplan, seizoen_van, signaleer

Matrix = NDArray[np.float64]


def _wereld(rng: np.random.Generator, reeksen: int, maanden: int) -> tuple[NDArray[np.intp], Matrix]:
    """Quiet series of 15 kinds: levels from far below one to hundreds, own season, own spread beyond chance."""
    groep = np.arange(reeksen) % 15
    alpha = rng.choice([1e-7, 0.05, 0.2], reeksen)[:, None]
    fase, golf = rng.uniform(0, 12, 15)[groep], rng.uniform(0, 0.4, 15)[groep]
    seizoen = np.exp(golf[:, None] * np.sin(2 * np.pi * (np.arange(maanden) + fase[:, None]) / 12))
    mu = rng.lognormal(0.5, 1.5, reeksen)[:, None] * seizoen
    return groep, rng.poisson(mu * rng.gamma(1 / alpha, alpha, mu.shape)).astype(float)


def _plan(y: Matrix, groep: NDArray[np.intp], per_jaar: float = 4.0) -> Alarmplan:
    plan = ontwerp_alarmplan(y, groep, Alarmbudget(per_jaar), rng=np.random.default_rng(9))
    assert isinstance(plan, Alarmplan)
    return plan


def _signalen(y: Matrix, plan: Alarmplan) -> Signalen:
    signalen = signaleer(y, plan)
    assert isinstance(signalen, Signalen)
    return signalen


@pytest.mark.parametrize("per_jaar", [4.0, 15.0])
def test_the_budget_of_false_alarms_is_what_comes(per_jaar: float) -> None:
    """Five municipalities of 300 series, watched for ten years after five of history, in which nothing happens."""
    rng, piek, aanhoudend = np.random.default_rng(1), 0, 0
    for _ in range(5):
        groep, y = _wereld(rng, 300, 180)
        signalen = _signalen(y, _plan(y[:, :60], groep, per_jaar))
        piek += int(signalen.piek[:, 60:].sum())
        aanhoudend += int(signalen.aanhoudend[:, 60:].sum())
    assert (piek + aanhoudend) / 50 == pytest.approx(per_jaar, rel=0.25)
    assert piek / 50 == pytest.approx(per_jaar / 2, rel=0.35)
    assert aanhoudend / 50 == pytest.approx(per_jaar / 2, rel=0.35)


def test_a_fixed_rule_would_drown_a_municipality() -> None:
    """The usual 'mean plus two standard deviations' calls for nothing more than thirty times as often."""
    groep, y = _wereld(np.random.default_rng(2), 300, 120)
    gewoon = y[:, 60:] > y[:, :60].mean(axis=1, keepdims=True) + 2 * y[:, :60].std(axis=1, keepdims=True)
    assert gewoon.sum() / 5 > 30 * 4
    assert _signalen(y, _plan(y[:, :60], groep)).piek[:, 60:].sum() / 5 < 10


def test_what_happens_is_seen() -> None:
    """A month of four times the usual at once, a doubling that lasts within half a year."""
    groep, y = _wereld(np.random.default_rng(3), 300, 84)
    niveau = y[:, :60].mean(axis=1)
    druk = np.flatnonzero(niveau > 10)[:20]
    plan = _plan(y[:, :60], groep)
    piek, blijvend = y.copy(), y.copy()
    piek[druk, 72] += 3 * niveau[druk]
    blijvend[druk, 72:] *= 2
    assert _signalen(piek, plan).piek[druk, 72].mean() > 0.7
    gezien = _signalen(blijvend, plan)
    assert (gezien.aanhoudend | gezien.piek)[druk, 72:78].any(axis=1).mean() > 0.7
    assert not _signalen(y, plan).aanhoudend[druk, 72].any()


def test_nothing_later_is_used() -> None:
    groep, y = _wereld(np.random.default_rng(4), 60, 84)
    plan, later = _plan(y[:, :60], groep), y.copy()
    later[:, 75:] = 1000
    heel, kort = _signalen(later, plan), _signalen(y[:, :75], plan)
    assert (heel.piek[:, :75] == kort.piek).all()
    assert (heel.aanhoudend[:, :75] == kort.aanhoudend).all()


def test_a_larger_budget_is_more_sensitive() -> None:
    groep, y = _wereld(np.random.default_rng(5), 200, 60)
    streng, ruim = _plan(y, groep, 3.0), _plan(y, groep, 20.0)
    assert ruim.grens_piek < streng.grens_piek
    assert ruim.grens_aanhoudend < streng.grens_aanhoudend


def test_season_by_hand() -> None:
    """Summer twice the winter: factors around 1 with a mean of 1; the group, not the series, decides."""
    jaar = np.array([100.0] * 6 + [200.0] * 6)
    factor = seizoen_van(np.tile(jaar, (2, 5)), np.array([0, 0]))
    assert factor.mean(axis=1) == pytest.approx([1, 1])
    assert factor[0, 8] / factor[0, 2] == pytest.approx(2, rel=0.05)
    assert (factor[0] == factor[1]).all()
    april = seizoen_van(np.tile(np.roll(jaar, -3), (1, 5)), np.array([0]), eerste_maand=4)
    assert april[0] == pytest.approx(factor[0], rel=0.05)


def test_missing_months_and_series_of_zeros() -> None:
    groep, y = _wereld(np.random.default_rng(6), 60, 72)
    y[0] = 0
    y[1, 50:70] = np.nan
    signalen = _signalen(y, _plan(y[:, :60], groep))
    assert not signalen.piek[0].any()
    assert not signalen.piek[1, 50:70].any()
    assert np.isfinite(signalen.verwacht[1, 70])


def test_one_series_of_one_kind() -> None:
    y = np.random.default_rng(7).poisson(5, (1, 48)).astype(float)
    plan = _plan(y, np.array([3]), 0.5)
    assert _signalen(y, plan).aantal <= 2


def test_everything_huge() -> None:
    y = np.full((4, 48), 1e9)
    assert _signalen(y, _plan(y, np.zeros(4, dtype=np.intp))).aantal == 0


@pytest.mark.parametrize(
    "fout",
    [{"y": np.ones((3, 35))}, {"y": -np.ones((3, 60))}, {"y": np.full((3, 60), np.inf)}, {"groep": [1, 2]},
     {"y": np.full((3, 60), np.nan)}, {"y": np.ones(60)}, {"y": np.empty((0, 60)), "groep": []}],
)  # fmt: skip
def test_refused(fout: dict[str, object]) -> None:
    invoer = {"y": np.ones((3, 60)), "groep": [0, 0, 1]} | fout
    plan = ontwerp_alarmplan(invoer["y"], invoer["groep"], Alarmbudget(4), rng=np.random.default_rng(1))  # type: ignore[arg-type]
    assert isinstance(plan, Refused)


def test_a_plan_is_for_its_own_series() -> None:
    plan = _plan(np.ones((3, 60)), np.zeros(3, dtype=np.intp))
    assert isinstance(signaleer(np.ones((4, 60)), plan), Refused)
    assert isinstance(signaleer(-np.ones((3, 60)), plan), Refused)


@pytest.mark.parametrize(("per_jaar", "deel"), [(0, 0.5), (-1, 0.5), (float("inf"), 0.5), (1, 0), (1, 1)])
def test_an_impossible_budget(per_jaar: float, deel: float) -> None:
    with pytest.raises(ValueError, match="alarmbudget"):
        Alarmbudget(per_jaar, deel)
