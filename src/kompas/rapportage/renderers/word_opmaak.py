"""What Word wants and python-docx has no word for: fields, bookmarks, references, table headers, contents."""

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from kompas.rapportage.renderers.word_stijlen import TABELSTIJL, VERWIJZING, element, stijl_id
from kompas.rapportage.secties.inhoud import Cel, Kop, Opmaak, Rapport, Tabel


def alinea(document: Docx, stijl: str, tekst: str = "") -> Paragraph:
    return zet_stijl(document.add_paragraph(tekst), stijl)


def zet_stijl(alinea: Paragraph, stijl: str) -> Paragraph:
    """By id: python-docx would search all styles for every paragraph, which takes most of the time."""
    alinea._p.style = stijl_id(stijl)
    return alinea


def kop_en_voet(document: Docx, rapport: Rapport) -> None:
    """Title above, figures build and page number below; nothing on the cover."""
    blad = document.sections[0]
    blad.different_first_page_header_footer = True
    breedte = Cm(16.4)
    boven, onder = blad.header.paragraphs[0], blad.footer.paragraphs[0]
    for alinea in (boven, onder):
        zet_stijl(alinea, "Bron")
        alinea.paragraph_format.tab_stops.add_tab_stop(breedte, WD_TAB_ALIGNMENT.RIGHT)
    boven.add_run(rapport.titel + ("\tvoorbeeld" if rapport.is_voorbeeld else ""))
    onder.add_run(f"{rapport.voet}\t")
    _veld(onder, "PAGE", "1")
    onder.add_run(" / ")
    _veld(onder, "NUMPAGES", "1")


def _veld(alinea: Paragraph, opdracht: str, getoond: str) -> None:
    veld = element("w:fldSimple", instr=opdracht)
    alinea._p.append(veld)
    veld.append(alinea.add_run(getoond)._r)


def bijschrift(document: Docx, soort: str, tekst: str) -> None:
    """A caption that Word numbers itself; the number is filled in for readers that do not."""
    document_nummers = document.element.body.xpath(f".//w:fldSimple[contains(@w:instr, 'SEQ {soort} ')]")
    regel = alinea(document, "Caption", f"{soort} ")
    _veld(regel, f"SEQ {soort} \\* ARABIC", str(len(document_nummers) + 1))
    regel.add_run(f". {tekst}")


def bladwijzer(alinea: Paragraph, naam: str) -> None:
    """Something that a reference can go to. Word wants a number of its own for each."""
    document = alinea.part.element
    nummer = str(len(document.xpath(".//w:bookmarkStart")) + 1)
    alinea._p.insert(1, element("w:bookmarkStart", id=nummer, name=naam))
    alinea._p.append(element("w:bookmarkEnd", id=nummer))


def verwijzing(alinea: Paragraph, cel: Cel) -> None:
    """The text, as a link within the document when it refers to something."""
    stuk = alinea.add_run(cel.tekst)
    if cel.naar:
        stuk._r.style = stijl_id(VERWIJZING)
        link = element("w:hyperlink", anchor=cel.naar, history="1")
        alinea._p.append(link)
        link.append(stuk._r)


def inhoudsopgave(document: Docx, rapport: Rapport) -> None:
    """The contents as links, inside the field with which Word can add page numbers."""
    titel = alinea(document, "Intro", "Inhoud")
    titel.paragraph_format.page_break_before = True
    koppen = [
        (kop, niveau)
        for sectie in rapport.secties
        if sectie.opmaak is not Opmaak.VOORBLAD
        for kop, niveau in [(Cel(sectie.titel, sectie.key), 1), *_koppen(sectie.blokken)]
    ]
    alineas = []
    for cel, niveau in koppen:
        regel = alinea(document, f"Inhoud {niveau}")
        verwijzing(regel, cel)
        alineas.append(regel)
    if alineas:
        _omvat(alineas, 'TOC \\o "1-2" \\h \\z \\u')


def _koppen(blokken: tuple[object, ...]) -> list[tuple[Cel, int]]:
    return [
        (Cel(blok.tekst, blok.anker), 2)
        for blok in blokken
        if isinstance(blok, Kop) and blok.niveau == 2 and blok.anker
    ]


def _omvat(alineas: list[Paragraph], opdracht: str) -> None:
    """Put paragraphs inside one field."""
    eerste, laatste = alineas[0]._p, alineas[-1]._p
    begin = [_stuk(element("w:fldChar", fldCharType="begin")), _opdracht(opdracht)]
    begin.append(_stuk(element("w:fldChar", fldCharType="separate")))
    plek = next((nummer for nummer, kind in enumerate(eerste) if kind.tag != qn("w:pPr")), len(eerste))
    for deel in reversed(begin):
        eerste.insert(plek, deel)
    laatste.append(_stuk(element("w:fldChar", fldCharType="end")))


def _stuk(inhoud: etree._Element) -> etree._Element:
    stuk = element("w:r")
    stuk.append(inhoud)
    return stuk


def _opdracht(tekst: str) -> etree._Element:
    opdracht = element("w:instrText")
    opdracht.text = tekst
    return _stuk(opdracht)


def tabel_opmaken(word: Table, tabel: Tabel, breedte: Length) -> None:
    """Header row repeated on every page, rows kept whole, widths by share, and the table's text alternative."""
    delen = sum(kolom.breedte for kolom in tabel.kolommen)
    maten = [Length(int(breedte * kolom.breedte / delen)) for kolom in tabel.kolommen]
    word.autofit = False
    for kolom, maat in zip(word.columns, maten, strict=True):
        kolom.width = maat
    for plek, cel in enumerate(word._cells):
        cel.width = maten[plek % len(maten)]
    for rij in word.rows:
        rij._tr.get_or_add_trPr().append(element("w:cantSplit"))
    word.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    eigen = word._tbl.tblPr
    eigen.style = stijl_id(TABELSTIJL)
    for oud in eigen.findall(qn("w:tblLook")):
        eigen.remove(oud)
    kijk = element("w:tblLook")
    eigen.append(kijk)
    kenmerken = {"firstRow": "1", "firstColumn": str(int(tabel.kopkolom)), "lastRow": "0", "lastColumn": "0"}
    for kenmerk, waarde in {"val": "04A0" if tabel.kopkolom else "0420", **kenmerken}.items():
        kijk.set(qn(f"w:{kenmerk}"), waarde)
    eigen.append(element("w:tblCaption", val=tabel.bijschrift))
    eigen.append(element("w:tblDescription", val=f"Kolommen: {', '.join(kolom.titel for kolom in tabel.kolommen)}."))
