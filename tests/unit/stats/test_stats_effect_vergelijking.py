"""Difference-in-differences, synthetic control, the power beforehand, and the verdict in words."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize

from kompas.base import Refused
from kompas.stats.effect import (
    SynthetischeControle,
    Vermogen,
    VerschilInVerschillen,
    VoorNa,
    difference_in_differences,
    power_beforehand,
    synthetic_control,
    verdict,
    weighted_displacement_difference,
)
from kompas.stats.effect.oordeel import _ongeveer
from kompas.stats.effect.simplex import simplexgewichten
from kompas.stats.effect.synthetisch import gewichten_bij

Matrix = NDArray[np.float64]


def _did(behandeld: Matrix, vergelijking: Matrix, vanaf: int) -> VerschilInVerschillen:
    uitkomst = difference_in_differences(behandeld, vergelijking, vanaf)
    assert isinstance(uitkomst, VerschilInVerschillen)
    return uitkomst


def _sc(behandeld: Matrix, donoren: Matrix, vanaf: int, **keuze: float) -> SynthetischeControle:
    uitkomst = synthetic_control(behandeld, donoren, vanaf, **keuze)
    assert isinstance(uitkomst, SynthetischeControle)
    return uitkomst


def _wereld(rng: np.random.Generator, gebieden: int, effect: float, *, tussen: float, omvang: float = 100) -> Matrix:
    """Counts of six periods that fall everywhere, areas that drift apart, and an effect in the first from period 3."""
    niveau = rng.gamma(2, omvang / 2, (gebieden, 1)) + 2
    niveau[0] = omvang
    eigen = np.exp(rng.normal(0, tussen, (gebieden, 1)))
    na = np.arange(6) >= 3
    maatregel = np.where((np.arange(gebieden) == 0)[:, None] & na, effect, 1.0)
    return rng.poisson(niveau * np.array([1, 1, 0.9, 0.9, 0.8, 0.8]) * np.where(na, eigen, 1.0) * maatregel)


def test_large_counts_give_the_ratio_of_ratios() -> None:
    """Treated halves, the others lose a tenth: 0,5 / 0,9."""
    effect = _did(np.array([[1e6, 5e5]]), np.tile([1e6, 9e5], (6, 1)), 1)
    assert effect.verhouding == pytest.approx(0.5 / 0.9, rel=1e-5)
    assert effect.verwacht == pytest.approx(9e5, rel=1e-5)
    assert effect.scheelt == pytest.approx(-4e5, rel=1e-4)
    assert effect.woord == "minder dan zonder maatregel te verwachten was"


@pytest.mark.parametrize(("tussen", "gebieden"), [(0.0, 30), (0.2, 30), (0.2, 8)])
def test_known_effects_come_back_unbiased_and_inside_the_interval(tussen: float, gebieden: int) -> None:
    rng = np.random.default_rng(7)
    uitkomsten = []
    for _ in range(250):
        tellingen = _wereld(rng, gebieden, 0.7, tussen=tussen)
        uitkomsten.append(_did(tellingen[:1], tellingen[1:], 3))
    fouten = np.array([math.log(effect.verhouding / 0.7) for effect in uitkomsten])
    assert abs(fouten.mean()) < 3 * fouten.std() / math.sqrt(len(fouten)) + 0.005
    assert np.mean([0.7 in effect.interval for effect in uitkomsten]) >= 0.92


def test_no_effect_is_seldom_called_one_also_when_areas_drift_apart() -> None:
    """Where plain Poisson arithmetic would call a quarter or more of nothing an effect."""
    rng = np.random.default_rng(8)
    vals, poisson = 0, 0
    for _ in range(250):
        tellingen = _wereld(rng, 25, 1.0, tussen=0.2)
        vals += _did(tellingen[:1], tellingen[1:], 3).woord != "effect niet aan te tonen"
        voor, na = tellingen[:, :3].sum(axis=1), tellingen[:, 3:].sum(axis=1)
        z = math.log(na[0] / voor[0] / (na[1:].sum() / voor[1:].sum())) / math.sqrt(1 / na[0] + 1 / voor[0])
        poisson += abs(z) > 1.96
    assert vals / 250 <= 0.08
    assert poisson / 250 > 0.25


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(5, 500), min_size=4, max_size=4), min_size=7, max_size=10), st.integers(2, 5))
def test_the_order_of_areas_and_the_periods_within_a_half_do_not_matter(rijen: list[list[int]], keer: int) -> None:
    tellingen = np.array(rijen, dtype=float)
    een = _did(tellingen[:1], tellingen[1:], 2)
    twee = _did(tellingen[:1][:, [1, 0, 3, 2]], tellingen[1:][::-1][:, [1, 0, 3, 2]], 2)
    assert een.verhouding == pytest.approx(twee.verhouding)
    assert een.p == pytest.approx(twee.p)
    meer = tellingen.copy()
    meer[0, 2:] *= keer
    assert _did(meer[:1], meer[1:], 2).verhouding > een.verhouding


def test_areas_that_moved_apart_before_take_the_word_back() -> None:
    rng = np.random.default_rng(3)
    rest = rng.poisson(400, (20, 8))
    eigen = rng.poisson(400 * 0.8 ** np.arange(8))[None, :]
    effect = _did(eigen, rest, 4)
    assert effect.woord.startswith("minder")
    assert effect.vooraf is not None
    assert effect.vooraf < 0.05
    oordeel = verdict(effect)
    assert oordeel.woord == "effect niet aan te tonen"
    assert "liepen vóór de maatregel al uiteen" in " ".join(oordeel.voorbehoud)


def test_a_mix_that_exists_is_found_again() -> None:
    """The mix that Abadie and Gardeazabal (2003) found for the Basque country: 0,851 and 0,149."""
    donoren = np.random.default_rng(1).normal(5, 1, (16, 15))
    gewichten = gewichten_bij(0.851 * donoren[9] + 0.149 * donoren[13], donoren, 0.0)
    assert gewichten[[9, 13]] == pytest.approx([0.851, 0.149], abs=1e-6)


@pytest.mark.parametrize("ridge", [0.0, 0.3])
def test_the_weights_are_the_optimum_of_another_optimiser(ridge: float) -> None:
    rng = np.random.default_rng(2)
    donoren, y = rng.gamma(20, 0.05, (25, 8)), rng.gamma(20, 0.05, 8)

    def verlies(w: Matrix) -> float:
        return float(((y - w @ donoren) ** 2).sum() + ridge * (w @ w))

    ander = minimize(
        verlies,
        np.full(25, 1 / 25),
        bounds=[(0, 1)] * 25,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 2000},
    )
    eigen = gewichten_bij(y, donoren, ridge)
    assert verlies(eigen) == pytest.approx(ander.fun, rel=1e-7)
    assert eigen == pytest.approx(ander.x, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 90), st.integers(2, 14), st.floats(0.01, 5))
def test_the_quick_weights_are_the_careful_ones(zaad: int, gebieden: int, perioden: int, krimp: float) -> None:
    rng = np.random.default_rng(zaad)
    reeksen = rng.poisson(rng.gamma(2, 20, (gebieden, 1)) + 1, (gebieden, perioden)) / 20
    reeksen[-1] = reeksen[-2]  # two areas alike
    ridge, mag = krimp * float(reeksen.var()) + 1e-3, np.arange(1, gebieden)
    snel = simplexgewichten(reeksen @ reeksen.T, 0, mag, ridge)
    assert snel is not None
    assert snel == pytest.approx(gewichten_bij(reeksen[0], reeksen[1:], ridge), abs=1e-7)
    assert snel.sum() == pytest.approx(1)


def _factorwereld(rng: np.random.Generator, effect: float) -> Matrix:
    """Sixty areas that share two movements to their own degree; ten periods before and three after."""
    golven = np.cumsum(rng.normal(0, 0.05, (2, 13)), axis=1)
    stand = golven.sum(axis=0) + 0.5 * rng.normal(size=(60, 2)) @ golven + rng.normal(0, 0.05, (60, 13))
    verwacht = 100 * np.exp(stand)
    verwacht[0, 10:] *= effect
    return rng.poisson(verwacht).astype(float)


def test_synthetic_control_finds_a_known_effect_and_covers_it() -> None:
    rng = np.random.default_rng(11)
    fouten, erin, gezien, vals = [], 0, 0, 0
    for _ in range(60):
        y = _factorwereld(rng, 0.6)
        effect = _sc(y[0], y[1:], 10)
        waar = -0.4 * float(effect.synthetisch[10:].mean())
        fouten.append(effect.effect - waar)
        erin += waar in effect.interval
        gezien += effect.woord.startswith("minder")
        niets = _factorwereld(rng, 1.0)
        vals += _sc(niets[0], niets[1:], 10).woord != "effect niet aan te tonen"
    assert abs(np.mean(fouten)) < 0.04
    assert erin / 60 >= 0.8
    assert gezien / 60 >= 0.6
    assert vals / 60 <= 0.12


def test_a_dominant_area_left_out_is_shown() -> None:
    rng = np.random.default_rng(4)
    donoren = rng.gamma(200, 0.5, (25, 12))
    y = donoren[5] + rng.normal(0, 0.5, 12)
    effect = _sc(y, donoren, 8, krimp=0.0)
    assert effect.gewichten[5] > 0.8
    assert effect.gewichten.sum() == pytest.approx(1)
    assert effect.zonder.hoog - effect.zonder.laag > 0.01
    assert effect.past


def test_what_does_not_fit_before_gets_no_word() -> None:
    rng = np.random.default_rng(5)
    donoren = rng.poisson(1000, (40, 12)).astype(float)
    y = 1000 * np.array([0.2, 3, 0.1, 4, 0.3, 2, 0.1, 2, 0, 0, 0, 0], dtype=float)
    effect = _sc(y, donoren, 8)
    assert not effect.past
    assert effect.woord == "effect niet aan te tonen"
    assert "leek de mengeling" in " ".join(verdict(effect).voorbehoud)


def test_an_area_at_zero_gets_no_weight_and_keeps_its_place() -> None:
    donoren = np.random.default_rng(6).poisson(100, (25, 10)).astype(float)
    donoren[3, :] = 0
    effect = _sc(donoren[4] + 1, donoren, 7)
    assert effect.gewichten.shape == (25,)
    assert effect.gewichten[3] == 0


def test_the_power_beforehand_is_the_power_afterwards() -> None:
    rng = np.random.default_rng(9)
    rest = _wereld(rng, 40, 1.0, tussen=0.1)[1:]
    rest_voor = np.hstack([rest[:, :3], rest[:, 3:]])
    plan = power_beforehand(np.array([150, 140, 150, 145, 150, 150]), rest_voor, 3)
    assert isinstance(plan, Vermogen)
    assert 0.1 < plan.kleinste_daling < 0.6
    gezien = 0
    for _ in range(200):
        eigen = np.exp(rng.normal(0, plan.tussen, (40, 1)))
        na = np.arange(9) >= 6
        verwacht = np.full((40, 1), 147.5) * np.where(na, eigen, 1.0)
        verwacht[0, 6:] *= 1 - plan.kleinste_daling
        tellingen = rng.poisson(verwacht)
        gezien += _did(tellingen[:1], tellingen[1:], 6).interval.hoog < 1
    assert gezien / 200 == pytest.approx(0.8, abs=0.1)
    assert "in 80 van de 100 gevallen" in plan.zin


def test_more_years_and_larger_counts_show_smaller_falls() -> None:
    rest = np.random.default_rng(1).poisson(60, (30, 8))

    def daling(omvang: float, jaren: int) -> float:
        plan = power_beforehand(np.full(8, omvang), rest, jaren)
        return plan.kleinste_daling if isinstance(plan, Vermogen) else 1.0

    assert daling(50, 1) > daling(50, 2) > daling(500, 2)
    te_klein = power_beforehand(np.full(8, 1), rest, 1)
    assert isinstance(te_klein, Refused)
    assert "geen enkele daling" in te_klein.reason


VERBODEN = ("bewezen", "bewijst", "dankzij", "heeft gewerkt", "werkt", "veroorzaak", "geslaagd", "geen effect")


def _alle_uitkomsten() -> list[VerschilInVerschillen | SynthetischeControle]:
    rng = np.random.default_rng(12)
    antwoorden: list[VerschilInVerschillen | SynthetischeControle] = []
    for effect in (0.2, 0.7, 1.0, 1.5, 4.0):
        tellingen = _wereld(rng, 30, effect, tussen=0.1)
        antwoorden.append(_did(tellingen[:1], tellingen[1:], 3))
        y = _factorwereld(rng, effect)
        antwoorden.append(_sc(y[0], y[1:], 10))
    return antwoorden


def test_no_verdict_claims_more_than_the_design_allows() -> None:
    wdd = weighted_displacement_difference(VoorNa(200, 90), VoorNa(200, 200))
    assert not isinstance(wdd, Refused)
    for uitkomst, piek in itertools.product([wdd, *_alle_uitkomsten()], (False, True)):
        oordeel = verdict(uitkomst, gekozen_om_piek=piek)
        tekst = " ".join((oordeel.woord, oordeel.zin, *oordeel.voorbehoud)).lower()
        assert not any(woord in tekst for woord in VERBODEN)
        assert "%): " in oordeel.zin
        assert "zeker" not in tekst
        assert oordeel.voorbehoud
        if piek:
            assert oordeel.woord == "effect niet aan te tonen"
        if oordeel.woord == "effect niet aan te tonen":
            assert "betekent niet dat de maatregel niets deed" in tekst
        else:
            assert "is met deze vergelijking niet te zeggen" in tekst


def test_the_sentence_has_the_numbers() -> None:
    wdd = weighted_displacement_difference(VoorNa(20, 10), VoorNa(20, 20))
    assert not isinstance(wdd, Refused)
    assert verdict(wdd).zin == (
        "10 incidenten minder dan het vergelijkingsgebied doet verwachten. Marge (90%): van 24 minder tot 4 meer."
    )


NUL = np.zeros((6, 4))
GOED = np.full((6, 4), 10.0)


@pytest.mark.parametrize(
    ("behandeld", "vergelijking", "vanaf"),
    [
        (GOED[:1], NUL, 2),
        (NUL[:1], GOED, 2),
        (GOED[:1], GOED[:4], 2),
        (GOED[:1], GOED, 0),
        (GOED[:1], GOED, 4),
        (GOED[:1, :3], GOED, 2),
        (np.full((1, 4), np.nan), GOED, 2),
        (np.full((1, 4), np.inf), GOED, 2),
        (GOED[:1] * -1, GOED, 2),
        (GOED[:1], GOED * 1e13, 2),
    ],
)
def test_differences_that_cannot_be_taken_are_refused(behandeld: Matrix, vergelijking: Matrix, vanaf: int) -> None:
    assert isinstance(difference_in_differences(behandeld, vergelijking, vanaf), Refused)


def test_extremes_give_a_number_and_no_warning() -> None:
    alles_gelijk = _did(GOED[:1], GOED, 2)
    assert alles_gelijk.verhouding == pytest.approx(1)
    weg = _did(np.array([[10.0, 10, 0, 0]]), GOED, 2)
    assert weg.verhouding < 0.1
    groot = _did(np.array([[1e11, 1e11, 1, 1]]), GOED * 1e10, 2)
    assert 0 < groot.verhouding < 1e-6


D = np.random.default_rng(1).poisson(50, (25, 8)).astype(float)


@pytest.mark.parametrize(
    ("behandeld", "donoren", "vanaf"),
    [
        (D[0], D[1:15], 5),
        (D[0], D[1:], 3),
        (D[0], D[1:], 8),
        (D[0, :7], D[1:], 5),
        (np.zeros(8), D[1:], 5),
        (D[0] * -1, D[1:], 5),
        (D[0], np.full((24, 8), 7.0), 5),
        (np.full(8, np.nan), D[1:], 5),
        (D[0], np.zeros((24, 8)), 5),
        (D[0], D[1:] * 1e13, 5),
    ],
)
def test_mixes_that_cannot_be_made_are_refused(behandeld: Matrix, donoren: Matrix, vanaf: int) -> None:
    assert isinstance(synthetic_control(behandeld, donoren, vanaf), Refused)


def test_plans_that_cannot_be_made_are_refused() -> None:
    for gebied, rest, na in [
        (D[0], D[1:], 0),
        (D[0], D[1:4], 2),
        (D[0, :5], D[1:], 2),
        (np.full(8, np.nan), D[1:], 2),
        (D[0, :1], D[1:, :1], 2),
    ]:
        assert isinstance(power_beforehand(gebied, rest, na), Refused)
    assert isinstance(power_beforehand(D[0], D[1:], 2, onderscheid=1.0), Refused)


def test_hardly_any_difference_is_not_called_nought_more() -> None:
    assert [_ongeveer(getal) for getal in (0.2, -0.4, 0.6, -12.3)] == ["Minder dan 1", "Minder dan 1", "1", "12"]
    assert _ongeveer(-0.004, 2) == "Minder dan 0,01"
