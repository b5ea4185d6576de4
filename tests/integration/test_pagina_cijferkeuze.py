"""Making a goal measurable: choose figures, take a baseline over, and be warned of a target that chance can meet."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import ingevuld

from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Doel, Indicator
from kompas.core.models import Gebruiker, Wijziging

LEEG = {"naam": "", "streefsoort": "", "decimalen": "0", "definitie": "woninginbraak"}


@pytest.fixture
def adviseur(db: None, settings: Any) -> Client:  # noqa: ARG001  (asks for the database)
    settings.KOMPAS_LOOPBACK = True  # where the example accounts work
    voorbeeld_laden(opnieuw=True)
    client = Client()
    client.force_login(Gebruiker.objects.get(username="adviseur"))
    return client


@pytest.fixture
def pagina(adviseur: Client) -> str:  # noqa: ARG001  (after the example was loaded)
    """Where an indicator is added to a goal of Noordwijk that has none."""
    doel = Doel.objects.filter(plan__gemeente__slug="noordwijk", indicatoren=None).first()
    assert doel is not None
    return reverse("indicator_toevoegen", args=["noordwijk", doel.pk])


def overgenomen(client: Client, pagina: str, jaar: str) -> dict[str, str]:
    form = client.post(pagina, LEEG | {"neem_over": jaar}).context["form"]
    return {naam: str(form[naam].value() or "") for naam in form.fields if naam != "is_pm"}


def test_chosen_figures_are_shown_and_nothing_is_saved(adviseur: Client, pagina: str) -> None:
    antwoord = adviseur.post(pagina, LEEG | {"toon_cijfers": "1", "toelichting": "half getypt"})
    html = antwoord.content.decode()
    keuze = antwoord.context["keuze"]
    assert antwoord.status_code == 200
    assert keuze.jaren[0].jaar > keuze.jaren[-1].jaar
    assert f"het laatste cijfer is {keuze.laatste.tekst}" in html
    assert keuze.definitie.eenheid in html.lower()
    assert "47018NED" in html  # with its origin
    assert "half getypt" in html
    assert "Vul dit in." not in html
    assert Indicator.objects.filter(naam="").count() == Wijziging.objects.filter(door__isnull=False).count() == 0


def test_year_is_taken_over_as_baseline(adviseur: Client, pagina: str) -> None:
    antwoord = adviseur.post(pagina, LEEG | {"neem_over": "2019", "streefwaarde": "40"})
    jaar = antwoord.context["keuze"].jaar("2019")
    form = antwoord.context["form"]
    gevuld = {naam: form[naam].value() for naam in ("uitgangswaarde", "uitgangsjaar", "eenheid", "streefsoort")}
    assert gevuld == {
        "uitgangswaarde": jaar.waarde.tekst,
        "uitgangsjaar": "2019",
        "eenheid": jaar.waarde.eenheid,
        "streefsoort": "hoogstens",
    }
    assert form["streefwaarde"].value() == "40"
    assert form["naam"].value() == antwoord.context["keuze"].definitie.titel
    assert "Er is nog niets bewaard" in antwoord.content.decode()
    assert adviseur.post(pagina, overgenomen(adviseur, pagina, "2019") | {"streefwaarde": "10"}).status_code == 302
    nieuw = Indicator.objects.get(definitie="woninginbraak", uitgangsjaar=2019)
    assert float(nieuw.uitgangswaarde or 0) == jaar.waarde.getal


def test_name_of_one_s_own_is_kept(adviseur: Client, pagina: str) -> None:
    antwoord = adviseur.post(pagina, LEEG | {"neem_over": "2019", "naam": "inbraken", "streefsoort": "vasthouden"})
    assert [antwoord.context["form"][veld].value() for veld in ("naam", "streefsoort")] == ["inbraken", "vasthouden"]


def test_target_within_the_margin_is_warned_about_once(adviseur: Client, pagina: str) -> None:
    """A warning, no block: the second time it is saved; another weak target is warned about anew."""
    velden = overgenomen(adviseur, pagina, "2019")
    net_eronder = str(int(velden["uitgangswaarde"]) - 1)
    antwoord = adviseur.post(pagina, velden | {"streefwaarde": net_eronder})
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Er is nog niets bewaard" in html
    assert "binnen de marge van de uitgangswaarde in 2019" in html
    assert "Toch toevoegen" in html
    gezien = antwoord.context["gezien"]
    ander = str(int(velden["uitgangswaarde"]) - 2)
    assert adviseur.post(pagina, velden | {"streefwaarde": ander, "gezien": gezien}).status_code == 200
    assert not Indicator.objects.filter(definitie="woninginbraak", uitgangsjaar=2019).exists()
    assert adviseur.post(pagina, velden | {"streefwaarde": net_eronder, "gezien": gezien}).status_code == 302
    assert Indicator.objects.filter(definitie="woninginbraak", uitgangsjaar=2019).exists()


def test_target_outside_the_margin_is_saved_at_once(adviseur: Client, pagina: str) -> None:
    velden = overgenomen(adviseur, pagina, "2019")
    assert adviseur.post(pagina, velden | {"streefwaarde": "10"}).status_code == 302


def test_looking_at_figures_keeps_the_version_that_was_seen(adviseur: Client) -> None:
    """Or a change of someone else would be overwritten after a look at the figures."""
    indicator = Indicator.objects.get(definitie="woninginbraak-per-1000")
    pagina = reverse("indicator_wijzigen", args=["westland", indicator.pk])
    velden = ingevuld(adviseur, pagina)
    Indicator.objects.filter(pk=indicator.pk).update(versie=indicator.versie + 1)
    form = adviseur.post(pagina, velden | {"toon_cijfers": "1"}).context["form"]
    assert str(form["versie"].value()) == velden["versie"]
    velden |= {"streefwaarde": "1,1"}
    assert "intussen gewijzigd" in adviseur.post(pagina, velden).content.decode()


def test_definition_without_figures_says_why(adviseur: Client, pagina: str) -> None:
    html = adviseur.post(pagina, LEEG | {"definitie": "woonoverlast-per-1000", "toon_cijfers": "1"}).content.decode()
    assert "neem_over" not in html
    assert html.count("Woonoverlast") > 1  # the choice, and the sentence with the reason


@pytest.mark.parametrize("vreemd", [{"definitie": "bestaat-niet"}, {"neem_over": "1850"}, {"neem_over": "x"}])
def test_nonsense_is_ignored(adviseur: Client, pagina: str, vreemd: dict[str, str]) -> None:
    antwoord = adviseur.post(pagina, LEEG | {"toon_cijfers": "1"} | vreemd)
    assert antwoord.status_code == 200
    assert antwoord.context["form"]["uitgangswaarde"].value() in (None, "")


def test_figures_are_for_who_may_edit(pagina: str) -> None:
    lezer = Client()
    lezer.force_login(Gebruiker.objects.get(username="lezer"))
    antwoord = lezer.post(pagina, LEEG | {"toon_cijfers": "1"})
    assert antwoord.status_code == 403
    assert "Neem " not in antwoord.content.decode()
