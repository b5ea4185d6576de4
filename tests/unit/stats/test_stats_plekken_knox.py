from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.plekken import Herhaling, Knox, Terugkeer, herhaalde_adressen, knox, terugkeer

Rij = NDArray[np.float64]

BURKITT = """
300/302/413  291/270/472  326/263/511  299/376/689  267/327/730  266/356/847  267/345/871  262/338/899
268/335/921  335/275/1134  302/272/1190  301/304/1214  302/272/1224  324/337/1322  260/338/1399  306/385/1480
284/362/1503  293/332/1549  274/353/1567  263/333/1607  307/386/1615  274/357/1657  297/282/1688  288/365/1695
283/366/1714  290/352/1811  284/341/1813  286/341/1910  282/350/1986  292/278/1996  305/381/2049  298/378/2053
299/381/2075  287/342/2081  276/380/2103  261/345/2204  273/347/2209  284/357/2215  266/361/2239  285/360/2272
278/350/2281  305/321/2349  293/332/2351  297/375/2373  332/273/2377  256/345/2388  275/357/2411  267/350/2412
267/301/2419  286/379/2424  322/332/2488  278/349/2510  280/356/2512  276/354/2533  261/343/2545  323/298/2588
260/346/2616  283/352/2617  282/361/2629  308/390/2658  293/275/2695  331/272/2715  266/308/2766  280/354/2772
301/271/2800  279/361/2888  321/280/2996  292/391/3027  315/307/3118  323/333/3153  282/302/3149  269/348/3149
330/349/3173  281/302/3237  330/396/3245  328/341/3266  264/323/3275  303/382/3286  264/285/3302  259/337/3308
329/350/3323  328/351/3342  284/351/3346  309/370/3422  329/270/3453  273/347/3453  295/267/3500  262/353/3530
281/352/3570  325/335/3576  288/341/3614  302/248/3636  315/273/3661  295/377/3693  284/358/3716  272/376/3773
305/369/3790  279/318/3806  290/339/3843  311/376/3848  288/256/3848  324/284/3851  287/353/3973  283/364/3976
267/337/3878  280/298/3963  275/326/3985  281/299/4079  313/365/4080  273/332/4107  283/363/4118  304/366/4133
308/387/4156  330/275/4194  260/339/4195  289/335/4207  268/314/4212  329/268/4213  264/298/4213  274/342/4216
286/373/4235  263/346/4258  265/335/4273  269/340/4277  260/359/4290  279/355/4336  284/399/4339  270/337/4352
267/363/4383  320/282/4385  282/315/4441  303/377/4492  303/247/4518  264/297/4554  303/337/4565  289/380/4610
270/330/4628  262/335/4637  274/342/4638  262/333/4700  262/333/4700  267/369/4701  255/290/4708  267/336/4750
273/309/4751  270/328/4764  270/339/4780  265/334/4806  276/360/4822  276/360/4848  283/363/4858  305/374/4861
264/326/4862  286/361/4888  278/333/4891  257/344/4914  302/395/4918  275/378/4932  290/361/4944  279/362/4948
300/255/4964  270/357/4975  290/356/5001  291/368/5002  283/361/5072  270/325/5135  266/332/5199  267/367/5353
300/364/5358  268/390/5361  276/337/5489  293/396/5495  273/345/5505  267/338/5530  278/367/5578  310/387/5583
298/268/5588  266/332/5599  279/340/5641  266/361/5643  267/344/5650  272/370/5661  327/383/5702  265/335/5728
310/387/5752  279/339/5753  277/379/5755  258/350/5775
"""
"""Burkitt's lymphoma, West Nile district 1961-1975 (Williams and others 1978): x/y/day of 188 cases."""


def _burkitt() -> Rij:
    return np.array([[float(deel) for deel in geval.split("/")] for geval in BURKITT.split()]).T


def _knox(punten: Rij, afstanden: list[float], dagen: list[float], zaad: int = 1, **opties: int) -> Knox:
    uitkomst = knox(*punten, afstanden, dagen, rng=np.random.default_rng(zaad), **opties)
    assert isinstance(uitkomst, Knox)
    return uitkomst


