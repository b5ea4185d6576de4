"""The origin of a figure: fetched when its panel opens, a page of its own without a script."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als
from tests.factories.personen import Cast

from kompas.analyse.queries import cijfertabel
from kompas.beleid.actions import voorbeeld_laden
from kompas.core.cijfers import cijfers
from kompas.core.models import Gemeente

HX = {"HX-Request": "true"}


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def panelen(client: Client, slug: str) -> list[tuple[str, str]]:
    """Address and summary of every figure on the page, in order."""
    html = client.get(reverse("cijfers", args=[slug])).content.decode()
    gevonden = re.findall(r'<details [^>]*hx-get="([^"]+)"[^>]*>\s*<summary>([^<]*)<span[^>]*>([^<]*)', html)
    return [(adres, unescape(cijfer + van)) for adres, cijfer, van in gevonden]


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize("slug", ["noordwijk", "westland"])
def test_every_figure_leads_to_its_own_origin(client: Client, slug: str) -> None:
    """As many addresses as figures, no two the same, and each answers with the figure that it was opened from."""
    tabel = cijfertabel(Gemeente.objects.get(slug=slug), cijfers())
    verwacht = [w for deel in (tabel, *tabel.documenten) for w in deel.waarden]
    verwacht[len(tabel.waarden) : len(tabel.waarden)] = tabel.ouder
    gevonden = panelen(client, slug)
    assert [tekst for _, tekst in gevonden] == [f"{w.tekst} van {w.naam}, {w.periode.label}" for w in verwacht]
    assert len({adres for adres, _ in gevonden}) == len(gevonden) > 50
    for (adres, _), waarde in zip(gevonden[::7], verwacht[::7], strict=True):
        antwoord = client.get(adres, headers=HX)
        assert antwoord.context["w"] == waarde
        assert waarde.herkomst.bron in unescape(antwoord.content.decode())


@pytest.mark.usefixtures("voorbeeld")
def test_panel_and_page_say_the_same(client: Client) -> None:
    adres, tekst = panelen(client, "noordwijk")[1]
    deel, pagina = client.get(adres, headers=HX), client.get(adres)
    assert "<html" not in deel.content.decode()
    assert deel.content.decode().strip() in pagina.content.decode()
    assert all("HX-Request" in antwoord["Vary"] for antwoord in (deel, pagina))
    assert f"<title>Herkomst: {tekst.partition(' van ')[2]} - gemeente Noordwijk" in unescape(pagina.content.decode())


@pytest.mark.usefixtures("voorbeeld")
def test_page_of_figures_stays_light(client: Client) -> None:
    for slug in ("noordwijk", "westland"):
        assert len(client.get(reverse("cijfers", args=[slug])).content) < 120_000


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize("plek", ["eerder/niets/2019", "cijfers-van-noordwijk/inwoners/1850", "x/x/x"])
def test_a_figure_that_is_not_there(client: Client, plek: str) -> None:
    assert client.get(reverse("cijfer_herkomst", args=["noordwijk", *plek.split("/")])).status_code == 404


def test_figures_of_an_invisible_municipality_are_not_there(cast: Cast, hier: Gemeente) -> None:
    """For a stranger the municipality itself does not exist; a reader of it is told that the figure does not."""
    adres = reverse("cijfer_herkomst", args=[hier.slug, "eerder", "inwoners", "2019"])
    for wie, reden in (("dirk", "gemeente bestaat hier niet"), ("bram", "Dit cijfer staat niet")):
        antwoord = als(wie, cast).get(adres)
        assert antwoord.status_code == 404
        assert reden in str(antwoord.context.get("exception", "")), wie
