"""Every public method on extreme input: an answer that can be true, or a reason; a warning is an error here."""

import dataclasses
import inspect
import math
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

import kompas.stats as ks
from kompas.base import Refused, demand

Rij = NDArray[np.float64]
NAN, INF = float("nan"), float("inf")
LOS = (0, 1, -1, 0.5, 1e-300, 1e-12, 1e15, 1e300, NAN, INF, -INF)


def _rng() -> np.random.Generator:
    return np.random.default_rng(1)


def _gewoon(*vorm: int) -> Rij:
    return np.random.default_rng(3).poisson(20, vorm).astype(float)


def _met(getal: float, *vorm: int) -> Rij:
    rij = _gewoon(*vorm)
    rij.flat[0] = getal
    return rij


def _rijen(*vorm: int) -> Iterator[Rij]:
    """Zeros, ones, huge, tiny, unknown, infinite, negative, empty, too short, all equal, one odd row or column."""
    yield from (np.full(vorm, waarde) for waarde in (0.0, 1.0, 1e15, 1e300, 1e-300, NAN, INF, -5.0))
    yield from (_met(getal, *vorm) for getal in (NAN, INF, -1.0, 1e15, 0.0))
    yield from (np.zeros((0,) * len(vorm)), np.zeros((*vorm[:-1], 0)), _gewoon(*vorm)[:1], np.array(3.0))
    yield _gewoon(*vorm) + 0.5
    if len(vorm) > 1:
        for waarde in (0.0, NAN, 1e12):
            rij, kolom, eind = _gewoon(*vorm), _gewoon(*vorm), _gewoon(*vorm)
            rij[0], kolom[..., 0], eind[..., -1] = waarde, waarde, waarde
            yield from (rij, kolom, eind)


KANSEN = {"p", "q", "p_trend", "trefkans", "kans_in_top", "kans_op_plaats", "winkans", "deel_herhaald", "aanwezig"}


def _kan_waar_zijn(antwoord: object) -> None:
    """Chances between 0 and 1, lower limits not above upper ones, no infinite number unless a limit."""
    if isinstance(antwoord, tuple | list):
        for deel in antwoord:
            _kan_waar_zijn(deel)
    if isinstance(antwoord, float):
        assert math.isfinite(antwoord), antwoord
    if not dataclasses.is_dataclass(antwoord) or isinstance(antwoord, type):
        return
    velden = {veld.name: getattr(antwoord, veld.name) for veld in dataclasses.fields(antwoord)}
    for naam, waarde in velden.items():
        if naam in KANSEN and waarde is not None:
            kans = np.asarray(waarde, dtype=float)
            assert ((kans >= 0) & (kans <= 1) | np.isnan(kans)).all(), naam
    if {"laag", "hoog"} <= velden.keys() and not isinstance(velden["laag"], str):
        laag, hoog = (np.asarray(velden[kant], dtype=float) for kant in ("laag", "hoog"))
        assert ((laag <= hoog) | np.isnan(laag) | np.isnan(hoog)).all()


Methode = Callable[..., object]
GETALLEN: list[tuple[Methode, tuple[float, ...], dict[str, float]]] = [
    (ks.garwood, (5, 0.95), {}),
    (ks.poisson_level_test, (5, 3.0), {}),
    (ks.verhouding_interval, (5, 100.0, 1000.0, 0.95), {}),
    (ks.poisson_e_test, (5, 2.0, 8, 3.0), {"phi": 2.0}),
    (ks.poisson_c_test, (5, 2.0, 8, 3.0), {}),
    (ks.margin_of_proportion, (0.3, 300), {"ontwerp": 1.0, "niveau": 0.95}),
    (ks.sample_for_proportions, (0.3, 0.25), {"alfa": 0.05, "onderscheid": 0.8, "ontwerp": 1.0}),
    (ks.sample_for_means, (0.1, 1.4), {"alfa": 0.05, "onderscheid": 0.8, "ontwerp": 1.0}),
    (ks.sample_next_wave, (0.3, 0.2, 300), {"alfa": 0.05, "onderscheid": 0.8, "ontwerp": 1.0}),
    (ks.smallest_visible_count, (100,), {"phi": 1.0, "alfa": 0.05, "onderscheid": 0.8}),
    (ks.power_of_count, (100, 80), {"phi": 1.0, "alfa": 0.05}),
    (ks.power_of_share, (0.3, 0.2, 300, 300), {"ontwerp": 1.0, "alfa": 0.05}),
    (ks.power_of_mean, (0.3, 1.2, 300, 300), {"ontwerp": 1.0, "alfa": 0.05}),
    (ks.luck_of_count, (100, 80), {"duur": 1.0, "phi": 2.0}),
    (ks.luck_of_share, (0.3, 0.2, 300, 300), {"ontwerp": 1.0}),
    (ks.luck_of_mean, (0.3, 1.2, 300, 300), {"ontwerp": 1.0}),
    (ks.target_inside_margin, (0.3, 0.2, 0.1), {}),
    (ks.poisson_cusum_arl, (4.0, 5, 10), {}),
    (ks.ewma_arl, (0.1, 2.8, 0.0, 51), {}),
    (ks.ontwerp_cusum, (4.0, 1.5, 100.0), {}),
    (ks.funnel_limits, (10.0, 0.025), {}),
]


