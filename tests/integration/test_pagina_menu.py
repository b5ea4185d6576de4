"""The menu of a municipality, and pieces of one feature on the page of another."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.factories.personen import Cast
from tests.factories.plannen import KleinPlan

from kompas.core import panels
from kompas.core.models import Gemeente
from kompas.core.panels import INGANGEN, Ingang, Paneel, menu_van, panelen_op


def menu(html: str) -> dict[str, str]:
    """Title and `aria-current` of every entry."""
    deel = html.partition('aria-label="Deze gemeente"')[2].partition("</nav>")[0]
    return {titel: kenmerk for kenmerk, titel in re.findall(r'<a [^>]*?(?:aria-current="(\w+)")?>([^<]+)</a>', deel)}


def test_open_page_is_marked(cast: Cast, klein: KleinPlan) -> None:
    client = Client()
    client.force_login(cast.bram)
    hier = klein.plan.gemeente.slug
    plan = client.get(reverse("plan", args=[hier, klein.plan.slug])).content.decode()
    thema = client.get(reverse("thema", args=[hier, klein.plan.slug, klein.thema.slug])).content.decode()
    assert list(menu(plan))[:5] == ["Kompas", "Plan", "Cijfers", "Methode", "Rapport"]
    assert menu(plan)["Plan"] == "page"
    assert menu(thema)["Plan"] == "true"  # within the plan, not the plan itself
    assert [titel for titel, kenmerk in menu(thema).items() if kenmerk] == ["Plan"]


def test_entry_that_does_not_apply_stays_away(cast: Cast, elders: Gemeente) -> None:
    """Without a plan there is nothing to open under Plan and Methode."""
    client = Client()
    client.force_login(cast.carla)
    html = client.get(reverse("gemeente", args=[elders.slug])).content.decode()
    assert {"Kompas", "Cijfers"} <= set(menu(html))
    assert {"Plan", "Methode"}.isdisjoint(menu(html))


def test_order_is_asked_for_and_not_that_of_adding(hier: Gemeente, monkeypatch: pytest.MonkeyPatch) -> None:
    laat = Ingang("b", "B", lambda *_: "/b/", 2)
    vroeg = Ingang("a", "A", lambda *_: "/a/", 1)
    eigen = type(INGANGEN)("ingang", laat, vroeg)
    monkeypatch.setattr(panels, "INGANGEN", eigen)
    vraag = RequestFactory().get("/")
    assert [ingang.key for ingang, _ in menu_van(vraag, hier)] == ["a", "b"]


def test_panel_stands_at_its_own_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    delen = (Paneel("later", "hier", "x.html", lambda *_: {}, 2), Paneel("elders", "daar", "x.html", lambda *_: {}))
    eigen = type(panels.PANELEN)("paneel", *delen, Paneel("eerst", "hier", "x.html", lambda *_: {}, 1))
    monkeypatch.setattr(panels, "PANELEN", eigen)
    assert [paneel.key for paneel in panelen_op("hier")] == ["eerst", "later"]
    assert panelen_op("nergens") == []


@pytest.mark.usefixtures("klein")
def test_start_page_shows_the_plan_of_each_municipality(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.bram)
    html = client.get(reverse("start")).content.decode()
    assert "Integraal veiligheidsplan 2021-2024" in html
    assert "Dit plan heeft 1 doel" in html
