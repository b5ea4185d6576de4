"""The page about accessibility, and the way to it from every other page."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db


def test_every_page_leads_to_the_accessibility_page(client: Client) -> None:
    start = BeautifulSoup(client.get("/").content, "html.parser")
    adres = start.find("footer").find("a", string="Toegankelijkheid")["href"]
    pagina = BeautifulSoup(client.get(adres).content, "html.parser")
    assert pagina.h1.get_text() == "Toegankelijkheid"
    assert pagina.select_one("nav[aria-label=Kruimelpad] a")["href"] == "/"
    assert "WCAG 2.2" in pagina.main.get_text()
