"""What Word wants and python-docx has no word for: styles, fields, bookmarks, table headers, alternative texts."""

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from kompas.rapportage.renderers.huisstijl import kleuren
from kompas.rapportage.secties.inhoud import Cel, Kop, Opmaak, Rapport, Tabel

_LETTER = "Calibri"


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur.removeprefix("#").upper())


def _element(naam: str, **kenmerken: str) -> etree._Element:
    """An element with attributes in Word's name space."""
    element: etree._Element = OxmlElement(naam)
    for kenmerk, waarde in kenmerken.items():
        element.set(qn(f"w:{kenmerk}"), waarde)
    return element


def stijlen(document: Docx) -> None:
    """Page, language and the styles of a report."""
    blad = document.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = Cm(2.3)
    blad.top_margin, blad.bottom_margin = Cm(2.4), Cm(2.2)
    _taal(document)
    for naam, punten in (("Title", 30), ("Heading 1", 19), ("Heading 2", 14), ("Heading 3", 11.5), ("Caption", 9.5)):
        _koptekst(document.styles[naam], punten)
    _stijl(document, "Normal", 10.5)
    _stijl(document, "Body Text", 10.5)
    for naam, punten in (("Intro", 12.5), ("Bron", 8.5), ("Tabeltekst", 9), ("Feit", 10.5), ("Melding", 10.5)):
        _stijl(document, naam, punten)
    _bijzonder(document)
    _oordeelstijlen(document)


def _taal(document: Docx) -> None:
    for taal in document.styles.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), "nl-NL")


def _letter(stijl: ParagraphStyle, punten: float) -> None:
    stijl.font.name, stijl.font.size = _LETTER, Pt(punten)
    letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
    for thema in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        letters.attrib.pop(qn(f"w:{thema}"), None)
    letters.set(qn("w:cs"), _LETTER)


def _koptekst(stijl: ParagraphStyle, punten: float) -> None:
    _letter(stijl, punten)
    stijl.font.bold = True
    stijl.font.color.rgb = _rgb(kleuren().accent)
    stijl.paragraph_format.keep_with_next = True
    stijl.paragraph_format.space_before, stijl.paragraph_format.space_after = Pt(punten), Pt(punten / 2)
    for rand in stijl.element.iter(qn("w:pBdr")):
        rand.getparent().remove(rand)


def _stijl(document: Docx, naam: str, punten: float) -> None:
    bekend = {stijl.name for stijl in document.styles}
    stijl = document.styles[naam] if naam in bekend else document.styles.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
    _letter(stijl, punten)
    stijl.paragraph_format.space_after = Pt(6)
    stijl.font.color.rgb = _rgb(kleuren().tekst)


def _bijzonder(document: Docx) -> None:
    stijl = document.styles
    stijl["Bron"].font.color.rgb = _rgb(kleuren().stil)
    stijl["Tabeltekst"].paragraph_format.space_after = Pt(0)
    stijl["Feit"].paragraph_format.left_indent = Cm(5)
    stijl["Feit"].paragraph_format.first_line_indent = Cm(-5)
    stijl["Feit"].paragraph_format.tab_stops.add_tab_stop(Cm(5))
    stijl["Feit"].paragraph_format.space_after = Pt(3)
    stijl["Title"].paragraph_format.space_before = Pt(90)
    _balk(stijl["Melding"], kleuren().accent, kleuren().vlak)


def oordeelstijl(sleutel: str) -> str:
    return f"Oordeel {sleutel.replace('-', ' ')}"


def _oordeelstijlen(document: Docx) -> None:
    """A style per verdict, and one for the reason below each: same colours as on the pages."""
    for sleutel, kleur in kleuren().oordelen.items():
        naam = oordeelstijl(sleutel)
        for stijlnaam, punten in ((naam, 12), (f"{naam} toelichting", 10.5)):
            _stijl(document, stijlnaam, punten)
            _balk(document.styles[stijlnaam], kleur.rand, kleur.vlak)
        document.styles[naam].font.bold = True
        document.styles[naam].font.color.rgb = _rgb(kleur.tekst)
        document.styles[naam].paragraph_format.keep_with_next = True
        document.styles[naam].paragraph_format.space_after = Pt(0)


