"""Invented plans with other chapter names, without numbers, with scan errors: the same structure from every format."""

from functools import cache
from typing import Any

import pytest
from tests.unit.lezen.plandocumenten import ALLE, VORMEN, als_txt

from kompas.beleid.lezen import GelezenPlan, Waarom, lees_document, lees_plan
from kompas.beleid.lezen.gelezen import GelezenThema
from kompas.beleid.lezen.uitvoer import doeltekst

SCHRIJVERS: dict[str, Any] = {
    **VORMEN,
    "txt-pijp": lambda plan: als_txt(plan, rooster="pijp"),
    "txt-cel": lambda plan: als_txt(plan, rooster="cel"),
}

# theme: key, title, main lines, partners, policy fields, goal year, indicators (name, baseline, year, goal, goal year)
VERWACHT: dict[str, dict[str, Any]] = {
    "zandermeer": {
        "gemeente": "Zandermeer",
        "periode": (2025, 2028),
        "soort": "kadernota",
        "geldend": "2025-01-01",
        "strategisch": ["Een dorp waar je je thuis voelt"],
        "prioritair": [
            (
                "",
                "Wonen zonder overlast",
                3,
                3,
                0,
                [
                    ("meldingen woonoverlast", 212.0, 2023, "<= 150", 2028),
                    ("rapportcijfer leefbaarheid", 7.3, 2023, ">= 7.5", 2028),
                ],
            ),
            ("", "Jong en op het goede pad", 2, 0, 0, []),
            ("", "Grip op ondermijning", 1, 0, 0, []),
        ],
        "going_concern": ["Veilig in het verkeer", "Brandweer en rampen"],
        "los": [],
        "begroting": [("extra toezicht in de wijken", 85000, 2025)],
    },
    "vaartwijk": {
        "gemeente": "Vaartwijk",
        "periode": (2023, 2026),
        "soort": "ivp",
        "geldend": None,
        "strategisch": [],
        "prioritair": [
            ("4.1", "Ondermijning", 3, 5, 3, []),
            ("4.2", "Leefbare wijken", 0, 0, 0, []),
            (
                "4.2a",
                "Buren en straten",
                2,
                0,
                0,
                [("meldingen woonoverlast (p/1.000 inwoners)", "PM", 2021, "<= PM", 2026)],
            ),
            (
                "4.2b",
                "Inbraak",
                1,
                0,
                0,
                [("woninginbraken", 64.0, 2021, "<= 50", 2026), ("% dat zich veilig voelt", 81.0, 2021, ">= 85", 2026)],
            ),
        ],
        "going_concern": ["Verkeersveiligheid", "Brandveiligheid"],
        "los": [
            ("totaal misdrijven", 1190.0, 2021, "<= 1100", 2026),
            ("rapportcijfer veiligheid", 7.4, 2020, ">= 7.4", 2026),
        ],
        "begroting": [("extra boa's", 120000, 2023), ("extra boa's", 125000, 2024)],
    },
    "oostbroek": {
        "gemeente": "Oostbroek",
        "periode": (2024, 2027),
        "soort": "ivb",
        "geldend": None,
        "strategisch": [],
        "prioritair": [
            ("1", "Veilig uitgaan", 2, 3, 0, [("geweldsincidenten in het centrum", 46.0, 2023, "<= 40", 2027)]),
            ("2", "Online criminaliteit", 1, 0, 0, [("aangiften van online fraude", 130.0, 2023, "PM", 2027)]),
        ],
        "going_concern": ["Crisisbeheersing", "Radicalisering"],
        "los": [],
        "begroting": [],
    },
}


@cache
def lees(naam: str, vorm: str) -> GelezenPlan:
    return lees_plan(lees_document(SCHRIJVERS[vorm](ALLE[naam]), f"{naam}.{vorm.split('-', maxsplit=1)[0]}"))


def _indicator(indicator: Any) -> tuple[Any, ...]:
    uitgang = indicator.uitgangswaarde
    return (
        indicator.naam,
        "PM" if uitgang.is_pm else uitgang.getal,
        indicator.jaar,
        doeltekst(indicator.doel),
        indicator.doeljaar,
    )


def _thema(thema: GelezenThema) -> tuple[Any, ...]:
    return (
        thema.sleutel,
        thema.titel,
        len(thema.hoofdlijnen),
        len(thema.partners),
        len(thema.flankerend_beleid),
        [_indicator(i) for i in thema.indicatoren],
    )


