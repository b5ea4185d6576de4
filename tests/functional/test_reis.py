"""The journey of a newcomer: look it up, ask where it comes from, take the report, sign in, correct, see it back."""

import re

import pytest
from playwright.sync_api import Page, expect

from kompas.beleid.models import Indicator
from kompas.core.actions import voorbeeldaccounts

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("voorbeeld")]


def test_journey(page: Page) -> None:
    # Look up the burglaries of Westland.
    page.goto("/")
    page.get_by_role("link", name="Westland", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Westland")
    page.get_by_role("link", name="5.1b Woninginbraak").first.click()
    page.get_by_role("link", name="Woninginbraken (p/1.000 inwoners)", exact=True).first.click()
    expect(page.locator("main .kompas-oordeel").first).to_contain_text("behaald")
    expect(page.locator("main")).to_contain_text("1,35 per 1.000 inwoners in 2022")

    # Where does 2022 come from?
    rij = page.get_by_role("row", name=re.compile("^2022"))
    rij.locator("summary").first.click()
    for feit in ("47018NED", "153", "113.668", "GM1783"):
        expect(rij).to_contain_text(feit)

    # Take the report along.
    page.get_by_role("navigation", name="Deze gemeente").get_by_role("link", name="Rapport").click()
    with page.expect_download() as verwacht:
        page.get_by_role("button", name=re.compile("rapport|download|maak", re.IGNORECASE)).first.click()
    assert verwacht.value.path().stat().st_size > 10_000

    # Sign in with the account that the page itself gives.
    page.get_by_role("link", name="Aanmelden").click()
    adviseur = next(account for account in voorbeeldaccounts() if account.gebruikersnaam == "adviseur")
    expect(page.locator("main")).to_contain_text(adviseur.wachtwoord)
    page.get_by_label("Gebruikersnaam").fill(adviseur.gebruikersnaam)
    page.get_by_label("Wachtwoord").fill(adviseur.wachtwoord)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()

    # Correct the target; first wrongly.
    indicator = Indicator.objects.get(definitie="woninginbraak-per-1000")
    page.goto(f"/westland/indicator/{indicator.pk}/")
    page.get_by_role("link", name="Indicator wijzigen").click()
    page.locator("#id_streefwaarde").fill("drie en een half")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Streefwaarde")
    assert Indicator.objects.get(pk=indicator.pk).versie == indicator.versie
    page.locator("#id_streefwaarde").fill("3,25")
    page.get_by_label("Waarom wijzigt u dit?", exact=False).fill("Nieuw besluit van de raad")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Ook als er na 2017 niets echt verandert")
    page.get_by_role("button", name="Toch opslaan").click()
    expect(page.locator("main")).to_contain_text("hoogstens 3,25")

    # And see it in the history.
    page.get_by_role("link", name="Geschiedenis").click()
    wijziging = page.get_by_role("row", name=re.compile("Streefwaarde|streefwaarde"))
    for deel in ("3,5", "3,25", "Nieuw besluit van de raad", "adviseur"):
        expect(wijziging.first).to_contain_text(deel)


def test_journey_without_javascript(page_zonder_js: Page) -> None:
    """Reading, opening the origin of a figure, signing in and editing need no script."""
    page = page_zonder_js
    page.goto("/westland/")
    page.get_by_role("link", name="5.1b Woninginbraak").first.click()
    page.get_by_role("link", name="Woninginbraken (p/1.000 inwoners)", exact=True).first.click()
    herkomst = page.locator("details.kompas-herkomst").first
    expect(herkomst.locator("dl").first).to_be_hidden()
    herkomst.locator("summary").first.click()
    expect(herkomst.locator("dl").first).to_be_visible()
    adviseur = next(account for account in voorbeeldaccounts() if account.gebruikersnaam == "adviseur")
    page.get_by_role("main").get_by_role("link", name="Aanmelden").click()
    page.get_by_label("Gebruikersnaam").fill(adviseur.gebruikersnaam)
    page.get_by_label("Wachtwoord").fill(adviseur.wachtwoord)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Indicator wijzigen").click()
    page.locator("#id_streefwaarde").fill("3,4")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Toch opslaan").click()
    expect(page.locator("main")).to_contain_text("hoogstens 3,4")


def test_journey_with_the_keyboard_only(page: Page) -> None:
    """Skip link, menu and origin of a figure, each reached with Tab and opened with Enter; the focus can be seen."""
    page.goto("/westland/")
    page.keyboard.press("Tab")
    overslaan = page.get_by_role("link", name="Ga naar de inhoud")
    expect(overslaan).to_be_focused()
    expect(overslaan).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    tab_naar(page, "5.1b Woninginbraak")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/thema/**")
    tab_naar(page, "Woninginbraken (p/1.000 inwoners)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicator/**")
    tab_naar(page, "Herkomst")
    page.keyboard.press("Enter")
    expect(page.locator("details.kompas-herkomst[open] dl").first).to_be_visible()


def tab_naar(page: Page, begin: str) -> None:
    """Press Tab until the thing whose text starts so has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if str(page.evaluate("document.activeElement.textContent.trim()")).startswith(begin):
            return
    raise AssertionError(f"no Tab stop starts with {begin!r}")
