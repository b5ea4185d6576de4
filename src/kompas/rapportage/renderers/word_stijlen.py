"""The styles of a report in Word: everything that it looks like stands here, so that a reader can change it once."""

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from kompas.rapportage.renderers.huisstijl import Kleuren, kleuren

TABELSTIJL = "Rapporttabel"
VERWIJZING = "Verwijzing"
_LETTER = "Calibri"
_KOPPEN = {"Title": 30, "Heading 1": 19, "Heading 2": 14, "Heading 3": 11.5, "Caption": 9.5}
_TEKST = {
    "Normal": 10.5, "Body Text": 10.5, "Intro": 12.5, "Bron": 8.5, "Klein": 9, "Tabeltekst": 9, "Feit": 10.5,
    "Melding": 10.5, "Label": 10.5, "Inhoud 1": 10.5, "Inhoud 2": 10.5,
}  # fmt: skip


def stijl_id(naam: str) -> str:
    """How a style is called inside the file."""
    return naam.replace(" ", "")


def oordeelstijl(sleutel: str) -> str:
    return f"Oordeel {sleutel.replace('-', ' ')}"


def element(naam: str, **kenmerken: str) -> etree._Element:
    """An element with attributes in Word's name space."""
    gemaakt: etree._Element = OxmlElement(naam)
    for kenmerk, waarde in kenmerken.items():
        gemaakt.set(qn(f"w:{kenmerk}"), waarde)
    return gemaakt


def stijlen(document: Docx) -> None:
    """Page, language and the styles of a report."""
    palet = kleuren()
    _bladzijde(document)
    for taal in document.styles.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), "nl-NL")
    for naam, punten in _KOPPEN.items():
        _kop(document.styles[naam], punten, palet.accent)
    for naam, punten in _TEKST.items():
        _tekst(document, naam, punten, palet.tekst)
    _bijzonder(document, palet)
    _oordelen(document, palet)
    _verwijzing(document, palet)
    _tabel(document, palet)


def _bladzijde(document: Docx) -> None:
    blad = document.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = Cm(2.3)
    blad.top_margin, blad.bottom_margin = Cm(2.4), Cm(2.2)


def _rgb(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur.removeprefix("#").upper())


def _letter(stijl: ParagraphStyle, punten: float) -> None:
    stijl.font.name, stijl.font.size = _LETTER, Pt(punten)
    letters = stijl.element.get_or_add_rPr().get_or_add_rFonts()
    for thema in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        letters.attrib.pop(qn(f"w:{thema}"), None)
    letters.set(qn("w:cs"), _LETTER)


def _kop(stijl: ParagraphStyle, punten: float, kleur: str) -> None:
    _letter(stijl, punten)
    stijl.font.bold = True
    stijl.font.color.rgb = _rgb(kleur)
    stijl.paragraph_format.keep_with_next = True
    stijl.paragraph_format.space_before, stijl.paragraph_format.space_after = Pt(punten), Pt(punten / 2)
    for rand in list(stijl.element.iter(qn("w:pBdr"))):
        rand.getparent().remove(rand)


def _tekst(document: Docx, naam: str, punten: float, kleur: str) -> ParagraphStyle:
    bekend = {stijl.name for stijl in document.styles}
    stijl = document.styles[naam] if naam in bekend else document.styles.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(stijl, ParagraphStyle)  # noqa: S101  (every name here is a paragraph style)
    _letter(stijl, punten)
    stijl.paragraph_format.space_after = Pt(6)
    stijl.font.color.rgb = _rgb(kleur)
    return stijl


