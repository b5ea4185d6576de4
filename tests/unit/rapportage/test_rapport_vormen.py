"""The four forms tell the same: every number of a goal is in all of them."""

import csv
import io
import re

from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader
from tests.factories.rapport import rapport
from tests.factories.rapportcontext import context

from kompas.base import getal_tekst
from kompas.rapportage.renderers import VORMEN
from kompas.rapportage.secties import stel_samen
from kompas.rapportage.secties.inhoud import Rapport

GETAL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")


def stand_uit_html(inhoud: bytes) -> list[str]:
    tabel = BeautifulSoup(inhoud, "html.parser").select_one("section:has(#doelen) table")
    assert tabel is not None
    return [cel.get_text(strip=True) for cel in tabel.select("tbody th, tbody td")]


def stand_uit_docx(inhoud: bytes, kop: str) -> list[str]:
    for tabel in Document(io.BytesIO(inhoud)).tables:
        if tabel.rows[0].cells[0].text == kop:
            return [cel.text for cel in tabel.rows[1].cells]
    raise AssertionError(f"geen tabel met kop {kop}")


def tekst_uit_pdf(inhoud: bytes) -> str:
    return " ".join(" ".join(pagina.extract_text().split()) for pagina in PdfReader(io.BytesIO(inhoud)).pages)


def test_zelfde_getallen_in_elke_vorm() -> None:
    inhoud = stel_samen(context(1, strategisch=()))
    bestanden = {vorm.key: vorm.maak(inhoud) for vorm in VORMEN}
    html = stand_uit_html(bestanden["html"])
    assert html == ["3,8 (2017)", "hoogstens 3,5 (2022)", "1,35 (2022)", "1,14 tot 1,58", "3,50"]
    assert stand_uit_docx(bestanden["docx"], "Uitgangswaarde") == html
    assert " ".join(html) in tekst_uit_pdf(bestanden["pdf"])
    rijen = list(csv.DictReader(io.StringIO(bestanden["csv"].decode("utf-8-sig")), delimiter=";"))
    uitgang, laatste = rijen[0], rijen[1]
    assert f"{uitgang['waarde']} ({uitgang['periode']})" == html[0]
    assert f"{laatste['waarde']} ({laatste['periode']})" == html[2]
    assert f"{laatste['ondergrens 95%']} tot {laatste['bovengrens 95%']}" == html[3]


def test_alle_getallen_van_word_staan_ook_in_html_en_pdf() -> None:
    inhoud: Rapport = stel_samen(context(3))
    html = BeautifulSoup(VORMEN["html"].maak(inhoud), "html.parser")
    pdf = tekst_uit_pdf(VORMEN["pdf"].maak(inhoud))
    document = Document(io.BytesIO(VORMEN["docx"].maak(inhoud)))
    cellen = [cel.text for tabel in document.tables for rij in tabel.rows for cel in rij.cells]
    getallen = {getal for cel in cellen for getal in GETAL.findall(cel)}
    assert getal_tekst(1.346, 2) in getallen
    assert getallen <= set(GETAL.findall(html.get_text(" ")))
    assert getallen <= set(GETAL.findall(pdf))


def test_bestandsnaam_per_vorm() -> None:
    assert [vorm.bestandsnaam(rapport()) for vorm in VORMEN] == [
        "rapport.pdf", "rapport.docx", "rapport.html", "rapport.csv",
    ]  # fmt: skip
