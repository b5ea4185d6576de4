import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.meervoud import q_waarden
from kompas.stats.trend import NaastElders, Trend, ontwerp, trend, trend_naast_elders, twaalf_maanden

Matrix = NDArray[np.float64]
INWONERS = np.array([25, 25.2, 25.5, 25.6, 26, 26.1, 26.4, 26.6, 26.9, 27])
RUSTIG = np.array([41, 53, 38, 47, 30, 36, 28, 33, 25, 31.0])
WILD = np.array([41, 83, 38, 67, 30, 36, 58, 23, 15, 31.0])


def _trend(*waarden: object, **keuze: object) -> Trend:
    uitkomst = trend(*waarden, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Trend)
    return uitkomst


def _naast(tellingen: object, omvang: object, **keuze: object) -> NaastElders:
    uitkomst = trend_naast_elders(tellingen, omvang, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, NaastElders)
    return uitkomst


def _negbin(rng: np.random.Generator, mu: Matrix, alpha: float) -> Matrix:
    return rng.poisson(mu * rng.gamma(1 / alpha, alpha, mu.shape)).astype(float)


def test_the_same_numbers_as_statsmodels() -> None:
    """statsmodels 0.15 GLM(NegativeBinomial(alpha)) where Pearson's chi-square is 8 (10 years - 2)."""
    uitkomst = _trend(np.array([RUSTIG, WILD]), INWONERS, samenhang=0.0)
    assert uitkomst.alpha == pytest.approx([0.0, 0.15574901752592704], abs=1e-7)
    assert uitkomst.helling == pytest.approx([-0.06984418190190413, -0.11128439301016574], abs=1e-7)
    assert uitkomst.fout == pytest.approx([0.01847454175003744, 0.046983912405528974], abs=1e-7)


def test_a_line_without_noise_is_found() -> None:
    jaren = np.arange(10)
    uitkomst = _trend(np.round(1e6 * 0.9**jaren), 1.0, samenhang=0.0)
    assert uitkomst.verandering(1) == pytest.approx(0.9, abs=1e-5)
    assert uitkomst.p < 1e-6
    assert uitkomst.laag < uitkomst.helling < uitkomst.hoog


@pytest.mark.parametrize(("gemiddelde", "alpha", "jaren"), [(3, 0.05, 10), (30, 0.1, 8), (400, 0.02, 14)])
def test_no_trend_is_seldom_called_one(gemiddelde: float, alpha: float, jaren: int) -> None:
    tellingen = _negbin(np.random.default_rng(1), np.full((4000, jaren), float(gemiddelde)), alpha)
    assert np.nanmean(_trend(tellingen, 1.0).p < 0.05) < 0.062


def test_limits_hold_the_true_growth() -> None:
    mu = 60 * np.exp(-0.05 * np.arange(12)) * np.ones((4000, 1))
    uitkomst = _trend(_negbin(np.random.default_rng(2), mu, 0.05), 1.0)
    assert ((uitkomst.laag < -0.05) & (uitkomst.hoog > -0.05)).mean() == pytest.approx(0.95, abs=0.012)
    assert uitkomst.helling.mean() == pytest.approx(-0.05, abs=0.002)


def _dwalend(zaad: int, jaren: int, samenhang: float, sterkte: float, aantal: int = 3000) -> Matrix:
    """Levels from 55 to 1,100 that wander without going anywhere."""
    rng = np.random.default_rng(zaad)
    stap = rng.normal(size=(aantal, jaren))
    for jaar in range(1, jaren):
        stap[:, jaar] = samenhang * stap[:, jaar - 1] + np.sqrt(1 - samenhang**2) * stap[:, jaar]
    return rng.poisson(np.exp(rng.uniform(4, 7, (aantal, 1)) + sterkte * stap)).astype(float)


def test_years_that_resemble_their_neighbours_do_not_make_trends() -> None:
    """Levels that wander: without allowing for it one in five would be called a trend."""
    tellingen = _dwalend(3, 14, 0.5, 0.15)
    geleerd, zonder = _trend(tellingen, 1.0), _trend(tellingen, 1.0, samenhang=0.0)
    assert geleerd.samenhang == pytest.approx(0.5, abs=0.1)
    assert (geleerd.p < 0.05).mean() < 0.07
    assert (zonder.p < 0.05).mean() > 0.15


@pytest.mark.parametrize("jaren", [8, 10, 14])
@pytest.mark.parametrize("samenhang", [0.7, 0.8, 0.9])
def test_a_long_walk_is_not_a_trend(samenhang: float, jaren: int) -> None:
    """Strong likeness in few years, where a line takes most of the walk away: up to half would be called a trend."""
    tellingen = _dwalend(4, jaren, samenhang, 0.25)
    geleerd, zonder = _trend(tellingen, 1.0), _trend(tellingen, 1.0, samenhang=0.0)
    assert geleerd.samenhang == pytest.approx(samenhang, abs=0.12)
    assert (geleerd.p < 0.05).mean() < 0.07
    assert (zonder.p < 0.05).mean() > 0.2


