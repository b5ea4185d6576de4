"""The explorer: one address is one question, and table, picture and file give the same answer."""

import csv
import io
from html import unescape
from urllib.parse import urljoin

import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from tests.factories.aanmelden import als
from tests.factories.personen import Cast

from kompas.base import Periode
from kompas.beleid.actions import voorbeeld_laden
from kompas.core.cijfers import cijfermap, cijfers
from kompas.core.models import Gemeente
from kompas.data.kaarten import bewaar_kaart

VRAAG = "indicator=woninginbraak-per-1000&gebieden=GM1783&gebieden=GM0575"
KAART = b"""{"features": [
 {"properties": {"statcode": "GM1783"}, "geometry": {"type": "Polygon",
  "coordinates": [[[4.1, 51.9], [4.3, 51.9], [4.3, 52.0], [4.1, 51.9]]]}},
 {"properties": {"statcode": "GM0575"}, "geometry": {"type": "Polygon",
  "coordinates": [[[4.4, 52.2], [4.5, 52.2], [4.5, 52.3], [4.4, 52.2]]]}}]}"""


@pytest.fixture
def voorbeeld(db: None) -> None:  # noqa: ARG001  (asks for the database)
    voorbeeld_laden(opnieuw=True)


def adres(vraag: str = VRAAG, naam: str = "verkennen", *rest: str) -> str:
    return f"{reverse(naam, args=['westland', *rest])}?{vraag}"


def soep(client: Client, vraag: str = VRAAG) -> BeautifulSoup:
    antwoord = client.get(adres(vraag))
    assert antwoord.status_code == 200
    return BeautifulSoup(antwoord.content, "html.parser")


def tabel(client: Client, vraag: str = VRAAG) -> list[list[str]]:
    """The cells of the answer without the words for screen readers."""
    blad = soep(client, vraag)
    for weg in blad.select("#verkenner table .kompas-alleen-voorlezen"):
        weg.extract()
    rijen = blad.select("#verkenner table thead tr, #verkenner table tbody tr")
    return [[cel.get_text(" ", strip=True) for cel in rij.select("th, td")] for rij in rijen]


@pytest.mark.usefixtures("voorbeeld")
def test_the_table_says_what_the_figures_say(client: Client) -> None:
    kop, *rijen = tabel(client, f"{VRAAG}&van=2015&tot=2018")
    assert kop == ["Periode", "Westland", "Noordwijk"]
    assert [rij[0] for rij in rijen] == ["2015", "2016", "2017", "2018"]
    waarden = [cijfers().waarde("woninginbraak-per-1000", "GM1783", Periode.jaar(j)).tekst for j in range(2015, 2019)]
    assert [rij[1] for rij in rijen] == waarden
    assert rijen[2][1].startswith("3,8")


@pytest.mark.usefixtures("voorbeeld")
def test_every_figure_leads_to_its_derivation(client: Client) -> None:
    blad = soep(client, f"{VRAAG}&van=2017&tot=2019")
    links = [a["href"] for a in blad.select("#verkenner tbody td a")]
    assert len(links) == len(set(links)) == 6
    antwoord = client.get(urljoin(reverse("verkennen", args=["westland"]), links[0]))
    assert antwoord.status_code == 200
    assert antwoord.context["v"].waarde.periode == Periode.jaar(2017)


@pytest.mark.usefixtures("voorbeeld")
def test_one_picture_per_form_and_the_form_is_in_the_address(client: Client) -> None:
    for vorm in ("tabel", "grafiek", "kaart"):
        gekozen = [a.get_text() for a in soep(client, f"{VRAAG}&beeld={vorm}").select("nav a[aria-current=true]")]
        assert vorm.capitalize() in gekozen
    blad = soep(client, f"{VRAAG}&beeld=grafiek")
    [beeld] = blad.select("figure img")
    svg = client.get(beeld["src"])
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Security-Policy"].startswith("default-src 'none'")
    assert beeld["alt"].startswith("Lijngrafiek met 2 lijnen. Westland:")
    assert "Westland" in svg.content.decode()
    assert blad.select_one("figure .kompas-bron").get_text().startswith("Bron: politie")
    assert client.get(beeld["src"], {"smal": 1}).status_code == 200


