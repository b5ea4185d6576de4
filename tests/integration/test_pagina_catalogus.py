"""Catalogue, derivation and revisions: what a figure is, how it came about, and what changed since."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kompas.base import Periode
from kompas.beleid.actions import voorbeeld_laden
from kompas.core.cijfers import cijfers

pytestmark = pytest.mark.usefixtures("voorbeeld")


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def soep(client: Client, naam: str, *rest: str, vraag: str = "") -> BeautifulSoup:
    antwoord = client.get(f"{reverse(naam, args=['noordwijk', *rest])}?{vraag}")
    assert antwoord.status_code == 200
    return BeautifulSoup(antwoord.content, "html.parser")


def test_every_indicator_and_source_has_a_page(client: Client) -> None:
    definities = cijfers().definities
    paren = (("indicatoren", definities.indicatoren, "indicator_uitleg"), ("bronnen", definities.bronnen, "bron"))
    for naam, lijst, los in paren:
        links = {a["href"] for a in soep(client, naam).select("tbody th a")}
        assert links == {reverse(los, args=["noordwijk", item.key]) for item in lijst}
        for adres in sorted(links)[::9]:
            assert client.get(adres).status_code == 200, adres


@pytest.mark.parametrize(
    ("vraag", "erbij", "niet"),
    [
        ("zoek=woninginbraak+1.000", "woninginbraak-per-1000", "inwoners"),
        ("bron=veiligheidsmonitor", "rapportcijfer-veiligheid-buurt", "woninginbraak"),
        ("bron=cbs-bevolking", "woninginbraak-per-1000", "woninginbraak"),
        ("thema=1.3", "woninginbraak", "inwoners"),
    ],
)
def test_search_and_filter(client: Client, vraag: str, erbij: str, niet: str) -> None:
    links = soep(client, "indicatoren", vraag=vraag).select("tbody th a")
    keys = {a["href"].rstrip("/").rpartition("/")[2] for a in links}
    assert erbij in keys
    assert niet not in keys


def test_nothing_found_says_what_to_do(client: Client) -> None:
    tekst = soep(client, "indicatoren", vraag="zoek=xyzzy").get_text()
    assert "Geen indicator gevonden" in tekst
    assert "Probeer een ander woord" in tekst


def test_an_indicator_tells_formula_denominator_source_and_breaks(client: Client) -> None:
    tekst = soep(client, "indicator_uitleg", "woninginbraak-per-1000").get_text(" ", strip=True)
    for woord in ("÷ Inwoners × 1.000", "Lager is beter", "CC BY 4.0", "Elke maand".lower(), "2020 tot en met 2021"):
        assert woord in tekst, woord
    assert client.get(reverse("indicator_uitleg", args=["noordwijk", "bestaat-niet"])).status_code == 404


def test_a_source_tells_licence_rhythm_freshness_and_indicators(client: Client) -> None:
    tekst = soep(client, "bron", "politie-misdrijven").get_text(" ", strip=True)
    for woord in ("47018NED", "CC BY 4.0", "Elke maand", "Gemeentegrenzen", "Diefstal/inbraak woning"):
        assert woord in tekst, woord
    assert client.get(reverse("bron", args=["noordwijk", "bestaat-niet"])).status_code == 404


def test_a_figure_is_explained_down_to_the_rows(client: Client) -> None:
    """Noordwijk 2018: police figures in the boundaries of now, inhabitants within the same boundaries."""
    blad = soep(client, "verklaren", "woninginbraak-per-1000", "GM0575", "2018JJ00")
    verklaring = cijfers().verklaar("woninginbraak-per-1000", "GM0575", Periode.jaar(2018))
    rijen = list(verklaring.bronrijen())
    assert rijen
    assert len(blad.select(".kompas-afleiding details")) == len(rijen)
    tekst = blad.get_text(" ", strip=True)
    for rij in rijen:
        assert rij.herkomst.bron in tekst
        assert rij.tekst_met_eenheid in tekst
    assert cijfers().build_id in tekst
    assert "kompas cijfers verklaar woninginbraak-per-1000 GM0575 2018JJ00" in tekst


@pytest.mark.parametrize("periode", ["gisteren", "2018MM13"])
def test_no_such_period(client: Client, periode: str) -> None:
    adres = reverse("verklaren", args=["noordwijk", "woninginbraak-per-1000", "GM0575", periode])
    assert client.get(adres).status_code == 404


def test_why_there_is_no_figure_is_explained_too(client: Client) -> None:
    tekst = soep(client, "verklaren", "woninginbraak-per-1000", "GM0575", "1995JJ00").get_text()
    assert "Waarom er geen cijfer is" in tekst


def test_what_the_plan_says_otherwise_is_a_revision(client: Client) -> None:
    """The plan counts 93 assaults in 2019, the police 92 by now."""
    rijen = [
        [cel.get_text(" ", strip=True) for cel in rij.select("th, td")]
        for rij in soep(client, "herzieningen").select("tbody tr")
    ]
    [mishandeling] = [rij for rij in rijen if rij[0] == "Mishandeling" and rij[1] == "2019"]
    assert (mishandeling[2], mishandeling[3].split()[0]) == ("93", "92")
    assert "plan" in mishandeling[5].lower()
    alleen = soep(client, "herzieningen", vraag="indicator=woninginbraak").get_text()
    assert "Alleen van" in alleen
    assert "Mishandeling" not in alleen


def test_the_origin_of_a_figure_leads_to_its_derivation(client: Client) -> None:
    adres = reverse("cijfer_herkomst", args=["noordwijk", "cijfers-van-noordwijk", "inwoners", "2024"])
    blad = BeautifulSoup(client.get(adres).content, "html.parser")
    [link] = [a for a in blad.select("a") if "De hele afleiding" in a.get_text()]
    assert client.get(link["href"]).context["v"].waarde == cijfers().waarde("inwoners", "GM0575", Periode.jaar(2024))


@pytest.mark.parametrize("naam", ["cijfers", "gemeente", "indicatoren", "bronnen", "herzieningen"])
def test_every_page_of_figures_can_be_set_back(client: Client, naam: str) -> None:
    blad = soep(client, naam, vraag="op=2025-06-01")
    assert "Stand van 1 juni 2025." in blad.get_text()
    menu = [a["href"] for a in blad.select(".kompas-gemeentemenu a")]
    assert menu
    assert all(adres.endswith("?op=2025-06-01") for adres in menu)
    assert "Stand van" not in soep(client, naam, vraag="op=geen-dag").get_text()
