"""Is this line a heading, and which? By format, number, letter, vocabulary or (weakest) by standing alone."""

import re
from dataclasses import dataclass

from kompas.beleid.lezen.document import Regel, Soort
from kompas.beleid.lezen.meetregels import is_meetregel
from kompas.beleid.lezen.tekst import kaal, zonder_teken
from kompas.beleid.lezen.woordenboek import Treffer, Woordenboek

ZWAK = 7
LABEL = 8
ONDERLABEL = 9
_ONDERLABELS = {"betekent", "versterkt"}
_NUMMER = re.compile(r"^(?P<nummer>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.|(?=\s))\s*[-–:]?\s*(?P<titel>[^\s\d].*)$")
_LETTER = re.compile(r"^(?P<letter>[a-h])\s*[:.)]\s+(?P<titel>\S.*)$", re.IGNORECASE)
KEUZE = re.compile(r"^priorit(?:eit|air)\s*[:?]?\s*(?P<keuze>ja|nee|wel|niet)\b\.?$", re.IGNORECASE)
"""Says of the heading above whether it is a priority; it is no heading itself."""
_SLOT = re.compile(r"[.;,:]$")
_ROMEINS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading. `niveau` 0 = not yet known; `soort` is the word before its number ("bijlage", "prioriteit") or ""."""

    titel: str
    niveau: int
    nummer: str = ""
    letter: str = ""
    soort: str = ""
    treffer: Treffer | None = None
    stijlniveau: int = 0
    zwak: bool = False
    rest: str = ""

    @property
    def rol(self) -> str:
        return self.treffer.rol if self.treffer else ""

    @property
    def is_label(self) -> bool:
        return bool(self.treffer and self.treffer.is_label)


def lees_kop(tekst: str, regel: Regel, boek: Woordenboek, *, alleen: bool) -> Kop | None:
    """The heading that this line is, or None; `alleen` = nothing directly above and below it."""
    if KEUZE.match(tekst):
        return None
    if not tekst or len(tekst) > 160 or "\t" in regel.tekst.strip():
        return _label_met_tekst(tekst, boek) if tekst else None
    stijl = regel.niveau if regel.soort is Soort.KOP else 0
    opgemaakt = regel.soort is Soort.KOP
    for kop in (
        _met_woord(tekst, boek, stijl),
        _genummerd(tekst, boek, stijl),
        _letterkop(tekst, boek, stijl, alleen=alleen or opgemaakt),
    ):
        if kop is not None:
            return kop
    if (label := _label(tekst, boek, stijl, opgemaakt=opgemaakt)) is not None:
        return label
    if opgemaakt and len(tekst) <= 160 and any(c.isalpha() for c in tekst):
        return Kop(tekst, stijl or ZWAK, treffer=boek.rol_van(tekst), stijlniveau=stijl, zwak=not stijl)
    return _label_met_tekst(tekst, boek) or (_losse_kop(tekst, boek) if alleen else None)


def kopachtig(titel: str) -> bool:
    """Begins with a capital or digit, is short and does not end like a sentence."""
    eerste = titel.lstrip("‘'\"“(*")[:1]
    return (
        len(titel) <= 130
        and len(titel.split()) <= 16
        and not _SLOT.search(titel)
        and (eerste.isupper() or eerste.isdigit())
    )


def _met_woord(tekst: str, boek: Woordenboek, stijl: int) -> Kop | None:
    """ "Prioriteit 2: Wonen zonder overlast", "Bijlage 1: ..."."""
    for soort, woorden in boek.genummerde_koppen.items():
        woord = "|".join(map(re.escape, woorden))
        patroon = rf"^(?:{woord})\s+(?P<n>\d{{1,2}}|[ivx]{{1,4}}|[a-h])(?:\s*[:.–—-]\s*|\s+|$)(?P<titel>.*)$"
        match = re.match(patroon, tekst, re.IGNORECASE)
        if match and (not match["titel"] or kopachtig(match["titel"])):
            nummer = _ROMEINS.get(match["n"].lower(), match["n"].lower())
            titel = match["titel"] or tekst
            if soort != "deelthema" and nummer.isalpha():
                nummer = nummer.upper()
            if soort == "deelthema" and nummer.isalpha():
                return Kop(titel, 0, letter=nummer, soort=soort, stijlniveau=stijl)
            return Kop(titel, 0, nummer=nummer, soort=soort, treffer=boek.rol_van(titel), stijlniveau=stijl)
    return None


def kop_met_woord(tekst: str, boek: Woordenboek) -> Kop | None:
    """The heading in "Prioriteit 2: Wonen zonder overlast", wherever it stands."""
    return _met_woord(tekst, boek, 0)


def _genummerd(tekst: str, boek: Woordenboek, stijl: int) -> Kop | None:
    match = _NUMMER.match(tekst)
    if match is None or not kopachtig(match["titel"]):
        return None
    nummer = match["nummer"]
    # without a dot ("12 inwoners") a number counts as a heading only when the file says that it is one
    if "." not in tekst[: len(nummer) + 1] and not stijl and boek.rol_van(match["titel"]) is None:
        return None
    return Kop(
        match["titel"], nummer.count(".") + 1, nummer=nummer, treffer=boek.rol_van(match["titel"]), stijlniveau=stijl
    )


def _letterkop(tekst: str, boek: Woordenboek, stijl: int, *, alleen: bool) -> Kop | None:
    match = _LETTER.match(tekst)
    if match is None or not alleen or not kopachtig(match["titel"]):
        return None
    return Kop(
        match["titel"], 0, letter=match["letter"].lower(), treffer=boek.label_van(match["titel"]), stijlniveau=stijl
    )


def _label(tekst: str, boek: Woordenboek, stijl: int, *, opgemaakt: bool) -> Kop | None:
    """A whole line that is a word of the vocabulary, with or without a year, dots or a colon."""
    treffer = boek.rol_van(tekst.rstrip(":.… "))
    if treffer is None:
        return None
    begin = zonder_teken(tekst)[:1]
    if not opgemaakt and treffer.rol != "begint_bij_jezelf" and not begin.isupper():
        return None
    if treffer.is_label:
        niveau = ONDERLABEL if treffer.rol in _ONDERLABELS else LABEL
        return Kop(zonder_teken(tekst), niveau, treffer=treffer, stijlniveau=stijl)
    if opgemaakt or not kopachtig(tekst.rstrip(":")) or len(tekst) > 90:
        return None
    return Kop(tekst, ZWAK, treffer=treffer, zwak=True)


def _label_met_tekst(tekst: str, boek: Woordenboek) -> Kop | None:
    """ "Partners: politie, woningcorporaties" is a label with its content behind it."""
    label, dubbelepunt, rest = tekst.partition(":")
    if not dubbelepunt or not rest.strip() or len(label) > 60 or not label[:1].isupper():
        return None
    treffer = boek.label_van(label)
    if treffer is None or kaal(label) in {"aanpak", "acties", "inzet"} or is_meetregel(tekst, boek):
        return None
    niveau = ONDERLABEL if treffer.rol in _ONDERLABELS else LABEL
    return Kop(label, niveau, treffer=treffer, rest=rest.strip())


def _losse_kop(tekst: str, boek: Woordenboek) -> Kop | None:
    """A short line that stands alone and does not end like a sentence."""
    if (
        len(tekst) > 90
        or len(tekst.split()) > 12
        or not kopachtig(tekst)
        or ";" in tekst
        or not any(c.islower() or c.isupper() for c in tekst)
    ):
        return None
    if sum(c.isdigit() for c in tekst) > len(tekst) / 3:
        return None
    return Kop(tekst, ZWAK, treffer=boek.rol_van(tekst), zwak=True)
