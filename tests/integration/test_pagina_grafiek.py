"""The chart of an indicator at its own address."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from kompas.beleid.actions import voorbeeld_laden
from kompas.beleid.models import Indicator


@pytest.fixture
def woninginbraak(db: None) -> Indicator:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)
    return Indicator.objects.get(doel__plan__gemeente__slug="westland", definitie="woninginbraak-per-1000")


def adres(indicator: Indicator) -> str:
    return reverse("indicator_grafiek", args=["westland", indicator.pk])


def test_chart_is_an_image_that_can_do_nothing(client: Client, woninginbraak: Indicator) -> None:
    antwoord = client.get(adres(woninginbraak))
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "image/svg+xml"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"].startswith("default-src 'none'")
    assert "no-cache" in antwoord["Cache-Control"]
    beeld = ET.fromstring(antwoord.content)  # noqa: S314  (our own picture)
    namen = {element.tag.rpartition("}")[2] for element in beeld.iter()}
    assert "path" in namen
    assert namen.isdisjoint({"script", "foreignObject", "image", "style"})
    assert "1,35" in "".join(beeld.itertext())


def test_browser_that_has_it_gets_a_304_until_something_changes(client: Client, woninginbraak: Indicator) -> None:
    versie = client.get(adres(woninginbraak))["ETag"]
    assert client.get(adres(woninginbraak), headers={"if-none-match": versie}).status_code == 304
    Indicator.objects.filter(pk=woninginbraak.pk).update(streefwaarde=1, versie=woninginbraak.versie + 1)
    opnieuw = client.get(adres(woninginbraak), headers={"if-none-match": versie})
    assert opnieuw.status_code == 200
    assert opnieuw["ETag"] != versie


def test_picture_for_a_phone_is_another_picture(client: Client, woninginbraak: Indicator) -> None:
    breed, smal = client.get(adres(woninginbraak)), client.get(adres(woninginbraak), {"smal": "1"})
    assert breed.content != smal.content
    assert breed["ETag"] != smal["ETag"]


@pytest.mark.usefixtures("woninginbraak")
def test_indicator_without_figures_has_no_chart(client: Client) -> None:
    pm = Indicator.objects.get(doel__plan__gemeente__slug="westland", is_pm=True)
    assert client.get(adres(pm)).status_code == 404
    assert "grafiek.svg" not in client.get(reverse("indicator", args=["westland", pm.pk])).content.decode()
