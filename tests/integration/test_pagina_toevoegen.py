"""Adding a goal, an indicator or a line of approach: who gets a form, what comes back, where it lands."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als, ingevuld
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan, maak_plan

from kompas.beleid.models import Doel, Hoofdlijn, Indicator, StrategischDoel
from kompas.core.models import Gemeente, Wijziging

SOORTEN = ("plandoel", "doel", "indicator", "hoofdlijn")
GOED = {
    "plandoel": {"tekst": "Minder misdrijven"},
    "doel": {"tekst": "Veilig op school"},
    "indicator": {"naam": "fietsdiefstal", "streefsoort": "hoogstens", "streefwaarde": "150,5", "decimalen": "0"},
    "hoofdlijn": {"tekst": "Spreek ouders aan.", "rol_gemeente": "regie"},
}


def adres(soort: str, klein: KleinPlan) -> str:
    onder = {"plandoel": klein.plan, "doel": klein.thema, "indicator": klein.doel, "hoofdlijn": klein.thema}[soort]
    return reverse(f"{soort}_toevoegen", args=[klein.plan.gemeente.slug, onder.pk])


def themapagina(klein: KleinPlan) -> str:
    return reverse("thema", args=[klein.plan.gemeente.slug, klein.plan.slug, klein.thema.slug])


def landing(soort: str, klein: KleinPlan) -> str:
    """Where the new part stands."""
    hier = klein.plan.gemeente.slug
    if soort == "indicator":
        return reverse("indicator", args=[hier, Indicator.objects.exclude(pk=klein.indicator.pk).get().pk])
    if soort == "hoofdlijn":
        return f"{themapagina(klein)}#hoofdlijn-{Hoofdlijn.objects.exclude(pk=klein.hoofdlijn.pk).get().pk}"
    pagina = themapagina(klein) if soort == "doel" else reverse("plan", args=[hier, klein.plan.slug])
    return f"{pagina}#doel-{Doel.objects.exclude(pk=klein.doel.pk).get().pk}"


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("wie", NAMEN)
def test_form_is_for_the_adviser(wie: str, soort: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    client = als(wie, cast)
    antwoord = client.get(adres(soort, klein))
    html = antwoord.content.decode()
    if wie == "anna":
        assert antwoord.status_code == 200
        assert "(mag leeg blijven)" in html
        assert 'name="versie"' not in html  # nothing was seen yet
        return
    assert antwoord.status_code == client.post(adres(soort, klein), GOED[soort]).status_code == 403
    assert "<textarea" not in html
    reden = "Alleen een adviseur" if wie == "bram" else "Meld u aan met een account van deze gemeente"
    assert reden in html
    assert Wijziging.objects.count() == 0


@pytest.mark.parametrize("soort", SOORTEN)
def test_new_part_stands_where_the_reader_lands(soort: str, cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    antwoord = client.post(adres(soort, klein), GOED[soort], follow=True)
    assert antwoord.redirect_chain == [(landing(soort, klein), 302)]
    html = antwoord.content.decode()
    assert "Toegevoegd: " in html
    assert next(iter(GOED[soort].values())).capitalize() in html or next(iter(GOED[soort].values())) in html
    _, _, anker = landing(soort, klein).partition("#")
    assert not anker or f'id="{anker}"' in html
    assert [regel.handeling for regel in Wijziging.objects.all()] == ["toegevoegd"]


@pytest.mark.parametrize("soort", SOORTEN)
def test_wrong_input_comes_back_with_a_message(soort: str, cast: Cast, klein: KleinPlan) -> None:
    fout = dict.fromkeys(GOED[soort], "") | {"doeljaar": "over drie jaar", "rol_gemeente": "de baas"}
    antwoord = als("anna", cast).post(adres(soort, klein), fout)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "<title>Fout: " in html
    assert "Vul dit in." in html
    if soort != "hoofdlijn":
        assert "Vul een jaar in met vier cijfers" in html
        assert "over drie jaar" in html  # what was typed is not lost
    assert Wijziging.objects.count() == 0


@pytest.mark.parametrize("soort", SOORTEN)
def test_same_form_twice_adds_once(soort: str, cast: Cast, klein: KleinPlan) -> None:
    client = als("anna", cast)
    assert client.post(adres(soort, klein), GOED[soort]).status_code == 302
    antwoord = client.post(adres(soort, klein), GOED[soort])
    assert antwoord.status_code == 422
    assert "Dit staat er al" in antwoord.content.decode()
    assert Wijziging.objects.count() == 1


@pytest.mark.parametrize("soort", SOORTEN)
def test_another_municipality_is_not_there(soort: str, cast: Cast, elders: Gemeente, klein: KleinPlan) -> None:  # noqa: ARG001
    """Anna may edit here; a plan elsewhere does not exist for her, through neither address."""
    vreemd = maak_plan(elders)
    client = als("anna", cast)
    assert client.get(adres(soort, vreemd)).status_code == 404
    listig = adres(soort, vreemd).replace(f"/{elders.slug}/", "/noordwijk/")
    assert client.post(listig, GOED[soort]).status_code == 404
    assert Wijziging.objects.count() == 0


def test_goal_makes_a_strategic_goal_measurable(cast: Cast, klein: KleinPlan) -> None:
    """The plan page leads to it, with the strategic goal chosen already."""
    strategisch = StrategischDoel.objects.create(plan=klein.plan, titel="Een veilige gemeente")
    client = als("anna", cast)
    plan = client.get(reverse("plan", args=["noordwijk", klein.plan.slug])).content.decode()
    gevonden = re.search(r'href="([^"]*strategisch_doel=[^"]*)"', plan)
    assert gevonden is not None
    velden = ingevuld(client, gevonden[1])
    assert velden["strategisch_doel"] == str(strategisch.pk)
    assert client.post(gevonden[1], velden | {"tekst": "Minder misdrijven"}).status_code == 302
    assert Doel.objects.get(tekst="Minder misdrijven").strategisch_doel == strategisch
    plan = client.get(reverse("plan", args=["noordwijk", klein.plan.slug])).content.decode()
    assert "strategisch_doel=" not in plan


def test_a_strategic_goal_of_another_plan_is_no_choice(cast: Cast, klein: KleinPlan, elders: Gemeente) -> None:
    vreemd = StrategischDoel.objects.create(plan=maak_plan(elders).plan, titel="Van een ander")
    antwoord = als("anna", cast).post(adres("plandoel", klein), GOED["plandoel"] | {"strategisch_doel": str(vreemd.pk)})
    assert antwoord.status_code == 422
    assert "Van een ander" not in antwoord.content.decode()


@pytest.mark.parametrize("wie", NAMEN)
def test_buttons_on_the_page_of_the_theme(wie: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    """Who may gets the addresses; others see the buttons of the theme greyed, with the sentence of the rule."""
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    html = als(wie, cast).get(themapagina(klein)).content.decode()
    mag = wie == "anna"
    adressen = [adres("doel", klein), adres("indicator", klein), adres("hoofdlijn", klein)]
    adressen += [
        reverse(f"hoofdlijn_{act}", args=[hier.slug, klein.hoofdlijn.pk]) for act in ("wijzigen", "verwijderen")
    ]
    adressen += [reverse("doel_verwijderen", args=[hier.slug, klein.doel.pk])]
    assert [f'href="{a}"' in html for a in adressen] == [mag] * len(adressen)
    uit = re.findall(r"<button[^>]* disabled [^>]*>([^<]+)", html)
    assert uit == ([] if mag else ["Thema wijzigen", "Doel toevoegen", "Hoofdlijn toevoegen"])
    assert ("Alleen een adviseur" in html) is (wie == "bram")


def test_sending_needs_the_token_of_the_form(cast: Cast, klein: KleinPlan) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.anna)
    assert client.post(adres("doel", klein), GOED["doel"]).status_code == 403
    assert Wijziging.objects.count() == 0
