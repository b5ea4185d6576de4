"""PDF: tagged, readable by a machine, the same bytes every time, and deaf to markup."""

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from tests.factories.rapport import VIJANDIG, rapport
from tests.factories.rapportcontext import context, doel, thema

from kompas.rapportage.renderers.pdf import SJABLOON, maak_pdf
from kompas.rapportage.secties import stel_samen


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(maak_pdf(rapport())))


def structuur(knoop: Any) -> list[DictionaryObject]:
    """Every element of the tag tree."""
    knoop = knoop.get_object()
    if isinstance(knoop, list):
        return [element for kind in knoop for element in structuur(kind)]
    if not isinstance(knoop, DictionaryObject):
        return []
    eigen = [knoop] if "/S" in knoop else []
    return eigen + (structuur(knoop["/K"]) if "/K" in knoop else [])


def soorten(pdf: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in structuur(pdf.trailer["/Root"]["/StructTreeRoot"])]


def platte_tekst(pdf: PdfReader) -> str:
    return " ".join(" ".join(pagina.extract_text() for pagina in pdf.pages).split())


def test_getagd_met_taal_en_titel(pdf: PdfReader) -> None:
    wortel = pdf.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/Lang"] == "nl-NL"
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Voortgangsrapportage veiligheid 2022"
    assert pdf.metadata.author == "Veiligheidskompas (voorbeeld)"


def test_zegt_zelf_pdf_ua_te_zijn(pdf: PdfReader) -> None:
    xmp = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>\s*1\s*<", xmp)


def test_koppen_tabellen_en_lijsten_zijn_echt(pdf: PdfReader) -> None:
    gevonden = soorten(pdf)
    assert gevonden.count("/Table") == 1
    assert gevonden.count("/TH") == 3
    assert gevonden.count("/TR") == 4
    assert {"/H1", "/H2", "/H3", "/L", "/Caption", "/Figure", "/Link"} <= set(gevonden)


def test_figuur_heeft_alternatieve_tekst(pdf: PdfReader) -> None:
    alt = [e["/Alt"] for e in structuur(pdf.trailer["/Root"]["/StructTreeRoot"]) if e["/S"] == "/Figure"]
    assert alt == ["Lijn van 2019 tot 2022, dalend"]


def test_bladwijzers_zijn_de_koppen(pdf: PdfReader) -> None:
    titels = [str(item["/Title"]) for item in pdf.outline if isinstance(item, dict)]
    assert "Doelen" in titels


def test_tekst_en_bladzijden(pdf: PdfReader) -> None:
    tekst = platte_tekst(pdf)
    assert "153 op 113.668 inwoners is 1,35" in tekst
    assert "cijferset b-test" in tekst
    assert f"{len(pdf.pages)} / {len(pdf.pages)}" in tekst


def test_vijandige_tekst_blijft_tekst(pdf: PdfReader) -> None:
    tekst = platte_tekst(pdf).replace(" ", "")
    for zin in VIJANDIG:
        assert zin.replace(" ", "") in tekst


def test_zelfde_rapport_zelfde_bytes() -> None:
    assert maak_pdf(rapport()) == maak_pdf(rapport())


def test_ander_rapport_andere_bytes() -> None:
    assert maak_pdf(rapport()) != maak_pdf(rapport(titel="Iets anders"))


def test_zelfde_bytes_in_een_ander_proces(repo: Path) -> None:
    """Another process, another hash seed, another day by its clock: the same file."""
    opdracht = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from tests.factories.rapport import rapport\n"
        "from kompas.rapportage.renderers.pdf import maak_pdf\n"
        "print(hashlib.sha256(maak_pdf(rapport())).hexdigest())"
    )
    omgeving = os.environ | {
        "PYTHONPATH": f"{repo / 'src'}:{repo}", "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": "86400", "DJANGO_SETTINGS_MODULE": "kompas.project.settings",
    }  # fmt: skip
    uit = subprocess.run(
        [sys.executable, "-c", opdracht], env=omgeving, capture_output=True, text=True, check=True, cwd=repo
    )
    assert uit.stdout.strip() == hashlib.sha256(maak_pdf(rapport())).hexdigest()


def test_sjabloon_leest_geen_bestanden_en_haalt_niets_op() -> None:
    sjabloon = SJABLOON.read_text()
    assert not re.search(r"#?\b(import|include|read|csv|yaml|toml|xml|plugin|eval)\b\s*[(\"]", sjabloon)


def bladzijde_van(pdf: PdfReader, kop: str) -> int:
    (gevonden,) = [item for item in pdf.outline if isinstance(item, dict) and item["/Title"] == kop]
    nummer = pdf.get_destination_page_number(gevonden)
    assert nummer is not None
    return nummer


@pytest.mark.parametrize(("aantal", "doelen_per_thema"), [(1, 0), (1, 5), (1, 11), (30, 2)])
def test_samenvatting_past_op_een_bladzijde(aantal: int, doelen_per_thema: int) -> None:
    lang = (
        "Inwoners en ondernemers merken dat er minder overlast is op straat, en zij weten wat zij zelf kunnen doen " * 2
    )
    themas = tuple(
        thema(n, tuple(doel(n * 100 + m, tekst=lang) for m in range(doelen_per_thema)), naam="Lange naam " * 9)
        for n in range(1, aantal + 1)
    )
    inhoud = context(prioriteiten=themas, aandacht=(lang + lang,) * 12)
    pdf = PdfReader(io.BytesIO(maak_pdf(stel_samen(inhoud))))
    assert bladzijde_van(pdf, "De doelen") - bladzijde_van(pdf, "Samenvatting") == 1
