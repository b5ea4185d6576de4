"""Goals in sentences: what is measurable becomes an indicator, what is not stays a sentence."""
# ruff: noqa: E501  one case per line

import time

import pytest
from tests.unit.lezen.vreemde_plannen import DUINENDAM

from kompas.beleid.lezen import lees_document, lees_plan
from kompas.beleid.lezen.document import Plaats
from kompas.beleid.lezen.doelzinnen import indicatoren_in
from kompas.beleid.lezen.relatief import vul_in
from kompas.beleid.lezen.uitvoer import doeltekst
from kompas.beleid.lezen.waarden import getal
from kompas.beleid.lezen.woordenboek import woordenboek

BOEK = woordenboek()
PLAATS = Plaats(1, 1)
HANGT = 120  # seconds: a bound that tells hanging from slow, on any machine; no measurement


@pytest.mark.parametrize(
    ("zin", "naam", "uitgang", "jaar", "doel", "doeljaar"),
    [
        ("Het aantal inbraken daalt van 120 in 2021 naar maximaal 100 in 2025.", "aantal inbraken", 120, 2021, "<= 100", 2025),
        ("Het aantal inbraken neemt af van 1.250 (2020) naar 1.000 (2024).", "aantal inbraken", 1250, 2020, "<= 1000", 2024),
        ("Het rapportcijfer voor de buurt stijgt van een 7,1 naar een 7,4 in 2026.", "rapportcijfer voor de buurt", 7.1, None, ">= 7.4", 2026),
        ("In 2027 is het percentage inwoners dat zich onveilig voelt lager dan 15% (2023: 18%).", "percentage inwoners dat zich onveilig voelt", 18, 2023, "<= 15", 2027),
        ("Het aandeel jongeren dat rookt, is in 2026 niet meer dan 10%.", "aandeel jongeren dat rookt", None, None, "<= 10", 2026),
        ("Ten minste 80% van de winkeliers doet aangifte.", "van de winkeliers doet aangifte", None, None, ">= 80", None),
        ("Het aantal meldingen blijft gelijk.", "aantal meldingen", None, None, "=", None),
        ("Aantal gestolen fietsen (bron: politie): 310 in 2022, hooguit 280 in 2026", "Aantal gestolen fietsen", 310, 2022, "<= 280", 2026),
    ],
)  # fmt: skip
def test_a_measurable_goal_is_read(
    zin: str, naam: str, uitgang: float | None, jaar: int | None, doel: str, doeljaar: int | None
) -> None:
    (gevonden,) = indicatoren_in(zin, PLAATS, "", None, BOEK)
    waarde = gevonden.uitgangswaarde.getal if gevonden.uitgangswaarde else None
    assert (gevonden.naam, waarde, gevonden.jaar, doeltekst(gevonden.doel), gevonden.doeljaar) == (
        naam,
        uitgang,
        jaar,
        doel,
        doeljaar,
    )


@pytest.mark.parametrize(
    "zin",
    [
        "In 2026 is het aantal meldingen van jeugdoverlast gedaald.",
        "We organiseren in 2025 minimaal 3 bijeenkomsten.",
        "Inwoners voelen zich in 2024 veiliger dan in 2020.",
        "Meldingen krijgen binnen 5 dagen antwoord.",
        "Wij willen het aantal slachtoffers zo klein mogelijk houden.",
        "De gemeente heeft 45.000 inwoners en 12 kernen.",
    ],
)
def test_what_has_no_measurable_target_is_no_indicator(zin: str) -> None:
    assert indicatoren_in(zin, PLAATS, "", 2026, BOEK) == []


def test_a_relative_target_is_computed_only_from_a_known_baseline() -> None:
    (zonder,) = indicatoren_in("Het aantal branden daalt met 20% ten opzichte van 2019.", PLAATS, "", 2025, BOEK)
    onbekend = vul_in(zonder, ())
    assert onbekend.doel is None
    assert "waarde van 2019" in onbekend.twijfel[0]
    (met,) = indicatoren_in(
        "Het aantal branden daalt met 20% ten opzichte van 2019 (2019: 50).", PLAATS, "", 2025, BOEK
    )
    bekend = vul_in(met, ())
    assert doeltekst(bekend.doel) == "<= 40"
    assert "rekende 20% van 50" in bekend.twijfel[0]


@pytest.mark.parametrize(
    ("tekst", "waarde"), [("1.4OO", 1400), ("l20", 120), ("7,O", 7.0), ("2O%", 20), ("PM", None), ("Ool", None)]
)
def test_letters_that_a_scanner_read_for_digits(tekst: str, waarde: float | None) -> None:
    assert getal(tekst) == waarde


@pytest.mark.parametrize(
    ("nul", "streef", "waarde", "las"), [("1,538", "1.400", 1538, "duizendtal"), ("1,538", "1,2", 1.538, "decimaal")]
)
def test_a_comma_before_three_digits_is_a_doubt(nul: str, streef: str, waarde: float, las: str) -> None:
    tekst = DUINENDAM.replace(
        "| 420 (2021) | maximaal 380 | nvt | 350 in 2026 |", f"| {nul} (2021) | - | - | {streef} in 2026 |"
    )
    meting = lees_plan(lees_document(tekst.encode(), "nota.txt")).indicatoren[2]
    assert meting.uitgangswaarde is not None
    assert meting.uitgangswaarde.getal == waarde
    assert las in meting.twijfel[0]


def test_an_unknown_part_that_returns_is_reported_and_not_taken_for_a_theme() -> None:
    tekst = DUINENDAM.replace(
        "Met wie?", "Knelpunten\nEr is te weinig geld en er zijn te weinig mensen om alles te doen.\nMet wie?"
    )
    plan = lees_plan(lees_document(tekst.encode(), "nota.txt"))
    assert [t.titel for t in plan.prioritair] == ["Jeugd op het rechte pad", "Ondermijning"]
    assert [len(t.partners) for t in plan.prioritair] == [4, 4]
    assert any("‘Knelpunten’ (2 keer)" in punt.uitleg for punt in plan.aandacht)


def test_a_book_does_not_hang() -> None:
    vulling = (
        "Het aantal meldingen van overlast is in deze wijk, zoals in andere wijken, met de jaren veranderd.\n" * 4_000
    )
    begin = time.monotonic()
    plan = lees_plan(lees_document((DUINENDAM + "\nNASLAG\n" + vulling).encode(), "boek.txt"))
    assert time.monotonic() - begin < HANGT
    assert [t.titel for t in plan.prioritair] == ["Jeugd op het rechte pad", "Ondermijning"]