@pytest.mark.parametrize(("methode", "plaatsen", "opties"), GETALLEN, ids=lambda deel: getattr(deel, "__name__", ""))
def test_single_numbers(methode: Methode, plaatsen: tuple[float, ...], opties: dict[str, float]) -> None:
    assert not isinstance(methode(*plaatsen, **opties), Refused)
    for plek in range(len(plaatsen)):
        for getal in LOS:
            for ander in (plaatsen, (getal,) * len(plaatsen)):
                _kan_waar_zijn(methode(*(*ander[:plek], getal, *ander[plek + 1 :]), **opties))
    for naam in opties:
        for getal in LOS:
            _kan_waar_zijn(methode(*plaatsen, **{**opties, naam: getal}))


@cache
def _blik() -> ks.Vooruitblik:
    return demand(ks.vooruitblik.vooruitblik(_gewoon(25, 9), np.full((25, 9), 1e4), 3))


BUREN = demand(ks.buren_in_raster(np.ones((4, 5), dtype=bool)))
VIJF = np.arange(15.0).reshape(5, 3)
PLAN = demand(ks.ontwerp_alarmplan(_gewoon(4, 48), np.arange(4) % 2, ks.Alarmbudget(20.0), rng=_rng()))


def _batterij(tellingen: Rij, omvang: Rij, maanden: Rij | None = None) -> object:
    """All questions about two areas; every fact that comes out is one that can be true."""
    paneel = ks.Telpaneel(
        gebieden=tuple(f"gebied {nummer}" for nummer in range(25)),
        jaren=tuple(range(2010, 2019)),
        tellingen=tellingen,
        omvang=omvang,
        maanden=maanden,
        eerste_maand=None if maanden is None else (2010, 1),
    )
    alles = ks.batterij.batterij(paneel, per=1000.0, rng=_rng())
    if isinstance(alles, Refused):
        return alles
    for gebied in ("gebied 0", "gebied 3"):
        _kan_waar_zijn(alles.feiten(gebied, groepnaam="andere gebieden"))
        _kan_waar_zijn([alles.kans(gebied, 5.0, minstens, jaar, 1000.0) for minstens, jaar in WENSEN])
    return () if maanden is None else alles.maandtrend


WENSEN = ((False, 2019), (True, 2021), (False, 2040), (True, 2015))