def test_limits_are_right_on_a_long_walk_and_a_strong_trend_is_still_seen() -> None:
    groei = -0.12
    tellingen = np.random.default_rng(6).poisson(_dwalend(5, 14, 0.7, 0.15) * np.exp(groei * np.arange(14)))
    uitkomst = _trend(tellingen, 1.0)
    assert ((uitkomst.laag < groei) & (groei < uitkomst.hoog)).mean() == pytest.approx(0.95, abs=0.025)
    assert (uitkomst.p < 0.05).mean() > 0.9


def test_a_difference_with_elsewhere_is_not_found_in_walks() -> None:
    naast = _naast(_dwalend(7, 12, 0.8, 0.2, 400), 1.0)
    assert (naast.verschil.p < 0.05).mean() < 0.075


def test_too_few_series_to_learn_likeness_from_is_said() -> None:
    uitkomst = _trend(_dwalend(8, 14, 0.8, 0.2, 10), 1.0)
    assert not uitkomst.samenhang_bekend
    assert uitkomst.samenhang == 0.7
    assert _trend(_dwalend(8, 14, 0.8, 0.2, 100), 1.0).samenhang_bekend
    assert _trend(RUSTIG, 1.0, samenhang=0.5).samenhang_bekend


@pytest.mark.parametrize("seizoen", ["golf", "maand"])
def test_a_season_is_not_a_trend(seizoen: str) -> None:
    rng, maanden = np.random.default_rng(4), np.arange(66)
    mu = 20 * np.exp(0.5 * np.sin(2 * np.pi * maanden / 12)) * np.ones((1000, 1))
    uitkomst = _trend(_negbin(rng, mu, 0.05), 1.0, seizoen=seizoen)
    assert (uitkomst.p < 0.05).mean() < 0.065
    assert uitkomst.verwacht.mean(axis=0) == pytest.approx(mu[0], rel=0.05)
    kaal = _trend(_negbin(rng, mu, 0.05), 1.0, samenhang=0.0)
    assert kaal.alpha.mean() > 2 * uitkomst.alpha.mean()


def test_the_first_month_turns_the_season() -> None:
    assert (ontwerp(24, "maand", 4)[9:] == ontwerp(24, "maand", 1)[:15]).all(axis=0)[2:].all()


