"""Surveys of many municipalities beside each other: known answers, false alarms, properties, extremes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student
from statsmodels.stats.meta_analysis import combine_effects

from kompas.base import Refused, demand
from kompas.stats.enquetevergelijking import (
    Enquetevergelijking,
    Rij,
    Tussen,
    enquete_naast_anderen,
    spreiding_tussen,
)

BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip
"""13 trials (Colditz e.a. 1994): ill and not ill, with vaccine and without."""


def _rng(zaad: int = 1) -> np.random.Generator:
    return np.random.default_rng(zaad)


def _naast(getallen: Rij, fouten: Rij, **keuze: object) -> Enquetevergelijking:
    return demand(enquete_naast_anderen(getallen, fouten, rng=_rng(), **keuze))  # type: ignore[arg-type]


def _bcg() -> tuple[Rij, Rij]:
    a, b, c, d = np.array(BCG, dtype=float).T
    return np.log(a / (a + b) / (c / (c + d))), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def _werelden(aantal: int, gebieden: int, tau: float, fouten: tuple[float, float]) -> Rij:
    """The p of all areas, ordinary ones, in so many worlds; their standard errors lie between `fouten`."""
    rng, uit = _rng(8), []
    for _ in range(aantal):
        s = rng.uniform(*fouten, gebieden)
        uit.append(_naast(rng.normal(7, tau, gebieden) + rng.normal(0, s), s).p)
    return np.concatenate(uit)


def test_the_spread_is_that_of_the_literature_and_of_statsmodels() -> None:
    """Log risk ratios of the BCG trials: tau2 0,318 by Paule and Mandel, H2 12,69 (Q = 152,23 on 12)."""
    y, s = _bcg()
    tussen = demand(spreiding_tussen(y, s))
    assert tussen.tau2 == pytest.approx(0.318, abs=0.0005)
    assert tussen.h2 * 12 == pytest.approx(152.233, abs=0.001)
    ander = combine_effects(y, s**2, method_re="iterated", atol=1e-12, maxiter=1000)
    assert tussen.tau2 == pytest.approx(ander.tau2, abs=1e-9)
    assert tussen.midden == pytest.approx(ander.mean_effect_re, abs=1e-9)
    assert tussen.fout == pytest.approx(math.sqrt(ander.scale_hksj_re) * ander.sd_eff_w_re, abs=1e-9)


def test_without_differences_beyond_the_margins_the_spread_is_nothing() -> None:
    s = np.full(12, 0.5)
    tussen = demand(spreiding_tussen(np.tile([7.0, 7.1], 6), s))
    assert tussen.tau2 == 0
    assert tussen.h2 < 0.05
    assert tussen.fout == pytest.approx(0.5 / math.sqrt(12))  # never smaller than the margins themselves make it


@pytest.mark.parametrize("verschil", [0.2, 0.9, 1.6])
def test_with_equal_margins_it_is_the_t_test_of_one_more_observation(verschil: float) -> None:
    y = _rng(2).normal(7, 0.6, 20)
    eigen = y.mean() + verschil
    uit = _naast(np.append(eigen, y), np.full(21, 0.1))
    breedte = y.std(ddof=1) * math.sqrt(1 + 1 / 20)
    assert uit.p[0] == pytest.approx(2 * student.sf(verschil / breedte, 19), rel=1e-4)
    assert uit.gewoon_hoog[0] == pytest.approx(y.mean() + student.ppf(0.975, 19) * breedte, abs=1e-5)
    assert uit.anderen[0] == pytest.approx(y.mean())
    assert uit.aantal[0] == 20


@pytest.mark.parametrize(
    ("gebieden", "tau", "fouten"),
    [(10, 0.4, (0.05, 0.05)), (10, 0.1, (0.1, 0.2)), (21, 0.2, (0.05, 0.3)), (21, 0.0, (0.1, 0.1))],
)
def test_ordinary_municipalities_stand_out_no_oftener_than_promised(
    gebieden: int, tau: float, fouten: tuple[float, float]
) -> None:
    p = _werelden(1200 // gebieden, gebieden, tau, fouten)
    assert (p < 0.05).mean() < 0.065
    assert (p < 0.01).mean() < 0.016
    if tau >= 2 * fouten[0]:
        assert (p < 0.05).mean() > 0.03


def test_shares_keep_their_promise_too() -> None:
    """Small percentages of samples of 250 to 1.000, with municipalities that differ on the log-odds scale."""
    rng, p = _rng(3), []
    for _ in range(30):
        deel = 1 / (1 + np.exp(-rng.normal(-3, 0.3, 30)))
        n = rng.integers(250, 1000, 30)
        gemeten = rng.binomial(n, deel) / n
        fout = np.sqrt(gemeten * (1 - gemeten) / n)
        uit = _naast(gemeten, np.where(fout > 0, fout, np.nan), aandeel=True)
        p.append(uit.p[np.isfinite(uit.p)])
        assert 0.03 < np.nanmean(uit.anderen) < 0.08
    assert 0.03 < (np.concatenate(p) < 0.05).mean() < 0.065


def test_an_area_far_away_stands_out_and_does_not_hide_itself() -> None:
    cijfers = np.append(5.0, _rng(4).normal(7, 0.1, 25))
    uit = _naast(cijfers, np.full(26, 0.1))
    assert uit.p[0] < 1e-8
    assert uit.anderen[0] == pytest.approx(cijfers[1:].mean())
    assert (uit.plaats_laag[0], uit.plaats_hoog[0]) == (26, 26)
    assert uit.phi[0] < 4 < uit.phi[1]


def test_a_group_is_who_is_held_against() -> None:
    cijfers = np.concatenate([_rng(5).normal(6, 0.1, 12), _rng(6).normal(8, 0.1, 12)])
    groep = np.equal.outer(np.arange(24) < 12, np.arange(24) < 12)
    eigen, alle = (_naast(cijfers, np.full(24, 0.1), groep=masker) for masker in (groep, None))
    assert eigen.aantal.tolist() == [11] * 24
    assert eigen.anderen[0] == pytest.approx(6, abs=0.1)
    assert (eigen.plaats_hoog <= 12).all()
    assert alle.anderen[0] == pytest.approx(7.1, abs=0.1)
    groep[3] = False
    groep[3, :8] = True  # too few for the fourth area only
    minder = _naast(cijfers, np.full(24, 0.1), groep=groep)
    assert math.isnan(minder.p[3])
    assert minder.aantal[3] == 0
    assert minder.p[4] == pytest.approx(eigen.p[4])


def test_one_area_has_the_same_answer_alone() -> None:
    cijfers, fouten = _rng(7).normal(7, 0.3, 15), _rng(8).uniform(0.1, 0.3, 15)
    alle, een = _naast(cijfers, fouten), _naast(cijfers, fouten, alleen=4)
    assert een.p[4] == alle.p[4]
    assert np.flatnonzero(np.isfinite(een.p)).tolist() == [4]


def test_who_has_no_figure_does_not_count() -> None:
    cijfers, fouten = _rng(9).normal(7, 0.3, 15), np.full(15, 0.1)
    meer = _naast(np.append(cijfers, [math.nan, 9.0]), np.append(fouten, [0.1, math.nan]))
    assert meer.p[:15] == pytest.approx(_naast(cijfers, fouten).p)
    assert np.isnan(meer.p[15:]).all()
    aandeel = _naast(np.append(cijfers / 10, 0.0), np.append(fouten / 10, 0.01), aandeel=True)
    assert math.isnan(aandeel.p[-1])


CIJFERS = st.lists(st.floats(1, 9), min_size=10, max_size=25)


@settings(max_examples=15, deadline=None)
@given(CIJFERS, st.floats(0.05, 2), st.floats(-50, 50), st.floats(0.1, 20))
def test_scale_shift_and_order_do_not_matter(cijfers: list[float], fout: float, stap: float, maal: float) -> None:
    x, s = np.array(cijfers), fout * np.linspace(0.5, 1.5, len(cijfers))
    uit, anders, omgekeerd = _naast(x, s), _naast(stap + maal * x, maal * s), _naast(x[::-1], s[::-1])
    assert anders.p == pytest.approx(uit.p, rel=1e-3, abs=1e-9)
    assert omgekeerd.p[::-1] == pytest.approx(uit.p, rel=1e-6, abs=1e-12)
    assert _naast(-x, s).p == pytest.approx(uit.p, rel=1e-6, abs=1e-12)
    assert ((uit.p >= 0) & (uit.p <= 1)).all()
    buiten = (x < uit.gewoon_laag - 1e-6) | (x > uit.gewoon_hoog + 1e-6)
    assert (uit.p[buiten] < 0.05).all()


@settings(max_examples=15, deadline=None)
@given(CIJFERS, st.floats(0.05, 2), st.floats(0.01, 3))
def test_farther_is_more_unusual_and_a_wider_own_margin_less(cijfers: list[float], fout: float, stap: float) -> None:
    x, s = np.append(np.max(cijfers) + 0.1, cijfers), np.full(len(cijfers) + 1, fout)
    verder, wijder = x.copy(), s.copy()
    verder[0] += stap
    wijder[0] += stap
    p = _naast(x, s, alleen=0).p[0]
    assert _naast(verder, s, alleen=0).p[0] <= p + 1e-12
    assert _naast(x, wijder, alleen=0).p[0] >= p - 1e-12


@pytest.mark.parametrize(
    ("getallen", "fouten"),
    [
        (np.arange(9.0), np.ones(9)),
        (np.arange(12.0), np.zeros(12)),
        (np.arange(12.0), np.append(np.ones(11), -1)),
        (np.append(np.arange(11.0), math.inf), np.ones(12)),
        (np.full(12, math.nan), np.ones(12)),
        (np.arange(12.0), np.ones(7)),
        (np.arange(24.0).reshape(2, 12), np.ones((2, 12))),
        (np.arange(12.0) * 1e12, np.full(12, 1e-9)),
        (np.arange(12.0), np.append(np.ones(11), 1e-12)),
    ],
)
def test_what_cannot_be_compared_is_refused(getallen: Rij, fouten: Rij) -> None:
    assert isinstance(enquete_naast_anderen(getallen, fouten, rng=_rng()), Refused)
    assert isinstance(spreiding_tussen(getallen, fouten), Refused)


def test_other_refusals() -> None:
    x, s = np.linspace(0.1, 0.9, 12), np.full(12, 0.1)
    assert isinstance(enquete_naast_anderen(x + 1, s, rng=_rng(), aandeel=True), Refused)
    assert isinstance(enquete_naast_anderen(x, s, rng=_rng(), groep=np.ones((3, 3))), Refused)
    assert isinstance(enquete_naast_anderen(x, s, rng=_rng(), groep=np.eye(12)), Refused)
    assert isinstance(enquete_naast_anderen(x, s, rng=_rng(), alleen=40), Refused)


def test_all_equal_is_ordinary() -> None:
    uit = _naast(np.full(12, 7.0), np.full(12, 0.1))
    assert uit.p == pytest.approx(1)
    assert (uit.tau2 == 0).all()
    assert isinstance(spreiding_tussen(np.full(12, 7.0), np.full(12, 0.1)), Tussen)