def _balk(stijl: ParagraphStyle, rand: str, vlak_kleur: str) -> None:
    """A shaded paragraph with a bar at its left."""
    eigen = stijl.element.get_or_add_pPr()
    randen = _element("w:pBdr")
    randen.append(_element("w:left", val="single", sz="24", space="6", color=rand.removeprefix("#")))
    vlak = _element("w:shd", val="clear", color="auto", fill=vlak_kleur.removeprefix("#"))
    # The order of elements is part of the file format: borders and shading come before spacing.
    eerste = next((kind for kind in eigen if kind.tag in {qn("w:spacing"), qn("w:ind")}), None)
    for element in (randen, vlak):
        if eerste is None:
            eigen.append(element)
        else:
            eerste.addprevious(element)


def kop_en_voet(document: Docx, rapport: Rapport) -> None:
    """Title above, figures build and page number below; nothing on the cover."""
    blad = document.sections[0]
    blad.different_first_page_header_footer = True
    breedte = Cm(16.4)
    boven, onder = blad.header.paragraphs[0], blad.footer.paragraphs[0]
    for alinea in (boven, onder):
        alinea.style = document.styles["Bron"]
        alinea.paragraph_format.tab_stops.add_tab_stop(breedte, WD_TAB_ALIGNMENT.RIGHT)
    boven.add_run(rapport.titel + ("\tvoorbeeld" if rapport.is_voorbeeld else ""))
    onder.add_run(f"Gemeente {rapport.gemeente}, cijferset {rapport.build_id}\t")
    _veld(onder, "PAGE", "1")
    onder.add_run(" / ")
    _veld(onder, "NUMPAGES", "1")


def _veld(alinea: Paragraph, opdracht: str, getoond: str) -> None:
    veld = _element("w:fldSimple", instr=opdracht)
    alinea._p.append(veld)
    veld.append(alinea.add_run(getoond)._r)


def bijschrift(document: Docx, soort: str, tekst: str) -> None:
    """A caption that Word numbers itself; the number is filled in for readers that do not."""
    document_nummers = document.element.body.xpath(f".//w:fldSimple[contains(@w:instr, 'SEQ {soort} ')]")
    alinea = document.add_paragraph(style="Caption")
    alinea.add_run(f"{soort} ")
    _veld(alinea, f"SEQ {soort} \\* ARABIC", str(len(document_nummers) + 1))
    alinea.add_run(f". {tekst}")


def bladwijzer(alinea: Paragraph, naam: str) -> None:
    """Something that a reference can go to. Word wants a number of its own for each."""
    document = alinea.part.element
    nummer = str(len(document.xpath(".//w:bookmarkStart")) + 1)
    alinea._p.insert(1, _element("w:bookmarkStart", id=nummer, name=naam))
    alinea._p.append(_element("w:bookmarkEnd", id=nummer))


def verwijzing(alinea: Paragraph, cel: Cel) -> None:
    """The text, as a link within the document when it refers to something."""
    stuk = alinea.add_run(cel.tekst)
    if cel.naar:
        stuk.underline = True
        stuk.font.color.rgb = _rgb(kleuren().accent)
        link = _element("w:hyperlink", anchor=cel.naar, history="1")
        alinea._p.append(link)
        link.append(stuk._r)


