"""`kompas gemeente toevoegen`: a municipality of one's own, from nothing to a page."""

import re

import pytest
from django.test import Client
from typer.testing import CliRunner

from kompas.base import RefusedError
from kompas.cli.gemeente import app
from kompas.core.access import rollen_in
from kompas.core.actions import gemeente_toevoegen
from kompas.core.models import Gebruiker, Gemeente, Wijziging
from kompas.core.rules import Rol

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lege_home")]
BEKEND = {"GM0050": "Zeewolde", "GM0344": "Utrecht (gemeente)", "WK005001": "Zeewolde"}


def voer_uit(*woorden: str) -> str:
    """What the command prints; a refusal is raised, as `kompas` shows it."""
    uitkomst = CliRunner().invoke(app, ["toevoegen", *woorden])
    if uitkomst.exception and not isinstance(uitkomst.exception, SystemExit):
        raise uitkomst.exception
    return uitkomst.output


def test_from_nothing_to_the_own_page() -> None:
    uitvoer = voer_uit("gm0537", "Katwijk", "--adviseur", "jansen")
    gemeente = Gemeente.objects.get(code="GM0537")
    assert (gemeente.slug, gemeente.is_voorbeeld) == ("katwijk", False)
    [wachtwoord] = re.findall(r"met wachtwoord\s+(\S+)", uitvoer)
    client = Client()
    assert client.get("/katwijk/").status_code == 404
    assert client.login(username="jansen", password=wachtwoord)
    assert client.get("/katwijk/").status_code == 200
    assert client.get("/katwijk/inlezen/").status_code == 200
    gedaan = Wijziging.objects.filter(gemeente=gemeente).values_list("handeling", "nieuw").order_by("handeling")
    assert list(gedaan) == [("adviseur toegevoegd", "jansen"), ("gemeente toegevoegd", "")]


def test_an_adviser_can_come_later_and_an_account_can_have_two() -> None:
    assert "Er is nog geen account" in voer_uit("GM0537", "Katwijk")
    assert "met wachtwoord" in voer_uit("GM0537", "Katwijk", "--adviseur", "jansen")
    voor = Gebruiker.objects.get().password
    assert "was er al en mag nu ook Zeewolde bewerken" in voer_uit("GM0050", "Zeewolde", "--adviseur", "jansen")
    jansen = Gebruiker.objects.get()
    assert jansen.password == voor
    assert all(rollen_in(jansen, gemeente) == {Rol.ADVISEUR} for gemeente in Gemeente.objects.all())


@pytest.mark.parametrize(
    ("code", "naam", "zin"),
    [
        ("GM50", "Zeewolde", "is geen CBS-code van een gemeente"),
        ("GM٠٠٥٠", "Zeewolde", "is geen CBS-code van een gemeente"),
        ("GM0050", "Zeewoude", "GM0050 is in de ingelezen cijfers Zeewolde, niet Zeewoude"),
        ("GM0051", "Zeewolde", "Zeewolde heeft in de ingelezen cijfers de code GM0050, niet GM0051"),
        ("GM9999", "Aanmelden", "kan geen naam van een gemeente zijn"),
        ("GM9999", "!!!", "kan geen naam van een gemeente zijn"),
        ("GM0537", "Katwijk", "Katwijk (GM0537) staat hier al"),
        ("GM9999", "Katwijk", "Er staat hier al een gemeente met die naam: Katwijk (GM0537)"),
    ],
)
def test_what_does_not_fit_is_refused(code: str, naam: str, zin: str) -> None:
    gemeente_toevoegen(code="GM0537", naam="Katwijk", bekend=BEKEND)
    with pytest.raises(RefusedError) as geweigerd:
        gemeente_toevoegen(code=code, naam=naam, bekend=BEKEND)
    assert zin in str(geweigerd.value)
    assert Gemeente.objects.count() == 1


def test_the_addition_in_a_list_of_areas_is_no_other_name() -> None:
    assert gemeente_toevoegen(code="GM0344", naam="Utrecht", bekend=BEKEND).gemeente.slug == "utrecht"


@pytest.mark.parametrize("naam", ["jan jansen", "x" * 200])
def test_a_user_name_that_cannot_be_adds_nothing(naam: str) -> None:
    with pytest.raises(RefusedError):
        gemeente_toevoegen(code="GM0050", naam="Zeewolde", adviseur=naam, bekend=BEKEND)
    assert not Gemeente.objects.exists()
    assert not Gebruiker.objects.exists()


def test_an_example_stays_an_example() -> None:
    Gemeente.objects.create(code="GM0575", naam="Noordwijk", slug="noordwijk", indelingsjaar=2019, is_voorbeeld=True)
    with pytest.raises(RefusedError, match="kompas voorbeeld verwijder"):
        gemeente_toevoegen(code="GM0575", naam="Noordwijk", adviseur="jansen", bekend={})
    Gebruiker.objects.create(username="adviseur", is_voorbeeld=True)
    with pytest.raises(RefusedError, match="voorbeeldaccount"):
        gemeente_toevoegen(code="GM0050", naam="Zeewolde", adviseur="adviseur", bekend={})
