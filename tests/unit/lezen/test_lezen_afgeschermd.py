"""Finding the plan happens in a child with limits: the same plan, or a sentence in time."""

import pytest

from kompas.beleid.lezen import Grenzen, LeesFout, lees_document, lees_plan, lees_plan_afgeschermd

TEKST = """Integraal veiligheidsplan 2023-2026
Gemeente Duinendam

5. Prioritaire thema's

5.1 Jeugd en veiligheid

Hoofdlijnen 2023-2026

- We zoeken jongeren op waar zij zijn, samen met politie en onderwijs.
- We pakken overlast aan met handhaving.

Doelstelling 2026

Minder overlast, en veiligheid op straat.
"""


def test_the_child_finds_the_same_plan() -> None:
    document = lees_document(TEKST.encode(), "plan.txt")
    plan = lees_plan(document)
    assert plan.prioritair
    assert lees_plan_afgeschermd(document) == plan


def test_a_child_that_takes_too_long_is_ended_with_a_sentence() -> None:
    document = lees_document(TEKST.encode(), "plan.txt")
    with pytest.raises(LeesFout, match=r"plan\.txt duurde langer dan 0 seconden"):
        lees_plan_afgeschermd(document, Grenzen(seconden=0.01))


def test_no_plan_is_the_same_sentence_from_the_child() -> None:
    document = lees_document(b"Appeltaart\nSchil de appels en verwarm de oven.\n", "recept.txt")
    with pytest.raises(LeesFout, match="lijkt geen veiligheidsplan"):
        lees_plan_afgeschermd(document)
