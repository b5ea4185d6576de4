"""The road of an adviser with a document: send, decide with and without JavaScript, make a concept plan."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.unit.lezen.plandocumenten import VAARTWIJK, als_docx

pytestmark = pytest.mark.browser
Aanmelder = Callable[[BrowserContext, str], None]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    pad = tmp_path / "vaartwijk.docx"
    pad.write_bytes(als_docx(VAARTWIJK))
    return pad


def _stuur(page: Page, document: Path) -> None:
    page.goto("/noordwijk/inlezen/")
    page.get_by_label("Document").set_input_files(document)
    page.get_by_role("button", name="Document inlezen").click()
    expect(page.get_by_role("heading", name="vaartwijk.docx nakijken")).to_be_visible()


def _besluiten(page: Page, soort: str) -> None:
    """Reject a main line, correct an indicator, accept the rest and make the plan."""
    hoofdlijn = page.locator("li.kompas-inleeselement", has_text="We controleren samen.")
    hoofdlijn.get_by_role("button", name="Verwerpen").click()
    expect(hoofdlijn).to_contain_text("verworpen")
    indicator = page.locator("li.kompas-inleeselement", has_text="woninginbraken").last
    indicator.get_by_role("link", name="Verbeteren").click()
    page.get_by_label("Streefwaarde", exact=False).last.fill("45")
    page.get_by_role("button", name="Verbeterd overnemen").click()
    expect(page.locator("li.kompas-inleeselement", has_text="woninginbraken").last).to_contain_text(soort)


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize("met_js", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_from_document_to_concept_plan(
    page: Page, page_zonder_js: Page, meld_aan: Aanmelder, document: Path, met_js: bool
) -> None:
    blad = page if met_js else page_zonder_js
    meld_aan(blad.context, "adviseur")
    _stuur(blad, document)
    _besluiten(blad, "verbeterd overgenomen")
    blad.get_by_role("button", name="Alles zonder aandachtspunt overnemen").click()
    blad.get_by_role("button", name="Overnemen als conceptplan").click()
    expect(blad.get_by_role("heading", level=1)).to_contain_text("Vaartwijk")
    expect(blad.locator("main")).to_contain_text("concept")
    expect(blad.locator("main")).not_to_contain_text("We controleren samen.")


@pytest.mark.usefixtures("voorbeeld")
def test_an_element_leads_to_its_line(page: Page, meld_aan: Aanmelder, document: Path) -> None:
    meld_aan(page.context, "adviseur")
    _stuur(page, document)
    thema = page.locator("li.kompas-inleeselement", has_text="Ondermijning").first
    thema.get_by_role("link", name="in de tekst").click()
    expect(page.locator(".kompas-brontekst li:target")).to_have_text("4.1 Ondernijning")
    expect(page.locator(".kompas-brontekst li:target")).to_be_in_viewport()
