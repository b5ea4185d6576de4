"""Every page type: no axe violations, no sideways scrolling on a phone, one heading to start with, all in Dutch."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.functional.paginas import PAGINAS, adres

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe(repo: Path) -> str:
    """The source of axe-core, as npm installed it."""
    return (repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def fouten(page: Page, axe: str) -> list[str]:
    """What axe finds, one line per rule and place."""
    page.evaluate(axe)
    uitkomst: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
    )
    assert uitkomst["passes"], "axe looked at nothing"
    return [f"{fout['id']}: {knoop['html'][:160]}" for fout in uitkomst["violations"] for knoop in fout["nodes"]]


@pytest.mark.parametrize("naam", PAGINAS)
def test_page_has_no_axe_violations(page: Page, voorbeeld: None, axe: str, naam: str) -> None:
    page.goto(adres(naam))
    for uitklap in page.locator("details").all()[:12]:
        uitklap.evaluate("element => { element.open = true }")
    assert fouten(page, axe) == []


@pytest.mark.parametrize("naam", PAGINAS)
def test_page_does_not_scroll_sideways_at_320_pixels(page: Page, voorbeeld: None, naam: str) -> None:
    """320 CSS pixels is also what is left of 1280 at 400% zoom."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(adres(naam))
    for uitklap in page.locator("details").all()[:12]:
        uitklap.evaluate("element => { element.open = true }")
    breedte = page.evaluate("document.documentElement.scrollWidth")
    te_breed = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321"
        " && !e.closest('.kompas-tabelvlak')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
    )
    assert breedte <= 320, te_breed


@pytest.mark.parametrize("naam", PAGINAS)
def test_headings_come_in_order(page: Page, voorbeeld: None, naam: str) -> None:
    page.goto(adres(naam))
    niveaus = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(kop => +kop.tagName[1])")
    assert niveaus.count(1) == 1
    assert niveaus[0] == 1
    assert all(later <= eerder + 1 for eerder, later in zip(niveaus, niveaus[1:], strict=False)), niveaus


def test_every_page_has_its_own_title(page: Page, voorbeeld: None) -> None:
    titels = {}
    for naam in PAGINAS:
        page.goto(adres(naam))
        assert page.locator("html").get_attribute("lang") == "nl"
        titels[naam] = page.title()
    assert len(set(titels.values())) == len(titels), titels


@pytest.mark.parametrize("naam", PAGINAS)
def test_page_brings_everything_itself(page: Page, voorbeeld: None, live_server: Any, naam: str) -> None:
    """Nothing from elsewhere, nothing missing, nothing refused by the security policy."""
    vreemd: list[str] = []
    mis: list[str] = []
    page.on("request", lambda vraag: None if vraag.url.startswith((live_server.url, "data:")) else vreemd.append(vraag.url))
    page.on("response", lambda antwoord: mis.append(antwoord.url) if antwoord.status >= 400 else None)
    page.on("console", lambda regel: mis.append(regel.text) if regel.type == "error" else None)
    page.goto(adres(naam), wait_until="networkidle")
    assert (vreemd, mis) == ([], [])


def test_reader_with_little_colour_and_big_text_keeps_the_verdict(
    browser: Browser, live_server: Any, voorbeeld: None
) -> None:
    """Forced colours take every colour of ours away: the word and the symbol remain."""
    context = browser.new_context(base_url=live_server.url, forced_colors="active", locale="nl-NL")
    pagina = context.new_page()
    pagina.goto(adres("indicator"))
    assert "behaald" in pagina.locator("main .kompas-oordeel").first.inner_text()
    context.close()
