"""The road of an adviser with figures, in the program as it is started: fetch, explore, explain, set the clock back.

The server, its worker and the sources are processes and threads of their own, as in use; only the sources are invented.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.functional.programma import Programma

if TYPE_CHECKING:
    from tests.servers.odata import Bronserver

pytestmark = pytest.mark.browser
Blad = Callable[[bool], Page]
WACHT = 120_000
"""Milliseconds that fetching may take on a busy machine; it takes some tens of seconds."""


@pytest.fixture
def programma(tmp_path: Path, bronserver: "Bronserver") -> Iterator[Programma]:
    """`kompas start` with the example, and the invented sources in the place of the real ones."""
    bronserver.grillen.zet(vertraging=0.02)
    with Programma.start(tmp_path / "home", KOMPAS_BRONADRESSEN=bronserver.adressen) as gestart:
        yield gestart


@pytest.fixture
def blad(browser: Browser, programma: Programma) -> Iterator[Blad]:
    """A page in a browser with or without JavaScript; the adviser signed in through the form."""
    geopend: list[BrowserContext] = []

    def open_(met_js: bool) -> Page:
        context = browser.new_context(base_url=programma.adres, locale="nl-NL", java_script_enabled=met_js)
        context.set_default_timeout(15_000)
        geopend.append(context)
        page = context.new_page()
        page.goto("/aanmelden/")
        page.get_by_label("Gebruikersnaam").fill("adviseur")
        page.get_by_label("Wachtwoord").fill(programma.wachtwoord("adviseur"))
        page.get_by_role("button", name="Aanmelden").click()
        return page

    yield open_
    for context in geopend:
        context.close()


def test_fetch_explore_explain_and_set_the_clock_back(blad: Blad, programma: Programma) -> None:
    page = blad(True)
    gezien = _haal_op(page)
    assert any("van 7" in stand for stand in gezien), gezien
    assert any(re.search(r"[1-9]\d?% klaar: [\d.]+ cijfers", stand) for stand in gezien), gezien

    # The same page without JavaScript has the outcome too.
    zonder_js = blad(False)
    zonder_js.goto("/noordwijk/cijfers/ophalen/")
    expect(zonder_js.locator("#ophalingen")).to_contain_text("nieuwe cijfers")

    nieuw = _cijfer(programma, "woninginbraak", 2023)
    assert nieuw["herkomst"]["tabel"] == "47018NED"  # type: ignore[index]

    # Explore: the link is the question, and a figure leads to where it comes from.
    page.goto("/noordwijk/cijfers/verkennen/?indicator=woninginbraak&gebieden=GM0575&van=2023&tot=2023")
    expect(page.locator("main")).to_contain_text(str(nieuw["tekst"]))
    page.goto("/noordwijk/cijfers/verklaren/woninginbraak/GM0575/2023JJ00/")
    expect(page.locator("main")).to_contain_text("47018NED")
    expect(page.locator("main")).to_contain_text(str(nieuw["tekst"]))

    # Before today we knew nothing of that year; the example figures of 2019 were there.
    vroeger = _cijfer(programma, "woninginbraak", 2023, op="2020-07-07")
    assert vroeger["getal"] is None
    page.goto("/noordwijk/cijfers/verkennen/?indicator=woninginbraak&gebieden=GM0575&van=2023&tot=2023&op=2020-07-07")
    expect(page.locator("body")).to_contain_text("7 juli 2020")
    expect(page.locator("main")).not_to_contain_text(f"{nieuw['tekst']} ")


def _haal_op(page: Page) -> list[str]:
    """Press the button and watch: what the page said meanwhile, without anyone touching it."""
    page.goto("/noordwijk/cijfers/ophalen/")
    page.get_by_role("button", name="Cijfers ophalen").click()
    expect(page.get_by_role("heading", name="Nu bezig")).to_be_visible()
    page.evaluate(
        "() => { window.gezien = []; new MutationObserver(() => window.gezien.push("
        "document.querySelector('#ophalingen').innerText)).observe(document.querySelector('main'),"
        " {childList: true, subtree: true}); }"
    )
    expect(page.locator("#ophalingen")).to_contain_text("Eerder opgehaald", timeout=WACHT)
    expect(page.locator("#ophalingen")).to_contain_text("nieuwe cijfers")
    expect(page.get_by_role("heading", name="Nu bezig")).to_have_count(0)
    gezien: list[str] = page.evaluate("window.gezien")
    return gezien


def _cijfer(programma: Programma, indicator: str, jaar: int, op: str = "") -> dict[str, object]:
    vraag = f"?op={op}" if op else ""
    tekst = programma.haal(f"/api/v1/gemeenten/GM0575/waarden/{indicator}/GM0575/{jaar}{vraag}")
    antwoord: dict[str, object] = json.loads(tekst)
    return antwoord
