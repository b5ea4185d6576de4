"""Word: real styles, repeated table headers, alternative texts, the same bytes every time."""

import io
import zipfile
from xml.dom import minidom

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from tests.factories.rapport import VIJANDIG, rapport

from kompas.rapportage.renderers.word import maak_docx


@pytest.fixture(scope="module")
def inhoud() -> bytes:
    return maak_docx(rapport())


@pytest.fixture(scope="module")
def document(inhoud: bytes) -> Docx:
    return Document(io.BytesIO(inhoud))


def met_stijl(document: Docx, stijl: str) -> list[str]:
    return [alinea.text for alinea in document.paragraphs if alinea.style is not None and alinea.style.name == stijl]


def test_titel_en_koppen_zijn_stijlen(document: Docx) -> None:
    assert met_stijl(document, "Title") == ["Voortgangsrapportage veiligheid 2022"]
    assert met_stijl(document, "Heading 1") == ["Doelen", VIJANDIG[0]]
    assert met_stijl(document, "Heading 2") == ["Minder woninginbraken"]
    assert met_stijl(document, "Heading 3") == ["Cijfers"]


def test_bijschriften_zijn_genummerd(document: Docx) -> None:
    nummers = [veld.get(qn("w:instr")) for veld in document.element.iter(qn("w:fldSimple"))]
    assert nummers == ["SEQ Tabel \\* ARABIC", "SEQ Figuur \\* ARABIC"]
    bijschriften = [a._p.xpath("string(.)") for a in document.paragraphs if a.style and a.style.name == "Caption"]
    assert bijschriften == ["Tabel 1. Stand per indicator", "Figuur 1. Woninginbraken dalen"]


def test_kopregel_van_tabel_wordt_herhaald(document: Docx) -> None:
    (tabel,) = document.tables
    eerste = tabel.rows[0]._tr.trPr
    assert eerste is not None
    assert eerste.find(qn("w:tblHeader")) is not None
    assert all(rij._tr.trPr.find(qn("w:cantSplit")) is not None for rij in tabel.rows)
    assert tabel._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Stand per indicator"


def test_figuur_heeft_alternatieve_tekst(document: Docx) -> None:
    (eigenschappen,) = document.element.iter(qn("wp:docPr"))
    assert eigenschappen.get("descr") == "Lijn van 2019 tot 2022, dalend"


def test_taal_en_eigenschappen(document: Docx) -> None:
    talen = {taal.get(qn("w:val")) for taal in document.styles.element.iter(qn("w:lang"))}
    assert talen == {"nl-NL"}
    assert document.core_properties.title == "Voortgangsrapportage veiligheid 2022"
    assert document.core_properties.language == "nl-NL"


def test_inhoudsopgave_en_verwijzingen_komen_uit(document: Docx) -> None:
    bladwijzers = [b.get(qn("w:name")) for b in document.element.iter(qn("w:bookmarkStart"))]
    nummers = [b.get(qn("w:id")) for b in document.element.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert links <= set(bladwijzers)
    assert len(set(nummers)) == len(nummers)
    soorten = [teken.get(qn("w:fldCharType")) for teken in document.element.iter(qn("w:fldChar"))]
    assert soorten == ["begin", "separate", "end"]


def test_vijandige_tekst_blijft_tekst(document: Docx) -> None:
    teksten = [alinea.text for alinea in document.paragraphs]
    assert set(VIJANDIG) <= set(teksten)


def test_zip_is_heel_en_elk_deel_is_xml(inhoud: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        assert zip_.testzip() is None
        assert len(set(zip_.namelist())) == len(zip_.namelist())
        for naam in zip_.namelist():
            if naam.endswith((".xml", ".rels")):
                minidom.parseString(zip_.read(naam)).unlink()  # noqa: S318  (our own file)


def test_zelfde_rapport_zelfde_bytes() -> None:
    assert maak_docx(rapport()) == maak_docx(rapport())
