"""The journeys of an adviser: make a goal measurable, take it back, and ask where a figure comes from."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kompas.beleid.models import Doel, Indicator

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("voorbeeld")]


def doel_zonder_indicator() -> Doel:
    doel = Doel.objects.filter(plan__gemeente__slug="noordwijk", thema__isnull=False, indicatoren=None).first()
    assert doel is not None
    return doel


def open_thema(page: Page, doel: Doel) -> None:
    assert doel.thema is not None
    page.goto(f"/noordwijk/plan/{doel.plan.slug}/thema/{doel.thema.slug}/")


def test_make_a_goal_measurable(page: Page, meld_aan: Any) -> None:
    doel = doel_zonder_indicator()
    meld_aan(page.context, "adviseur")
    open_thema(page, doel)
    vak = page.locator(f"#doel-{doel.pk}")
    expect(vak).to_contain_text("niet te beoordelen")
    vak.get_by_role("link", name="Indicator toevoegen").click()

    # Look at figures: in place, heard by a screen reader, with the focus where it was.
    page.get_by_label("Cijfers", exact=False).first.select_option("woninginbraak")
    page.get_by_role("button", name="Toon cijfers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("het laatste cijfer is")
    expect(page.locator("#toon-cijfers")).to_be_focused()
    assert page.url.endswith("/toevoegen/")
    page.get_by_role("button", name="Neem 2019 over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Er is nog niets bewaard")
    expect(page.locator("#id_uitgangsjaar")).to_have_value("2019")
    expect(page.locator("#neem-over-2019")).to_be_focused()

    # A target that chance can meet is warned about, and can be adjusted.
    uitgang = int(page.locator("#id_uitgangswaarde").input_value())
    page.locator("#id_streefwaarde").fill(str(uitgang - 1))
    page.keyboard.press("Enter")  # Enter saves; it does not press the button that shows figures
    expect(page.get_by_role("alert")).to_contain_text("binnen de marge")
    assert not doel.indicatoren.exists()
    page.locator("#id_streefwaarde").fill(str(uitgang // 3))
    page.get_by_role("button", name="Toch toevoegen").click()
    expect(page.get_by_role("status")).to_contain_text("Toegevoegd")
    expect(page.locator("main")).to_contain_text(f"hoogstens {uitgang // 3}")
    open_thema(page, doel)
    expect(vak.get_by_role("heading", level=4)).to_be_visible()

    # And take it back; what it said can still be found.
    vak.get_by_role("heading", level=4).get_by_role("link").click()
    page.get_by_role("link", name="Indicator verwijderen").click()
    expect(page.get_by_role("heading", name="Dit verdwijnt uit het plan")).to_be_visible()
    page.get_by_label("Waarom verwijdert u dit?", exact=False).fill("Proef")
    page.get_by_role("button", name="Indicator verwijderen").click()
    page.wait_for_url(f"**#doel-{doel.pk}")
    assert not doel.indicatoren.exists()
    vak.get_by_role("link", name=re.compile("^Geschiedenis")).click()
    page.get_by_role("listitem").filter(has_text="verwijderd op").get_by_role("link").click()
    for deel in ("Verwijderd op", "Proef", str(uitgang // 3), "2019"):
        expect(page.locator("main")).to_contain_text(deel)


def test_make_a_goal_measurable_without_javascript(page_zonder_js: Page, meld_aan: Any) -> None:
    page = page_zonder_js
    doel = doel_zonder_indicator()
    meld_aan(page.context, "adviseur")
    page.goto(f"/noordwijk/doel/{doel.pk}/indicator/toevoegen/")
    page.locator("#id_definitie").select_option("woninginbraak")
    page.get_by_role("button", name="Toon cijfers").click()
    assert page.url.endswith("#cijferkeuze")
    page.get_by_role("button", name="Neem 2019 over").click()
    expect(page.locator("#id_uitgangsjaar")).to_have_value("2019")
    page.locator("#id_streefwaarde").fill("10")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator("main")).to_contain_text("hoogstens 10")
    assert Indicator.objects.get(doel=doel).uitgangsjaar == 2019


def test_origin_of_a_figure_is_fetched_when_its_panel_opens(page: Page) -> None:
    """By keyboard: the focus stays on the figure, and the panel stands below it."""
    page.goto("/noordwijk/cijfers/")
    eerste = page.locator("details[hx-get]").first
    expect(eerste.locator("dl")).to_have_count(0)
    eerste.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(eerste.locator("[aria-live=polite] dl").first).to_contain_text("Bron")
    expect(eerste.locator("summary").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(eerste.locator("dl").first).to_be_hidden()


def test_origin_of_a_figure_without_javascript(page_zonder_js: Page) -> None:
    page = page_zonder_js
    page.goto("/noordwijk/cijfers/")
    eerste = page.locator("details[hx-get]").first
    eerste.locator("summary").click()
    eerste.get_by_role("link", name="Herkomst op een eigen pagina").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main dl").first).to_contain_text("Bron")
    page.get_by_role("link", name="Terug naar de cijfers").click()
    expect(page.locator("details[hx-get]").first).to_be_visible()