RIJEN: dict[str, tuple[tuple[int, ...], Callable[[Rij], object]]] = {
    "funnel y": ((15,), lambda a: ks.funnel.funnel(a, np.full(15, 20.0))),
    "funnel e": ((3, 15), lambda a: ks.funnel.funnel(_gewoon(3, 15), a)),
    "funnel multiplicatief": ((15,), lambda a: ks.funnel.funnel(a, a, vorm="multiplicatief")),
    "funnel geen": ((15,), lambda a: ks.funnel.funnel(a, 20.0, vorm="geen")),
    "funnel letterlijk": ((15,), lambda a: ks.funnel.funnel(_gewoon(15), a, letterlijk=True)),
    "overdispersion": ((15,), ks.overdispersion),
    "between_variance": ((15,), lambda a: ks.between_variance(2.0, a)),
    "empirical_bayes y": ((15,), lambda a: ks.empirical_bayes(a, np.full(15, 1e3))),
    "empirical_bayes n": ((15,), lambda a: ks.empirical_bayes(_gewoon(15), a)),
    "spatial_empirical_bayes": ((15,), lambda a: ks.spatial_empirical_bayes(a, np.full(15, 1e3), np.ones((15, 15)))),
    "spatial_empirical_bayes buren": ((15, 15), lambda a: ks.spatial_empirical_bayes(np.ones(15), np.ones(15), a)),
    "rangorde y": ((12,), lambda a: ks.rangorde.rangorde(a, np.full(12, 1e3), rng=_rng(), trekkingen=100)),
    "rangorde n": ((12,), lambda a: ks.rangorde.rangorde(_gewoon(12), a, rng=_rng(), trekkingen=100)),
    "rangorde_van_metingen": ((12,), lambda a: ks.rangorde_van_metingen(a, np.ones(12), rng=_rng(), trekkingen=100)),
    "rangorde_van_metingen fout": (
        (12,),
        lambda a: ks.rangorde_van_metingen(VIJF[0, :1] + np.arange(12), a, rng=_rng()),
    ),
    "enquete_naast_anderen": ((12,), lambda a: ks.enquete_naast_anderen(a, np.ones(12), rng=_rng())),
    "enquete_naast_anderen fout": ((12,), lambda a: ks.enquete_naast_anderen(_gewoon(12), a, rng=_rng())),
    "enquete_naast_anderen deel": (
        (12,),
        lambda a: ks.enquete_naast_anderen(np.linspace(0.1, 0.9, 12), a, rng=_rng(), aandeel=True),
    ),
    "spreiding_tussen": ((12,), lambda a: ks.spreiding_tussen(a, np.ones(12))),
    "spreiding_tussen fout": ((12,), lambda a: ks.spreiding_tussen(_gewoon(12), a)),
    "zekere_plaatsen": ((12,), lambda a: ks.zekere_plaatsen(a, np.full(12, 1e3))),
    "trend y": ((5, 14), lambda a: ks.trend.trend(a, 1e3)),
    "trend n": ((5, 14), lambda a: ks.trend.trend(_gewoon(5, 14), a)),
    "trend golf": ((3, 36), lambda a: ks.trend.trend(a, 1e3, seizoen="golf")),
    "trend_naast_elders": ((8, 14), lambda a: ks.trend_naast_elders(a, 1e3)),
    "twaalf_maanden": ((5, 30), ks.twaalf_maanden),
    "breukpunt y": ((4, 12), lambda a: ks.breukpunt(a, 1.0, rng=_rng(), trekkingen=200)),
    "breukpunt e": ((4, 12), lambda a: ks.breukpunt(_gewoon(4, 12), a, rng=_rng(), trekkingen=200)),
    "breukpunten": ((12,), lambda a: ks.breukpunten.breukpunten(a, 1.0, rng=_rng())),
    "vooruitblik y": ((25, 9), lambda a: ks.vooruitblik.vooruitblik(a, np.full((25, 9), 1e4), 2)),
    "vooruitblik n": ((25, 9), lambda a: ks.vooruitblik.vooruitblik(_gewoon(25, 9), a, 2)),
    "population_ahead": ((3, 5), lambda a: ks.population_ahead(a, 3)),
    "survey_ahead y": ((15, 4), lambda a: ks.survey_ahead(a, np.ones((15, 4)), np.arange(4.0), 5.0)),
    "survey_ahead s": ((15, 4), lambda a: ks.survey_ahead(_gewoon(15, 4), a, np.arange(4.0), 5.0)),
    "survey_ahead aandeel": (
        (15, 4),
        lambda a: ks.survey_ahead(a / 100, np.full((15, 4), 0.02), np.arange(4.0), 5.0, aandeel=True),
    ),
    "chance_of_count": ((25, 3), lambda a: ks.chance_of_count(_blik(), a)),
    "chance_of_rate": ((25, 3), lambda a: ks.chance_of_rate(_blik(), a, 5.0)),
    "chance_this_year": ((25,), lambda a: ks.chance_this_year(_blik(), a, 0.5, 30.0)),
    "q_waarden": ((4, 12), lambda a: ks.q_waarden(a / 100, as_=0)),
    "referentie": ((15, 3), lambda a: ks.vergelijkbare_gemeenten(a, ("a", "b", "c"), 0, aantal=5)),
    "referentie log": (
        (15, 3),
        lambda a: ks.vergelijkbare_gemeenten(a, ("a", "b", "c"), 0, aantal=5, logaritmisch=("a",)),
    ),
    "weging": ((5, 3), lambda a: ks.weigh_criteria(a, [1, 1, 1], rng=_rng(), top=2, trekkingen=100)),
    "weging gewicht": ((3,), lambda a: ks.weigh_criteria(VIJF, a, rng=_rng(), top=2, trekkingen=100)),
    "weging onzeker": (
        (5, 3),
        lambda a: ks.weigh_criteria(VIJF, [1, 1, 1], onzeker=a, rng=_rng(), top=2, trekkingen=100),
    ),
    "bradley_terry": ((4, 4), ks.bradley_terry),
    "points_division": ((6, 4), lambda a: ks.points_division(a, rng=_rng(), top=1, trekkingen=100)),
    "points_division gewicht": (
        (5,),
        lambda a: ks.points_division(VIJF, gewichten=a, rng=_rng(), top=1, trekkingen=100),
    ),
    "rake": ((3,), lambda a: ks.rake([np.array([0, 1, 2, 1])], [a])),
    "laney_u x": ((15,), lambda a: ks.laney_u(a, np.full(15, 1e3))),
    "laney_u n": ((15,), lambda a: ks.laney_u(_gewoon(15), a)),
    "cusum": ((4, 12), lambda a: ks.cusum(a, 21, 15)),
    "signaleer": ((4, 60), lambda a: ks.signaleer(a, PLAN)),
    "ontwerp_alarmplan": (
        (4, 48),
        lambda a: ks.ontwerp_alarmplan(a, np.arange(4) % 2, ks.Alarmbudget(40.0), rng=_rng()),
    ),
    "landelijke_factor": ((4, 60), ks.landelijke_factor),
    "poisson_e_tests": ((20,), lambda a: ks.poisson_e_tests(a, 1.0, 8.0, 1.0, phi=2.0)),
    "poisson_e_tests omvang": ((20,), lambda a: ks.poisson_e_tests(5.0, a, 8.0, 1.0)),
    "poisson_e_tests phi": ((20,), lambda a: ks.poisson_e_tests(5.0, 1.0, 8.0, 1.0, phi=a)),
    "poisson_c_tests": ((20,), lambda a: ks.poisson_c_tests(a, 1.0, 8.0, 1.0)),
    "jaarspreiding": ((25, 9), lambda a: ks.jaarspreiding(a, 1e3)),
    "jaarspreiding omvang": ((25, 9), lambda a: ks.jaarspreiding(_gewoon(25, 9), a)),
    "batterij": ((25, 9), lambda a: _batterij(a, np.full((25, 9), 1e4))),
    "batterij omvang": ((25, 9), lambda a: _batterij(_gewoon(25, 9), a)),
    "sprong_in_aandeel": ((12, 8), ks.sprong_in_aandeel),
    "leeg": ((12, 8), lambda a: ks.leeg(a, np.full((12, 8), 20.0))),
    "leeg verwacht": ((12, 8), lambda a: ks.leeg(np.zeros((12, 8)), a)),
    "heel_gebied_leeg": ((3, 12, 8), ks.heel_gebied_leeg),
    "andere_registratie": ((12, 8), ks.andere_registratie),
    "verschuiving": ((12, 8), lambda a: ks.verschuiving(a, _gewoon(12, 8))),
    "nieuw_meldpunt": ((12, 8), lambda a: ks.nieuw_meldpunt(a, _gewoon(12, 8))),
    "een_melder": ((12,), ks.een_melder),
    "difference_in_differences": ((8, 10), lambda a: ks.difference_in_differences(_gewoon(10), a, 5)),
    "difference_in_differences eigen": ((10,), lambda a: ks.difference_in_differences(a, _gewoon(8, 10), 5)),
    "synthetic_control": ((20, 10), lambda a: ks.synthetic_control(_gewoon(10), a, 6)),
    "synthetic_control eigen": ((10,), lambda a: ks.synthetic_control(a, _gewoon(20, 10), 6)),
    "power_beforehand": ((8, 10), lambda a: ks.power_beforehand(_gewoon(10), a, 2)),
    "raster_om": ((20,), lambda a: ks.raster_om(a, np.linspace(0, 900, 20), 100.0)),
    "knox plaats": ((20,), lambda a: ks.knox(a, np.arange(20.0), np.arange(20.0), [5.0], [5.0], rng=_rng())),
    "knox dag": ((20,), lambda a: ks.knox(np.arange(20.0), np.arange(20.0), a, [5.0], [5.0], rng=_rng())),
    "herhaalde_adressen": ((20,), lambda a: ks.herhaalde_adressen(a, 1000, 3)),
    "terugkeer": ((20,), lambda a: ks.terugkeer(np.arange(20) % 5, a, [7.0], rng=_rng(), herhalingen=5)),
    "aoristic": ((20,), lambda a: ks.aoristic(a, a + 1)),
    "getis_ord": ((20,), lambda a: ks.getis_ord(a, BUREN)),
    "local_moran": ((20,), lambda a: ks.local_moran(a, BUREN, rng=_rng(), herhalingen=19)),
    "buren_uit_paren": ((20,), lambda a: ks.buren_uit_paren(a, 100)),
    "treffers": ((20,), lambda a: ks.treffers(a, np.arange(20.0), 0.1)),
    "treffers uitkomst": ((20,), lambda a: ks.treffers(np.arange(20.0), a, 0.1)),
    "vergelijk_treffers": ((20,), lambda a: ks.vergelijk_treffers(a, np.arange(20.0)[::-1], np.arange(20.0), 0.1)),
    "verplaatsing": ((20,), lambda a: ks.verplaatsing(a, np.arange(20) % 4, 3, rng=_rng(), herhalingen=5)),
}