def _los(n: int, zaad: int) -> Rij:
    rng = np.random.default_rng(zaad)
    return np.stack([rng.normal(0, 400, n), rng.normal(0, 400, n), rng.integers(0, 365, n)]).astype(float)


def _simpel(punten: Rij, afstanden: list[float], dagen: list[float]) -> NDArray[np.int64]:
    """Every pair, one by one."""
    x, y, t = punten
    een, twee = np.triu_indices(len(x), 1)
    ver, lang = np.hypot(x[een] - x[twee], y[een] - y[twee]), np.abs(t[een] - t[twee])
    banden = [[-1.0, *afstanden], [-1.0, *dagen]]
    return np.array(
        [
            [((ver > a) & (ver <= b) & (lang > c) & (lang <= d)).sum() for c, d in pairwise(banden[1])]
            for a, b in pairwise(banden[0])
        ]
    )


def test_knox_is_that_of_the_literature() -> None:
    uitkomst = _knox(_burkitt(), [20], [5])
    assert uitkomst.paren.tolist() == [[13]]
    assert uitkomst.verwacht[0, 0] == pytest.approx(10.1438, abs=5e-5)
    # The documentation of pointpats has 0,17 from 99 permutations.
    assert uitkomst.p[0, 0] == pytest.approx(0.21, abs=0.03)
    assert _knox(_burkitt(), [20], [5], herhalingen=499).p[0, 0] == pytest.approx(uitkomst.p[0, 0], abs=0.05)


def test_mean_and_variance_are_those_of_all_permutations() -> None:
    punten = _los(60, 2)
    punten[:2] = np.round(punten[:2], -2)
    rng = np.random.default_rng(3)
    geschud = (np.stack([*punten[:2], rng.permutation(punten[2])]) for _ in range(4000))
    keren = np.array([_simpel(geval, [100, 300], [7, 60]) for geval in geschud])
    uitkomst = _knox(punten, [100, 300], [7, 60])
    np.testing.assert_allclose(keren.mean(axis=0), uitkomst.verwacht, rtol=0.03)
    np.testing.assert_allclose(keren.std(axis=0), uitkomst.fout, rtol=0.05)


@given(st.integers(0, 10_000), st.integers(4, 80))
def test_pairs_are_counted_once_each(zaad: int, n: int) -> None:
    punten = np.round(_los(n, zaad), -2)
    punten[2] = np.random.default_rng(zaad).integers(0, 30, n)
    afstanden, dagen = [0.0, 100.0, 250.0], [0.0, 1.0, 7.0]
    np.testing.assert_array_equal(_knox(punten, afstanden, dagen).paren, _simpel(punten, afstanden, dagen))


@given(st.integers(0, 10_000))
def test_moving_turning_and_reversing_time_change_nothing(zaad: int) -> None:
    punten = _los(80, zaad)
    x, y, t = punten
    anders = np.stack([90_000 - y, 450_000 + x, 1000 - t])
    een, twee = _knox(punten, [150], [10]), _knox(anders, [150], [10])
    assert abs(int(een.paren[0, 0]) - int(twee.paren[0, 0])) <= 1  # the limit itself, after rounding
    assert een.verwacht[0, 0] == pytest.approx(twee.verwacht[0, 0], rel=0.05, abs=0.5)


def test_chance_alone_is_rarely_called_a_near_repeat() -> None:
    p = np.array([_knox(_los(250, zaad), [100], [7]).p[0, 0] for zaad in range(300)])
    assert (p <= 0.05).mean() == pytest.approx(0.05, abs=0.025)
    assert p.mean() == pytest.approx(0.5, abs=0.06)  # of whole numbers a little above


