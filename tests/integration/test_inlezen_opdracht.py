"""`kompas beleid lees`: what it prints, what it refuses, and putting a document ready for the browser."""

import json
from pathlib import Path

import pytest
from tests.factories.personen import Cast, maak_gebruiker
from tests.unit.lezen.plandocumenten import VAARTWIJK, als_txt
from typer.testing import CliRunner, Result

from kompas.base import RefusedError
from kompas.beleid.models import Inlezing
from kompas.cli.beleid import app
from kompas.core.models import Gemeente
from kompas.core.rules import Rol


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    pad = tmp_path / "vaartwijk.txt"
    pad.write_bytes(als_txt(VAARTWIJK))
    return pad


def draai(*argumenten: str) -> Result:
    return CliRunner().invoke(app, ["lees", *argumenten])


def test_the_answer_says_what_was_found_and_where(plan: Path) -> None:
    uit = draai(str(plan)).stdout
    for stuk in (
        "Vaartwijk",
        "2023-2026",
        "4.1 Ondermijning",
        "woninginbraken",
        "Hier moet een mens naar kijken",
        "paragraaf 4.9",
        "regel ",
    ):
        assert stuk in uit


def test_json_is_only_json(plan: Path) -> None:
    antwoord = draai(str(plan), "--json")
    structuur = json.loads(antwoord.stdout)
    assert structuur["gemeente"] == "Vaartwijk"
    assert structuur["prioritaire_themas"][0]["plaats"]["regel"] > 0


def test_a_bad_file_ends_with_one(tmp_path: Path) -> None:
    antwoord = draai(str(tmp_path / "weg.pdf"))
    assert antwoord.exit_code == 1
    assert "bestaat niet" in antwoord.stderr
    assert antwoord.stdout == ""


def test_put_ready_in_the_name_of_the_only_adviser(plan: Path, cast: Cast, hier: Gemeente) -> None:
    antwoord = draai(str(plan), "--gemeente", "GM0575", "--opslaan")
    assert antwoord.exit_code == 0
    inlezing = Inlezing.objects.get()
    assert (inlezing.gemeente, inlezing.door) == (hier, cast.anna)
    assert f"/noordwijk/inlezen/{inlezing.pk}/" in antwoord.stderr


def test_with_two_advisers_a_name_is_needed(plan: Path, cast: Cast, hier: Gemeente) -> None:
    emma = maak_gebruiker("emma", hier, Rol.ADVISEUR)
    antwoord = draai(str(plan), "--gemeente", "noordwijk", "--opslaan")
    assert isinstance(antwoord.exception, RefusedError)
    assert "--door" in str(antwoord.exception)
    assert draai(str(plan), "--gemeente", "noordwijk", "--door", "emma", "--opslaan").exit_code == 0
    assert Inlezing.objects.get().door == emma != cast.anna


@pytest.mark.parametrize(("gemeente", "door"), [("GM9999", ""), ("GM0575", "bram")])
def test_an_unknown_municipality_or_a_reader_is_refused(plan: Path, cast: Cast, gemeente: str, door: str) -> None:
    antwoord = draai(str(plan), "--gemeente", gemeente, "--door", door, "--opslaan")
    assert isinstance(antwoord.exception, RefusedError)
    assert not Inlezing.objects.exists()
    assert cast.bram.is_active