@pytest.mark.parametrize("naam", RIJEN)
def test_rows_and_tables(naam: str) -> None:
    vorm, methode = RIJEN[naam]
    for rij in _rijen(*vorm):
        antwoord = methode(rij)
        _kan_waar_zijn(antwoord)
        if rij.size and np.isinf(rij).any() and naam not in DIE_PUNTEN_OVERSLAAN:
            assert isinstance(antwoord, Refused), "an infinite number is no figure"


DIE_PUNTEN_OVERSLAAN = {
    "raster_om",
    "knox plaats",
    "knox dag",
    "herhaalde_adressen",
    "terugkeer",
    "aoristic",
}
"""Points without a place or a time are counted apart; infinite ones are such points."""


@pytest.mark.parametrize("maanden", [np.array(3.0), _gewoon(1, 114), np.zeros((25, 0)), _met(NAN, 25, 111)])
def test_months_of_a_panel(maanden: Rij) -> None:
    _kan_waar_zijn(_batterij(_gewoon(25, 9), np.full((25, 9), 1e4), maanden))


def test_every_method_is_tried() -> None:
    """A new method needs its extremes here."""
    bron = inspect.getsource(inspect.getmodule(test_every_method_is_tried))  # type: ignore[arg-type]
    functies = [naam for naam in ks.__all__ if inspect.isfunction(getattr(ks, naam))]
    assert [naam for naam in functies if f"ks.{naam}" not in bron and naam not in ELDERS] == []
    assert all(isinstance(getattr(ks, naam), ModuleType | type) or callable(getattr(ks, naam)) for naam in ks.__all__)