def _samenvatting(plan: GelezenPlan) -> dict[str, Any]:
    return {
        "gemeente": plan.gemeente.tekst if plan.gemeente else None,
        "periode": plan.periode,
        "soort": plan.soort,
        "geldend": plan.geldend_vanaf.tekst if plan.geldend_vanaf else None,
        "strategisch": [d.naam for d in plan.strategische_doelen],
        "prioritair": [_thema(d) for t in plan.prioritair for d in (t, *t.deelthemas)],
        "going_concern": [t.titel for t in plan.going_concern],
        "los": [_indicator(i) for i in plan.indicatoren],
        "begroting": [(b.omschrijving, b.bedrag, b.jaar) for b in plan.begroting],
    }


@pytest.mark.parametrize("vorm", SCHRIJVERS)
@pytest.mark.parametrize("naam", ALLE)
def test_the_structure_is_the_same_in_every_format(naam: str, vorm: str) -> None:
    verwacht = dict(VERWACHT[naam])
    gevonden = _samenvatting(lees(naam, vorm))
    if vorm == "txt-cel":  # a table of money with one cell per line cannot be told from running text
        verwacht.pop("begroting")
        gevonden.pop("begroting")
    assert gevonden == verwacht


@pytest.mark.parametrize("vorm", SCHRIJVERS)
def test_goals_in_a_table_with_what_was_reached(vorm: str) -> None:
    plan = lees("zandermeer", vorm)
    indicator = plan.prioritair[0].indicatoren[0]
    assert indicator.realisatie is not None
    assert (indicator.realisatie.getal, indicator.realisatie.jaar) == (198.0, 2024)
    assert doeltekst(indicator.eerder_doel) == "<= 200"
    assert any(a.waarom is Waarom.ONDUIDELIJK and "Ambitie 2028" in a.uitleg for a in plan.aandacht)


@pytest.mark.parametrize("vorm", ["txt", "docx", "html", "pdf"])
def test_sub_items_belong_to_the_item_above(vorm: str) -> None:
    hoofdlijn = lees("zandermeer", vorm).prioritair[0].hoofdlijnen[1]
    assert hoofdlijn.tekst == "We bemiddelen tussen buren:"
    assert [d.tekst for d in hoofdlijn.deelpunten] == ["met vrijwilligers", "met de wijkagent"]


@pytest.mark.parametrize("vorm", SCHRIJVERS)
def test_scan_errors_are_read_as_meant_and_reported(vorm: str) -> None:
    plan = lees("vaartwijk", vorm)
    thema = plan.prioritair[0]
    assert (thema.titel, thema.titel_in_tekst) == ("Ondermijning", "Ondernijning")
    assert thema.doelstelling is not None
    assert thema.doelstelling.jaar == 2026
    fouten = " ".join(a.uitleg for a in plan.aandacht if a.waarom is Waarom.LEESFOUT)
    for woord in ("hoofdpijnen", "pariners", "doeistelling", "ondernijning"):
        assert f"‘{woord}’" in fouten


@pytest.mark.parametrize("vorm", ["txt", "docx", "html", "pdf"])
def test_attention_in_an_invented_plan(vorm: str) -> None:
    punten = {(a.waarom, a.uitleg) for a in lees("vaartwijk", vorm).aandacht}

    def heeft(waarom: Waarom, *stukjes: str) -> bool:
        return any(w is waarom and all(s in u for s in stukjes) for w, u in punten)

    assert heeft(Waarom.VERWIJZING, "paragraaf 4.9")
    assert heeft(Waarom.TEGENSPRAAK, "totaal misdrijven", "1.190", "1.180", "verklaart het verschil niet")
    assert heeft(Waarom.DUBBEL, "RIEC", "2 keer")
    assert heeft(Waarom.BEELD, "Figuur 3")
    assert heeft(Waarom.PM, "woonoverlast")
    assert heeft(Waarom.JAREN, "2020")
    assert heeft(Waarom.VASTHOUDEN, "rapportcijfer veiligheid")
    assert heeft(Waarom.INVULPLEK, "oefent .. .")
    assert heeft(Waarom.GEEN_INDICATOR, "4.1")


def test_a_reason_for_no_indicator_is_kept() -> None:
    thema = lees("zandermeer", "docx").prioritair[1]
    assert thema.geen_indicator_omdat is not None
    assert "half jaar" in thema.geen_indicator_omdat.tekst
    assert thema.doelstelling is not None
    assert thema.doelstelling.tekst == "Jongeren vinden hun weg zonder politie."


def test_figures_keep_the_caption_and_the_gap() -> None:
    tabel = lees("vaartwijk", "html").cijfertabellen[0]
    assert (tabel.nummer, tabel.bron) == ("1", "politie")
    assert tabel.kolommen == ("gemiddeld 2019-2021", "2021", "2022")
    assert tabel.rijen[2].waarden == (140.0, 155.0, None)
