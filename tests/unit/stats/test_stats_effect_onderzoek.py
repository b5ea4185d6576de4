"""An evaluation from counts to verdict, its statements, and how often it errs on figures that are real."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.effect import (
    Effect,
    Gegevens,
    Onderzoek,
    Oordeel,
    SynthetischeControle,
    Vermogen,
    VerschilInVerschillen,
    VoorNa,
    difference_in_differences,
    displacement,
    joint_verdict,
    power,
    power_beforehand,
    weighted_displacement_difference,
)
from kompas.stats.effect import evaluate as evaluate_or_refuse
from kompas.stats.effect.uitspraken import main_statement, statements
from kompas.stats.effect.verschil import drift_tussen
from kompas.stats.verandering import Zekerheid

Matrix = NDArray[np.float64]
NIET = "effect niet aan te tonen"


def _wereld(effect: float, *, zaad: int = 1, gebieden: int = 41, drift: float = 0.05, omvang: float = 400) -> Gegevens:
    """Twelve years that fall everywhere, areas that drift apart, an effect in the first area in the last four."""
    rng = np.random.default_rng(zaad)
    niveau = rng.uniform(0.5, 2, (gebieden, 1)) * omvang
    loop = 0.97 ** np.arange(12) * np.exp(np.cumsum(rng.normal(0, drift / 3, (gebieden, 12)), axis=1))
    verwacht = niveau * loop
    verwacht[0, 8:] *= effect
    tellingen = rng.poisson(verwacht).astype(float)
    inwoners = np.full_like(tellingen, 40_000.0)
    return Gegevens(tellingen[0], tellingen[3:], 8, inwoners[0], inwoners[3:], tellingen[1:3])


def evaluate(gegevens: Gegevens, *, gekozen_om_piek: bool = False) -> Onderzoek:
    uitkomst = evaluate_or_refuse(gegevens, gekozen_om_piek=gekozen_om_piek)
    assert isinstance(uitkomst, Onderzoek)
    return uitkomst


def test_a_clear_fall_gets_its_word_from_both_comparisons() -> None:
    onderzoek = evaluate(_wereld(0.5))
    assert isinstance(onderzoek.verschil, VerschilInVerschillen)
    assert isinstance(onderzoek.synthetisch, SynthetischeControle)
    assert onderzoek.verschil.verhouding == pytest.approx(0.5, abs=0.07)
    assert onderzoek.synthetisch.effect == pytest.approx(-0.45, abs=0.12)
    assert onderzoek.oordeel.zekerheid is Zekerheid.ZEKER
    assert onderzoek.oordeel.woord == "minder dan zonder maatregel te verwachten was"
    assert "is met deze vergelijking niet te zeggen" in onderzoek.oordeel.voorbehoud[-1]


def test_nothing_is_seldom_called_something() -> None:
    woorden = [evaluate(_wereld(1.0, zaad=zaad, drift=0.15)).oordeel.woord for zaad in range(40)]
    assert sum(woord != NIET for woord in woorden) <= 5


def test_an_area_chosen_at_its_peak_gets_no_word() -> None:
    assert evaluate(_wereld(0.5), gekozen_om_piek=True).oordeel.woord == NIET


def test_growth_of_the_area_itself_is_no_effect() -> None:
    """Half as many inhabitants and half as many incidents: the rate did not change."""
    g = _wereld(0.5)
    omvang = g.omvang.copy()
    omvang[8:] /= 2
    gelijk = evaluate(Gegevens(g.gebied, g.rest, 8, omvang, g.omvang_rest, g.uitwijk))
    assert gelijk.oordeel.woord == NIET
    assert isinstance(gelijk.verschil, VerschilInVerschillen)
    assert gelijk.verschil.verhouding == pytest.approx(1, abs=0.1)
    assert gelijk.verschil.verwacht == pytest.approx(float(g.gebied[8:].sum()), rel=0.1)


def _verschil(verhouding: float) -> VerschilInVerschillen:
    proef = np.array([[1000.0] * 4 + [1000.0 * verhouding] * 4])
    uitkomst = difference_in_differences(proef, np.full((30, 8), 1000.0), 4)
    assert isinstance(uitkomst, VerschilInVerschillen)
    return uitkomst


def _spiegel(effect: float, *, woord: bool) -> SynthetischeControle:
    """A second comparison that says so, or only points that way."""
    uitkomst = evaluate(_wereld(effect, drift=0.02 if woord else 0.6, zaad=4)).synthetisch
    assert isinstance(uitkomst, SynthetischeControle)
    return uitkomst


def test_the_second_comparison_decides_how_sure_the_word_is() -> None:
    minder = "minder dan zonder maatregel te verwachten was"
    samen = joint_verdict(_verschil(0.7), _spiegel(0.5, woord=True))
    assert (samen.woord, samen.zekerheid) == (minder, Zekerheid.ZEKER)
    zonder = joint_verdict(_verschil(0.7), Refused("Er zijn te weinig gebieden."))
    assert (zonder.woord, zonder.zekerheid) == (f"waarschijnlijk {minder}", Zekerheid.WAARSCHIJNLIJK)
    assert "Er zijn te weinig gebieden." in zonder.voorbehoud
    oneens = joint_verdict(_verschil(0.7), _spiegel(1.6, woord=True))
    assert (oneens.woord, oneens.zekerheid) == (NIET, Zekerheid.NIET_TE_ZEGGEN)
    assert "niet dezelfde kant" in oneens.voorbehoud[0]
    niets = joint_verdict(_verschil(1.0), _spiegel(0.5, woord=True))
    assert niets.woord == NIET, "the second comparison alone gives no word"
    kan_niet = joint_verdict(Refused("Er is niets geteld."), _spiegel(0.5, woord=True))
    assert (kan_niet.woord, kan_niet.zin) == ("niet te beoordelen", "Er is niets geteld.")


def test_what_moved_next_door_is_said_beside_the_fall() -> None:
    g = _wereld(0.5)
    erheen = g.uitwijk.copy() if g.uitwijk is not None else np.zeros((0, 12))
    erheen[:, 8:] += float(g.gebied[8:].sum()) / 8
    onderzoek = evaluate(Gegevens(g.gebied, g.rest, 8, g.omvang, g.omvang_rest, erheen))
    assert onderzoek.uitwijk is not None
    assert isinstance(onderzoek.uitwijk.daar, Effect)
    assert onderzoek.uitwijk.daar.schatting > 0
    assert onderzoek.oordeel.woord.endswith("minder dan zonder maatregel te verwachten was")
    assert any("kan zijn verplaatst" in zin for zin in onderzoek.oordeel.voorbehoud)


def test_displacement_brings_the_other_areas_to_scale() -> None:
    """Ten times as large areas that lose a fifth: a fifth less is what was to be expected."""
    g = Gegevens(
        np.array([100.0, 80.0]), np.full((6, 2), [1000.0, 800.0]), 1, np.ones(2), np.ones((6, 2)),
        np.array([[50.0, 40.0]]),
    )  # fmt: skip
    uitwijk = displacement(g, 0.0)
    assert isinstance(uitwijk.samen, Effect)
    assert uitwijk.samen.schatting == pytest.approx(0, abs=1e-9)
    assert uitwijk.perioden == 1
    leeg = displacement(Gegevens(g.gebied, g.rest, 1, g.omvang, g.omvang_rest, np.zeros((1, 2))), 0.0)
    assert isinstance(leeg.samen, Refused)


def test_areas_that_drift_make_the_displacement_interval_wider() -> None:
    kort = weighted_displacement_difference(VoorNa(100, 60), VoorNa(1000, 1000, 0.1, 20))
    lang = weighted_displacement_difference(VoorNa(100, 60), VoorNa(1000, 1000, 0.1, 20), tussen=0.3)
    assert isinstance(kort, Effect)
    assert isinstance(lang, Effect)
    assert kort.schatting == lang.schatting == pytest.approx(-40)
    # sqrt(160 + 0,01 x 2000) without drift; with it (0,3 x 100)^2 and 0,01 x (0,3 x 1000)^2 / 20 more.
    assert kort.standaardfout == pytest.approx(180**0.5)
    assert lang.standaardfout == pytest.approx((180 + 900 + 45) ** 0.5)
    for stuk in (VoorNa(1, 1, 0.0), VoorNa(1, 1, gebieden=0.5), VoorNa(1, 1, float("inf"))):
        assert isinstance(weighted_displacement_difference(VoorNa(1, 1), stuk), Refused)


def test_small_areas_that_drift_more_are_recognised() -> None:
    rng = np.random.default_rng(2)
    ruis = rng.uniform(0.002, 0.2, 300)
    drift = drift_tussen(rng.normal(0, np.sqrt(3 * ruis + 0.01)), ruis)
    assert 2 <= drift.factor <= 4
    assert drift.vast == pytest.approx(0.01, abs=0.01)
    gewoon = drift_tussen(rng.normal(0, np.sqrt(ruis)), ruis)
    assert gewoon.factor <= 1.4
    assert drift_tussen(rng.normal(0, 1, 8), np.full(8, 0.01)).factor == 1


def test_longer_history_only_serves_the_drift() -> None:
    rng = np.random.default_rng(5)
    rest = rng.poisson(200, (40, 12)).astype(float)
    eigen = np.r_[np.full(7, 5000.0), np.full(5, 100.0)]
    kort, lang = power_beforehand(eigen[7:], rest[:, 7:], 2), power_beforehand(eigen, rest, 2, voor=5)
    assert isinstance(kort, Vermogen)
    assert isinstance(lang, Vermogen)
    assert lang.verwacht == kort.verwacht == 200
    assert lang.kleinste_daling == pytest.approx(kort.kleinste_daling, abs=0.05)


def test_more_years_show_smaller_falls_also_after_a_short_series() -> None:
    g = _wereld(1.0, drift=0.02)
    dalingen = [plan.kleinste_daling for jaren in (1, 2, 3) if isinstance(plan := power(g, jaren), Vermogen)]
    assert dalingen[0] > dalingen[1] > dalingen[2]
    zin = power(g, 1)
    assert isinstance(zin, Vermogen)
    assert zin.zin.startswith("Met dit gebied en 1 jaar na de start ziet u een daling van ")


VERBODEN = (
    "bewezen",
    "bewijst",
    "dankzij",
    "heeft gewerkt",
    "werkt",
    "veroorzaak",
    "geslaagd",
    "geen effect",
    "succes",
)


def test_no_statement_claims_more_than_the_design_allows() -> None:
    woorden = set()
    for effect, piek in itertools.product((0.4, 0.8, 1.0, 1.5), (False, True)):
        onderzoek = evaluate(_wereld(effect), gekozen_om_piek=piek)
        hoofd = main_statement(onderzoek)
        alle = [hoofd, *(uitspraak for _, uitspraak in statements(onderzoek, gekozen_om_piek=piek))]
        assert len(alle) == 5
        for uitspraak in alle:
            tekst = " ".join((uitspraak.woord, uitspraak.zin, *uitspraak.let_op)).lower()
            assert not any(woord in tekst for woord in VERBODEN), tekst
            assert uitspraak.let_op
            assert uitspraak.pagina == "effect"
            assert uitspraak.zekerheid is Zekerheid.NIET_TE_ZEGGEN or "niet te zeggen" in tekst
        assert any("Kies het cijfer en het beginjaar vooraf" in zin for zin in hoofd.let_op)
        woorden.add((hoofd.symbool, hoofd.woord))
    assert {symbool for symbool, _ in woorden} >= {"▼", "▲", "≈"}


def test_a_refusal_becomes_a_statement_with_its_reason() -> None:
    g = _wereld(1.0)
    te_klein = evaluate(Gegevens(g.gebied, g.rest[:3], 8, g.omvang, g.omvang_rest[:3]))
    assert te_klein.oordeel == Oordeel(
        "niet te beoordelen",
        "Neem ten minste 5 gebieden zonder maatregel waar iets is geteld.",
        (),
        Zekerheid.NIET_TE_BEOORDELEN,
    )
    titels = [uitspraak.woord for _, uitspraak in statements(te_klein)]
    assert titels == ["niet te beoordelen", "niet te beoordelen"]
    assert main_statement(te_klein).symbool == "○"


@pytest.mark.parametrize("soort", ["1.1.1", "1.4.5", "2.2.1"])
def test_on_real_figures_nothing_is_called_an_effect_in_one_of_twenty(testdata: Path, soort: str) -> None:
    """Every municipality in turn as if it had a measure: large and small ones, in four years that differ much."""
    pad = testdata / "data" / "politie" / "47018NED_TypedDataSet_gemeenten.csv"
    if not pad.exists():
        pytest.skip("no counts per municipality in the test data")
    with pad.open() as bestand:
        cellen = {
            (rij["WijkenEnBuurten"], int(rij["Perioden"][:4])): float(rij["GeregistreerdeMisdrijven_1"] or "nan")
            for rij in csv.DictReader(bestand)
            if rij["SoortMisdrijf"].strip() == soort
        }
    gebieden, jaren = (sorted({sleutel[deel] for sleutel in cellen}) for deel in (0, 1))
    alle = np.array([[cellen.get((gebied, jaar), np.nan) for jaar in jaren] for gebied in gebieden])
    alle = alle[np.isfinite(alle).all(axis=1) & (alle.sum(axis=1) > 0)]
    vals: dict[int, list[bool]] = {0: [], 1: [], 2: []}
    grenzen = np.quantile(alle.mean(axis=1), [1 / 3, 2 / 3])
    for begin in (2018, 2022):
        blok = alle[:, jaren.index(begin) - 5 : jaren.index(begin) + 2]
        for rij in range(0, len(blok), 2):
            uitkomst = difference_in_differences(blok[rij : rij + 1], np.delete(blok, rij, axis=0), 5)
            if isinstance(uitkomst, VerschilInVerschillen):
                vals[int(np.digitize(alle[rij].mean(), grenzen))].append(uitkomst.p < 0.05)
    assert sum(map(sum, vals.values())) / sum(map(len, vals.values())) <= 0.08
    assert all(sum(klas) / len(klas) <= 0.13 for klas in vals.values())


E, R = np.full(8, 10.0), np.full((30, 8), 10.0)


@pytest.mark.parametrize(
    "gegevens",
    [
        Gegevens(E[:5], R, 4, E, R),
        Gegevens(E, R, 4, E, R[:3]),
        Gegevens(E, R, 0, E, R),
        Gegevens(E, R, 8, E, R),
        Gegevens(E * np.nan, R, 4, E, R),
        Gegevens(E, R * -1, 4, E, R),
        Gegevens(E, R, 4, E * 0, R),
        Gegevens(E, R, 4, E, R * np.inf),
        Gegevens(E, R, 4, E, R, np.zeros((2, 3))),
        Gegevens(np.zeros(0), np.zeros((0, 0)), 0, np.zeros(0), np.zeros((0, 0))),
    ],
)
def test_figures_that_make_no_evaluation_are_refused(gegevens: Gegevens) -> None:
    assert isinstance(evaluate_or_refuse(gegevens), Refused)


@pytest.mark.parametrize(
    "gegevens", [Gegevens(E, R, 4, E, R), Gegevens(E * 0, R, 4, E, R), Gegevens(E, R * 0, 4, E, R)]
)
def test_nothing_to_compare_is_a_reason_and_no_warning(gegevens: Gegevens) -> None:
    onderzoek = evaluate(gegevens)
    assert onderzoek.oordeel.woord in (NIET, "niet te beoordelen")
    assert main_statement(onderzoek).zin
