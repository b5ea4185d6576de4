"""The battery beside the scalar functions, area by area; its facts, its flags, its chances; and what it refuses."""

from dataclasses import replace
from functools import cache
from typing import TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.batterij import Batterij, Telpaneel, batterij
from kompas.stats.doelkans import chance_of_count, chance_of_rate, population_ahead
from kompas.stats.duiding.feiten import Artefactfeit, Geen, Hoogte, Kansfeit, Onderwerp, Trendfeit, Verschil
from kompas.stats.funnel import Funnel, funnel
from kompas.stats.gladstrijken import empirical_bayes
from kompas.stats.tellingen import Interval, garwood, poisson_e_test
from kompas.stats.trend import trend_naast_elders
from kompas.stats.verandering import vergelijk_tellingen
from kompas.stats.vooruitblik import vooruitblik

Matrix = NDArray[np.float64]
T = TypeVar("T")
GEBIEDEN, JAREN, PER = 60, 12, 1000.0
NAMEN = tuple(f"GM{nummer:04}" for nummer in range(GEBIEDEN))


@cache
def _paneel() -> Telpaneel:
    """Sixty municipalities with everything that occurs: small and large, a hole, no inhabitants, a false zero."""
    rng = np.random.default_rng(11)
    omvang = np.exp(rng.normal(10.2, 0.9, GEBIEDEN))[:, None] * 1.004 ** np.arange(JAREN)
    mu = omvang * 0.003 * rng.gamma(8, 1 / 8, GEBIEDEN)[:, None] * 0.96 ** np.arange(JAREN)
    maanden = rng.poisson(np.repeat(mu * rng.gamma(50, 1 / 50, mu.shape), 12, axis=1) / 12).astype(float)
    tellingen = maanden.reshape(GEBIEDEN, JAREN, 12).sum(axis=2)
    tellingen[3, -1] = np.nan  # the latest year is missing
    tellingen[4, -3] = np.nan  # a hole in the base
    omvang[5, :] = np.nan  # inhabitants not known
    tellingen[6, -1], omvang[6] = 0.0, 60_000.0  # a zero that cannot be true
    tellingen[7], omvang[7] = 0.0, 900.0  # so small that nothing is counted
    lopend = rng.poisson(np.repeat(mu[:, -1:], 5, axis=1) / 12).astype(float)
    return Telpaneel(
        NAMEN, tuple(range(2013, 2013 + JAREN)), tellingen, omvang, np.hstack([maanden, lopend]), (2013, 1)
    )


@cache
def _groep() -> NDArray[np.bool_]:
    return np.random.default_rng(12).random((GEBIEDEN, GEBIEDEN)) < 0.4


def _batterij(per: float | None = PER, groep: NDArray[np.bool_] | None = None) -> Batterij:
    return demand(batterij(_paneel(), per=per, groep=groep, rng=np.random.default_rng(1)))


def _feit(b: Batterij, rij: int, soort: type[T]) -> T:
    [feit] = [feit for feit in b.feiten(NAMEN[rij], groepnaam="anderen") if isinstance(feit, soort)]
    return feit


def _geen(b: Batterij, rij: int) -> dict[Onderwerp, str]:
    feiten = b.feiten(NAMEN[rij], groepnaam="anderen")
    return {feit.onderwerp: feit.reden for feit in feiten if isinstance(feit, Geen)}


@pytest.mark.parametrize("per", [PER, None])
def test_the_latest_year_beside_earlier_ones_is_the_scalar_e_test(per: float | None) -> None:
    b, paneel = _batterij(per), _paneel()
    for rij in [*range(3), *range(8, GEBIEDEN)]:
        feit, y, n = _feit(b, rij, Verschil), paneel.tellingen[rij], paneel.omvang[rij]
        duur = (n[-4:-1].sum(), n[-1]) if per else (3.0, 1.0)
        assert feit.p_los == pytest.approx(
            demand(poisson_e_test(y[-4:-1].sum(), duur[0], y[-1], duur[1], statistiek="score")), abs=1e-10
        )
        assert feit.phi == pytest.approx(b.spreiding(y[-4:].mean()))
        woord = vergelijk_tellingen(y[-4:-1].sum(), duur[0], y[-1], duur[1], phi=feit.phi)
        assert (feit.p, feit.methode) == (pytest.approx(woord.p, abs=1e-10), woord.methode)
        assert (feit.van, feit.tot) == ("2021 t/m 2023", "2024")
        assert feit.eerder == pytest.approx(y[-4:-1].sum() / duur[0] * (per or 1))
        assert feit.later == pytest.approx(y[-1] / duur[1] * (per or 1))
        assert feit.verhouding == pytest.approx(feit.later / feit.eerder)
        assert feit.laag < feit.verhouding < feit.hoog


