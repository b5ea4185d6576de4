"""Pages with words on figures that have something to say: signals, areas beside each other; for eye, ear and phone."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from tests.factories.maandcijfers import lees_maanden, met_uitbraak
from tests.functional.test_paginas_toegankelijk import TE_BREED, axe_fouten, klap_open, koppen, luister

from kompas.core.cijfers import cijfermap

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("voorbeeld")]


@pytest.fixture(scope="session")
def axe(repo: Path) -> str:
    """The source of axe-core, as npm installed it."""
    return (repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def maanden(settings: Any, tmp_path: Path) -> None:
    """Figures of months, in a folder of their own: the other tests keep theirs."""
    settings.KOMPAS_HOME = tmp_path
    lees_maanden(cijfermap(), met_uitbraak(), tmp_path)


@pytest.mark.usefixtures("maanden")
@pytest.mark.parametrize(("wie", "vraag"), [("", ""), ("adviseur", "?waar=wijken")], ids=["everybody", "wijken"])
def test_signals(page: Page, live_server: Any, axe: str, meld_aan: Any, wie: str, vraag: str) -> None:
    meld_aan(page.context, wie)
    gehoord = luister(page, live_server.url)
    page.goto(reverse("cijfers_signalen", args=["noordwijk"]) + vraag, wait_until="networkidle")
    if not wie:
        assert page.locator("#kop-nu").inner_text() == "December 2025: 2 signalen"
        page.get_by_text("Hoe weten we dit?").first.click()
        assert page.locator(".kompas-woord__bewijs[open]").first.inner_text().count("Let op:") >= 1
    goed(page, axe, gehoord)


def test_areas_beside_each_other(page: Page, live_server: Any, axe: str) -> None:
    gehoord = luister(page, live_server.url)
    vraag = "?indicator=woninginbraak-per-1000&gebieden=gemeenten"
    page.goto(reverse("verkennen", args=["noordwijk"]) + vraag, wait_until="networkidle")
    page.get_by_text("gemeenten naast elkaar").first.click()
    assert page.locator("#kop-naast").is_visible()
    goed(page, axe, gehoord)


def goed(page: Page, axe: str, gehoord: list[str]) -> None:
    """Nothing heard, headings in order, axe silent; and on a phone no wider than the phone."""
    klap_open(page)
    bevindingen: dict[str, object] = {"heard": gehoord, "headings": koppen(page), "axe": axe_fouten(page, axe)}
    page.set_viewport_size({"width": 320, "height": 640})
    breed = page.evaluate("document.documentElement.scrollWidth") > 320
    bevindingen["wider than 320 pixels"] = page.evaluate(TE_BREED) if breed else []
    bevindingen["axe on a phone"] = axe_fouten(page, axe)
    assert {soort: gevonden for soort, gevonden in bevindingen.items() if gevonden} == {}
