"""Every command works, or refuses in one sentence, in a data folder in which nothing was done before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KOMPAS = Path(sys.executable).with_name("kompas")


def kompas(home: Path, *woorden: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KOMPAS_", "DJANGO_"))}
    omgeving = eigen | {"KOMPAS_HOME": str(home), "COLUMNS": "80"} | extra
    return subprocess.run([KOMPAS, *woorden], env=omgeving, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("opdracht", "code", "zin"),
    [
        ("rapport noordwijk --jaar 2024", 1, "De gemeente 'noordwijk' is hier niet bekend. Bekend: geen."),
        ("voorbeeld verwijder --ja", 0, "Er staan hier geen voorbeelden."),
        ("gemeente toevoegen GM0050 Zeewolde", 0, "Toegevoegd: Zeewolde (GM0050)"),
        ("beleid lees {plan} --opslaan --gemeente GM0575", 1, "Gemeente GM0575 staat hier niet."),
        ("cijfers builds", 0, "Er zijn nog geen cijfers ingelezen."),
    ],
)
def test_in_a_fresh_home(tmp_path: Path, opdracht: str, code: int, zin: str) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "Integraal Veiligheidsplan 2025-2028\n\nGemeente Proefstad\n\n1. Prioriteiten\n\n1.1 Woninginbraak\n"
    )
    antwoord = kompas(tmp_path / "home", *opdracht.format(plan=plan).split())
    assert antwoord.returncode == code, antwoord.stderr
    assert zin in antwoord.stdout + antwoord.stderr
    assert "Traceback" not in antwoord.stderr


def test_the_example_first_and_then_the_report(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert "Noordwijk is geladen" in kompas(home, "voorbeeld", "laad").stdout
    antwoord = kompas(home, "rapport", "noordwijk", "--jaar", "2024", "--vorm", "csv", "-o", str(tmp_path))
    assert antwoord.returncode == 0, antwoord.stderr
    assert (tmp_path / "voortgangsrapportage-noordwijk-2024.csv").is_file()


@pytest.mark.parametrize("opdracht", ["rapport noordwijk --jaar 2024", "voorbeeld laad", "start", "bijwerken"])
def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path: Path, opdracht: str) -> None:
    (tmp_path / "kompas.sqlite3").write_bytes(b"dit is geen database, maar iets anders " * 100)
    antwoord = kompas(tmp_path, *opdracht.split())
    assert antwoord.returncode == 1
    assert antwoord.stderr.startswith("De database kan niet worden gebruikt.")
    assert "Traceback" not in antwoord.stderr
    assert len(antwoord.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        ("start --poort 99999", "De waarde van --poort klopt niet: dit is groter dan 65535."),
        ("start --poort 0", "De waarde van --poort klopt niet: dit is kleiner dan 1."),
    ],
)
def test_a_port_that_does_not_exist(tmp_path: Path, opdracht: str, zin: str) -> None:
    antwoord = kompas(tmp_path, *opdracht.split())
    assert (antwoord.returncode, antwoord.stderr.strip()) == (2, zin)