@pytest.mark.usefixtures("voorbeeld")
def test_the_map_needs_borders_and_then_names_their_source(client: Client) -> None:
    vraag = f"{VRAAG}&beeld=kaart"
    assert "Van deze gebieden is er geen kaart" in soep(client, vraag).get_text()
    pad = bewaar_kaart(cijfermap(), "gemeente", 2024, KAART)
    try:
        blad = soep(client, vraag)
        assert "Grenzen van 2024: CBS en Kadaster." in blad.get_text()
        assert "Kaart van 2 gebieden" in blad.select_one("figure img")["alt"]
        assert client.get(blad.select_one("figure img")["src"]).status_code == 200
    finally:
        pad.unlink()


@pytest.mark.usefixtures("voorbeeld")
def test_breaks_and_odd_years_are_named_beside_the_figures(client: Client) -> None:
    tekst = soep(client, "indicator=rapportcijfer-veiligheid-buurt&gebieden=GM0575&van=2017&tot=2023").get_text()
    assert "Anders geteld vanaf 2021." in tekst
    assert "2020 tot en met 2021 was anders." in soep(client, f"{VRAAG}&van=2019&tot=2021").get_text()
    assert "was anders." not in soep(client, f"{VRAAG}&van=2015&tot=2018").get_text()


@pytest.mark.usefixtures("voorbeeld")
def test_change_comes_from_a_test_and_never_over_a_break(client: Client) -> None:
    blad = soep(client, "indicator=woninginbraak&gebieden=GM1783&van=2012&tot=2019")
    verandering = blad.select_one("tfoot .kompas-verandering, tbody .kompas-verandering")
    assert verandering.get_text(strip=True).endswith("zeker gedaald")
    assert "E-toets" in blad.get_text()


@pytest.mark.usefixtures("voorbeeld")
def test_no_figure_is_a_word_and_zero_a_number(client: Client) -> None:
    vraag = "indicator=woninginbraak&gebieden=GM0575&van=2005&tot=2019"
    _, *rijen = tabel(client, vraag)
    assert rijen[0] == ["2005", "ontbreekt"]
    assert rijen[-1] == ["2019", "78"]
    assert "0 is een telling" in soep(client, vraag).get_text()
    assert (
        "0 is een telling" not in soep(client, "indicator=woninginbraak&gebieden=GM0575&van=2017&tot=2019").get_text()
    )


@pytest.mark.usefixtures("voorbeeld")
def test_a_typed_area_becomes_part_of_the_address(client: Client) -> None:
    antwoord = client.get(adres("indicator=woninginbraak&gebieden=GM1783&erbij=noordwijk"))
    assert antwoord.status_code == 302
    assert antwoord["Location"] == adres("indicator=woninginbraak&gebieden=GM1783&gebieden=GM0575")
    blad = soep(client, "indicator=woninginbraak&gebieden=GM1783&erbij=Nergenshuizen")
    veld = blad.select_one("#vraag-erbij")
    assert veld["aria-invalid"] == "true"
    assert "kennen we niet" in blad.select_one(f"#{veld['aria-describedby'].split()[-1]}").get_text()


@pytest.mark.usefixtures("voorbeeld")
@pytest.mark.parametrize(
    ("vraag", "woord"),
    [
        ("van=gisteren", "geen periode"),
        ("gebieden=GM9999", "kennen we hier niet"),
        ("stap=week", "geen stap"),
    ],
)
def test_what_was_not_understood_is_told_and_gives_no_file(client: Client, vraag: str, woord: str) -> None:
    heel = f"indicator=woninginbraak&gebieden=GM1783&{vraag}"
    assert woord in soep(client, heel).get_text()
    bestand = client.get(adres(heel, "verkennen_bestand", "csv"))
    assert bestand.status_code == 400
    assert woord in bestand.content.decode()


