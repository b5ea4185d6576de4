"""A question as an address puts it: read, filled in, written back."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kompas.analyse.rules.vraag import Beeld, Stap, Vraag, lees_moment, lees_vraag, reeks_perioden
from kompas.base import Periode, Refused


def lees(adres: str) -> tuple[Vraag, tuple[str, ...]]:
    velden = QueryDict(adres)
    gelezen = lees_vraag(velden.dict(), velden.getlist("gebieden"))
    return gelezen.vraag, gelezen.meldingen


def test_a_whole_question() -> None:
    vraag, meldingen = lees(
        "indicator=woninginbraak&gebieden=GM0575&gebieden=buurten&gebieden=GM0575&stap=12-maanden&van=2019-09"
        "&tot=2020-08&op=2020-09-01&beeld=kaart"
    )
    assert meldingen == ()
    assert vraag.gebieden == ("GM0575", "buurten")
    assert vraag.tot == Periode.twaalf_maanden(2020, 8)
    assert (vraag.op, vraag.beeld, vraag.stap) == (date(2020, 9, 1), Beeld.KAART, Stap.TWAALF)


@pytest.mark.parametrize(
    ("adres", "woord"),
    [
        ("van=gisteren", "geen periode"),
        ("tot=2019-13", "geen periode"),
        ("van=1066", "geen periode"),
        ("op=7+juli", "geen dag"),
        ("stap=week", "geen stap"),
        ("beeld=film", "geen beeld"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(adres: str, woord: str) -> None:
    vraag, meldingen = lees(f"indicator=woninginbraak&{adres}")
    assert vraag == Vraag("woninginbraak")
    assert len(meldingen) == 1
    assert woord in meldingen[0]


def test_periods_the_wrong_way_round_are_turned() -> None:
    vraag, _ = lees("van=2020&tot=2018")
    assert (vraag.van, vraag.tot) == (Periode.jaar(2018), Periode.jaar(2020))


def test_a_year_where_months_are_asked_is_its_first_or_its_last_month() -> None:
    assert lees_moment("2019", Stap.MAAND) == Periode.maand(2019, 1)
    assert lees_moment("2019", Stap.MAAND, einde=True) == Periode.maand(2019, 12)
    assert lees_moment("2019MM03", Stap.JAAR) == Periode.jaar(2019)
    assert isinstance(lees_moment("20190", Stap.JAAR), Refused)


def test_runs_of_twelve_months_move_on_a_month_at_a_time() -> None:
    reeks = reeks_perioden(Stap.TWAALF, Periode.twaalf_maanden(2019, 11), Periode.twaalf_maanden(2020, 2))
    assert [periode.eind.month for periode in reeks] == [11, 12, 1, 2]
    assert {periode.maanden for periode in reeks} == {12}


@given(
    st.sampled_from(list(Stap)),
    st.tuples(st.integers(1995, 2030), st.integers(1, 12)),
    st.tuples(st.integers(1995, 2030), st.integers(1, 12)),
    st.sampled_from([None, date(2020, 7, 7)]),
    st.sampled_from(list(Beeld)),
)
def test_the_address_says_the_whole_question(
    stap: Stap, een: tuple[int, int], twee: tuple[int, int], op: date | None, beeld: Beeld
) -> None:
    van, tot = sorted(lees_moment(f"{jaar}-{maand}", stap) for jaar, maand in (een, twee))
    vraag = Vraag("woninginbraak-per-1000", ("GM0575", "groep:pv:PV28"), stap, van, tot, op, beeld)
    assert lees(vraag.adres()) == (vraag, ())
