"""A real Chromium for the tests of pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from kompas.beleid.actions import voorbeeld_laden
from kompas.core.models import Gebruiker

NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VLAGGEN = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run; its absence is a failure and not a skip."""
    # Playwright keeps an event loop in this thread; Django takes that for asynchronous code and would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    pad = os.environ.get("KOMPAS_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMEN)), None)
    with sync_playwright() as playwright:
        vlaggen = [*VLAGGEN, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        chromium = playwright.chromium.launch(executable_path=pad, args=vlaggen)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A clean visitor: no cookies, Dutch, with the address of the server as base."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A page with JavaScript, of a visitor who is not signed in."""
    return browser_context.new_page()


@pytest.fixture
def page_zonder_js(browser: Browser, live_server: Any) -> Iterator[Page]:
    """The same visitor with JavaScript switched off."""
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def voorbeeld(transactional_db: None, settings: Any) -> None:  # noqa: ARG001  (asks for the database)
    """Both example municipalities with their figures, and the example accounts, as on the own computer."""
    settings.KOMPAS_LOOPBACK = True
    voorbeeld_laden(opnieuw=True)


@pytest.fixture
def meld_aan(live_server: Any) -> Callable[[BrowserContext, str], None]:
    """Give a browser the session of an account; the form itself has its own test. An empty name does nothing."""

    def doe(context: BrowserContext, gebruikersnaam: str) -> None:
        if gebruikersnaam:
            client = Client()
            client.force_login(Gebruiker.objects.get(username=gebruikersnaam))
            sessie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": sessie, "url": live_server.url}])

    return doe
