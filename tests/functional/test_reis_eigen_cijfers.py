"""Making a figure of one's own and reading a file in, with and without JavaScript; the answers are accessible too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.factories.cijferlijsten import lijst
from tests.functional.test_paginas_toegankelijk import axe_fouten

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("voorbeeld")]
Aanmelder = Callable[[BrowserContext, str], None]


def _toegankelijk(page: Page, repo: Path) -> None:
    axe = (repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    assert axe_fouten(page, axe) == []


@pytest.mark.parametrize("met_js", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_make_look_and_keep(page: Page, page_zonder_js: Page, meld_aan: Aanmelder, repo: Path, met_js: bool) -> None:
    blad = page if met_js else page_zonder_js
    meld_aan(blad.context, "adviseur")
    blad.goto("/noordwijk/cijfers/eigen/")
    blad.get_by_role("link", name="Indicator toevoegen").click()
    blad.get_by_label("Titel").fill("Inbraak en geweld")
    blad.get_by_label("Wat zegt dit cijfer?").fill("Woninginbraken en mishandelingen samen")
    blad.get_by_label("Bron", exact=True).select_option("politie-misdrijven")
    blad.get_by_label("Eenheid").fill("misdrijven")
    blad.get_by_label("Delen", exact=True).fill("inbraak = 1.1.1\ngeweld = 1.4.5")
    blad.get_by_label("Formule").fill("inbraak + geweldig")
    blad.get_by_role("button", name="Bekijk de cijfers").click()
    expect(blad.get_by_role("alert")).to_contain_text("geweldig")
    if met_js:
        _toegankelijk(blad, repo)
    blad.get_by_label("Formule").fill("inbraak + geweld")
    blad.get_by_role("button", name="Bekijk de cijfers").click()
    voorproef = blad.locator("#voorproef")
    expect(voorproef).to_contain_text("Er is nog niets opgeslagen")
    expect(voorproef.locator("data").last).to_be_visible()
    if met_js:
        _toegankelijk(blad, repo)
    blad.get_by_role("button", name="Opslaan").click()
    expect(blad.get_by_role("status").first).to_contain_text("Opgeslagen: Inbraak en geweld")
    expect(blad.get_by_role("heading", name="Inbraak en geweld")).to_be_visible()


@pytest.mark.parametrize("met_js", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_send_look_and_decide(
    page: Page, page_zonder_js: Page, meld_aan: Aanmelder, tmp_path: Path, repo: Path, met_js: bool
) -> None:
    blad = page if met_js else page_zonder_js
    meld_aan(blad.context, "adviseur")
    namen = []
    for jaar in (2030, 2031):
        pad = tmp_path / f"politie-{jaar}-{met_js}.yaml"
        pad.write_bytes(lijst({"1.1.1": {"GM0575": [jaar]}}, jaren=(jaar,)))
        namen.append(pad)
    blad.goto("/noordwijk/cijfers/inlezen/")
    blad.get_by_label("Bestanden").set_input_files(namen)
    blad.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(blad.get_by_role("heading", level=1)).to_have_text("Wat er verandert")
    for pad in namen:
        expect(blad.get_by_role("heading", name=pad.name)).to_be_visible()
    if met_js:
        _toegankelijk(blad, repo)
    blad.get_by_role("button", name="Niet inlezen").click()
    expect(blad.get_by_role("status").first).to_contain_text("De cijfers zijn niet veranderd")
