"""What is weak about a target before anything was measured, and when a plan runs out."""

from dataclasses import replace
from datetime import date

import pytest

from kompas.base import Periode, Waarde
from kompas.beleid.rules import (
    Doelvraag,
    Richting,
    Soort,
    Streefsoort,
    Termijn,
    binnen_marge_van_uitgang,
    dubbele,
    genormaliseerd,
    stap_te_klein,
)


def _vraag(
    soort: Soort, uitgang: Waarde | None, streef: float | None, eenheid: str = "", **anders: object
) -> Doelvraag:
    velden: dict[str, object] = {"streefsoort": Streefsoort.HOOGSTENS, "richting": Richting.LAGER, "decimalen": 0}
    return Doelvraag(
        naam="x", soort=soort, uitgang=uitgang, streef=streef, eenheid=eenheid, doeljaar=2022, peiljaar=2022,
        **(velden | anders),  # type: ignore[arg-type]
    )  # fmt: skip


def _uitgang(getal: float, laag: float | None = None, hoog: float | None = None) -> Waarde:
    return Waarde("x", Periode.jaar(2017), "", getal=getal, laag=laag, hoog=hoog)


def test_westland_businesses_is_outside_the_margin_of_its_baseline() -> None:
    assert binnen_marge_van_uitgang(_vraag(Soort.TELLING, _uitgang(177), 150)) is None  # 152 to 205


def test_a_target_that_chance_can_meet_is_told() -> None:
    zin = binnen_marge_van_uitgang(_vraag(Soort.TELLING, _uitgang(177), 160))
    assert zin is not None
    assert "(152 tot 205)" in zin
    assert "2017" in zin


def test_a_rate_uses_the_counts_of_the_source() -> None:
    bron = Waarde("x", Periode.jaar(2017), "", getal=406 / 106.562, telling=406, noemer=106_562)
    zin = binnen_marge_van_uitgang(_vraag(Soort.VERHOUDING, _uitgang(3.8), 3.5, reeks=(bron,)))
    assert zin is not None
    assert "(3,4 tot 4,2)" in zin


@pytest.mark.parametrize(
    "vraag",
    [
        _vraag(Soort.TELLING, None, 10),
        _vraag(Soort.TELLING, _uitgang(100), None),
        _vraag(Soort.TELLING, _uitgang(100), 100, streefsoort=Streefsoort.VASTHOUDEN),
        _vraag(Soort.VERHOUDING, _uitgang(3.8), 3.5),
        _vraag(Soort.ENQUETE, _uitgang(7.4), 7.5),
        _vraag(Soort.TELLING, _uitgang(0), 0),
    ],
)
def test_without_counts_or_margin_nothing_is_said(vraag: Doelvraag) -> None:
    assert binnen_marge_van_uitgang(vraag) is None


def test_the_published_margin_of_a_survey_is_used() -> None:
    vraag = _vraag(Soort.ENQUETE, _uitgang(4.2, 2.4, 7.1), 4.0, "%")
    assert "ook zonder echte verandering" in (binnen_marge_van_uitgang(vraag) or "")


@pytest.mark.parametrize(
    ("van", "naar", "eenheid", "aantal"),
    [(4.2, 4.0, "%", "154.000"), (3.6, 3.0, "%", "14.000"), (22, 20, "%", "6.500"), (7.4, 7.5, "", "3.100")],
)
def test_survey_steps_of_the_two_plans_are_too_small(van: float, naar: float, eenheid: str, aantal: str) -> None:
    zin = stap_te_klein(_vraag(Soort.ENQUETE, _uitgang(van), naar, eenheid))
    assert zin is not None
    assert f"ongeveer {aantal} deelnemers" in zin


def test_more_respondents_than_inhabitants_is_said() -> None:
    vraag = replace(_vraag(Soort.ENQUETE, _uitgang(4.2), 4.0, "%"), inwoners=107_488)
    assert "154.000 deelnemers nodig, meer dan er inwoners zijn. Zo is de stap dus niet te meten." in (
        stap_te_klein(vraag) or ""
    )
    assert "inwoners" not in (stap_te_klein(replace(vraag, inwoners=200_000)) or "")


@pytest.mark.parametrize(
    ("soort", "van", "naar", "eenheid"),
    [
        (Soort.ENQUETE, 30, 20, "%"),
        (Soort.ENQUETE, 7.0, 7.5, ""),
        (Soort.ENQUETE, 7.5, 7.5, ""),
        (Soort.ENQUETE, 120, 130, ""),
        (Soort.TELLING, 7.4, 7.5, ""),
    ],
)
def test_large_steps_equal_marks_and_counts_are_not_told(soort: Soort, van: float, naar: float, eenheid: str) -> None:
    assert stap_te_klein(_vraag(soort, _uitgang(van), naar, eenheid)) is None


NOORDWIJK = Termijn(einde=date(2024, 12, 31), vastgesteld=date(2021, 1, 6))


@pytest.mark.parametrize(
    ("termijn", "vandaag", "fragment"),
    [
        (NOORDWIJK, date(2023, 12, 31), ""),
        (NOORDWIJK, date(2024, 1, 2), "lopen tot en met 31-12-2024"),
        (NOORDWIJK, date(2025, 1, 1), "liepen tot en met 31-12-2024"),
        (Termijn(date(2026, 12, 31), date(2020, 2, 29)), date(2024, 2, 28), "lopen tot en met 28-02-2024"),
        (Termijn(date(2026, 12, 31), date(2021, 3, 1)), date(2025, 3, 1), "liepen tot en met 28-02-2025"),
        (Termijn(date(2024, 12, 31), date(2021, 1, 6), "IVP 2025-2028"), date(2025, 6, 1), ""),
        (Termijn(date(2024, 12, 31), date(2021, 1, 6), "IVP 2025-2028", True), date(2025, 6, 1), "nog een concept"),
    ],
)
def test_four_years_of_article_38b(termijn: Termijn, vandaag: date, fragment: str) -> None:
    zin = termijn.zin(vandaag)
    assert fragment in zin
    assert bool(zin) == bool(fragment)
    assert not zin or "38b" in zin


def test_the_day_before_29_february_in_a_century_year() -> None:
    assert Termijn(date(2200, 1, 1), date(2096, 2, 29)).uiterste_datum == date(2100, 2, 28)


@pytest.mark.parametrize(
    ("een", "twee", "zelfde"),
    [
        ("Zorg- en Veiligheidshuis", "zorg & veiligheidshuis", True),
        ("Café", "cafe", True),
        ("OM", "O.M.", True),
        ("Politie", "Politiek", False),
    ],
)
def test_names_are_compared_without_spelling(een: str, twee: str, zelfde: bool) -> None:
    assert (genormaliseerd(een) == genormaliseerd(twee)) == zelfde


def test_only_different_owners_of_a_name_are_double() -> None:
    namen = [(1, "Omgevingsdienst"), (1, "omgevingsdienst"), (2, "OM"), (3, "Openbaar Ministerie"), (3, "om"), (4, "-")]
    assert dubbele(namen) == [("OM", (2, 3))]