def _bijzonder(document: Docx, palet: Kleuren) -> None:
    stijl = document.styles
    stijl["Caption"].font.color.rgb = _rgb(palet.tekst)
    stijl["Title"].paragraph_format.space_before = Pt(90)
    for naam in ("Bron", "Klein"):
        stijl[naam].font.color.rgb = _rgb(palet.stil)
    stijl["Klein"].paragraph_format.keep_with_next = True
    stijl["Tabeltekst"].paragraph_format.space_after = Pt(0)
    for naam, inspringen in (("Inhoud 1", 0), ("Inhoud 2", 0.8)):
        stijl[naam].paragraph_format.left_indent = Cm(inspringen)
        stijl[naam].paragraph_format.space_after = Pt(2)
    feit = stijl["Feit"].paragraph_format
    feit.left_indent, feit.first_line_indent, feit.space_after = Cm(5), Cm(-5), Pt(3)
    feit.tab_stops.add_tab_stop(Cm(5))
    stijl["Label"].font.bold = True
    stijl["Label"].paragraph_format.keep_with_next = True
    stijl["Label"].paragraph_format.space_after = Pt(2)
    _balk(stijl["Melding"], palet.accent, palet.vlak)


def _oordelen(document: Docx, palet: Kleuren) -> None:
    """A style per verdict, and one for the reason below each: same colours as on the pages."""
    for sleutel, kleur in palet.oordelen.items():
        naam = oordeelstijl(sleutel)
        kop = _tekst(document, naam, 12, kleur.tekst)
        kop.font.bold = True
        kop.paragraph_format.keep_with_next = True
        kop.paragraph_format.space_before, kop.paragraph_format.space_after = Pt(6), Pt(0)
        for stijl in (kop, _tekst(document, f"{naam} toelichting", 10.5, palet.tekst)):
            _balk(stijl, kleur.rand, kleur.vlak)


def _balk(stijl: ParagraphStyle, rand: str, vlak: str) -> None:
    """A shaded paragraph with a bar at its left."""
    eigen = stijl.element.get_or_add_pPr()
    randen = element("w:pBdr")
    randen.append(element("w:left", val="single", sz="24", space="6", color=rand.removeprefix("#")))
    # The order of elements is part of the file format: borders and shading come before spacing.
    eerste = next((kind for kind in eigen if kind.tag in {qn("w:spacing"), qn("w:ind")}), None)
    for deel in (randen, _vlak(vlak)):
        if eerste is None:
            eigen.append(deel)
        else:
            eerste.addprevious(deel)


def _vlak(kleur: str) -> etree._Element:
    return element("w:shd", val="clear", color="auto", fill=kleur.removeprefix("#"))


def _verwijzing(document: Docx, palet: Kleuren) -> None:
    stijl = document.styles.add_style(VERWIJZING, WD_STYLE_TYPE.CHARACTER)
    stijl.font.underline = True
    stijl.font.color.rgb = _rgb(palet.accent)


def _tabel(document: Docx, palet: Kleuren) -> None:
    """Lines between rows only; header row shaded and bold, first column bold: Word and screen readers know both."""
    stijl = document.styles.add_style(TABELSTIJL, WD_STYLE_TYPE.TABLE)
    eigen = element("w:tblPr")
    randen = element("w:tblBorders")
    for kant, kleur in (("top", palet.accent), ("bottom", palet.lijn), ("insideH", palet.lijn)):
        randen.append(element(f"w:{kant}", val="single", sz="4", space="0", color=kleur.removeprefix("#")))
    marges = element("w:tblCellMar")
    for kant, maat in (("top", "40"), ("left", "85"), ("bottom", "40"), ("right", "85")):
        marges.append(element(f"w:{kant}", w=maat, type="dxa"))
    eigen.extend((randen, marges))
    stijl.element.append(eigen)
    stijl.element.append(_bijzondere_cellen("firstRow", palet.vlak))
    stijl.element.append(_bijzondere_cellen("firstCol"))


def _bijzondere_cellen(soort: str, vlak: str = "") -> etree._Element:
    deel = element("w:tblStylePr", type=soort)
    letters = element("w:rPr")
    letters.append(element("w:b"))
    deel.append(letters)
    if vlak:
        cel = element("w:tcPr")
        cel.append(_vlak(vlak))
        deel.append(cel)
    return deel
