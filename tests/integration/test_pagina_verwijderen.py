"""Removing a part of a plan: the page that asks, the act, and the history that stays within reach."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.models import Doel, Hoofdlijn, Indicator, Meting, Plan
from kompas.core.models import Gemeente, Wijziging

SOORTEN = {"doel": Doel, "indicator": Indicator, "hoofdlijn": Hoofdlijn}


def adres(soort: str, klein: KleinPlan) -> str:
    return reverse(f"{soort}_verwijderen", args=[klein.plan.gemeente.slug, getattr(klein, soort).pk])


def geschiedenis(soort: str, klein: KleinPlan) -> str:
    return reverse("geschiedenis", args=[klein.plan.gemeente.slug, soort, getattr(klein, soort).pk])


def tekst(client: Client, pagina: str) -> str:
    antwoord = client.get(pagina)
    assert antwoord.status_code == 200, pagina
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())))


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("wie", NAMEN)
def test_only_the_adviser_is_asked(wie: str, soort: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    client = als(wie, cast)
    antwoord = client.get(adres(soort, klein))
    assert antwoord.status_code == (200 if wie == "anna" else 403)
    assert ('name="versie"' in antwoord.content.decode()) is (wie == "anna")
    verstuurd = client.post(adres(soort, klein), {"versie": 1})
    assert verstuurd.status_code == (302 if wie == "anna" else 403)
    assert SOORTEN[soort]._default_manager.exists() is (wie != "anna")
    assert Wijziging.objects.exists() is (wie == "anna")


def test_opening_the_page_removes_nothing(cast: Cast, klein: KleinPlan) -> None:
    """It says what goes with the goal, and where the history will be."""
    Meting.objects.create(indicator=klein.indicator, jaar=2021, waarde=8, bron="eigen telling")
    html = tekst(als("anna", cast), adres("doel", klein))
    for deel in (
        "Het doel: Minder overlast van jeugd",
        "meldingen jeugdoverlast",
        "1 meting",
        "geschiedenis van het thema",
    ):
        assert deel in html
    assert Doel.objects.exists()


@pytest.mark.parametrize("soort", SOORTEN)
def test_reader_lands_on_what_it_hung_under(soort: str, cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    antwoord = client.post(adres(soort, klein), {"versie": 1, "toelichting_wijziging": "Raadsbesluit"}, follow=True)
    thema = reverse("thema", args=["noordwijk", klein.plan.slug, klein.thema.slug])
    assert antwoord.redirect_chain == [(thema + (f"#doel-{klein.doel.pk}" if soort == "indicator" else ""), 302)]
    assert "is verwijderd" in antwoord.content.decode()
    assert {regel.toelichting for regel in Wijziging.objects.all()} == {"Raadsbesluit"}


@pytest.mark.parametrize("soort", SOORTEN)
def test_what_was_changed_meanwhile_stays(soort: str, cast: Cast, klein: KleinPlan) -> None:
    SOORTEN[soort]._default_manager.update(versie=2)
    antwoord = als("anna", cast).post(adres(soort, klein), {"versie": 1, "toelichting_wijziging": "Raadsbesluit"})
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "intussen gewijzigd" in html
    assert "Raadsbesluit" in html
    assert SOORTEN[soort]._default_manager.exists()


def test_history_of_a_removed_indicator_is_found_from_goal_theme_and_plan(cast: Cast, klein: KleinPlan) -> None:
    """All that it said is still there: also the values that nobody ever changed, and its measurements."""
    Meting.objects.create(indicator=klein.indicator, jaar=2021, waarde=8, bron="eigen telling")
    client = als("anna", cast)
    client.post(adres("indicator", klein), {"versie": 1, "toelichting_wijziging": "Telt anders"})
    weg = geschiedenis("indicator", klein)
    for soort in ("doel", "thema", "plan"):
        assert f'href="{weg}"' in client.get(geschiedenis(soort, klein)).content.decode(), soort
    gelezen = tekst(client, weg)
    for deel in (
        "Verwijderd op",
        "door Anna",
        "Telt anders",
        "streefwaarde 7,5",
        "8,1",
        "per 1.000 inwoners",
        "eigen telling",
    ):
        assert deel in gelezen, deel


def test_history_of_an_indicator_that_went_with_its_goal(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    client.post(adres("doel", klein), {"versie": 1})
    assert Indicator.objects.count() == 0
    for soort in ("thema", "plan"):
        html = client.get(geschiedenis(soort, klein)).content.decode()
        assert f'href="{geschiedenis("doel", klein)}"' in html
        assert f'href="{geschiedenis("indicator", klein)}"' in html
    for weg, naam in (("doel", "Minder overlast van jeugd"), ("indicator", "meldingen jeugdoverlast")):
        gelezen = tekst(client, geschiedenis(weg, klein))
        assert f"Geschiedenis van {weg}: {naam}" in gelezen
        assert "Terug naar thema" in gelezen


@pytest.mark.parametrize("wie", NAMEN)
def test_history_of_what_was_removed_is_as_visible_as_its_plan(wie: str, cast: Cast, klein: KleinPlan) -> None:
    als("anna", cast).post(adres("doel", klein), {"versie": 1})
    client = als(wie, cast)
    paginas = [geschiedenis(soort, klein) for soort in ("plan", "thema", "doel", "indicator")]
    assert {client.get(p).status_code for p in paginas} == {200 if wie in {"anna", "bram"} else 404}
    Plan.objects.filter(pk=klein.plan.pk).update(status=Plan.Status.CONCEPT)
    assert {client.get(p).status_code for p in paginas} == {200 if wie == "anna" else 404}


def test_history_of_nothing_is_not_there(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    hier = klein.plan.gemeente.slug
    assert client.get(reverse("geschiedenis", args=[hier, "indicator", uuid4()])).status_code == 404
    assert client.get(reverse("geschiedenis", args=[hier, "partner", klein.doel.pk])).status_code == 404
