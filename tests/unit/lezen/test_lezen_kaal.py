"""A plan as pasted from a mail: capitals, no white lines, letters for priorities, years as column headings."""

import pytest

from kompas.beleid.lezen import GelezenPlan, lees_document, lees_plan
from kompas.beleid.lezen.uitvoer import doeltekst

TEKST = """GEMEENTE STEENWAARD
VEILIGHEIDSNOTA 2024 - 2027
Vastgesteld door de gemeenteraad op 9 november 2023
Inhoud
Onze ambitie
Prioriteiten
Overige thema's
Financiën
ONZE AMBITIE
Iedereen loopt 's avonds zonder zorgen naar huis.
PRIORITEITEN
Prioriteit A - Geweld achter de voordeur
Wat gaan we doen?
- Politie en Veilig Thuis melden elke zaak.
- We geven slachtoffers een veilige plek.
Met wie?
Politie, Veilig Thuis, huisartsen en scholen.
Raakvlakken
Jeugdbeleid; wonen
Wat willen we bereiken?
Het aantal herhaalde meldingen daalt van 120 naar 90 in 2027.
Prioriteit B - Rust in de straat
Wat gaan we doen?
- Handhaving loopt vaker in de avond.
| Indicator | 2021 | 2023 | 2027 | Bron |
|---|---|---|---|---|
| meldingen van overlast per 1.000 inwoners | 12.5 | 11.8 | maximaal 10.0 | politie |
| rapportcijfer veiligheid | 7.1 | 7.2 | van 7.1 naar minimaal 7.4 | enquête |
OVERIGE THEMA'S
Verkeer
- We controleren op snelheid.
Brand
- De brandweer geeft voorlichting.
FINANCIËN
Voor de opvang van slachtoffers is in 2024 € 40.000 beschikbaar.
"""


@pytest.fixture(scope="module")
def plan() -> GelezenPlan:
    return lees_plan(lees_document(TEKST.encode(), "nota.txt"))


def test_what_it_says_about_itself(plan: GelezenPlan) -> None:
    assert plan.gemeente is not None
    assert plan.gemeente.tekst == "Steenwaard"
    assert (plan.periode, plan.soort) == ((2024, 2027), "ivb")
    assert plan.missie is not None
    assert "zonder zorgen" in plan.missie.naam
    assert [(b.omschrijving, b.bedrag, b.jaar) for b in plan.begroting] == [("opvang van slachtoffers", 40000, 2024)]


def test_priorities_with_a_letter_and_parts_without_white_lines(plan: GelezenPlan) -> None:
    geweld, rust = plan.prioritair
    assert [(t.nummer, t.titel) for t in plan.prioritair] == [
        ("A", "Geweld achter de voordeur"),
        ("B", "Rust in de straat"),
    ]
    assert len(geweld.hoofdlijnen) == 2
    assert [p.tekst for p in geweld.partners] == ["Politie", "Veilig Thuis", "huisartsen", "scholen"]
    assert [f.tekst for f in geweld.flankerend_beleid] == ["Jeugdbeleid", "wonen"]
    assert geweld.doelstelling is not None
    assert geweld.doelstelling.jaar == 2027
    assert rust.doelstelling is None
    assert [t.titel for t in plan.going_concern] == ["Verkeer", "Brand"]
    assert [len(t.hoofdlijnen) for t in plan.going_concern] == [1, 1]


def test_years_as_column_headings_and_points_for_decimals(plan: GelezenPlan) -> None:
    overlast, cijfer = plan.prioritair[1].indicatoren
    assert overlast.uitgangswaarde is not None
    assert (overlast.uitgangswaarde.getal, overlast.jaar, overlast.bron) == (11.8, 2023, "politie")
    assert "2023 als uitgangsjaar" in overlast.twijfel[0]
    assert (doeltekst(overlast.doel), overlast.doeljaar) == ("<= 10", 2027)
    assert doeltekst(cijfer.doel) == ">= 7.4"


def test_a_table_of_consecutive_years_is_no_goal_table() -> None:
    tekst = (
        TEKST.replace("| 2021 | 2023 | 2027 | Bron |", "| 2021 | 2022 | 2023 | Bron |")
        .replace("| politie |", "| 9 |")
        .replace("| enquête |", "| 8 |")
    )
    assert lees_plan(lees_document(tekst.encode(), "nota.txt")).prioritair[1].indicatoren == ()


def test_a_goal_written_as_from_and_to_is_an_indicator(plan: GelezenPlan) -> None:
    (meting,) = plan.prioritair[0].indicatoren
    assert meting.uitgangswaarde is not None
    assert (meting.naam, meting.uitgangswaarde.getal, meting.jaar) == ("aantal herhaalde meldingen", 120.0, None)
    assert (doeltekst(meting.doel), meting.doeljaar) == ("<= 90", 2027)
