"""The question about the effect of a measure: read from an address, written as one, and held against the years."""

import pytest

from kompas.analyse.rules.effect import Effectvraag, lees_effectvraag, lees_jaar, past_bij
from kompas.base import Refused

JAREN = tuple(range(2012, 2025))


def test_an_address_is_read_and_written_back() -> None:
    velden = {"indicator": " woninginbraak ", "gebied": "GM0575", "vanaf": "2021", "met": "gemeenten", "deels": "1"}
    gelezen = lees_effectvraag(
        {**velden, "uitwijk_erbij": "Katwijk; 's-Gravenhage, Centrum"}, ["omliggend", "omliggend"]
    )
    assert gelezen.fouten == {}
    assert gelezen.vraag == Effectvraag(
        "woninginbraak", "GM0575", 2021, "gemeenten", ("omliggend", "Katwijk", "'s-Gravenhage, Centrum"), deels=True
    )
    assert gelezen.vraag.adres() == (
        "indicator=woninginbraak&gebied=GM0575&vanaf=2021&met=gemeenten&uitwijk=omliggend&uitwijk=Katwijk"
        "&uitwijk=%27s-Gravenhage%2C+Centrum&deels=1"
    )
    assert lees_effectvraag({}, []).vraag == Effectvraag()


@pytest.mark.parametrize("tekst", ["20x", "21", "20211", "-2021", "1066", "9999", "2021-03", "<b>", "٢٠٢١x"])
def test_what_is_no_year_is_told(tekst: str) -> None:
    gelezen = lees_effectvraag({"vanaf": tekst}, [])
    assert gelezen.vraag.vanaf is None
    assert "tussen 1990 en 2100" in gelezen.fouten["vanaf"]
    assert isinstance(lees_jaar(tekst), Refused)


@pytest.mark.parametrize(
    ("vanaf", "deels", "zin"),
    [
        (2012, False, "Kies 2014 of later"),
        (2013, False, "Vóór 2013 zijn er te weinig jaren"),
        (2030, False, "kies 2029 of eerder"),
        (2024, True, "Kies 2025 om te zien"),
    ],
)
def test_a_year_that_cannot_be_looked_at_is_refused_with_one_that_can(vanaf: int, deels: bool, zin: str) -> None:
    reden = past_bij(vanaf, JAREN, deels=deels)
    assert isinstance(reden, Refused)
    assert zin in reden.reason


def test_years_that_can_be_looked_at() -> None:
    assert all(past_bij(vanaf, JAREN) is None for vanaf in range(2014, 2030))
    assert past_bij(2023, JAREN, deels=True) is None
    leeg = past_bij(2020, ())
    assert isinstance(leeg, Refused)