def test_levels_are_garwood_and_the_funnel_beside_the_group() -> None:
    b, paneel, groep = _batterij(groep=_groep()), _paneel(), _groep() & ~np.eye(GEBIEDEN, dtype=bool)
    y, n = paneel.tellingen[:, -1].copy(), paneel.omvang[:, -1]
    y[6] = np.nan
    telt = np.isfinite(y) & np.isfinite(n)
    tempo = np.array([y[rij & telt].sum() / n[rij & telt].sum() for rij in groep])
    trechter = funnel(np.where(telt, y, np.nan), n * tempo)
    glad = demand(empirical_bayes(y[telt], n[telt]))
    assert isinstance(trechter, Funnel)
    assert not isinstance(b.niveau, Refused)
    np.testing.assert_allclose(b.niveau.glad[telt], glad)
    for rij in np.flatnonzero(telt):
        feit, grenzen = _feit(b, rij, Hoogte), garwood(y[rij])
        assert isinstance(grenzen, Interval)
        assert (feit.getal, feit.laag, feit.hoog) == pytest.approx(
            (y[rij] / n[rij] * PER, grenzen.laag / n[rij] * PER, grenzen.hoog / n[rij] * PER)
        )
        assert feit.anderen == pytest.approx(tempo[rij] * PER)
        assert (feit.p, feit.phi) == pytest.approx((trechter.p[rij], trechter.phi))
        assert feit.aantal == (groep[rij] & telt).sum()
        assert 1 <= feit.plaats_laag <= feit.plaats_hoog <= feit.aantal + 1


def test_a_count_stands_beside_what_it_would_be_at_the_rate_of_the_group() -> None:
    b, paneel = _batterij(None), _paneel()
    feit, per_1000 = _feit(b, 0, Hoogte), _feit(_batterij(), 0, Hoogte)
    assert feit.getal == paneel.tellingen[0, -1]
    assert feit.anderen == pytest.approx(per_1000.anderen / PER * paneel.omvang[0, -1])
    assert feit.p == per_1000.p


def test_the_highest_of_all_cannot_be_among_the_last() -> None:
    b = _batterij()
    assert not isinstance(b.niveau, Refused)
    hoogste = int(np.nanargmax(b.niveau.glad))
    assert _feit(b, hoogste, Hoogte).plaats_laag <= 3
    assert _feit(b, hoogste, Hoogte).plaats_hoog < GEBIEDEN / 2


def test_the_trend_is_that_beside_elsewhere() -> None:
    b = _batterij()
    naast = trend_naast_elders(b.gegevens.y, b.gegevens.n)
    assert not isinstance(naast, Refused)
    for rij in (0, 4, 20):
        feit = _feit(b, rij, Trendfeit)
        assert (feit.eigen, feit.p_eigen) == pytest.approx((np.exp(naast.eigen.helling[rij]), naast.eigen.p[rij]))
        assert (feit.verschil, feit.p_verschil) == pytest.approx(
            (np.exp(naast.verschil.helling[rij]), naast.verschil.p[rij])
        )
        assert (feit.van, feit.tot, feit.aantal_elders) == (2013, 2024, 55 if rij == 4 else 54)


def test_what_is_missing_is_said_and_never_counted() -> None:
    b = _batterij()
    assert _geen(b, 3)[Onderwerp.VERSCHIL] == _geen(b, 3)[Onderwerp.HOOGTE] == "Het cijfer van 2024 ontbreekt."
    assert "inwoners" in _geen(b, 5)[Onderwerp.HOOGTE]
    assert "Over 2024 staat er 0" in _geen(b, 6)[Onderwerp.VERSCHIL]
    vlag = _feit(b, 6, Artefactfeit)
    assert (vlag.soort, vlag.jaar) == ("ontbreekt", 2024)
    assert _feit(b, 4, Verschil).van == "2021 en 2023"
    assert Onderwerp.TREND in _geen(b, 7)  # nothing counted in twelve years
    assert _feit(_batterij(None), 7, Verschil).p == 1.0
    assert {feit.onderwerp for feit in b.feiten("GM9999", groepnaam="x")} == {Onderwerp.HOOGTE, Onderwerp.VERSCHIL}


