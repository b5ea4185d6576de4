"""What must hold whatever the figures are: scale, symmetry, monotonicity, order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

import kompas.stats as ks
from kompas.base import demand

Rij = NDArray[np.float64]
TELLING = st.integers(0, 2000)
REEKS = arrays(float, (3, 12), elements=st.integers(0, 400))
ZAAD = st.integers(0, 10_000)


def _rng(zaad: int = 1) -> np.random.Generator:
    return np.random.default_rng(zaad)


@given(TELLING, st.floats(0.5, 0.99), st.floats(0.5, 0.99))
def test_surer_limits_hold_less_sure_ones(telling: int, een: float, twee: float) -> None:
    nauw, wijd = (demand(ks.garwood(telling, niveau)) for niveau in sorted((een, twee)))
    assert wijd.laag <= nauw.laag <= telling <= nauw.hoog <= wijd.hoog


@given(st.integers(1, 300), st.integers(0, 100), st.sampled_from([1.0, 3.0]), st.floats(1, 20))
def test_more_difference_and_less_spread_make_p_smaller(basis: int, meer: int, duur: float, phi: float) -> None:
    def p(later: int, spreiding: float) -> float:
        return demand(ks.poisson_e_test(basis * duur, duur, later, 1, statistiek="score", phi=spreiding))

    assert p(basis + meer + 1, 1.0) <= p(basis + meer, 1.0) + 1e-9
    assert p(basis + meer, phi) >= p(basis + meer, 1.0) - 0.05  # the steps of whole counts show a little


def test_one_incident_beside_none_is_nothing_however_much_counts_vary() -> None:
    """A tenth of an effective incident: one more is then far in the tail, but it is still only one incident."""
    los = demand(ks.poisson_e_test(1, 1, 0, 1))
    assert all(demand(ks.poisson_e_test(1, 1, 0, 1, phi=phi)) >= los for phi in (1.5, 3.0, 10.0, 100.0))
    reeks = demand(ks.poisson_e_tests([1, 3, 30], 1.0, [0, 1, 60], 1.0, phi=[10.0, 4.0, 2.0]))
    elk = [(1, 0, 10.0), (3, 1, 4.0), (30, 60, 2.0)]
    assert reeks == pytest.approx([demand(ks.poisson_e_test(a, 1, b, 1, phi=phi)) for a, b, phi in elk], abs=1e-9)


@given(TELLING, st.integers(1, 500), st.floats(1, 30))
def test_a_level_further_away_is_less_likely(telling: int, stap: int, phi: float) -> None:
    ver, dichtbij = (demand(ks.poisson_level_test(telling, telling + keer * stap, phi=phi)) for keer in (2, 1))
    assert ver <= dichtbij + 1e-12


@settings(max_examples=12)
@given(ZAAD, st.floats(0.01, 100))
def test_funnels_do_not_know_units_or_order(zaad: int, maat: float) -> None:
    rng = _rng(zaad)
    inwoners = rng.uniform(1e3, 1e5, 40)
    y = rng.poisson(inwoners * 0.002 * rng.gamma(10, 0.1, 40)).astype(float)
    tempo = y.sum() / inwoners.sum()
    gewoon = demand(ks.funnel.funnel(y, inwoners * tempo))
    anders = rng.permutation(40)
    geschud = demand(ks.funnel.funnel(y[anders], (inwoners * maat)[anders] * (tempo / maat)))
    np.testing.assert_allclose(geschud.p, gewoon.p[anders], rtol=1e-6, atol=1e-12)
    np.testing.assert_allclose(geschud.hoog, gewoon.hoog[anders], rtol=1e-6)


@settings(max_examples=30)
@given(ZAAD)
def test_more_incidents_in_one_area_never_look_fewer(zaad: int) -> None:
    rng = _rng(zaad)
    verwacht = rng.uniform(5, 200, 40)
    y = rng.poisson(verwacht).astype(float)
    meer = y.copy()
    meer[0] += 25
    voor, na = (demand(ks.funnel.funnel(telling, verwacht, vorm="geen")) for telling in (y, meer))
    assert na.z[0] > voor.z[0]
    np.testing.assert_allclose(na.p[1:], voor.p[1:])


@settings(max_examples=40)
@given(REEKS)
def test_a_series_backwards_has_the_opposite_trend(y: Rij) -> None:
    heen, terug = (demand(ks.trend.trend(rij, 1.0, samenhang=0.0)) for rij in (y, y[:, ::-1]))
    np.testing.assert_allclose(terug.helling, -heen.helling, atol=1e-6)
    np.testing.assert_allclose(terug.p, heen.p, atol=1e-6)


@settings(max_examples=25)
@given(REEKS)
def test_a_change_backwards_is_the_same_change(y: Rij) -> None:
    heen, terug = (demand(ks.breukpunt(rij, 1.0, rng=_rng(), alpha=0.01)) for rij in (y, y[:, ::-1]))
    np.testing.assert_allclose(terug.p, heen.p)


@settings(max_examples=8)
@given(ZAAD, st.integers(0, 150), st.integers(0, 150))
def test_a_stricter_target_is_never_likelier(zaad: int, een: int, twee: int) -> None:
    rng = _rng(zaad)
    blik = demand(ks.vooruitblik.vooruitblik(rng.poisson(60, (25, 8)).astype(float), np.full((25, 8), 1e4), 3))
    streng, ruim = sorted((een, twee))
    assert (demand(ks.chance_of_count(blik, streng)) <= demand(ks.chance_of_count(blik, ruim)) + 1e-12).all()
    hoogstens, minstens = demand(ks.chance_of_count(blik, een)), demand(ks.chance_of_count(blik, een, minstens=True))
    assert (hoogstens + minstens >= 1 - 1e-9).all()  # the target itself meets both
    assert (blik.kwantiel(0.1) <= blik.kwantiel(0.5)).all()


@given(st.floats(0.02, 0.98), st.floats(0.02, 0.98), st.integers(50, 3000), st.integers(1, 3000))
def test_a_larger_sample_sees_more_and_has_less_luck(een: float, twee: float, n: int, erbij: int) -> None:
    if abs(een - twee) < 0.005:
        return
    klein, groot = (demand(ks.power_of_share(een, twee, m, m)) for m in (n, n + erbij))
    assert groot >= klein - 1e-9
    hoger, lager = max(een, twee), min(een, twee)
    geluk = [demand(ks.luck_of_share(hoger, lager, m, m)) for m in (n, n + erbij)]
    assert geluk[1] <= geluk[0] + 1e-12
    marges = [demand(ks.margin_of_proportion(een, m)) for m in (n, n + erbij)]
    assert marges[1] < marges[0]


@given(st.floats(0, 100), st.floats(0.1, 5), st.floats(0, 100), st.floats(0.1, 5), st.floats(0.01, 100))
def test_surveys_do_not_know_units(a: float, marge_a: float, b: float, marge_b: float, maat: float) -> None:
    def p(keer: float) -> float:
        een, twee = ((x * keer, (x - m) * keer, (x + m) * keer) for x, m in ((a, marge_a), (b, marge_b)))
        return demand(ks.vergelijk_metingen(ks.Meetpunt(*een), ks.Meetpunt(*twee)))

    assert p(maat) == pytest.approx(p(1.0), abs=1e-6)


@settings(max_examples=30)
@given(ZAAD)
def test_a_measure_and_its_opposite(zaad: int) -> None:
    """Time reversed turns the effect round; the order of comparison areas does not matter."""
    rng = _rng(zaad)
    proef, rest = rng.poisson(80, 10).astype(float), rng.poisson(80, (12, 10)).astype(float)
    heen = demand(ks.difference_in_differences(proef, rest, 5))
    terug = demand(ks.difference_in_differences(proef[::-1], rest[::-1, ::-1], 5))
    assert heen.verhouding * terug.verhouding == pytest.approx(1, abs=1e-6)
    assert heen.p == pytest.approx(terug.p, abs=1e-6)


@settings(max_examples=20)
@given(ZAAD, st.floats(-50, 50))
def test_synthetic_control_does_not_know_order_or_zero_point(zaad: int, plus: float) -> None:
    rng = _rng(zaad)
    reeksen = rng.normal(100, 5, (24, 1)) + rng.normal(0, 3, (24, 12)).cumsum(axis=1)
    gewoon = demand(ks.synthetic_control(reeksen[0], reeksen[1:], 8, schaal="stand"))
    anders = rng.permutation(23)
    geschud = demand(ks.synthetic_control(reeksen[0] + plus, reeksen[1:][anders] + plus, 8, schaal="stand"))
    assert geschud.effect == pytest.approx(gewoon.effect, abs=1e-5)
    np.testing.assert_allclose(geschud.gewichten, gewoon.gewichten[anders], atol=1e-5)
    assert gewoon.gewichten.sum() == pytest.approx(1)


@given(arrays(float, 20, elements=st.integers(0, 50)), st.integers(1, 20), st.integers(1, 40))
def test_a_higher_threshold_never_signals_sooner(x: Rij, k: int, h: int) -> None:
    laag, hoog = (demand(ks.cusum(x, k, grens))[1] for grens in (h, h + 5))
    eerste = [int(np.argmax(meldt)) if meldt.any() else len(x) for meldt in (laag, hoog)]
    assert eerste[0] <= eerste[1]


@given(arrays(float, 12, elements=st.integers(1, 500)), st.floats(0.01, 1000))
def test_a_chart_of_rates_does_not_know_units(x: Rij, maat: float) -> None:
    omvang = np.linspace(50, 80, 12)
    een, twee = demand(ks.laney_u(x, omvang)), demand(ks.laney_u(x, omvang * maat))
    np.testing.assert_allclose(een.z, twee.z, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(een.hoog, twee.hoog * maat, rtol=1e-6)


@settings(max_examples=30)
@given(ZAAD)
def test_flags_do_not_know_the_order_of_areas(zaad: int) -> None:
    rng = _rng(zaad)
    y = rng.poisson(400, (15, 8)).astype(float)
    y[3, 4:] *= 3
    anders = rng.permutation(15)
    gewoon = {(v.gebied, v.periode) for v in demand(ks.sprong_in_aandeel(y))}
    geschud = {(int(anders[v.gebied]), v.periode) for v in demand(ks.sprong_in_aandeel(y[anders]))}
    assert gewoon == geschud
    assert (3, 4) in gewoon


@settings(max_examples=30)
@given(ZAAD)
def test_certain_places_hold_drawn_places(zaad: int) -> None:
    """What holds for all areas at once, without assumptions, is wider than what is likely for one."""
    rng = _rng(zaad)
    inwoners = rng.uniform(1e4, 1e5, 15)
    y = rng.poisson(inwoners * 0.004 * rng.gamma(5, 0.2, 15)).astype(float)
    onder, boven = demand(ks.zekere_plaatsen(y, inwoners))
    getrokken = demand(ks.rangorde.rangorde(y, inwoners, rng=rng, trekkingen=300))
    assert (onder <= getrokken.verwacht).all()
    assert (getrokken.verwacht <= boven).all()
    assert getrokken.kop[:, -1] == pytest.approx(1)


@settings(max_examples=30)
@given(ZAAD)
def test_a_word_among_more_words_is_never_surer(zaad: int) -> None:
    p = _rng(zaad).uniform(0, 0.2, 30)
    alleen, samen = demand(ks.q_waarden(p[:10])), demand(ks.q_waarden(np.append(p[:10], np.full(20, 0.9))))
    assert (samen[:10] >= alleen - 1e-12).all()