def test_near_repeats_are_found() -> None:
    punten = _los(600, 5)
    volg = punten[:, :60] + np.stack([np.full(60, 20.0), np.zeros(60), np.full(60, 3.0)])
    uitkomst = _knox(np.concatenate([punten, volg], axis=1), [50, 400], [7, 60])
    assert uitkomst.p[0, 0] < 0.001
    assert uitkomst.verhouding[0, 0] > 2
    assert uitkomst.p[1, 1] > 0.01


def test_of_very_many_a_part_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kompas.stats.plekken.nabij.GENOEG", 500)
    uitkomst = _knox(_los(2000, 6), [100], [7])
    assert (uitkomst.voorvallen, uitkomst.gebruikt) == (2000, 500)
    assert uitkomst.verhouding[0, 0] == pytest.approx(1, abs=0.4)


def test_incidents_without_place_or_day_stay_out() -> None:
    punten = np.concatenate([_los(50, 7), [[np.nan, 1.0], [1.0, 1.0], [3.0, np.inf]]], axis=1)
    np.testing.assert_array_equal(_knox(punten, [100], [7]).paren, _knox(_los(50, 7), [100], [7]).paren)


def test_all_on_one_spot_and_one_day_is_no_pattern() -> None:
    uitkomst = _knox(np.ones((3, 40)), [10], [7])
    assert uitkomst.paren[0, 0] == uitkomst.verwacht[0, 0] == 780
    assert uitkomst.fout[0, 0] == 0
    assert uitkomst.p[0, 0] > 0.3
    ver = _knox(np.stack([np.arange(9) * 1e6, np.zeros(9), np.arange(9) * 400.0]), [10], [7])
    assert np.isnan(ver.verhouding[0, 0])
    assert ver.p[0, 0] == 1


@pytest.mark.parametrize(
    ("punten", "afstanden", "dagen", "opties", "woord"),
    [
        (np.ones((3, 3)), [10], [7], {}, "vier"),
        (np.full((3, 9), np.nan), [10], [7], {}, "plaats"),
        (np.ones((3, 9)), [], [7], {}, "oplopende"),
        (np.ones((3, 9)), [10, 10], [7], {}, "oplopende"),
        (np.ones((3, 9)), [10], [np.nan], {}, "oplopende"),
        (np.ones((3, 9)), [10], [7], {"herhalingen": -1}, "herhalingen"),
        (np.ones((3, 20_000)), [10], [7], {}, "te veel"),
    ],
)
def test_what_has_no_answer_is_refused(
    punten: Rij, afstanden: list[float], dagen: list[float], opties: dict[str, int], woord: str
) -> None:
    uitkomst = knox(*punten, afstanden, dagen, rng=np.random.default_rng(1), **opties)
    assert isinstance(uitkomst, Refused)
    assert woord in uitkomst.reason


def test_rows_of_unequal_length_are_refused() -> None:
    assert isinstance(knox([1.0], [1.0, 2.0], [1.0], [1], [1], rng=np.random.default_rng(1)), Refused)


def _adressen(aantallen: dict[int, int]) -> list[str]:
    """Codes of addresses: for each number of incidents, so many addresses."""
    return [f"{keer}-{n}" for keer, hoeveel in aantallen.items() for n in range(hoeveel) for _ in range(keer)]


def test_repeat_addresses_in_numbers_only() -> None:
    uitkomst = herhaalde_adressen(_adressen({1: 100, 2: 20, 3: 2, 9: 4}), 50_000, drempel=5)
    assert isinstance(uitkomst, Herhaling)
    assert (uitkomst.adressen, uitkomst.voorvallen) == (126, 182)
    assert (uitkomst.herhaald, uitkomst.voorvallen_herhaald) == (26, 82)
    assert uitkomst.deel_herhaald == pytest.approx(82 / 182)
    assert [(k.van, k.tot, k.adressen, k.voorvallen) for k in uitkomst.klassen] == [
        (1, 1, 100, 100),
        (2, 2, 20, 40),
        (3, None, 6, 42),
    ]
    assert uitkomst.verwacht == pytest.approx(182**2 / 2 / 50_000, rel=0.02)  # the birthdays


