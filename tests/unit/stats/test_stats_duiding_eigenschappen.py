"""What holds for every fact, however odd: no word claims more than its test, and no sentence has an accident."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompas.base import RefusedError
from kompas.stats.duiding import (
    Artefactfeit,
    Feit,
    Hoogte,
    Kansfeit,
    Reeksnaam,
    Signaalfeit,
    Trendfeit,
    Uitspraak,
    Verschil,
    duid,
)
from kompas.stats.meervoud import Drempels, q_waarden, zekerheid
from kompas.stats.verandering import Zekerheid

NOORDWIJK = Reeksnaam("Woninginbraak", "Noordwijk", "misdrijven", 0, lager_is_beter=True)
NAMEN = (
    NOORDWIJK,
    Reeksnaam("Inbraken per 1.000 inwoners", "'s-Hertogenbosch", "per 1.000 inwoners", 1, lager_is_beter=None),
    Reeksnaam("Onveilig", "Bergen (L.)", "%", 0, lager_is_beter=True, steekproef=True),
    Reeksnaam("Rapportcijfer", "Ede", "", 1, lager_is_beter=False, steekproef=True),
)
P = st.sampled_from([0.0, 0.0004, 0.01, 0.049, 0.051, 0.07, 0.099, 0.3, 1.0, math.nan])
GETAL = st.sampled_from([0.0, 0.3, 1.0, 4.3333, 9.0, 69.0, 1776.0, 85_120.0, 1e9])
GROEI = st.sampled_from([0.02, 0.6, 0.95, 0.9999, 1.0, 1.0001, 1.2, 2.0, 40.0])
JAAR = st.integers(2012, 2026)


def _verschil(eerder: float, later: float, p: float, *, phi: float | None = None) -> Verschil:
    breedte = 1.3
    verhouding = later / eerder if eerder else math.inf
    los = None if phi is None else p / 2
    grenzen = (verhouding / breedte, verhouding * breedte)
    return Verschil("2021 t/m 2023", "2024", eerder, later, verhouding, *grenzen, p, "E-toets", 0, los, phi or 1.0)


VERSCHIL = st.builds(_verschil, GETAL, GETAL, P, phi=st.sampled_from([None, 1.0, 3.0]))
HOOGTE = st.builds(
    lambda jaar, getal, anderen, p, plek: Hoogte(
        jaar, getal, getal * 0.8, getal * 1.2 + 3, anderen, "vergelijkbare gemeenten", 20, 2.0, p, plek, plek + 4
    ),
    JAAR, GETAL, GETAL, P, st.integers(1, 300),
)  # fmt: skip
TREND = st.builds(
    lambda eigen, elders, p, p_elders, p_verschil: Trendfeit(
        2015, 2024, eigen, eigen * 0.9, eigen * 1.1, p, elders, p_elders, eigen / elders, 0.9, 1.1, p_verschil, 341
    ),
    GROEI, GROEI, P, P, P,
)  # fmt: skip
KANS = st.builds(
    lambda jaar, streef, minstens, kans, nu: Kansfeit(
        jaar, streef, minstens, kans, streef, streef * 0.7, streef * 1.4, 2024, kans, nu=nu
    ),
    JAAR, GETAL, st.booleans(), st.floats(0, 1), st.none() | GETAL,
)  # fmt: skip
SIGNAAL = st.builds(
    Signaalfeit, st.just("2024-10"), GETAL, GETAL, st.sampled_from(["", "piek", "aanhoudend"]), GETAL, st.just(60)
)
ARTEFACT = st.builds(Artefactfeit, st.just("ontbreekt"), JAAR, st.just("Er staat 0."))
FEITEN = st.lists(st.one_of(VERSCHIL, HOOGTE, TREND, KANS, SIGNAAL, ARTEFACT), min_size=1, max_size=5)
REEKSEN = st.lists(st.tuples(st.sampled_from(NAMEN), FEITEN), min_size=1, max_size=4)
STERKTE = {
    Zekerheid.NIET_TE_BEOORDELEN: 0,
    Zekerheid.NIET_TE_ZEGGEN: 1,
    Zekerheid.WAARSCHIJNLIJK: 2,
    Zekerheid.ZEKER: 3,
}


def _duid(reeksen: Sequence[tuple[Reeksnaam, Sequence[Feit]]]) -> list[list[Uitspraak]]:
    return [list(uitspraken) for uitspraken in duid(reeksen, Drempels(), "deze tabel")]


@given(REEKSEN)
def test_one_whole_statement_for_every_fact(reeksen: list[tuple[Reeksnaam, list[Feit]]]) -> None:
    gezegd = _duid(reeksen)
    assert [[u.onderwerp for u in rij] for rij in gezegd] == [[f.onderwerp for f in feiten] for _, feiten in reeksen]
    for (naam, feiten), rij in zip(reeksen, gezegd, strict=True):
        for feit, u in zip(feiten, rij, strict=True):
            assert u.p == feit.p_waarden or any(map(math.isnan, u.p))
            teksten = [
                u.zin,
                u.volzin,
                u.woord,
                u.methode,
                *u.let_op,
                *(tekst for paar in u.getallen for tekst in paar),
            ]
            assert all(teksten)
            assert not any(re.search(r"\b(nan|inf|None)\b|  | \.|\.\.", tekst) for tekst in teksten), teksten
            assert u.volzin.startswith(naam.naam)
            assert u.pagina
            assert u.symbool


@given(REEKSEN)
def test_no_sentence_claims_more_than_its_test(reeksen: list[tuple[Reeksnaam, list[Feit]]]) -> None:
    for rij in _duid(reeksen):
        for u in rij:
            if u.zekerheid is not Zekerheid.ZEKER:
                assert not u.woord.startswith("zeker")
                assert not re.search(r"(?:is|aantal|cijfer).* zeker (gestegen|gedaald)", u.zin.split(". ")[0])
                assert u.gunstig is None
                assert "kant op" not in u.zin
            if u.zekerheid is Zekerheid.NIET_TE_ZEGGEN:
                assert u.woord.startswith(("niet te zeggen", "valt niet op"))
                assert u.symbool == "≈"
            if u.zekerheid in {Zekerheid.ZEKER, Zekerheid.WAARSCHIJNLIJK}:
                assert u.woord.startswith(str(u.zekerheid))
                assert u.symbool in "▲▼△▽"


@given(GETAL, GETAL, P, st.sampled_from(NAMEN))
def test_the_way_it_went_is_the_way_the_figures_went(eerder: float, later: float, p: float, naam: Reeksnaam) -> None:
    u = _duid([(naam, [_verschil(eerder, later, p)])])[0][0]
    omhoog, omlaag = "gestegen" in u.woord, "gedaald" in u.woord
    assert not (omhoog and eerder >= later)
    assert not (omlaag and eerder <= later)
    if u.gunstig is not None:
        assert u.gunstig == ((later > eerder) != naam.lager_is_beter)


@given(FEITEN, st.integers(1, 60))
def test_more_words_on_a_page_never_make_one_more_certain(feiten: list[Feit], aantal: int) -> None:
    anderen = (NOORDWIJK, [_verschil(10, 11, 1.0)] * aantal)
    alleen, samen = _duid([(NOORDWIJK, feiten)])[0], _duid([(NOORDWIJK, feiten), anderen])[0]
    for los, erbij in zip(alleen, samen, strict=True):
        if los.zekerheid in STERKTE:
            assert STERKTE[erbij.zekerheid] <= STERKTE[los.zekerheid]
        else:
            assert erbij.zin == los.zin


@given(REEKSEN, st.randoms(use_true_random=False))
def test_the_order_of_the_series_does_not_matter(reeksen: list[tuple[Reeksnaam, list[Feit]]], kans: object) -> None:
    volgorde = list(range(len(reeksen)))
    kans.shuffle(volgorde)  # type: ignore[attr-defined]
    gezegd, anders = _duid(reeksen), _duid([reeksen[plek] for plek in volgorde])
    assert [[u.zin for u in gezegd[plek]] for plek in volgorde] == [[u.zin for u in rij] for rij in anders]


def test_every_test_of_the_family_counts() -> None:
    p = [0.004, 0.03, 0.5, 0.02, 0.8]
    reeksen = [(NOORDWIJK, [_verschil(60, 40, p[0]), _verschil(60, 44, p[1])]), (NAMEN[1], [_trend(p[2], p[3])])]
    rijen = _duid([*reeksen, (NAMEN[1], [_verschil(10, 9, p[4]), _kans()])])
    uitspraken = [u for rij in rijen for u in rij]
    assert np.concatenate([u.q for u in uitspraken]) == pytest.approx(q_waarden(p))
    assert [u.familie for u in uitspraken] == ["5 woorden over deze tabel"] * 4 + [""]


def _trend(p: float, p_verschil: float) -> Trendfeit:
    return Trendfeit(2015, 2024, 0.95, 0.9, 1.0, p, 0.9, 0.001, 1.05, 1.0, 1.1, p_verschil, 341)


def _kans() -> Kansfeit:
    return Kansfeit(2026, 60, False, 0.35, 66, 50, 85, 2024)


def test_a_word_that_stands_alone_is_not_corrected() -> None:
    u = _duid([(NOORDWIJK, [_verschil(60, 40, 0.04)])])[0][0]
    assert u.q == u.p == (0.04,)
    assert not u.familie
    assert u.woord == "zeker gedaald"


def test_what_was_not_tested_counts_for_nothing() -> None:
    u = _duid([(NOORDWIJK, [_verschil(60, 40, 0.04), _verschil(60, 40, math.nan)])])[0]
    assert u[0].q == (0.04,)
    assert u[1].zekerheid is Zekerheid.NIET_TE_BEOORDELEN


def test_noordwijk_table_2_1_keeps_its_words_among_the_words_of_the_table() -> None:
    """The nine rows that stats.verandering tests: corrected together, burglary stays probable and not certain."""
    p = {"woninginbraak": 0.0588, "voertuig": 0.00001, "verward": 0.00005, "jeugd": 0.201, "bedreiging": 0.8}
    p |= {"mishandeling": 0.16, "fiets": 0.5, "fraude": 0.0001, "totaal": 0.14}
    rijen = _duid([(NOORDWIJK, [_verschil(89, 69, waarde)]) for waarde in p.values()])
    woorden = dict(zip(p, [rij[0].woord for rij in rijen], strict=True))
    assert woorden["woninginbraak"] == "waarschijnlijk gedaald, niet zeker"
    assert [naam for naam, woord in woorden.items() if woord == "zeker gedaald"] == ["voertuig", "verward", "fraude"]
    assert sum(woord == "niet te zeggen" for woord in woorden.values()) == 5


def test_false_words_stay_within_what_was_promised() -> None:
    """Pages of 40 words, 10 of them real: of all words `zeker` at most 5% is wrong, of both words together 20%."""
    rng = np.random.default_rng(9)
    fout_zeker, fout_samen = [], []
    for _ in range(400):
        z = rng.normal(size=40) + np.where(np.arange(40) < 10, 2.8, 0.0)
        rijen = _duid([(NOORDWIJK, [_verschil(60, 40, float(p)) for p in _tweezijdig(z)])])
        zeker = np.array([u.zekerheid is Zekerheid.ZEKER for u in rijen[0]])
        gezegd = zeker | np.array([u.zekerheid is Zekerheid.WAARSCHIJNLIJK for u in rijen[0]])
        fout_zeker.append(zeker[10:].sum() / max(zeker.sum(), 1))
        fout_samen.append(gezegd[10:].sum() / max(gezegd.sum(), 1))
    assert np.mean(fout_zeker) < 0.05
    assert np.mean(fout_samen) < 0.20


def test_when_nothing_changed_hardly_any_page_says_certain() -> None:
    rng = np.random.default_rng(10)
    paginas = [_duid([(NOORDWIJK, [_verschil(60, 40, float(p)) for p in rng.random(40)])])[0] for _ in range(400)]
    assert np.mean([any(u.zekerheid is Zekerheid.ZEKER for u in pagina) for pagina in paginas]) < 0.07


def _tweezijdig(z: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(z)))


def test_a_lower_p_is_never_less_certain() -> None:
    reeks = [STERKTE[zekerheid(p, min(1.0, 3 * p))] for p in np.linspace(0, 1, 400)]
    assert all(a >= b for a, b in pairwise(reeks))


@pytest.mark.parametrize("p", [-0.1, 1.1, math.inf])
def test_what_is_no_chance_is_an_error_of_the_caller(p: float) -> None:
    with pytest.raises(RefusedError, match="p-waarde"):
        _duid([(NOORDWIJK, [_verschil(60, 40, p)])])


def test_nothing_in_gives_nothing() -> None:
    assert duid([], Drempels(), "dit plan") == ()
    assert duid([(NOORDWIJK, [])], Drempels(), "dit plan") == ((),)
