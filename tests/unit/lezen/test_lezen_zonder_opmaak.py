"""Plain text without numbers or markup: short lines are themes, labelled lines are indicators, the title decides."""

import pytest
import typst

from kompas.beleid.lezen import GelezenPlan, lees_document, lees_plan
from kompas.beleid.lezen.uitvoer import doeltekst

TEKST = """Kadernota Integrale Veiligheid 2027-2030
Gemeente Zuiderkoog

Onze ambities
In Zuiderkoog willen we dat iedereen zich veilig voelt.

Wat pakken wij aan

Veilig buitengebied
Achteraf gelegen wegen worden gebruikt om afval te lozen.
Doel: minder dumpingen van drugsafval.
nulmeting 2025: 14 dumpingen
ambitie 2030: hooguit 7 dumpingen
realisatie 2026: 12
Wat gaan we doen
- vaker controleren
- boeren voorlichten
Met wie: politie, waterschap, LTO en omgevingsdienst

Woninginbraken terugdringen
| Doelstelling | Nulmeting | Realisatie | Ambitie |
| Aantal woninginbraken | 88 (2025) | 75 (2026) | 60 (2030) |
| Rapportcijfer veiligheid | 7,1 (2025) | n.n.b. | 7,4 (2030) |

Overige onderwerpen
Brandveiligheid
We houden vast wat we doen.
Evenementen
We houden vast wat we doen.

Financiën
Voor deze nota is jaarlijks EUR 75.000 beschikbaar.
"""


@pytest.fixture(scope="module")
def plan() -> GelezenPlan:
    return lees_plan(lees_document(TEKST.encode(), "nota.txt"))


def test_a_short_line_above_text_or_a_table_is_a_theme(plan: GelezenPlan) -> None:
    assert [t.titel for t in plan.prioritair] == ["Veilig buitengebied", "Woninginbraken terugdringen"]
    assert [t.titel for t in plan.going_concern] == ["Brandveiligheid", "Evenementen"]
    assert [len(t.indicatoren) for t in plan.prioritair] == [1, 2]


def test_partners_stop_at_the_end_of_their_line(plan: GelezenPlan) -> None:
    assert [p.tekst for p in plan.prioritair[0].partners] == ["politie", "waterschap", "LTO", "omgevingsdienst"]


def test_labelled_lines_are_one_indicator(plan: GelezenPlan) -> None:
    (meting,) = plan.prioritair[0].indicatoren
    assert meting.uitgangswaarde is not None
    assert (meting.naam, meting.uitgangswaarde.getal, meting.jaar) == ("dumpingen", 14.0, 2025)
    assert (doeltekst(meting.doel), meting.doeljaar) == ("<= 7", 2030)
    assert meting.realisatie is not None
    assert meting.realisatie.getal == 12


def test_the_year_of_the_baseline_is_not_the_year_of_the_goal(plan: GelezenPlan) -> None:
    doel = plan.prioritair[0].doelstelling
    assert doel is not None
    assert (doel.tekst, doel.jaar) == ("minder dumpingen van drugsafval.", None)


def test_a_target_below_the_baseline_without_a_word_stays_a_doubt(plan: GelezenPlan) -> None:
    assert [doeltekst(i.doel) for i in plan.prioritair[1].indicatoren] == ["60", "7.4"]
    assert sum("hoogstens of minstens" in punt.uitleg for punt in plan.aandacht) == 2


@pytest.mark.parametrize(
    ("regels", "verwacht"),
    [
        (
            "Indicator: aantal inbraken\nBron: politie\nNulmeting 2024: 30\nStreefwaarde 2028: max. 20",
            [("aantal inbraken", "politie", 2024, "<= 20", 2028)],
        ),
        ("Nulmeting 2024: 30 branden; streefwaarde 2028: PM", [("branden", "", 2024, "PM", 2028)]),
        ("Ambitie 2030: een dorp zonder zorgen", []),
    ],
    ids=["named", "one line", "a sentence is no value"],
)
def test_forms_of_labelled_lines(regels: str, verwacht: list[tuple[object, ...]]) -> None:
    begin, einde = TEKST.split("nulmeting 2025", maxsplit=1)[0], TEKST.split("realisatie 2026: 12")[1]
    gelezen = lees_plan(lees_document(f"{begin}{regels}{einde}".encode(), "nota.txt"))
    metingen = gelezen.prioritair[0].indicatoren
    assert [(i.naam, i.bron, i.jaar, doeltekst(i.doel), i.doeljaar) for i in metingen] == verwacht


def test_labelled_lines_stay_lines_in_a_pdf() -> None:
    regels = TEKST.split("| Doelstelling", maxsplit=1)[0].replace("\n\n", "\n\n\n")
    bron = "#set page(width: 20cm)\n#set par(spacing: 1.6em)\n" + regels.replace("\n", " \\\n").replace(
        " \\\n \\\n", "\n\n"
    )
    plan = lees_plan(lees_document(bytes(typst.compile(bron.replace("\n- ", "\n\\- ").encode())), "nota.pdf"))
    (meting,) = plan.prioritair[0].indicatoren
    assert (meting.naam, meting.jaar, doeltekst(meting.doel), meting.doeljaar) == ("dumpingen", 2025, "<= 7", 2030)
