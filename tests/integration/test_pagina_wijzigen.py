"""The pages on which a part of a plan is edited: who gets a form, what happens to what was typed."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als, ingevuld
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.models import Indicator
from kompas.core.models import Gemeente, Wijziging


def adres(klein: KleinPlan) -> str:
    return reverse("indicator_wijzigen", args=[klein.plan.gemeente.slug, klein.indicator.pk])


@pytest.mark.parametrize("soort", ["thema", "doel", "indicator", "hoofdlijn"])
@pytest.mark.parametrize("wie", NAMEN)
def test_form_is_for_the_adviser(wie: str, soort: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    """Others see why not, and no form to fill in; opening and sending answer the same."""
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    pagina = reverse(f"{soort}_wijzigen", args=[hier.slug, getattr(klein, soort).pk])
    client = als(wie, cast)
    antwoord = client.get(pagina)
    html = antwoord.content.decode()
    if wie == "anna":
        assert antwoord.status_code == 200
        assert 'name="versie"' in html
        return
    assert antwoord.status_code == client.post(pagina, {"versie": 1}).status_code == 403
    assert 'name="versie"' not in html
    reden = "Alleen een adviseur" if wie == "bram" else "Meld u aan met een account van deze gemeente"
    assert reden in html
    assert Wijziging.objects.count() == 0


@pytest.mark.parametrize("wie", NAMEN)
def test_button_says_why_not_with_the_sentence_of_the_rule(
    wie: str, cast: Cast, klein: KleinPlan, hier: Gemeente
) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    pagina = reverse("indicator", args=[hier.slug, klein.indicator.pk])
    html = als(wie, cast).get(pagina).content.decode()
    mag = wie == "anna"
    assert (f'href="{adres(klein)}"' in html) is mag
    assert ("disabled" in html) is not mag
    assert ("Alleen een adviseur" in html) is (wie == "bram")
    assert ("Meld u aan met een account van deze gemeente" in html) is (wie in {"carla", "dirk", "bezoeker"})


def test_change_is_saved_and_shown_in_history(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    velden = ingevuld(client, adres(klein)) | {"streefwaarde": "7,25", "toelichting_wijziging": "Raadsbesluit"}
    antwoord = client.post(adres(klein), velden, follow=True)
    assert antwoord.redirect_chain == [(reverse("indicator", args=["noordwijk", klein.indicator.pk]), 302)]
    html = antwoord.content.decode()
    assert "opgeslagen" in html
    assert "hoogstens 7,25" in html  # not rounded to the one decimal of its figures
    tabel = client.get(reverse("geschiedenis", args=["noordwijk", "indicator", klein.indicator.pk])).content.decode()
    cellen = re.sub(r"<[^>]+>|\s+", " ", tabel)
    for deel in ("Anna", "7,5", "7,25", "Raadsbesluit"):
        assert deel in cellen


def test_wrong_input_comes_back_with_a_message_and_changes_nothing(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    velden = ingevuld(client, adres(klein)) | {"streefwaarde": "zeven en half"}
    antwoord = client.post(adres(klein), velden)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "<title>Fout: " in html
    assert 'aria-invalid="true"' in html
    assert "zeven en half" in html  # what was typed is not lost
    assert Indicator.objects.get(pk=klein.indicator.pk).versie == klein.indicator.versie
    assert Wijziging.objects.count() == 0


def test_second_of_two_windows_is_refused(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    velden = ingevuld(client, adres(klein))
    assert client.post(adres(klein), velden | {"streefwaarde": "7,4"}).status_code == 302
    antwoord = client.post(adres(klein), velden | {"streefwaarde": "7,1"})
    assert antwoord.status_code == 422
    assert "intussen gewijzigd door Anna" in antwoord.content.decode()
    assert str(Indicator.objects.get(pk=klein.indicator.pk).streefwaarde) == "7.4000"


def test_sending_needs_the_token_of_the_form(cast: Cast, klein: KleinPlan) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.anna)
    assert client.post(adres(klein), {"versie": 1}).status_code == 403
    assert Wijziging.objects.count() == 0


@pytest.mark.parametrize("methode", ["put", "delete", "patch"])
def test_other_ways_of_sending_are_refused(methode: str, cast: Cast, klein: KleinPlan) -> None:
    assert getattr(als("anna", cast), methode)(adres(klein)).status_code == 405


def test_changed_line_of_approach_is_where_the_reader_lands(cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    pagina = reverse("hoofdlijn_wijzigen", args=["noordwijk", klein.hoofdlijn.pk])
    antwoord = client.post(pagina, ingevuld(client, pagina) | {"tekst": "Ken elke groep."}, follow=True)
    ((landing, _),) = antwoord.redirect_chain
    assert landing.endswith(f"#hoofdlijn-{klein.hoofdlijn.pk}")
    html = antwoord.content.decode()
    assert f'id="hoofdlijn-{klein.hoofdlijn.pk}"' in html
    assert "Ken elke groep." in html
