"""Wrong use of the command is answered in Dutch."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kompas.cli.taal import vertaal

KOMPAS = Path(sys.executable).with_name("kompas")


@pytest.mark.parametrize(
    ("engels", "nederlands"),
    [
        ("No such command 'sart'.", "De opdracht 'sart' bestaat niet."),
        ("No such option: --poorrt", "De optie --poorrt bestaat niet."),
        ("Missing argument 'BESTAND'.", "BESTAND ontbreekt."),
        ("Missing option '--jaar'.", "--jaar ontbreekt."),
        (
            "Invalid value for '--op': Value error, 'gisteren' does not match the formats '%Y-%m-%d'.",
            "De waarde van --op klopt niet: 'gisteren' is geen dag. Schrijf de dag als 2020-07-07.",
        ),
        ("Iets wat niemand voorzag", "Iets wat niemand voorzag"),
    ],
)
def test_messages_of_the_library(engels: str, nederlands: str) -> None:
    assert vertaal(engels) == nederlands


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (("sart",), "De opdracht 'sart' bestaat niet."),
        (("start", "--poort", "abc"), "De waarde van --poort klopt niet: dit is geen getal."),
        (("start", "--poort"), "Bij de optie --poort hoort een waarde."),
        (("start", "x"), "Dit is te veel: x"),
        (("bijwerken", "--voorbeeld=1"), "Bij de optie --voorbeeld hoort geen waarde."),
    ],
)
def test_wrong_use_gets_a_sentence_and_code_2(argumenten: tuple[str, ...], zin: str) -> None:
    antwoord = subprocess.run([KOMPAS, *argumenten], capture_output=True, text=True, check=False)
    assert antwoord.stderr.strip() == zin
    assert antwoord.returncode == 2


def test_help_is_dutch_without_a_word_of_the_library() -> None:
    hulp = subprocess.run([KOMPAS, "--help"], capture_output=True, text=True, check=True).stdout
    assert "Gebruik: kompas" in hulp
    assert "Opdrachten" in hulp
    assert not {"Usage:", "Options", "Commands", "Show"} & set(hulp.replace("─", " ").split())


@pytest.mark.parametrize("opdracht", ["start", "cijfers lees", "cijfers verklaar", "rapport", "beleid lees"])
def test_help_names_what_to_fill_in_and_no_python_type(opdracht: str) -> None:
    hulp = subprocess.run([KOMPAS, *opdracht.split(), "--help"], capture_output=True, text=True, check=True).stdout
    assert not re.findall(r"<\w+|\[\d+<=|list\[", hulp)
    assert f"Voorbeeld: kompas {opdracht}" in " ".join(hulp.split())


@pytest.mark.parametrize("groep", ["voorbeeld", "beleid", "cijfers", "gemeente"])
def test_help_of_a_group_has_an_example(groep: str) -> None:
    hulp = subprocess.run([KOMPAS, groep, "--help"], capture_output=True, text=True, check=True).stdout
    assert f"Voorbeeld: kompas {groep}" in hulp


def test_the_version() -> None:
    antwoord = subprocess.run([KOMPAS, "--versie"], capture_output=True, text=True, check=True)
    assert antwoord.stdout.startswith("Veiligheidskompas ")
