"""From lines to blocks: headings, paragraphs, list items, tables, pictures, notes. Still without meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kompas.beleid.lezen.document import Document, Plaats, Regel, Rij, Soort
from kompas.beleid.lezen.koppen import Kop, lees_kop
from kompas.beleid.lezen.meetregels import is_meetregel
from kompas.beleid.lezen.roosters import losse_tabellen
from kompas.beleid.lezen.tekst import schoon, zonder_accent
from kompas.beleid.lezen.woordenboek import Woordenboek


class Vorm(StrEnum):
    KOP = "kop"
    ALINEA = "alinea"
    PUNT = "punt"
    TABEL = "tabel"
    BEELD = "beeld"
    NOOT = "noot"


@dataclass(frozen=True, slots=True)
class Blok:
    vorm: Vorm
    tekst: str
    plaats: Plaats
    niveau: int = 0
    kop: Kop | None = None
    rijen: tuple[Rij, ...] = ()
    noot: str = ""
    nadruk: bool = False
    aanhef: str = ""


@dataclass(frozen=True, slots=True)
class Inhoudsregel:
    """A line of the table of contents."""

    nummer: str
    titel: str
    plaats: Plaats


@dataclass
class _Staat:
    """What is open while walking the lines."""

    merken: list[tuple[int, str]] = field(default_factory=list)
    los_merk: tuple[int, str, Plaats] | None = None
    lijst_open: bool = False


_PUNT = re.compile(
    r"^(?P<wit>[ \t]*)(?P<merk>(?:[-–—*•●▪■◦○°‣✓✔✗☐☑☒➢➤❖❑◆◇♦□⁃∙\ue000-\uf8ff§o·](?=\s|$)\s*){1,2}"
    r"|(?:\d{1,2}|[a-z])[.)](?=\s|$))\s*(?P<rest>.*)$"
)
_LIJSTEN = {"partners", "flankerend_beleid"}
_LOS_NUMMER = re.compile(r"^(?:\d{1,2}|[a-z])[.)]$")
_PIJL = re.compile(r"^[▶►➤➔→»]\s*")
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_NOOTTEKEN = re.compile(r"^(?:([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})|\[(\d{1,2})\](?!\())\s*(\S.*)$")
_SUPER = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_NADRUK = re.compile(r"^(?:\*\*[^*]+\*\*|\*[^*]+\*|<b>.*</b>|<strong>.*</strong>)$")
_AANHEF = re.compile(r"^(?:\*{1,2}([^*]{2,90})\*{1,2}|<(?:b|i|strong|em)>([^<]{2,90})</)")
_EINDE = re.compile(r"[.!?:;…][’'\"”)]*$")


def blokken_van(document: Document, boek: Woordenboek, overslaan: frozenset[int]) -> list[Blok]:
    """All blocks in order; `overslaan` are line numbers of the table of contents."""
    regels = [r for r in document.regels if r.nummer not in overslaan]
    tabellen = losse_tabellen(regels, boek)
    blokken = list(_tabelblokken(regels, tabellen, boek))
    return _samengevoegd(blokken, boek)


def _tabelblokken(
    regels: list[Regel], tabellen: dict[int, tuple[int, tuple[Rij, ...]]], boek: Woordenboek
) -> Iterator[Blok]:
    """Walk the lines; a table jumps to its last line."""
    staat, i = _Staat(), 0
    while i < len(regels):
        if i in tabellen:
            einde, rijen = tabellen[i]
            plaats = rijen[0].plaats.met(rijen[-1].plaats)
            yield Blok(Vorm.TABEL, "", plaats, rijen=rijen)
            i = einde
        elif noot := _noot_over_regels(regels, i):
            blok, i = noot
            yield blok
        else:
            yield from _regelblok(regels, i, staat, boek)
            i += 1


def _noot_over_regels(regels: list[Regel], i: int) -> tuple[Blok, int] | None:
    """ "Noot", a number and a text, each on a line of its own, as legislation sites print them."""
    if regels[i].tekst.strip().lower() not in {"noot", "voetnoot"}:
        return None
    vol = [k for k in range(i + 1, min(i + 8, len(regels))) if regels[k].tekst.strip()][:2]
    if len(vol) < 2 or not regels[vol[0]].tekst.strip().isdigit():
        return None
    nummer, tekst = regels[vol[0]].tekst.strip(), regels[vol[1]]
    return Blok(Vorm.NOOT, schoon(tekst.tekst), regels[i].plaats.met(tekst.plaats), noot=nummer), vol[1] + 1


def _regelblok(regels: list[Regel], i: int, staat: _Staat, boek: Woordenboek) -> Iterator[Blok]:
    regel = regels[i]
    tekst = schoon(regel.tekst)
    if not tekst:
        return
    if regel.soort is Soort.NOOT:
        yield Blok(Vorm.NOOT, tekst, regel.plaats, noot=regel.noot)
    elif regel.soort is Soort.BEELD or zonder_accent(tekst) in boek.afbeeldingen:
        yield Blok(Vorm.BEELD, tekst, regel.plaats)
    elif noot := _NOOTTEKEN.match(tekst):
        yield Blok(Vorm.NOOT, noot[3], regel.plaats, noot=(noot[1] or noot[2]).translate(_SUPER))
    elif kop := _kop(regels, i, boek, lijst_open=staat.lijst_open):
        staat.merken.clear()
        staat.los_merk = None
        staat.lijst_open = len(kop) == 1 and kop[0].kop is not None and kop[0].kop.rol in _LIJSTEN
        yield from kop
    else:
        staat.lijst_open = False
        yield from _lopend(regel, staat)


def _kop(regels: list[Regel], i: int, boek: Woordenboek, *, lijst_open: bool) -> list[Blok] | None:
    """A heading, or a label with its text on the same line ("Partners: politie, ...")."""
    regel = regels[i]
    ruw = _PIJL.sub("", regel.tekst.strip())
    if markdown := _MARKDOWN.match(ruw):
        regel, ruw = replace(regel, soort=Soort.KOP, niveau=len(markdown[1])), markdown[2]
    if regel.soort is Soort.PUNT or (_is_punt(regel.tekst) and regel.soort is not Soort.KOP):
        return None
    # right under "Partners" a short line is a name, not the next heading
    alleen = _staat_alleen(regels, i, boek) and not (lijst_open and not regel.niveau)
    kop = lees_kop(schoon(ruw), regel, boek, alleen=alleen)
    if kop is not None:
        blok = Blok(Vorm.KOP, kop.titel, regel.plaats, kop.niveau, kop)
        rest = kop.rest and Blok(Vorm.ALINEA, kop.rest, regel.plaats)
        return [blok, rest] if rest else [blok]
    return None


def _is_punt(tekst: str) -> bool:
    match = _PUNT.match(tekst)
    if match is None:
        return False
    # "1. Inleiding" at the margin may be a heading; "a) ..." and "1." alone are list items
    return not (match["merk"][0].isalnum() and match["merk"][0] != "o" and match["rest"] and not match["wit"])


def _staat_alleen(regels: list[Regel], i: int, boek: Woordenboek) -> bool:
    voor = i == 0 or not regels[i - 1].tekst.strip() or regels[i - 1].soort is not Soort.TEKST
    na = i + 1 >= len(regels) or not regels[i + 1].tekst.strip() or regels[i + 1].soort is not Soort.TEKST
    if voor:
        return na or _is_punt(regels[i + 1].tekst) or len(regels[i + 1].tekst) > 120 or _boven_inhoud(regels, i)
    return not na and _kort_boven_tekst(regels, i, boek)


def _boven_inhoud(regels: list[Regel], i: int) -> bool:
    """A few words, and right below them a table or a sentence of its own."""
    tekst, onder = regels[i].tekst.strip(), regels[i + 1].tekst.strip()
    if len(tekst) > 70 or len(tekst.split()) > 9 or {",", ";", ":"} & set(tekst):
        return False
    if "\t" in onder or onder.startswith("|"):
        return "\t" not in tekst and not tekst.startswith("|")
    return onder[:1].isupper() and len(onder.split()) > 2 and (len(onder) > len(tekst) or bool(_EINDE.search(onder)))


def _kort_boven_tekst(regels: list[Regel], i: int, boek: Woordenboek) -> bool:
    """No white lines: a few words after a finished sentence, item, list or chapter, above a longer line or an item."""
    tekst, boven, onder = (regels[k].tekst.strip() for k in (i, i - 1, i + 1))
    if len(tekst) > 45 or len(tekst.split()) > 5 or {",", ";"} & set(tekst):
        return False
    hoofdstuk = (treffer := boek.rol_van(boven)) is not None and not treffer.is_label
    af = bool(_EINDE.search(boven)) or _is_punt(boven) or "," in boven or boven.isupper() or hoofdstuk
    return (af and len(onder) > len(tekst)) or (_is_punt(onder) and (af or len(boven) < 30))


def _lopend(regel: Regel, staat: _Staat) -> Iterator[Blok]:
    """A list item, the text of an item whose mark stood alone, or a paragraph."""
    kaal_punt = _zonder_merk(regel.tekst)
    nadruk = bool(_NADRUK.match(kaal_punt))
    if regel.soort is Soort.PUNT:
        yield Blok(
            Vorm.PUNT, schoon(kaal_punt), regel.plaats, regel.niveau or 1, nadruk=nadruk, aanhef=_aanhef(kaal_punt)
        )
        return
    match = _PUNT.match(regel.tekst)
    if match and not (match["merk"][0].isalnum() and match["merk"] != "o" and not match["wit"] and match["rest"]):
        yield from _punt(match, regel, staat, nadruk=nadruk)
    elif staat.los_merk is not None:
        niveau, _, plaats = staat.los_merk
        staat.los_merk = None
        yield Blok(Vorm.PUNT, schoon(regel.tekst), plaats.met(regel.plaats), niveau, nadruk=nadruk)
    else:
        genummerd = match is not None
        tekst = schoon(match["rest"] if match else regel.tekst)
        yield Blok(Vorm.PUNT if genummerd else Vorm.ALINEA, tekst, regel.plaats, 1 if genummerd else 0, nadruk=nadruk)


def _aanhef(tekst: str) -> str:
    """The words in bold or italics with which an item begins."""
    match = _AANHEF.match(tekst.strip())
    return schoon(match[1] or match[2]) if match else ""


def _zonder_merk(tekst: str) -> str:
    match = _PUNT.match(tekst)
    return match["rest"].strip() if match and match["rest"] else tekst.strip()


def _punt(match: re.Match[str], regel: Regel, staat: _Staat, *, nadruk: bool) -> Iterator[Blok]:
    merk = match["merk"].split()[-1]
    soort = "1" if merk[0].isdigit() else "a" if merk[0].isalpha() and merk[0] != "o" else merk[0]
    niveau = _niveau(staat, len(match["wit"].expandtabs(4)), soort)
    rest = schoon(match["rest"])
    if rest and not _LOS_NUMMER.match(rest):
        staat.los_merk = None
        yield Blok(Vorm.PUNT, rest, regel.plaats, niveau, nadruk=nadruk, aanhef=_aanhef(match["rest"]))
    else:
        staat.los_merk = (niveau, soort, regel.plaats)


def _niveau(staat: _Staat, inspringing: int, soort: str) -> int:
    """Depth by indent; at the same indent another mark than the open list means one deeper."""
    while staat.merken and staat.merken[-1][0] > inspringing:
        staat.merken.pop()
    zelfde = [k for k, m in enumerate(staat.merken) if m == (inspringing, soort)]
    if zelfde:
        del staat.merken[zelfde[0] + 1 :]
    else:
        staat.merken.append((inspringing, soort))
    return len(staat.merken)


def _samengevoegd(blokken: list[Blok], boek: Woordenboek) -> list[Blok]:
    """Join what a page break tore apart: a paragraph in lower case after text without an end."""
    uit: list[Blok] = []
    for blok in blokken:
        los = blok.vorm is not Vorm.ALINEA or not blok.tekst[:1].islower() or is_meetregel(blok.tekst, boek)
        k = None if los else _vorige_tekst(uit)
        if k is not None and not _EINDE.search(uit[k].tekst) and len(uit[k].tekst) > 40:
            oud = uit[k]
            uit[k] = replace(oud, tekst=f"{oud.tekst} {blok.tekst}", plaats=oud.plaats.met(blok.plaats))
        else:
            uit.append(blok)
    return uit


def _vorige_tekst(blokken: list[Blok]) -> int | None:
    """The last paragraph or item, past notes and pictures; a heading or table in between stops the search."""
    for k in range(len(blokken) - 1, max(-1, len(blokken) - 4), -1):
        if blokken[k].vorm in {Vorm.ALINEA, Vorm.PUNT}:
            return k
        if blokken[k].vorm not in {Vorm.NOOT, Vorm.BEELD}:
            return None
    return None
