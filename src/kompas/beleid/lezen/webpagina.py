"""A web page as lines: headings, list items, table rows and pictures keep what they are."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kompas.beleid.lezen.document import Grenzen, Regel, Soort
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.tekst import schoon

_OVERSLAAN = ("script", "style", "noscript", "template", "head", "nav", "svg", "form", "iframe", "object")
_BLOK = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "header",
    "footer",
    "body",
    "aside",
    "thead",
    "tbody",
    "caption",
    "pre",
    "br",
    "hr",
    "img",
    "address",
    "details",
    "summary",
}
_DIEP = 60
_LOS_MERK = re.compile(r"^(?:[a-z0-9]{1,3}[.)°]|[ivx]{1,4}\.|[-–—•●▪■◦○°o·])$", re.IGNORECASE)
"""The mark of an item in an element of its own: its text follows in the next one."""
_MERK = re.compile(r"^(?:[a-z0-9]{1,2}[.)]\s+(?=\S)|[-–—•●▪■◦○·]\s+)")


def lees_html(inhoud: bytes, grenzen: Grenzen) -> tuple[str, list[Regel]]:
    """Title and lines. Scripts, styles and navigation are left out; nothing is fetched."""
    soep = BeautifulSoup(inhoud, "lxml")
    titel = schoon(soep.title.get_text()) if soep.title else ""
    for element in soep(_OVERSLAAN):
        element.decompose()
    uit = _Uitvoer(grenzen)
    uit.loop(soep.body or soep, 0, 0)
    uit.sluit()
    return titel, uit.regels


class _Uitvoer:
    """Collects running text until a block begins or ends."""

    def __init__(self, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        self.regels: list[Regel] = []
        self._lopend: list[str] = []
        self._soort, self._niveau = Soort.TEKST, 0

    def sluit(self) -> None:
        tekst = schoon("".join(self._lopend))
        self._lopend.clear()
        if self._soort is Soort.PUNT and _LOS_MERK.match(tekst):
            return
        if self._soort is Soort.PUNT:
            tekst = _MERK.sub("", tekst)
        if tekst:
            self.regels.append(Regel(0, tekst, self._soort, self._niveau))
            # a second paragraph in the same list item is running text of that item
            self._soort = Soort.TEKST
        if len(self.regels) > self.grenzen.regels:
            raise LeesFout("{naam} heeft te veel regels voor een plan. Lever alleen de tekst van het plan aan.")

    def loop(self, knoop: Tag, lijst: int, diep: int) -> None:
        for kind in knoop.children:
            if isinstance(kind, Tag):
                self._tag(kind, lijst, diep)
            elif type(kind) is NavigableString:
                self._lopend.append(str(kind))

    def _tag(self, tag: Tag, lijst: int, diep: int) -> None:
        if tag.name == "img":
            self._los("[afbeelding] " + schoon(str(tag.get("alt") or "")), Soort.BEELD)
        elif tag.name == "table":
            self._tabel(tag, diep)
        elif tag.name in _BLOK and diep < _DIEP:
            self._blok(tag, lijst, diep)
        elif diep < _DIEP:
            self.loop(tag, lijst, diep + 1)
        else:
            self._lopend.append(tag.get_text(" "))

    def _los(self, tekst: str, soort: Soort, niveau: int = 0) -> None:
        self.sluit()
        self.regels.append(Regel(0, tekst.strip(), soort, niveau))

    def _blok(self, tag: Tag, lijst: int, diep: int) -> None:
        self.sluit()
        if tag.name == "li":
            self._soort, self._niveau = Soort.PUNT, lijst
        elif tag.name[0] == "h" and tag.name[1:].isdigit():
            self._soort, self._niveau = Soort.KOP, int(tag.name[1:])
        elif self._soort is Soort.KOP or not lijst:
            self._soort, self._niveau = Soort.TEKST, 0
        self.loop(tag, lijst + (tag.name in {"ul", "ol"}), diep + 1)
        self.sluit()
        self._soort, self._niveau = Soort.TEKST, 0

    def _tabel(self, tabel: Tag, diep: int) -> None:
        self.sluit()
        if (bijschrift := tabel.find("caption")) is not None:
            self._los(schoon(bijschrift.get_text(" ")), Soort.TEKST)
        if tabel.find("table") is not None:
            self.loop(tabel, 0, diep + 1)
            return
        for rij in tabel.find_all("tr"):
            cellen = tuple(schoon(cel.get_text(" ")) for cel in rij.find_all(["td", "th"]))
            if any(cellen):
                self.regels.append(Regel(0, "\t".join(cellen), Soort.RIJ, cellen=cellen))
        self.regels.append(Regel(0, ""))