@given(st.lists(st.integers(1, 30), min_size=1, max_size=200), st.integers(1, 15))
def test_classes_are_large_enough_and_complete(aantallen: list[int], drempel: int) -> None:
    adres = np.repeat(np.arange(len(aantallen)), aantallen)
    uitkomst = herhaalde_adressen(adres, 10_000, drempel)
    assert isinstance(uitkomst, Herhaling)
    assert all(klasse.adressen >= drempel for klasse in uitkomst.klassen)
    if uitkomst.klassen:
        assert sum(klasse.adressen for klasse in uitkomst.klassen) == len(aantallen)
        assert sum(klasse.voorvallen for klasse in uitkomst.klassen) == sum(aantallen)
    else:
        assert len(aantallen) < drempel


def test_expected_repeats_are_those_of_chance() -> None:
    rng = np.random.default_rng(9)
    keren = [herhaalde_adressen(rng.integers(0, 2000, 600), 2000, 1) for _ in range(200)]
    assert isinstance(keren[0], Herhaling)
    gevonden = np.mean([keer.herhaald for keer in keren if isinstance(keer, Herhaling)])
    assert gevonden == pytest.approx(keren[0].verwacht, rel=0.02)


def test_unknown_addresses_stay_out() -> None:
    for codes in (["a", "a", "", ""], np.array(["a", "a", None, ""], dtype=object), [1.0, 1.0, np.nan, np.nan]):
        uitkomst = herhaalde_adressen(codes, 100, 1)
        assert isinstance(uitkomst, Herhaling)
        assert (uitkomst.adressen, uitkomst.voorvallen) == (1, 2)


@pytest.mark.parametrize(("adres", "totaal", "drempel"), [([], 10, 1), ([""], 10, 1), ([1, 2, 3], 2, 1), ([1], 10, 0)])
def test_no_addresses_or_too_few_is_refused(adres: list[int], totaal: int, drempel: int) -> None:
    assert isinstance(herhaalde_adressen(adres, totaal, drempel), Refused)


def _terugkeer(adres: object, dag: object, dagen: list[float], **opties: int) -> Terugkeer:
    uitkomst = terugkeer(adres, dag, dagen, rng=np.random.default_rng(1), **opties)  # type: ignore[arg-type]
    assert isinstance(uitkomst, Terugkeer)
    return uitkomst


def test_addresses_hit_again_soon_are_told_from_busy_ones() -> None:
    rng = np.random.default_rng(2)
    druk = np.repeat(np.arange(100), 4)
    toeval = _terugkeer(druk, rng.uniform(0, 1000, 400), [30])
    assert toeval.deel[0] == pytest.approx(toeval.verwacht[0], abs=0.04)
    assert toeval.p[0] > 0.05
    dag = np.repeat(rng.uniform(0, 900, 200), 2) + np.tile([0.0, 10.0], 200)
    snel = _terugkeer(np.repeat(np.arange(200), 2), dag, [7, 30])
    assert snel.deel == pytest.approx((0, 0.5), abs=0.05)
    assert snel.p[1] == 1 / 200


def test_what_is_not_followed_long_enough_does_not_count() -> None:
    uitkomst = _terugkeer(["a", "a", "b"], [0.0, 5.0, 100.0], [10, 500], herhalingen=9)
    assert uitkomst.gevolgd == (2, 0)
    assert uitkomst.deel[0] == 0.5
    assert np.isnan(uitkomst.deel[1])


def test_a_return_without_figures_is_refused() -> None:
    rng = np.random.default_rng(1)
    assert isinstance(terugkeer(["a"], [1.0], [7], rng=rng), Refused)
    assert isinstance(terugkeer(["a", "b"], [1.0], [7], rng=rng), Refused)
    assert isinstance(terugkeer(["a", "b"], [1.0, 2.0], [], rng=rng), Refused)
    assert isinstance(terugkeer(["a", "b"], [1.0, 2.0], [-1], rng=rng), Refused)
    assert isinstance(terugkeer(["a", "b"], [1.0, 2.0], [7], rng=rng, herhalingen=0), Refused)
