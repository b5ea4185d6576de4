"""Word: real styles, repeated table headers, captions and alternative texts; the same bytes for the same report."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from kompas.rapportage.renderers.word_opmaak import (
    bijschrift,
    bladwijzer,
    inhoudsopgave,
    kop_en_voet,
    oordeelstijl,
    stijlen,
    tabel_opmaken,
    verwijzing,
)
from kompas.rapportage.secties.inhoud import (
    Alinea,
    Blok,
    Cel,
    Feiten,
    Figuur,
    Kop,
    Lijst,
    Oordeelregel,
    Opmaak,
    Rapport,
    Section,
    Stijl,
    Tabel,
)

_ALINEASTIJL = {
    Stijl.GEWOON: "Body Text",
    Stijl.INLEIDING: "Intro",
    Stijl.KLEIN: "Bron",
    Stijl.MELDING: "Melding",
}
_BREEDTE = Cm(16.4)
_ZIPTIJD = (1980, 1, 1, 0, 0, 0)


def maak_docx(rapport: Rapport) -> bytes:
    document = Document()
    stijlen(document)
    _eigenschappen(document, rapport)
    kop_en_voet(document, rapport)
    for sectie in rapport.secties:
        _sectie(document, rapport, sectie)
    uit = io.BytesIO()
    document.save(uit)
    return _vaste_tijd(uit.getvalue())


def _eigenschappen(document: Docx, rapport: Rapport) -> None:
    eigenschappen = document.core_properties
    eigenschappen.title = rapport.titel
    eigenschappen.author = f"Gemeente {rapport.gemeente}"
    eigenschappen.last_modified_by = eigenschappen.author
    eigenschappen.subject = f"Voortgang van het veiligheidsbeleid in {rapport.gemeente}, {rapport.jaar}"
    eigenschappen.comments = f"Cijferset {rapport.build_id}"
    eigenschappen.language = "nl-NL"
    eigenschappen.keywords = ""
    eigenschappen.created = eigenschappen.modified = datetime.combine(rapport.peildatum, time())


def _sectie(document: Docx, rapport: Rapport, sectie: Section) -> None:
    if sectie.opmaak is Opmaak.VOORBLAD:
        document.add_paragraph(f"Gemeente {rapport.gemeente}", style="Intro")
        document.add_paragraph(rapport.titel, style="Title")
    else:
        kop = document.add_heading(sectie.titel, level=1)
        kop.paragraph_format.page_break_before = sectie.opmaak is Opmaak.NIEUWE_BLADZIJDE
        bladwijzer(kop, sectie.key)
    for blok in sectie.blokken:
        _ZET[type(blok)](document, blok)
    if sectie.opmaak is Opmaak.VOORBLAD:
        inhoudsopgave(document, rapport)


def _kop(document: Docx, kop: Kop) -> None:
    alinea = document.add_heading(kop.tekst, level=kop.niveau)
    if kop.anker:
        bladwijzer(alinea, kop.anker)


def _alinea(document: Docx, alinea: Alinea) -> None:
    document.add_paragraph(alinea.tekst, style=_ALINEASTIJL[alinea.stijl])


def _lijst(document: Docx, lijst: Lijst) -> None:
    for nummer, punt in enumerate(lijst.punten, start=1):
        if lijst.genummerd:
            # Typed numbers: Word would go on counting from the list before.
            document.add_paragraph(f"{nummer}. {punt}", style="List Continue")
        else:
            document.add_paragraph(punt, style="List Bullet")


def _feiten(document: Docx, feiten: Feiten) -> None:
    for naam, tekst in feiten.paren:
        alinea = document.add_paragraph(style="Feit")
        alinea.add_run(f"{naam}:").bold = True
        alinea.add_run(f"\t{tekst}")


def _oordeel(document: Docx, regel: Oordeelregel) -> None:
    document.add_paragraph(f"{regel.symbool} {regel.oordeel}", style=oordeelstijl(regel.sleutel))
    document.add_paragraph(regel.want, style=f"{oordeelstijl(regel.sleutel)} toelichting")
    for stap in regel.stappen:
        document.add_paragraph(stap, style="List Bullet")


def _tabel(document: Docx, tabel: Tabel) -> None:
    bijschrift(document, "Tabel", tabel.bijschrift)
    word = document.add_table(rows=1 + len(tabel.rijen), cols=len(tabel.kolommen), style="Table Grid")
    koppen = tuple(Cel(kolom.titel) for kolom in tabel.kolommen)
    for rij, cellen in zip(word.rows, (koppen, *tabel.rijen), strict=True):
        for kolom, doel, cel in zip(tabel.kolommen, rij.cells, cellen, strict=True):
            alinea = doel.paragraphs[0]
            alinea.style = document.styles["Tabeltekst"]
            if kolom.is_getal:
                alinea.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            verwijzing(alinea, cel)
    tabel_opmaken(word, tabel, _BREEDTE)
    for regel in filter(None, (*tabel.noten, tabel.bron)):
        document.add_paragraph(regel, style="Bron")


def _figuur(document: Docx, figuur: Figuur) -> None:
    bijschrift(document, "Figuur", figuur.titel)
    plaatje = document.add_picture(io.BytesIO(figuur.png()), width=_BREEDTE)
    kenmerken = plaatje._inline.docPr
    kenmerken.set("descr", figuur.alt)
    kenmerken.set("title", figuur.titel)
    document.paragraphs[-1].paragraph_format.keep_with_next = bool(figuur.bron)
    if figuur.bron:
        document.add_paragraph(figuur.bron, style="Bron")


_ZET: dict[type[Blok], Callable[..., None]] = {
    Kop: _kop,
    Alinea: _alinea,
    Lijst: _lijst,
    Feiten: _feiten,
    Oordeelregel: _oordeel,
    Tabel: _tabel,
    Figuur: _figuur,
}


def _vaste_tijd(docx: bytes) -> bytes:
    """The same zip with one fixed time in it, so that equal reports are equal files."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            nieuw.writestr(zipfile.ZipInfo(naam, _ZIPTIJD), oud.read(naam), zipfile.ZIP_DEFLATED)
    return uit.getvalue()
