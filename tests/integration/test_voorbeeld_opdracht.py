"""`kompas voorbeeld` on the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kompas.cli.voorbeeld import app
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
    assert _kompas("verwijder", "--ja") == (0, "Verwijderd: 2 voorbeeldgemeenten.\n")
    assert not Gemeente.objects.exists()


def test_removing_asks_first(lege_home: Path) -> None:
    _kompas("laad")
    code, uitvoer = _kompas("verwijder", invoer="n\n")
    assert (code, Gemeente.objects.count()) == (1, 2)
    assert "Doorgaan?" in uitvoer
    assert (lege_home / "voorbeeldaccounts.json").is_file()