def inhoudsopgave(document: Docx, rapport: Rapport) -> None:
    """The contents as links, inside the field with which Word can add page numbers."""
    titel = document.add_paragraph("Inhoud", style="Intro")
    titel.paragraph_format.page_break_before = True
    regels = [
        (regel, niveau)
        for sectie in rapport.secties
        if sectie.opmaak is not Opmaak.VOORBLAD
        for regel, niveau in [(Cel(sectie.titel, sectie.key), 1), *_koppen(sectie.blokken)]
    ]
    alineas = []
    for cel, niveau in regels:
        alinea = document.add_paragraph(style="Body Text")
        alinea.paragraph_format.left_indent = Cm(0.8 * (niveau - 1))
        alinea.paragraph_format.space_after = Pt(2)
        verwijzing(alinea, cel)
        alineas.append(alinea)
    if alineas:
        _omvat(alineas, 'TOC \\o "1-2" \\h \\z \\u')


def _koppen(blokken: tuple[object, ...]) -> list[tuple[Cel, int]]:
    return [(Cel(blok.tekst, blok.anker), 2) for blok in blokken if isinstance(blok, Kop) and blok.niveau == 2]


def _omvat(alineas: list[Paragraph], opdracht: str) -> None:
    """Put paragraphs inside one field."""
    eerste, laatste = alineas[0]._p, alineas[-1]._p
    begin = [_stuk(_element("w:fldChar", fldCharType="begin")), _opdracht(opdracht)]
    begin.append(_stuk(_element("w:fldChar", fldCharType="separate")))
    plek = next((nummer for nummer, kind in enumerate(eerste) if kind.tag != qn("w:pPr")), len(eerste))
    for element in reversed(begin):
        eerste.insert(plek, element)
    laatste.append(_stuk(_element("w:fldChar", fldCharType="end")))


def _stuk(inhoud: etree._Element) -> etree._Element:
    stuk = _element("w:r")
    stuk.append(inhoud)
    return stuk


def _opdracht(tekst: str) -> etree._Element:
    opdracht = _element("w:instrText")
    opdracht.text = tekst
    return _stuk(opdracht)


def tabel_opmaken(word: Table, tabel: Tabel, breedte: Length) -> None:
    """Header row repeated on every page, rows kept whole, widths by share, and the table's text alternative."""
    delen = sum(kolom.breedte for kolom in tabel.kolommen)
    maten = [int(breedte * kolom.breedte / delen) for kolom in tabel.kolommen]
    word.autofit = False
    for kolom, maat in zip(word.columns, maten, strict=True):
        kolom.width = maat
    for rij in word.rows:
        rij._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cel, maat in zip(rij.cells, maten, strict=True):
            cel.width = maat
    word.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    _vet(word, tabel)
    _tabelranden(word)
    eigen = word._tbl.tblPr
    eigen.append(_element("w:tblCaption", val=tabel.bijschrift))
    eigen.append(_element("w:tblDescription", val=f"Kolommen: {', '.join(kolom.titel for kolom in tabel.kolommen)}."))


def _vet(word: Table, tabel: Tabel) -> None:
    vlak = kleuren().vlak.removeprefix("#")
    for cel in word.rows[0].cells:
        cel._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=vlak))
        cel.paragraphs[0].runs[0].bold = True
    if tabel.kopkolom:
        for stuk in word.columns[0].cells[1:]:
            for tekst in stuk._tc.iter(qn("w:r")):
                Run(tekst, stuk.paragraphs[0]).bold = True


def _tabelranden(word: Table) -> None:
    """Lines between rows only, as in the other forms."""
    randen = _element("w:tblBorders")
    lijn, accent = kleuren().lijn.removeprefix("#"), kleuren().accent.removeprefix("#")
    for kant, kleur in (("top", accent), ("left", ""), ("bottom", lijn), ("right", ""), ("insideH", lijn)):
        soort = "single" if kleur else "nil"
        randen.append(_element(f"w:{kant}", val=soort, sz="4", space="0", color=kleur or "auto"))
    randen.append(_element("w:insideV", val="nil"))
    eigen = word._tbl.tblPr
    plek = eigen.find(qn("w:tblLayout"))
    if plek is None:
        eigen.append(randen)
    else:
        plek.addprevious(randen)
