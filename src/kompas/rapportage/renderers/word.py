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
    alinea,
    bijschrift,
    bladwijzer,
    inhoudsopgave,
    kop_en_voet,
    tabel_opmaken,
    verwijzing,
    zet_stijl,
)
from kompas.rapportage.renderers.word_stijlen import oordeelstijl, stijlen
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
    Stijl.KLEIN: "Klein",
    Stijl.MELDING: "Melding",
    Stijl.LABEL: "Label",
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
    eigenschappen.author = rapport.auteur
    eigenschappen.last_modified_by = eigenschappen.author
    eigenschappen.subject = f"Voortgang van het veiligheidsbeleid in {rapport.gemeente}, {rapport.jaar}"
    eigenschappen.comments = f"Cijferset {rapport.build_id}"
    eigenschappen.language = "nl-NL"
    eigenschappen.keywords = ""
    eigenschappen.created = eigenschappen.modified = datetime.combine(rapport.peildatum, time())


def _sectie(document: Docx, rapport: Rapport, sectie: Section) -> None:
    if sectie.opmaak is Opmaak.VOORBLAD:
        alinea(document, "Intro", f"Gemeente {rapport.gemeente}")
        alinea(document, "Title", rapport.titel)
    else:
        kop = alinea(document, "Heading 1", sectie.titel)
        kop.paragraph_format.page_break_before = sectie.opmaak is Opmaak.NIEUWE_BLADZIJDE
        bladwijzer(kop, sectie.key)
    for blok in sectie.blokken:
        _ZET[type(blok)](document, blok)
    if sectie.opmaak is Opmaak.VOORBLAD:
        inhoudsopgave(document, rapport)


def _kop(document: Docx, kop: Kop) -> None:
    gezet = alinea(document, f"Heading {kop.niveau}", kop.tekst)
    if kop.anker:
        bladwijzer(gezet, kop.anker)


def _alinea(document: Docx, blok: Alinea) -> None:
    alinea(document, _ALINEASTIJL[blok.stijl], blok.tekst)


def _lijst(document: Docx, lijst: Lijst) -> None:
    for nummer, punt in enumerate(lijst.punten, start=1):
        if lijst.genummerd:
            # Typed numbers: Word would go on counting from the list before.
            alinea(document, "List Continue", f"{nummer}. {punt}")
        else:
            alinea(document, "List Bullet", punt)


def _feiten(document: Docx, feiten: Feiten) -> None:
    for naam, tekst in feiten.paren:
        regel = alinea(document, "Feit")
        regel.add_run(f"{naam}:").bold = True
        regel.add_run(f"\t{tekst}")


def _oordeel(document: Docx, regel: Oordeelregel) -> None:
    stijl = oordeelstijl(regel.sleutel)
    alinea(document, stijl, f"{regel.symbool} {regel.oordeel}")
    alinea(document, f"{stijl} toelichting", regel.want)
    for stap in regel.stappen:
        alinea(document, "List Bullet", stap)


def _tabel(document: Docx, tabel: Tabel) -> None:
    bijschrift(document, "Tabel", tabel.bijschrift)
    word = document.add_table(rows=1 + len(tabel.rijen), cols=len(tabel.kolommen))
    koppen = tuple(Cel(kolom.titel) for kolom in tabel.kolommen)
    # The flat list of cells: python-docx makes it anew for every row that is asked for.
    doelen = iter(word._cells)
    for cellen in (koppen, *tabel.rijen):
        for kolom, cel in zip(tabel.kolommen, cellen, strict=True):
            tekst = zet_stijl(next(doelen).paragraphs[0], "Tabeltekst")
            if kolom.is_getal:
                tekst.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            verwijzing(tekst, cel)
    tabel_opmaken(word, tabel, _BREEDTE)
    for regel in filter(None, (*tabel.noten, tabel.bron)):
        alinea(document, "Bron", regel)


def _figuur(document: Docx, figuur: Figuur) -> None:
    bijschrift(document, "Figuur", figuur.titel)
    plaatje = document.add_picture(io.BytesIO(figuur.png()), width=_BREEDTE)
    kenmerken = plaatje._inline.docPr
    kenmerken.set("descr", figuur.alt)
    kenmerken.set("title", figuur.titel)
    document.paragraphs[-1].paragraph_format.keep_with_next = bool(figuur.bron)
    if figuur.bron:
        alinea(document, "Bron", figuur.bron)


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
