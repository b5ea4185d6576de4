"""An adviser makes a statement about figures a finding of the plan, with JavaScript switched off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.factories.personen import maak_gebruiker, maak_gemeente
from tests.factories.plannen import KleinPlan, maak_plan
from tests.factories.uitspraken import eigen_cijfers, meet_inbraak

from kompas.core.models import Gemeente
from kompas.core.rules import Rol

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home() -> Iterator[Path]:
    with eigen_cijfers() as map_:
        yield map_


@pytest.fixture
def klein(home: Path) -> KleinPlan:  # noqa: ARG001  (the figures)
    plan = maak_plan(maak_gemeente())
    meet_inbraak(plan)
    Gemeente.objects.update(is_voorbeeld=True)
    return plan


def test_from_statement_to_finding_and_back(
    klein: KleinPlan, page_zonder_js: Page, meld_aan: Callable[[BrowserContext, str], None]
) -> None:
    page, pagina = page_zonder_js, f"/noordwijk/indicator/{klein.indicator.pk}/"
    maak_gebruiker("anna", klein.plan.gemeente, Rol.ADVISEUR)
    page.goto(pagina)
    expect(page.get_by_role("button", name="Overnemen als bevinding")).to_have_count(0)
    meld_aan(page.context, "anna")
    page.goto(pagina)
    page.get_by_role("button", name="Overnemen als bevinding").first.click()
    expect(page.get_by_text("Overgenomen als bevinding: ")).to_be_visible()
    page.get_by_role("link", name="als bevinding van het plan").click()
    expect(page.get_by_text("uit de cijfers van ")).to_be_visible()
    page.get_by_role("link", name="woninginbraken").first.click()
    expect(page).to_have_url(page.url.partition("/noordwijk")[0] + pagina)
