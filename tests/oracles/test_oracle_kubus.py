"""Every question over kubussen once more in slow plain Python, on DuckDB and on Spark."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.kubussen import CODES, GEBIEDEN, GEMEENTEN, PERIODEN, Orakel

from kompas.data.kubus.antwoorden import BLANCO, GETAL, ONTBREEKT, PUNT, Blok
from kompas.data.kubus.lezer import Kubuslezer, open_lezer
from kompas.data.kubus.schema import Kubus

TABELLEN = ["47022NED", "83648NED", "85146NED"]
DAGEN = [None, date(2019, 12, 31), date(2020, 2, 1), date(2020, 6, 30), date(2020, 7, 1), date(2020, 9, 4)]
VLAG = {"blanco": BLANCO, "punt": PUNT}
ZEVEN = CODES[:7]
"""More codes than are asked one by one."""
EINDIG = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

pytestmark = pytest.mark.parametrize("tabel", TABELLEN)


def _moment(orakel: Orakel, nummer: int) -> datetime:
    return orakel.leveringen[nummer].opgehaald.replace(tzinfo=None)


def _reeksen(
    orakel: Orakel, codes: Sequence[str], gebieden: Sequence[str], op: date | None
) -> dict[tuple[str, str, str], tuple[object, ...]]:
    """(code, area, period) -> value, flag, margins, known from, and the delivery that it was last seen in."""
    uit = {}
    for code in codes:
        for gebied in gebieden:
            for periode in PERIODEN:
                cel = (gebied, code, periode)
                stand = orakel.stand(cel, op)
                if stand is None:
                    continue
                getal = orakel.getal(cel, op)
                levering = orakel.leveringen[stand.gezien]
                marges = (None, None)
                if levering.heeft_marges and cel in orakel.inhoud[stand.vanaf] and getal is not None:
                    marges = (getal - 0.5, getal + 0.5)
                vlag = stand.inhoud if isinstance(stand.inhoud, str) else ""
                uit[code, gebied, periode] = (
                    getal, vlag, *marges, _moment(orakel, stand.vanaf), levering.opgehaald.date(), levering.gewijzigd,
                    levering.indeling, levering.adres, f"hash-{stand.gezien}",
                )  # fmt: skip
    return uit


def _gelijk(lezer: Kubuslezer, orakel: Orakel, codes: Sequence[str], gebieden: Sequence[str], op: date | None) -> int:
    rijen = lezer.reeksen(orakel.tabel, codes, gebieden, op)
    gevonden = {(rij.code, rij.gebied, rij.periode): tuple(rij[4:]) for rij in rijen}
    assert len(gevonden) == len(rijen), "no cell twice"
    assert gevonden == _reeksen(orakel, codes, gebieden, op)
    return len(gevonden)


@pytest.mark.parametrize("op", DAGEN)
@pytest.mark.parametrize("codes", [["1.1.1"], ZEVEN], ids=["one code", "seven codes"])
def test_series(lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str, codes: list[str], op: date | None) -> None:
    gebieden = ["GM0001", "BU00010101", "NL", "WK090001", "GM0900"]
    aantal = _gelijk(lezer, orakels[tabel], codes, gebieden, op)
    assert aantal > 0 or op == date(2019, 12, 31) or (tabel, op) == ("85146NED", date(2020, 2, 1))


def test_every_cell(lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str) -> None:
    assert _gelijk(lezer, orakels[tabel], CODES, GEBIEDEN, None) > 300


@pytest.mark.parametrize(
    ("codes", "gebieden"), [(["9.9.9"], ["GM0001"]), (["1.1.1"], ["GM9999"]), ([], ["GM0001"]), (["1.1.1"], [])]
)
def test_what_the_table_does_not_have_gives_nothing(
    lezer: Kubuslezer, tabel: str, codes: list[str], gebieden: list[str]
) -> None:
    assert lezer.reeksen(tabel, codes, gebieden) == []
    assert lezer.herzieningen(tabel, codes, gebieden) == []


def test_revisions(lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str) -> None:
    orakel = orakels[tabel]
    gebieden = ["GM0001", "BU00010101", "BU00010102", "NL"]
    verwacht = {
        (code, gebied, periode, orakel.getal(cel, op=orakel.leveringen[oud.vanaf].opgehaald.date()), oud.inhoud,
         nieuw.inhoud, _moment(orakel, oud.vanaf), _moment(orakel, nieuw.vanaf))
        for gebied in gebieden for code in ZEVEN for periode in PERIODEN
        for cel in [(gebied, code, periode)]
        for loop in [orakel.loop(cel)]
        for oud, nieuw in pairwise(loop)
    }  # fmt: skip
    gevonden = [
        (
            rij.code,
            rij.gebied,
            rij.periode,
            rij.oud,
            rij.oud_vlag or rij.oud,
            rij.nieuw_vlag or rij.nieuw,
            rij.van,
            rij.tot,
        )
        for rij in lezer.herzieningen(tabel, ZEVEN, gebieden)
    ]
    assert len(gevonden) == len(set(gevonden))
    assert set(gevonden) == verwacht
    assert bool(verwacht) == (tabel != "85146NED")


def _cel(blok: Blok, plek: tuple[int, int, int]) -> tuple[str, str, str]:
    return blok.gebieden[plek[0]], blok.codes[plek[1]], blok.perioden[plek[2]]


@pytest.mark.parametrize("op", [None, date(2020, 6, 30)])
@pytest.mark.parametrize(("gemeente", "jaar"), [("GM0001", 2019), ("GM0900", 2020), ("GM0002", 2020)])
def test_a_municipality_in_a_year(
    lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str, gemeente: str, jaar: int, op: date | None
) -> None:
    orakel = orakels[tabel]
    blok = lezer.gemeente_jaar(tabel, gemeente, jaar, op)
    in_tabel = {gebied.code for levering in orakel.leveringen for gebied in levering.gebieden}
    assert set(blok.gebieden) == {gebied for gebied in in_tabel if gebied[2:6] == gemeente[2:6]}
    perioden = {periode for levering in orakel.leveringen for periode in levering.perioden}
    assert set(blok.perioden) == {periode for periode in perioden if periode.startswith(str(jaar))}
    for plek in np.ndindex(*blok.waarde.shape):
        cel = _cel(blok, plek)
        stand, getal = orakel.stand(cel, op), orakel.getal(cel, op)
        status = ONTBREEKT if stand is None else VLAG[stand.inhoud] if isinstance(stand.inhoud, str) else GETAL
        assert blok.status[plek] == status, cel
        assert blok.waarde[plek] == getal or (getal is None and math.isnan(blok.waarde[plek])), cel


@pytest.mark.parametrize("op", [None, date(2020, 7, 1)])
def test_ranking(lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str, op: date | None) -> None:
    orakel = orakels[tabel]
    noemers = {gebied: 100.0 + 7 * len(gebied) + nummer % 3 for nummer, gebied in enumerate(GEBIEDEN)}
    noemers |= {"GM0003": 0.0, "GM7777": 12.0}
    getallen = {
        gebied: getal
        for gebied in GEBIEDEN
        if gebied != "GM0003" and (getal := orakel.getal((gebied, "1.1.1", "2020JJ00"), op)) is not None
    }
    cijfers = {gebied: getal * 1000 / noemers[gebied] for gebied, getal in getallen.items()}
    verwacht = [
        (1 + sum(ander > cijfer for ander in cijfers.values()), gebied, getallen[gebied], cijfer)
        for gebied, cijfer in sorted(cijfers.items(), key=lambda paar: (-paar[1], paar[0]))
    ]
    assert [tuple(rang) for rang in lezer.rangorde(tabel, "1.1.1", "2020JJ00", noemers, op=op)] == verwacht


@pytest.mark.parametrize("op", [None, date(2020, 6, 30)])
@pytest.mark.parametrize("tot", [None, "2020MM03", "2019MM11"])
def test_twelve_months(
    lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str, tot: str | None, op: date | None
) -> None:
    orakel = orakels[tabel]
    blok = lezer.twaalf_maanden(tabel, "1.1.2", "BU", tot, op)
    maanden = [periode for periode in PERIODEN if "MM" in periode]
    if tabel == "85146NED":
        assert blok.waarde.size == 0
        return
    assert blok.perioden == (tuple(maanden) if tot is None else (tot,))
    assert {gebied[:2] for gebied in blok.gebieden} == {"BU"}
    bekend = 0
    for plek in np.ndindex(*blok.waarde.shape):
        gebied, code, periode = _cel(blok, plek)
        nummer = maanden.index(periode)
        getallen = [orakel.getal((gebied, code, maand), op) for maand in maanden[max(0, nummer - 11) : nummer + 1]]
        if len(getallen) < 12 or None in getallen:
            assert math.isnan(blok.waarde[plek])
            assert blok.status[plek] == ONTBREEKT
        else:
            bekend += 1
            assert blok.waarde[plek] == sum(getal for getal in getallen if getal is not None)
            assert blok.status[plek] == GETAL
    assert bekend or tot == "2019MM11" or op


@pytest.mark.parametrize("op", [None, date(2020, 1, 1), date(2020, 6, 30)])
@pytest.mark.parametrize("soort", ["GM", "BU", ""])
def test_totals(lezer: Kubuslezer, orakels: dict[str, Orakel], tabel: str, soort: str, op: date | None) -> None:
    orakel = orakels[tabel]
    tabelwaarde = lezer.totalen(tabel, soort, op)
    in_tabel = {gebied.code for levering in orakel.leveringen for gebied in levering.gebieden}
    assert set(tabelwaarde.gebieden) == {gebied for gebied in in_tabel if gebied.startswith(soort)}
    for c, code in enumerate(tabelwaarde.codes):
        for p, periode in enumerate(tabelwaarde.perioden):
            getallen = [orakel.getal((gebied, code, periode), op) for gebied in tabelwaarde.gebieden]
            bekend = [getal for getal in getallen if getal is not None]
            assert tabelwaarde.ontbreekt[c, p] == len(getallen) - len(bekend)
            som = tabelwaarde.som[c, p]
            assert math.isclose(som, sum(bekend)) if bekend else math.isnan(som)


def test_municipalities_are_there_without_figures(lezer: Kubuslezer, tabel: str) -> None:
    """Zeros never vanish: every area that was delivered answers, also one without a stored row."""
    rijen = lezer.reeksen(tabel, ["1.1.1"], GEMEENTEN)
    assert {rij.gebied for rij in rijen} == {gebied for gebied in lezer.indeling(tabel).gebieden if gebied[:2] == "GM"}


@EINDIG
@given(data=st.data())
def test_any_question(kubussen: dict[str, Kubus], orakels: dict[str, Orakel], tabel: str, data: st.DataObject) -> None:
    lezer = open_lezer("duckdb", kubussen)
    gebieden = data.draw(st.lists(st.sampled_from([*GEBIEDEN, "GM4321"]), max_size=6))
    codes = data.draw(st.lists(st.sampled_from([*CODES, "7.7.7"]), max_size=9))
    _gelijk(lezer, orakels[tabel], codes, gebieden, data.draw(st.sampled_from(DAGEN)))
    lezer.close()
