"""HTML: one file, semantic, nothing from elsewhere, hostile text as text."""

import base64
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from tests.factories.rapport import SVG, VIJANDIG, rapport

from kompas.rapportage.renderers.html import maak_html


@pytest.fixture(scope="module")
def html() -> str:
    return maak_html(rapport()).decode()


@pytest.fixture(scope="module")
def soep(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_taal_titel_en_een_h1(soep: BeautifulSoup) -> None:
    assert soep.html is not None
    assert soep.html["lang"] == "nl"
    assert [h1.text for h1 in soep.find_all("h1")] == ["Voortgangsrapportage veiligheid 2022"]
    assert soep.title is not None
    assert soep.title.text == "Voortgangsrapportage veiligheid 2022"


def test_koppen_slaan_geen_niveau_over(soep: BeautifulSoup) -> None:
    niveaus = [int(kop.name[1]) for kop in soep.find_all(re.compile(r"^h[1-6]$"))]
    assert all(later <= eerder + 1 for eerder, later in pairwise(niveaus))


def test_tabel_heeft_bijschrift_en_koppen(soep: BeautifulSoup) -> None:
    (tabel,) = soep.find_all("table")
    assert tabel.caption.get_text() == "Tabel 1. Stand per indicator"
    assert [th["scope"] for th in tabel.thead.find_all("th")] == ["col"] * 3
    assert [th["scope"] for th in tabel.tbody.find_all("th")] == ["row"] * 3


def test_figuur_zit_in_het_bestand_met_alternatief(soep: BeautifulSoup) -> None:
    (beeld,) = soep.find_all("img")
    assert beeld["alt"] == "Lijn van 2019 tot 2022, dalend"
    soort, _, gegevens = str(beeld["src"]).partition(";base64,")
    assert soort == "data:image/svg+xml"
    assert base64.b64decode(gegevens).decode() == SVG


def test_niets_van_elders_en_geen_script(soep: BeautifulSoup) -> None:
    assert soep.find_all(["script", "link", "iframe", "object"]) == []
    adressen = [e.get("href") or e.get("src") for e in soep.find_all(href=True) + soep.find_all(src=True)]
    assert all(str(adres).startswith(("#", "data:image/svg+xml;base64,")) for adres in adressen)


def test_verwijzingen_komen_uit_en_ids_zijn_uniek(soep: BeautifulSoup) -> None:
    ids = [str(e["id"]) for e in soep.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    assert {str(a["href"])[1:] for a in soep.find_all("a")} <= set(ids)


def test_vijandige_tekst_blijft_tekst(soep: BeautifulSoup) -> None:
    tekst = soep.get_text()
    assert all(zin in tekst for zin in VIJANDIG)
