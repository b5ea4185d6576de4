"""What a plan rests on, as a reader sees it: findings, practices, named documents, plan-wide policy, areas."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Bevinding, GenoemdStuk, Plan, Thema

pytestmark = pytest.mark.django_db


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def _tekst(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def _html(client: Client, naam: str, *args: object) -> str:
    antwoord = client.get(reverse(naam, args=args))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def _deel(html: str, anker: str) -> str:
    gevonden = re.search(rf'<section id="{anker}".*?</section>', html, re.DOTALL)
    assert gevonden is not None, anker
    return _tekst(gevonden[0])


@pytest.mark.usefixtures("voorbeeld")
def test_plan_page_of_noordwijk(client: Client) -> None:
    html = _html(client, "plan", "noordwijk", "ivp-2021-2024")
    assert "Gedigitaliseerde criminaliteit" in _deel(html, "bevindingen")
    assert "6.1 Vermogenscriminaliteit waaronder woninginbraak (gaat gewoon door)" in _deel(html, "bevindingen")
    assert "Boerenburg" in _deel(html, "praktijken")
    assert "Communicatie" in _deel(html, "flankerend")
    stukken = _deel(html, "stukken")
    assert "Uitvoeringsplan Integrale Veiligheid 2021-2024 ( uitvoeringsplan, aangekondigd" in stukken.replace(
        "(", "( "
    )
    assert "is het hier niet opgenomen" in stukken
    assert "Opgenomen als" not in stukken
    uitgangspunten = _deel(html, "uitgangspunten")
    assert re.search(r"Toegepast bij 5\.1 .*?, 5\.2 .*?, 5\.3 .*?, 5\.4 Ondermijning ?\.", uitgangspunten)
    assert "Gebied: Boerenburg." in _tekst(html)
    ankers = set(re.findall(r'href="#([^"]+)"', html))
    assert {"bevindingen", "praktijken", "flankerend", "stukken"} <= ankers <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.usefixtures("voorbeeld")
def test_plan_page_of_westland_has_policy_in_both_directions_and_the_motion(client: Client) -> None:
    html = _html(client, "plan", "westland", "veiligheidsbeleid-2019-2022")
    assert "Omgevingsbeleid: Twee kanten op" in _deel(html, "flankerend")
    assert "Motie over particuliere beveiliging" in _deel(html, "stukken")
    assert "6 november 2018" in _deel(html, "stukken")
    assert "Leefbaarheidskringen" in _deel(html, "praktijken")


@pytest.mark.usefixtures("voorbeeld")
def test_theme_page_says_why(client: Client) -> None:
    thema = Thema.objects.get(plan__gemeente__slug="noordwijk", nummer="5.2")
    gelezen = _tekst(_html(client, "thema", "noordwijk", "ivp-2021-2024", thema.slug))
    assert "Waarom dit thema" in gelezen
    assert "personen met verward gedrag nemen sterk toe" in gelezen
    verkeer = Thema.objects.get(plan__gemeente__slug="noordwijk", nummer="6.3")
    assert "Waarom dit thema" not in _tekst(_html(client, "thema", "noordwijk", "ivp-2021-2024", verkeer.slug))


def test_a_finding_without_theme_can_be_followed_from_the_kompas_page(client: Client, klein: KleinPlan) -> None:
    klein.plan.gemeente.is_voorbeeld = True
    klein.plan.gemeente.save()
    Bevinding.objects.create(plan=klein.plan, tekst="Fietsen worden gestolen.", soort="veiligheidsbeeld")
    html = _html(client, "gemeente", klein.plan.gemeente.slug)
    assert "Dit aandachtspunt kreeg geen plek bij een thema: Fietsen worden gestolen." in _tekst(html)
    assert f'href="{reverse("plan", args=[klein.plan.gemeente.slug, "ivp"])}#bevindingen"' in html
    plan = _html(client, "plan", klein.plan.gemeente.slug, "ivp")
    assert "Dit kreeg geen plek bij een thema." in _deel(plan, "bevindingen")


def test_a_plan_of_action_in_concept_shows_to_its_editors_only(client: Client, cast: Cast, klein: KleinPlan) -> None:
    """The plan names it, the reader may not see that it is being made."""
    klein.plan.gemeente.is_voorbeeld = True
    klein.plan.gemeente.save()
    twee = Plan.objects.create(
        gemeente=klein.plan.gemeente, slug="uitvoering", titel="Acties 2021-2022", soort="uitvoeringsplan",
        jaar_van=2021, jaar_tot=2022, hoort_bij=klein.plan,
    )  # fmt: skip
    GenoemdStuk.objects.create(
        plan=klein.plan, naam="Uitvoeringsplan", soort="uitvoeringsplan", status="aangekondigd", opgenomen_als=twee
    )
    adres = ("plan", klein.plan.gemeente.slug, "ivp")
    assert "Acties 2021-2022" not in _html(client, *adres)
    client.force_login(cast.anna)
    html = _html(client, *adres)
    assert "Opgenomen als Acties 2021-2022" in _deel(html, "stukken")
    assert "Uitgewerkt in Acties 2021-2022" in _tekst(html)
    assert "Werkt uit Integraal veiligheidsplan" in _tekst(
        _html(client, "plan", klein.plan.gemeente.slug, "uitvoering")
    )
