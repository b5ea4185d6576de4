"""Every page type in a real browser: for keyboard, screen reader, phone and 400% zoom, and bringing everything itself.

One visit per page: loading the example takes longer than looking at a page.
"""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.functional.paginas import OPENBAAR, PAGINAS, STATUS, adres, wie

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("voorbeeld")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENGEKLAPT = 12
TE_BREED = (
    "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 321"
    " && !e.closest('.kompas-tabelvlak')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
)


@pytest.fixture(scope="session")
def axe(repo: Path) -> str:
    """The source of axe-core, as npm installed it."""
    return (repo / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("naam", PAGINAS)
def test_page(page: Page, live_server: Any, axe: str, meld_aan: Any, naam: str) -> None:
    meld_aan(page.context, wie(naam))
    gehoord = luister(page, live_server.url)
    antwoord = page.goto(adres(naam), wait_until="networkidle")
    assert antwoord is not None
    assert antwoord.status == STATUS.get(naam, 200)
    # A page that refuses is heard twice: its own answer, and the browser that remarks on it.
    bevindingen = {
        "from elsewhere, missing or refused": gehoord[2 if naam in STATUS else 0 :],
        "language": [] if page.locator("html").get_attribute("lang") == "nl" else ["not nl"],
        "headings": koppen(page),
    }
    klap_open(page)
    bevindingen["axe"] = axe_fouten(page, axe)
    # 320 CSS pixels is a small phone, and what is left of 1280 at 400% zoom.
    page.set_viewport_size({"width": 320, "height": 640})
    breedte = page.evaluate("document.documentElement.scrollWidth")
    bevindingen["wider than 320 pixels"] = page.evaluate(TE_BREED) if breedte > 320 else []
    bevindingen["axe on a phone"] = axe_fouten(page, axe)
    assert {soort: gevonden for soort, gevonden in bevindingen.items() if gevonden} == {}


def luister(page: Page, eigen: str) -> list[str]:
    """Requests to others, answers that failed, and complaints of the browser (such as the security policy's)."""
    gehoord: list[str] = []
    page.on("request", lambda vraag: None if vraag.url.startswith((eigen, "data:")) else gehoord.append(vraag.url))
    page.on("response", lambda antwoord: gehoord.append(antwoord.url) if antwoord.status >= 400 else None)
    page.on("console", lambda regel: gehoord.append(regel.text) if regel.type == "error" else None)
    return gehoord


def koppen(page: Page) -> list[int]:
    """The levels of the headings when out of order; nothing when one h1 comes first and no level is skipped."""
    niveaus: list[int] = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(kop => +kop.tagName[1])"
    )
    paren = pairwise(niveaus)
    goed = niveaus[:1] == [1] and niveaus.count(1) == 1 and all(later <= eerder + 1 for eerder, later in paren)
    return [] if goed else niveaus


def klap_open(page: Page) -> None:
    """Open what folds, and wait for what is fetched when it opens."""
    page.evaluate(f"[...document.querySelectorAll('details')].slice(0, {OPENGEKLAPT}).forEach(e => e.open = true)")
    expect(page.locator("details[open][hx-get] [aria-live]:empty")).to_have_count(0)


def axe_fouten(page: Page, axe: str) -> list[str]:
    """What axe finds, one line per rule and place."""
    page.evaluate(axe)
    uitkomst: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
    assert uitkomst["passes"], "axe looked at nothing"
    return [f"{fout['id']}: {knoop['html'][:160]}" for fout in uitkomst["violations"] for knoop in fout["nodes"]]


def test_axe_sees_a_fault(page: Page, axe: str) -> None:
    """The measure works: a picture without text and a skipped heading are found."""
    page.goto(adres("start"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<h6>x</h6><img src=\"/x.png\">')")
    assert {fout.split(":")[0] for fout in axe_fouten(page, axe)} >= {"image-alt", "heading-order"}
    assert koppen(page) != []


def test_every_page_has_its_own_title(client: Any) -> None:
    titels = {naam: titel(client.get(adres(naam)).content.decode()) for naam in OPENBAAR}
    assert len(set(titels.values())) == len(titels), titels


def titel(html: str) -> str:
    return html.partition("<title>")[2].partition("</title>")[0]


def test_the_verdict_survives_without_our_colours(browser: Browser, live_server: Any) -> None:
    """Forced colours take every colour of ours away: the word and the symbol remain."""
    context = browser.new_context(base_url=live_server.url, forced_colors="active", locale="nl-NL")
    pagina = context.new_page()
    pagina.goto(adres("indicator"))
    oordeel = pagina.locator("main .kompas-oordeel").first
    assert oordeel.inner_text().split() == ["✔", "behaald"]
    context.close()