def test_a_flag_of_long_ago_is_not_shown_beside_a_fact_of_now() -> None:
    tellingen = _paneel().tellingen.copy()
    tellingen[20, 4:] = 5 * np.maximum(tellingen[20, 4:], 200)
    b = demand(batterij(replace(_paneel(), tellingen=tellingen), per=PER, rng=np.random.default_rng(1)))
    assert any(vlag.gebied == 20 and vlag.periode == 4 for vlag in b.vlaggen)
    assert not [feit for feit in b.feiten(NAMEN[20], groepnaam="x") if isinstance(feit, Artefactfeit)]


@pytest.mark.parametrize("minstens", [False, True])
def test_the_chance_of_a_target_is_that_of_the_forecast(minstens: bool) -> None:
    b, paneel = _batterij(), _paneel()
    mee = [rij for rij in range(GEBIEDEN) if np.isfinite(paneel.omvang[rij, -1])]
    blik = demand(vooruitblik(b.gegevens.y[mee], paneel.omvang[mee], 5))
    inwoners = demand(population_ahead(paneel.omvang[mee], 5))
    tellen = demand(chance_of_count(blik, 40.0, minstens=minstens))
    per = demand(chance_of_rate(blik, inwoners, 2.5, per=PER, decimalen=1, minstens=minstens))
    for rij in (0, 20, 59):
        plek = mee.index(rij)
        for vooruit in (2, 4):
            aantal = b.kans(NAMEN[rij], 40.0, minstens, 2024 + vooruit, None)
            cijfer = b.kans(NAMEN[rij], 2.5, minstens, 2024 + vooruit, PER, decimalen=1)
            assert isinstance(aantal, Kansfeit)
            assert isinstance(cijfer, Kansfeit)
            assert aantal.kans == pytest.approx(tellen[plek, vooruit - 1])
            assert cijfer.kans == pytest.approx(per[plek, vooruit - 1])
            assert aantal.nu == paneel.tellingen[rij, -1]
            assert aantal.laag80 <= aantal.midden <= aantal.hoog80
            assert not aantal.met_maanden


def test_without_change_the_chance_stays_when_the_country_falls() -> None:
    b = _batterij()
    feit = b.kans(NAMEN[20], 0.9 * float(b.gegevens.y[20, -1]), False, 2028, None)
    assert isinstance(feit, Kansfeit)
    assert feit.kans_zonder_verandering is not None
    assert 0 < feit.kans_zonder_verandering < feit.kans  # counts fall 4% a year everywhere


def test_the_months_of_this_year_sharpen_its_chance() -> None:
    paneel = _paneel()
    assert paneel.maanden is not None
    druk, rustig = paneel.maanden.copy(), paneel.maanden.copy()
    druk[20, -5:], rustig[20, -5:] = druk[20, -5:] * 3 + 5, 0.0
    doel = float(paneel.tellingen[20, -1])
    kansen = []
    for maanden in (druk, paneel.maanden, rustig):
        b = demand(batterij(replace(paneel, maanden=maanden), rng=np.random.default_rng(1)))
        feit = b.kans(NAMEN[20], doel, False, 2025, None)
        assert isinstance(feit, Kansfeit)
        assert feit.met_maanden
        kansen.append(feit.kans)
    assert kansen == sorted(kansen)
    assert kansen[2] - kansen[0] > 0.3


def test_a_target_year_that_is_over_is_met_or_not() -> None:
    b, paneel = _batterij(), _paneel()
    toen = float(paneel.tellingen[20, 9])
    for streef, gehaald in ((toen, 1.0), (toen - 1, 0.0)):
        feit = b.kans(NAMEN[20], streef, False, 2022, None)
        assert isinstance(feit, Kansfeit)
        assert (feit.kans, feit.nu, feit.stand) == (gehaald, toen, 2022)
    afgerond = b.kans(NAMEN[20], round(toen / paneel.omvang[20, 9] * PER, 1), False, 2022, PER, decimalen=1)
    assert isinstance(afgerond, Kansfeit)
    assert afgerond.kans == 1.0
    for jaar in (1990, 2060):
        assert isinstance(b.kans(NAMEN[20], 5.0, True, jaar, None), Geen)
    assert isinstance(b.kans(NAMEN[3], 5.0, True, 2024, None), Geen)
    assert isinstance(b.kans("GM9999", 5.0, True, 2026, None), Geen)
    assert isinstance(b.kans(NAMEN[20], -5.0, True, 2026, None), Geen)


