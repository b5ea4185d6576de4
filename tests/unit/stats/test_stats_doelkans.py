import math
from pathlib import Path

import numpy as np
import pytest
from bench.doelkans import lees
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.doelkans import (
    EnqueteBlik,
    chance_of_count,
    chance_of_rate,
    chance_this_year,
    population_ahead,
    survey_ahead,
)
from kompas.stats.vooruitblik import Vooruitblik, vooruitblik

Matrix = NDArray[np.float64]
BLIK = Vooruitblik(
    np.array([[100.0, 90], [20, 20], [np.nan, np.nan]]), np.array([[30.0, 20], [10, 5], [np.nan, np.nan]])
)


def test_the_bench_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "anders.csv").write_text("Key,Title\n1,a\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="is no file"):
        lees(tmp_path / "weg.csv", tmp_path / "weg.csv")
    with pytest.raises(SystemExit, match=r"has no column .*Perioden, SoortMisdrijf"):
        lees(tmp_path / "anders.csv", tmp_path / "anders.csv")


def _kans(uitkomst: Matrix | Refused) -> Matrix:
    assert not isinstance(uitkomst, Refused)
    return uitkomst


def _enquete(*gegevens: object, **keuze: object) -> EnqueteBlik:
    uitkomst = survey_ahead(*gegevens, **keuze)  # type: ignore[arg-type]
    assert isinstance(uitkomst, EnqueteBlik)
    return uitkomst


def test_at_most_and_at_least_are_each_others_opposite() -> None:
    hoogstens, minstens = _kans(chance_of_count(BLIK, 95)), _kans(chance_of_count(BLIK, 96, minstens=True))
    assert (hoogstens + minstens)[:2] == pytest.approx(np.ones((2, 2)))
    assert np.isnan(hoogstens[2]).all()
    assert _kans(chance_of_count(BLIK, 0, minstens=True))[:2].tolist() == [[1, 1], [1, 1]]


def test_a_rate_is_the_count_that_belongs_to_it() -> None:
    """At most 1,5 per 1.000 of 60.000 inhabitants is at most 90."""
    assert _kans(chance_of_rate(BLIK, 60_000, 1.5))[:2] == pytest.approx(_kans(chance_of_count(BLIK, 90))[:2])
    meer = _kans(chance_of_rate(BLIK, [[60_000, 66_000]] * 3, 1.5))
    assert meer[0, 1] == pytest.approx(_kans(chance_of_count(BLIK, 99))[0, 1])


def test_a_printed_target_is_judged_as_printed() -> None:
    """1,54 is printed as 1,5 and 1,55 as 1,6: at most 92 of 60.000 meets "at most 1,5", and from 87 on "at least"."""
    hoogstens = _kans(chance_of_rate(BLIK, 60_000, 1.5, decimalen=1))
    assert hoogstens[:2] == pytest.approx(_kans(chance_of_count(BLIK, 92))[:2])
    minstens = _kans(chance_of_rate(BLIK, 60_000, 1.5, decimalen=1, minstens=True))
    assert minstens[:2] == pytest.approx(_kans(chance_of_count(BLIK, 87, minstens=True))[:2])


def test_population_goes_on_growing_ever_slower() -> None:
    vooruit = _kans(population_ahead([[100.0, 110, 121, 133.1]], 2))
    assert vooruit[0] == pytest.approx([146.41, 133.1 * 1.1**1.9])
    assert _kans(population_ahead([500.0, 500], 3)).tolist() == [[500, 500, 500]]


def test_half_a_year_known_makes_the_year_surer() -> None:
    rng = np.random.default_rng(2)
    n, mu, r, deel = 200_000, 100.0, 20.0, 0.5
    niveau = rng.gamma(r, mu / r, n)
    eerste, tweede = rng.poisson(niveau * deel), rng.poisson(niveau * (1 - deel))
    blik = Vooruitblik(np.full((n, 1), mu), np.full((n, 1), r))
    kans = _kans(chance_this_year(blik, eerste, deel, 90))
    gehaald = eerste + tweede <= 90
    for laag in np.arange(0, 1, 0.2):
        erin = (kans >= laag) & (kans < laag + 0.2)
        assert kans[erin].mean() == pytest.approx(gehaald[erin].mean(), abs=0.01)
    assert np.mean((kans - gehaald) ** 2) < 0.6 * np.mean((gehaald.mean() - gehaald) ** 2)


def test_a_year_that_is_already_over_the_target_cannot_meet_it() -> None:
    kans = _kans(chance_this_year(BLIK, [91, 5, 5], 0.5, 90))
    assert kans[0] == 0
    assert 0 < kans[1] <= 1
    assert _kans(chance_this_year(BLIK, [91, 5, 5], 0.5, 90, minstens=True))[0] == 1
    niets = _kans(chance_this_year(BLIK, 0, 0.0, 90))
    assert niets[:2] == pytest.approx(_kans(chance_of_count(BLIK, 90))[:2, 0])


def _wereld(
    rng: np.random.Generator, gebieden: int, metingen: int, *, samen: float, eigen: float
) -> tuple[Matrix, ...]:
    """Marks around 7,4 every two years with their errors; areas walk together and by themselves."""
    jaren = 2.0 * np.arange(metingen)
    pad = np.cumsum(rng.normal(0, samen * math.sqrt(2), metingen))
    eigen_pad = np.cumsum(rng.normal(0, eigen * math.sqrt(2), (gebieden, metingen)), axis=1)
    fout = rng.uniform(0.04, 0.1, (gebieden, metingen))
    return 7.4 + rng.normal(0, 0.2, (gebieden, 1)) + pad + eigen_pad + rng.normal(0, fout), fout, jaren


@pytest.mark.parametrize(("samen", "eigen"), [(0.0, 0.03), (0.06, 0.03), (0.05, 0.0)])
def test_survey_intervals_hold_what_was_measured_next(samen: float, eigen: float) -> None:
    rng = np.random.default_rng(3)
    in80, in95 = [], []
    for _ in range(150):
        y, s, t = _wereld(rng, 80, 7, samen=samen, eigen=eigen)
        blik = _enquete(y[:, :6], s[:, :6], t[:6], t[6], fout_dan=s[:, 6])
        in80.append(np.mean((blik.kwantiel(0.1)[:, 0] <= y[:, 6]) & (y[:, 6] <= blik.kwantiel(0.9)[:, 0])))
        in95.append(np.mean((blik.kwantiel(0.025)[:, 0] <= y[:, 6]) & (y[:, 6] <= blik.kwantiel(0.975)[:, 0])))
    assert np.mean(in80) == pytest.approx(0.80, abs=0.05)
    assert np.mean(in95) == pytest.approx(0.95, abs=0.035)


def test_the_chance_of_a_survey_target_is_calibrated_and_better_than_the_last_figure() -> None:
    rng = np.random.default_rng(4)
    kansen, gehaald, naief = [], [], []
    for _ in range(100):
        y, s, t = _wereld(rng, 60, 7, samen=0.03, eigen=0.03)
        blik = _enquete(y[:, :6], s[:, :6], t[:6], t[6], fout_dan=s[:, 6])
        kansen.append(blik.kans_minstens(y[:, [5]] + 0.1)[:, 0])
        gehaald.append(y[:, 6] >= y[:, 5] + 0.1)
        verschil = np.hypot(s[:, 6], s[:, 5])
        naief.append([0.5 * math.erfc(0.1 / fout / math.sqrt(2)) for fout in verschil])
    kans, waar, zonder = (np.concatenate(deel).astype(float) for deel in (kansen, gehaald, naief))
    assert kans.mean() == pytest.approx(waar.mean(), abs=0.04)
    assert np.mean((kans - waar) ** 2) < np.mean((zonder - waar) ** 2)


def test_shares_stay_between_zero_and_one() -> None:
    rng = np.random.default_rng(5)
    n = 300
    y = rng.binomial(n, rng.uniform(0.02, 0.08, (40, 1)), (40, 5)) / n
    y[0] = 0.0
    s = np.sqrt(np.maximum(y, 1 / n) * (1 - y) / n)
    blik = _enquete(y, s, [0, 2, 4, 6, 8], [10, 12], aandeel=True)
    assert ((blik.kwantiel(0.025) > 0) & (blik.kwantiel(0.975) < 1)).all()
    assert (blik.kans_hoogstens(0.01) < blik.kans_hoogstens(0.2)).all()
    assert (blik.fout[:, 1] > blik.fout[:, 0]).all()
    zelfde = _enquete(y, s, [0, 2, 4, 6, 8], [10, 12], aandeel=True, fout_dan=s[:, -1])
    assert zelfde.fout[1:] == pytest.approx(blik.fout[1:])


def test_a_missing_wave_leaves_an_area_less_sure_and_an_empty_one_unknown() -> None:
    rng = np.random.default_rng(6)
    y, s, t = _wereld(rng, 40, 5, samen=0.02, eigen=0.05)
    s[:] = 0.05
    y[1, 4], y[2, :] = np.nan, np.nan
    blik = _enquete(y, s, t, t[-1] + 2)
    assert blik.fout[1, 0] > blik.fout[0, 0]
    assert np.isnan(blik.kans_hoogstens(7.0)[2, 0])
    assert np.isfinite(blik.kans_hoogstens(7.0)[[0, 1, 3], 0]).all()


def test_all_equal_gives_a_level_and_no_warning() -> None:
    blik = _enquete(np.full((12, 4), 7.5), np.full((12, 4), 0.1), [1, 2, 3, 4], 5)
    assert blik.verwacht == pytest.approx(np.full((12, 1), 7.5))
    assert blik.kans_minstens(7.5) == pytest.approx(np.full((12, 1), 0.5))


GOED = np.full((12, 4), 7.5)


@pytest.mark.parametrize(
    ("metingen", "fouten", "momenten", "dan", "keuze"),
    [
        (GOED[:9], GOED[:9], [1, 2, 3, 4], 5, {}),
        (GOED[:, :2], GOED[:, :2], [1, 2], 5, {}),
        (GOED, GOED, [1, 2, 3], 5, {}),
        (GOED, GOED, [1, 2, 2, 4], 5, {}),
        (GOED, GOED, [1, 2, 3, 4], 4, {}),
        (GOED, GOED * 0, [1, 2, 3, 4], 5, {}),
        (GOED, GOED * np.nan, [1, 2, 3, 4], 5, {}),
        (GOED * np.inf, GOED, [1, 2, 3, 4], 5, {}),
        (GOED * np.nan, GOED, [1, 2, 3, 4], 5, {}),
        (GOED, GOED, [1, 2, 3, 4], 5, {"aandeel": True}),
        (GOED, GOED, [1, 2, 3, 4], 5, {"fout_dan": -1.0}),
        (GOED, GOED, [1, 2, 3, 4], 5, {"fout_dan": [1.0, 2.0]}),
    ],
)
def test_surveys_that_say_too_little_are_refused(
    metingen: Matrix, fouten: Matrix, momenten: list[float], dan: float, keuze: dict[str, object]
) -> None:
    assert isinstance(survey_ahead(metingen, fouten, momenten, dan, **keuze), Refused)  # type: ignore[arg-type]


def test_targets_that_make_no_sense_are_refused() -> None:
    for uitkomst in (
        chance_of_count(BLIK, -1),
        chance_of_count(BLIK, math.nan),
        chance_of_count(BLIK, [1, 2, 3]),
        chance_of_rate(BLIK, 0, 1),
        chance_of_rate(BLIK, math.nan, 1),
        chance_of_rate(BLIK, [1, 2, 3], 1),
        chance_of_rate(BLIK, 1, -1),
        chance_of_rate(BLIK, 1, 1, per=0),
        chance_this_year(BLIK, -1, 0.5, 1),
        chance_this_year(BLIK, [1, 2], 0.5, 1),
        chance_this_year(BLIK, 1, 1.0, 1),
        chance_this_year(BLIK, 1, 0.5, [1, 2]),
        population_ahead([100.0], 2),
        population_ahead([100.0, 0], 2),
        population_ahead([100.0, 101], 0),
    ):
        assert isinstance(uitkomst, Refused)


def test_backtest_of_rates_as_printed(testdata: Path) -> None:
    """Four kinds of crime: a tenth lower per 1.000, printed with one decimal, up to four years ahead."""
    gegevens = lees(
        testdata / "data/politie/47018NED_TypedDataSet_gemeenten.csv",
        testdata / "data/cbs/70072ned_TypedDataSet_inwoners.csv",
    )
    heel = np.isfinite(gegevens.inwoners).all(axis=1)
    inwoners, kansen, gehaald = gegevens.inwoners[heel], [], []
    for soort in list(gegevens.tellingen)[:4]:
        tellingen = gegevens.tellingen[soort][heel]
        for n in range(5, len(gegevens.jaren) - 3):
            blik = vooruitblik(tellingen[:, :n], inwoners[:, :n])
            assert isinstance(blik, Vooruitblik)
            basis = tellingen[:, n - 1] / inwoners[:, n - 1] * 1000
            streef = np.round(0.9 * np.where(basis > 0, basis, 1.0), 1)[:, None]
            kans = _kans(chance_of_rate(blik, _kans(population_ahead(inwoners[:, :n], 4)), streef, decimalen=1))
            kwam = np.floor(tellingen[:, n : n + 4] / inwoners[:, n : n + 4] * 10_000 + 0.5) / 10
            telt = (basis > 0)[:, None] & np.isfinite(kwam) & np.isfinite(kans)
            kansen.append(kans[telt])
            gehaald.append((kwam <= streef + 1e-9)[telt])
    kans, waar = np.concatenate(kansen), np.concatenate(gehaald)
    assert len(kans) > 10_000
    assert np.mean((kans - waar) ** 2) < 0.92 * np.mean((waar.mean() - waar) ** 2)
    assert kans.mean() == pytest.approx(waar.mean(), abs=0.06)