@pytest.mark.usefixtures("voorbeeld")
def test_an_unknown_indicator_is_told_on_the_page_and_absent_elsewhere(client: Client) -> None:
    assert "bestaat hier niet" in soep(client, "indicator=bestaat-niet").get_text()
    for naam, rest in (("verkennen_grafiek", ()), ("verkennen_bestand", ("csv",))):
        assert client.get(adres("indicator=bestaat-niet", naam, *rest)).status_code == 404
    assert client.get(adres(VRAAG, "verkennen_bestand", "docx")).status_code == 404


@pytest.mark.usefixtures("voorbeeld")
def test_the_files_hold_the_figures_of_the_page_with_their_source(client: Client) -> None:
    vraag = f"{VRAAG}&van=2017&tot=2019"
    antwoord = client.get(adres(vraag, "verkennen_bestand", "csv"))
    assert antwoord["Content-Disposition"] == 'attachment; filename="woninginbraak-per-1000-westland.csv"'
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    assert [(rij["gebied"], rij["periode"]) for rij in rijen] == [
        (gebied, f"{jaar}JJ00") for gebied in ("GM1783", "GM0575") for jaar in (2017, 2018, 2019)
    ]
    assert rijen[0]["waarde"].startswith("3,8")
    assert "47018NED" in rijen[0]["tabel"]
    assert client.get(adres(vraag, "verkennen_bestand", "xlsx")).content[:2] == b"PK"
    parquet = pq.read_table(io.BytesIO(client.get(adres(vraag, "verkennen_bestand", "parquet")).content))
    assert parquet.num_rows == 6
    assert b"verkennen/?indicator=woninginbraak-per-1000" in parquet.schema.metadata[b"Vraag"]


@pytest.mark.usefixtures("voorbeeld")
def test_an_earlier_day_is_said_and_goes_along(client: Client) -> None:
    blad = soep(client, f"{VRAAG}&op=2025-01-01")
    assert "Stand van 1 januari 2025." in blad.get_text()
    assert all("op=2025-01-01" in a["href"] for a in blad.select(".kompas-deelmenu a, .kompas-tabbladen a"))
    assert blad.select_one("#vraag-op")["value"] == "2025-01-01"
    [terug] = blad.select(".kompas-peildag a")
    assert "op=" not in terug["href"]
    assert "Stand van" not in soep(client, f"{VRAAG}&op=2199-01-01").get_text()


def test_a_stranger_gets_no_figures_of_a_closed_municipality(cast: Cast, hier: Gemeente) -> None:
    for naam, rest in (
        ("verkennen", ()), ("verkennen_grafiek", ()), ("verkennen_bestand", ("csv",)), ("indicatoren", ()),
        ("bronnen", ()), ("herzieningen", ()), ("bron", ("politie-misdrijven",)), ("indicator_uitleg", ("inwoners",)),
        ("verklaren", ("inwoners", "GM0575", "2019JJ00")),
    ):  # fmt: skip
        adres_ = reverse(naam, args=[hier.slug, *rest])
        assert als("dirk", cast).get(adres_).status_code == 404, naam
        if naam != "verkennen_grafiek":
            assert als("bram", cast).get(adres_).status_code == 200, naam


@pytest.mark.usefixtures("voorbeeld")
def test_htmx_asks_the_same_address_and_the_page_works_without(client: Client) -> None:
    blad = soep(client)
    formulier = blad.select_one("#verkenner form")
    assert formulier["method"] == "get"
    assert formulier["hx-get"] == formulier["action"] == reverse("verkennen", args=["westland"])
    assert unescape(str(blad)).count('id="verkenner"') == 1