def test_the_order_of_areas_does_not_matter() -> None:
    paneel, anders = _paneel(), np.random.default_rng(13).permutation(GEBIEDEN)
    assert paneel.maanden is not None
    geschud = replace(
        paneel,
        gebieden=tuple(NAMEN[rij] for rij in anders),
        tellingen=paneel.tellingen[anders],
        omvang=paneel.omvang[anders],
        maanden=paneel.maanden[anders],
    )
    b, ander = _batterij(), demand(batterij(geschud, per=PER, rng=np.random.default_rng(2)))
    for rij in (0, 20, 40):
        een, twee = _feit(b, rij, Verschil), _verschil(ander, NAMEN[rij])
        assert (een.p, een.phi) == pytest.approx((twee.p, twee.phi), rel=1e-6)


def _verschil(b: Batterij, naam: str) -> Verschil:
    [feit] = [feit for feit in b.feiten(naam, groepnaam="x") if isinstance(feit, Verschil)]
    return feit


def test_few_areas_or_years_leave_what_can_be_said() -> None:
    paneel = _paneel()
    een = Telpaneel(NAMEN[:1], paneel.jaren, paneel.tellingen[:1], paneel.omvang[:1])
    b = demand(batterij(een, per=PER, rng=np.random.default_rng(1)))
    verschil = _feit(b, 0, Verschil)  # no other areas: the own years tell the ordinary spread
    assert verschil.p_los is not None
    assert verschil.p_los < verschil.p
    kort = Telpaneel(een.gebieden, een.jaren[-7:], een.tellingen[:, -7:], een.omvang[:, -7:])
    zeven = demand(batterij(kort, per=PER, rng=np.random.default_rng(1)))
    assert _feit(zeven, 0, Verschil).p_los is None  # and seven are too few for that
    assert _feit(b, 0, Trendfeit).elders is None
    assert "Van te weinig andere gemeenten" in _geen(b, 0)[Onderwerp.HOOGTE]
    assert isinstance(b.kans(NAMEN[0], 5.0, False, 2026, None), Geen)
    kort = Telpaneel(NAMEN, paneel.jaren[-2:], paneel.tellingen[:, -2:], paneel.omvang[:, -2:])
    b = demand(batterij(kort, per=PER, rng=np.random.default_rng(1)))
    assert _feit(b, 0, Verschil).van == "2023"
    assert "te weinig jaren" in _geen(b, 0)[Onderwerp.TREND]
    los = Telpaneel(NAMEN, paneel.jaren[-1:], paneel.tellingen[:, -1:], paneel.omvang[:, -1:])
    assert set(_geen(demand(batterij(los, rng=np.random.default_rng(1))), 0)) == {Onderwerp.VERSCHIL, Onderwerp.TREND}


@pytest.mark.parametrize("waarde", [0.0, 1.0, 1e9, np.nan])
def test_extreme_panels_give_an_answer_or_a_reason(waarde: float) -> None:
    paneel = _paneel()
    tellingen = paneel.tellingen.copy()
    for plek in (slice(None), slice(0, 1), (slice(None), -1)):
        tellingen[plek] = waarde
        b = batterij(replace(paneel, tellingen=tellingen), per=PER, rng=np.random.default_rng(1))
        if isinstance(b, Refused):
            continue
        for naam in NAMEN[:9]:
            assert all(0 <= p <= 1 for feit in b.feiten(naam, groepnaam="x") for p in feit.p_waarden)
            kans = b.kans(naam, 3.0, False, 2026, PER)
            assert isinstance(kans, Geen) or 0 <= kans.kans <= 1


def test_bad_input_gives_a_reason() -> None:
    paneel, rng = _paneel(), np.random.default_rng(1)
    fout = (
        replace(paneel, tellingen=paneel.tellingen[:, :-1]),
        replace(paneel, tellingen=-paneel.tellingen),
        replace(paneel, tellingen=paneel.tellingen + np.inf),
        replace(paneel, jaren=(2010, *paneel.jaren[1:])),
        replace(paneel, tellingen=paneel.tellingen * np.nan),
    )
    for slecht in fout:
        assert isinstance(batterij(slecht, rng=rng), Refused)
    assert isinstance(batterij(paneel, rng=rng, basisjaren=0), Refused)
    assert isinstance(batterij(paneel, rng=rng, groep=np.ones((3, 3))), Refused)