def test_thousands_are_the_same_as_one_by_one() -> None:
    rng = np.random.default_rng(5)
    tellingen = _negbin(rng, np.exp(rng.normal(3, 1, (600, 1))) * np.ones(9), 0.1)
    samen = _trend(tellingen, 1.0, samenhang=0.0)
    for nummer in (0, 255, 256, 599):
        los = _trend(tellingen[nummer], 1.0, samenhang=0.0)
        assert los.helling[0] == pytest.approx(samen.helling[nummer], nan_ok=True)
        assert los.p[0] == pytest.approx(samen.p[nummer], nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(
    arrays(float, st.tuples(st.integers(1, 4), st.integers(5, 12)), elements=st.integers(0, 10**6)),
    st.floats(1e-3, 1e4),
)
def test_scale_and_direction(tellingen: Matrix, schaal: float) -> None:
    een = _trend(tellingen, 1.0, samenhang=0.0)
    geschaald = _trend(tellingen, schaal, samenhang=0.0)
    assert geschaald.helling == pytest.approx(een.helling, abs=1e-5, nan_ok=True)
    om = _trend(tellingen[:, ::-1], 1.0, samenhang=0.0)
    beide = np.isfinite(om.helling) & np.isfinite(een.helling)
    assert om.helling[beide] == pytest.approx(-een.helling[beide], abs=1e-4)


def test_missing_years_and_empty_series() -> None:
    gaten = RUSTIG.copy()
    gaten[[3, 7]] = np.nan
    uitkomst = _trend(np.array([gaten, np.zeros(10), np.full(10, np.nan), RUSTIG]), INWONERS)
    assert np.isfinite(uitkomst.p[[0, 3]]).all()
    assert np.isnan(uitkomst.p[[1, 2]]).all()
    assert np.isnan(uitkomst.verwacht[0, [3, 7]]).all()
    zonder = _trend(np.array([RUSTIG]), INWONERS)
    assert uitkomst.helling[3] == zonder.helling[0]


@pytest.mark.parametrize("waarde", [0, 1, 5, 10**9])
def test_all_equal_is_no_trend(waarde: int) -> None:
    uitkomst = _trend(np.full((3, 8), float(waarde)), 1.0)
    assert np.isnan(uitkomst.p).all() if waarde == 0 else (uitkomst.p > 0.99).all()


@pytest.mark.parametrize(
    ("tellingen", "omvang", "keuze"),
    [
        ([1, 2, 3, 4], 1, {}),
        ([1, 2, 3, 4, -5], 1, {}),
        ([1, 2, 3, 4, np.inf], 1, {}),
        ([1, 2, 3, 4, 5], 0, {}),
        ([1, 2, 3, 4, 5], 1, {"niveau": 1.0}),
        ([1, 2, 3, 4, 5], 1, {"samenhang": 1.0}),
        ([1, 2, 3, 4, 5], 1, {"omvang_variantie": np.nan}),
        (np.empty((0, 8)), 1, {}),
    ],
)
def test_what_cannot_be_used_is_refused(tellingen: object, omvang: object, keuze: dict[str, float]) -> None:
    assert isinstance(trend(tellingen, omvang, **keuze), Refused)  # type: ignore[arg-type]


def test_rolling_twelve_months() -> None:
    maanden = np.arange(1.0, 15.0)
    uitkomst = twaalf_maanden(maanden)
    assert not isinstance(uitkomst, Refused)
    assert np.isnan(uitkomst[:11]).all()
    assert uitkomst[11:].tolist() == [78, 90, 102]
    maanden[12] = np.nan
    gaten = twaalf_maanden([maanden, np.ones(14)])
    assert not isinstance(gaten, Refused)
    assert np.isnan(gaten[0, 12:]).all()
    assert gaten[1, 11:].tolist() == [12, 12, 12]
    kort = twaalf_maanden([1, 2])
    assert not isinstance(kort, Refused)
    assert np.isnan(kort).all()
    assert isinstance(twaalf_maanden([np.inf] * 12), Refused)


def test_a_national_movement_is_not_local() -> None:
    """Everyone falls by 8% a year with common shocks: a fall of its own, and no difference with elsewhere."""
    rng = np.random.default_rng(6)
    omvang = rng.lognormal(10, 1, (300, 1)) * np.ones(12)
    geheel = np.exp(-0.08 * np.arange(12) + 0.05 * rng.normal(size=12))
    naast = _naast(_negbin(rng, omvang * 0.004 * geheel, 0.02), omvang)
    assert (naast.eigen.p < 0.05).mean() > 0.6
    assert (naast.verschil.p < 0.05).mean() < 0.07
    assert naast.elders.helling == pytest.approx(-0.08, abs=0.03)


def test_falls_but_less_than_elsewhere() -> None:
    rng = np.random.default_rng(7)
    groei = np.full(200, -0.10)
    groei[:3] = (-0.05, 0.0, 0.06)
    omvang = np.full((200, 12), 60_000.0)
    mu = omvang * 0.01 * np.exp(groei[:, None] * np.arange(12))
    naast = _naast(_negbin(rng, mu, 0.003), omvang)
    eigen, verschil = (demand(q_waarden(deel.p)) for deel in (naast.eigen, naast.verschil))
    assert naast.elders.helling.max() < 0
    assert (naast.elders.p < 0.05).all()
    assert (eigen[[0, 2]] < 0.05).all()
    assert np.sign(naast.eigen.helling[[0, 2]]).tolist() == [-1, 1]
    assert eigen[1] > 0.1
    assert (verschil[:3] < 0.05).all()
    assert (naast.verschil.helling[:3] > 0).all()
    assert ((eigen[3:] < 0.05) & (verschil[3:] > 0.1)).sum() > 180


def test_elsewhere_needs_others() -> None:
    assert isinstance(trend_naast_elders(RUSTIG, INWONERS), Refused)
    assert isinstance(trend_naast_elders([RUSTIG, RUSTIG * np.nan], INWONERS), Refused)


def test_a_walk_that_all_areas_share_is_no_trend() -> None:
    """Forty countries of 60 areas each, that wander together; one path does not tell how much it wanders."""
    elders, eigen = [], []
    for zaad in range(40):
        gezamenlijk = np.log(_dwalend(zaad, 14, 0.8, 0.2, 1) / 400)
        niveau = np.random.default_rng(zaad).uniform(4, 6, (60, 1))
        tellingen = np.random.default_rng(100 + zaad).poisson(np.exp(niveau + gezamenlijk)).astype(float)
        naast = _naast(tellingen, 1.0)
        elders.append(float(np.mean(naast.elders.p < 0.05)))
        eigen.append(float(np.nanmean(naast.eigen.p < 0.05)))
        assert (naast.verschil.p < 0.05).mean() < 0.2
    assert np.mean(elders) < 0.13, "40% with only chance from year to year"
    assert np.mean(eigen) < 0.13


@pytest.mark.parametrize(("samenhang", "hoogstens"), [(0.0, 0.03), (0.5, 0.05), (0.8, 0.13)])
def test_a_single_series_is_judged_with_caution(samenhang: float, hoogstens: float) -> None:
    reeksen = _dwalend(9, 14, samenhang, 0.2, 300)
    los = [float(_trend(reeks, 1.0).p[0]) for reeks in reeksen]
    assert np.mean(np.array(los) < 0.05) < hoogstens
    assert _trend(np.round(500 * 0.88 ** np.arange(14)), 1.0).p[0] < 0.01
