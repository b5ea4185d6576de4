"""`kompas voorbeeld` on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kompas.base import getal_tekst
from kompas.cli.voorbeeld import app
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lege_home")]


def _kompas(*woorden: str, invoer: str | None = None) -> tuple[int, str]:
    uitkomst = CliRunner().invoke(app, woorden, input=invoer)
    return uitkomst.exit_code, uitkomst.output


def test_load_say_it_is_there_and_remove() -> None:
    assert _kompas("laad")[1].splitlines() == [
        "Noordwijk is geladen: Integraal veiligheidsplan Noordwijk 2021-2024.",
        "Westland is geladen: Westlands Veiligheidsbeleid 2019-2022.",
    ]
    assert _kompas("laad") == (0, "Noordwijk staat er al.\nWestland staat er al.\n")
    code, uitvoer = _kompas("verwijder", "--ja")
    assert code == 0
    assert "Dit verdwijnt: Noordwijk en Westland" in uitvoer
    assert "Verwijderd: 2 voorbeeldgemeenten." in uitvoer
    assert f"De {getal_tekst(cijfers().aantal_voorbeeldcijfers)} voorbeeldcijfers blijven staan" in uitvoer
    assert not Gemeente.objects.exists()
    assert _kompas("verwijder", "--ja") == (0, "Er staan hier geen voorbeelden.\n")


def test_removing_asks_first(lege_home: Path) -> None:
    _kompas("laad")
    for invoer in ("n\n", "nee\n", "\n", "misschien\nN\n"):
        code, uitvoer = _kompas("verwijder", invoer=invoer)
        assert (code, Gemeente.objects.count()) == (1, 2)
        assert "Doorgaan? [j/N]" in uitvoer
        assert "Er is niets verwijderd." in uitvoer
    assert "Antwoord met j (ja) of n (nee)." in uitvoer
    assert (lege_home / "voorbeeldaccounts.json").is_file()


@pytest.mark.parametrize("ja", ["j", "ja", "J", " JA "])
def test_yes_is_a_dutch_word(ja: str) -> None:
    _kompas("laad")
    assert _kompas("verwijder", invoer=f"{ja}\n")[0] == 0
    assert not Gemeente.objects.exists()