ELDERS = {
    "divide_oversampling",  # below, with goals
    "bereiken",
    "drukste_uren",
    "duid",
    "kernel_density",
    "ketencijfers",
    "laat_zien",
    "onderdruk",
    "onderdruk_versies",
    "pseudoniem",
    "rest_of_year",
    "synthetic_control_with_predictors",
    "tel",
    "vergelijk_enquetes",
    "vergelijk_met_niveau",
    "vergelijk_metingen",
    "vergelijk_tellingen",
    "verdict",
    "verschilcheck",
    "weighted_displacement_difference",
    "woorden_samen",
    "zekerheden",
    "zekerheid",
    "zichtbaar",
}
"""Methods on objects and words; their extremes stand in the tests of their own module or below."""


@pytest.mark.parametrize("getal", LOS)
def test_measurements_goals_and_pairs(getal: float) -> None:
    goed = ks.Meetpunt(0.3, 0.2, 0.4)
    for meting in (ks.Meetpunt(getal, getal, getal), ks.Meetpunt(getal, -1e300, 1e300), ks.Meetpunt(0, -1, getal)):
        _kan_waar_zijn(ks.vergelijk_metingen(goed, meting))
        _kan_waar_zijn(ks.vergelijk_metingen(meting, meting))
        _kan_waar_zijn(ks.vergelijk_met_niveau(meting, 0.1))
        assert ks.vergelijk_enquetes(goed, meting).woord
    _kan_waar_zijn(ks.vergelijk_met_niveau(goed, getal))
    assert ks.vergelijk_tellingen(getal, 3, 5, 1).woord
    assert ks.vergelijk_tellingen(5, getal, 5, 1).woord
    for naam in ("deel", "streef", "eerder", "gepland", "ontwerp"):
        velden = {"deel": 0.3, "streef": 0.25, "eerder": 300.0, "gepland": 300.0, "ontwerp": 1.0, naam: getal}
        doel = ks.Meetdoel("a", **velden)
        _kan_waar_zijn(ks.divide_oversampling([doel], 100))
    for plek in range(4):
        tellingen = [5.0] * 4
        tellingen[plek] = getal
        gebieden = ks.VoorNa(*tellingen[:2]), ks.VoorNa(*tellingen[2:])
        _kan_waar_zijn(ks.weighted_displacement_difference(*gebieden))
    telling = demand(ks.tel(demand(ks.raster_om([0.0, 900.0], [0.0, 900.0], 100.0)), [5.0, 900.0], [5.0, 900.0]))
    _kan_waar_zijn(ks.kernel_density(telling, getal))
    _kan_waar_zijn(ks.zichtbaar(telling, 3, getal))
