"""Who sees which page: an example everyone, another municipality who has a role there, a concept its editors."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.personen import NAMEN, Cast
from tests.factories.plannen import KleinPlan

from kompas.beleid.models import Plan
from kompas.core.models import Gebruiker, Gemeente

HIER = frozenset({"anna", "bram"})
"""Who has a role in the municipality of the plan."""


def als(wie: str, cast: Cast) -> Client:
    client = Client()
    persoon = cast.wie(wie)
    if isinstance(persoon, Gebruiker):
        client.force_login(persoon)
    return client


def paginas(klein: KleinPlan) -> dict[str, str]:
    """Every page that belongs to a municipality."""
    hier = klein.plan.gemeente.slug
    return {
        "gemeente": reverse("gemeente", args=[hier]),
        "plan": reverse("plan", args=[hier, klein.plan.slug]),
        "thema": reverse("thema", args=[hier, klein.plan.slug, klein.thema.slug]),
        "indicator": reverse("indicator", args=[hier, klein.indicator.pk]),
        "cijfers": reverse("cijfers", args=[hier]),
        "methode": reverse("methode", args=[hier]),
        "geschiedenis thema": reverse("geschiedenis", args=[hier, "thema", klein.thema.pk]),
        "geschiedenis doel": reverse("geschiedenis", args=[hier, "doel", klein.doel.pk]),
        "geschiedenis indicator": reverse("geschiedenis", args=[hier, "indicator", klein.indicator.pk]),
    }


@pytest.mark.parametrize("wie", NAMEN)
def test_page_of_own_municipality(wie: str, cast: Cast, klein: KleinPlan) -> None:
    client = als(wie, cast)
    verwacht = 200 if wie in HIER else 404
    gezien = {naam: client.get(adres).status_code for naam, adres in paginas(klein).items()}
    assert gezien == dict.fromkeys(gezien, verwacht)


@pytest.mark.parametrize("wie", NAMEN)
def test_page_of_an_example(wie: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    client = als(wie, cast)
    gezien = {naam: client.get(adres).status_code for naam, adres in paginas(klein).items()}
    assert gezien == dict.fromkeys(gezien, 200)


@pytest.mark.parametrize("wie", NAMEN)
def test_page_of_a_concept_is_for_editors(wie: str, cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    Gemeente.objects.filter(pk=hier.pk).update(is_voorbeeld=True)
    Plan.objects.filter(pk=klein.plan.pk).update(status=Plan.Status.CONCEPT)
    client = als(wie, cast)
    for naam in ("plan", "thema", "indicator", "geschiedenis indicator"):
        assert client.get(paginas(klein)[naam]).status_code == (200 if wie == "anna" else 404), naam


def test_start_names_only_what_the_visitor_may_see(cast: Cast, hier: Gemeente, elders: Gemeente) -> None:
    gezien = {wie: als(wie, cast).get(reverse("start")).content.decode() for wie in NAMEN}
    assert {wie for wie, html in gezien.items() if f">{hier.naam}</a>" in html} == HIER
    assert {wie for wie, html in gezien.items() if f">{elders.naam}</a>" in html} == {"carla"}


def test_part_of_another_municipality_is_not_found_here(cast: Cast, klein: KleinPlan, elders: Gemeente) -> None:
    """The address names a municipality and a part; a part of another one does not exist there."""
    client = als("carla", cast)
    assert client.get(reverse("gemeente", args=[elders.slug])).status_code == 200
    assert client.get(reverse("indicator", args=[elders.slug, klein.indicator.pk])).status_code == 404
    assert client.get(reverse("indicator_grafiek", args=[elders.slug, klein.indicator.pk])).status_code == 404
    assert client.get(reverse("thema", args=[elders.slug, klein.plan.slug, klein.thema.slug])).status_code == 404
    assert client.get(reverse("geschiedenis", args=[elders.slug, "doel", klein.doel.pk])).status_code == 404
    assert client.get(reverse("doel_wijzigen", args=[elders.slug, klein.doel.pk])).status_code == 404


def test_unknown_part_and_unknown_kind_are_not_found(cast: Cast, klein: KleinPlan, hier: Gemeente) -> None:
    client = als("anna", cast)
    assert client.get(reverse("indicator", args=[hier.slug, uuid4()])).status_code == 404
    assert client.get(reverse("geschiedenis", args=[hier.slug, "partner", klein.doel.pk])).status_code == 404
    assert client.get(reverse("thema", args=[hier.slug, klein.plan.slug, "bestaat-niet"])).status_code == 404


def test_municipality_without_plan_has_a_page(cast: Cast, elders: Gemeente) -> None:
    client = als("carla", cast)
    antwoord = client.get(reverse("gemeente", args=[elders.slug]))
    assert "nog geen plan" in antwoord.content.decode()
    assert client.get(reverse("methode", args=[elders.slug])).status_code == 404
    assert client.get(reverse("cijfers", args=[elders.slug])).status_code == 200
