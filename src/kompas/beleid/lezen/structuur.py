"""From blocks to sections: which heading stands under which, and what the table of contents says."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kompas.beleid.lezen.blokken import Blok, Inhoudsregel, Vorm, blokken_van
from kompas.beleid.lezen.document import Document, Plaats, Regel
from kompas.beleid.lezen.etiketten import met_etiketten
from kompas.beleid.lezen.fiches import met_fiches
from kompas.beleid.lezen.koppen import LABEL, ZWAK, Kop
from kompas.beleid.lezen.lijstkoppen import met_lijstkoppen
from kompas.beleid.lezen.tekst import kaal, schoon
from kompas.beleid.lezen.themarijen import met_themarijen
from kompas.beleid.lezen.woordenboek import Woordenboek

_PAGINANUMMER = re.compile(r"(?:p\.|blz\.?|pag\.?)? ?(\d{1,3})$")
_TAB_LEEG = re.compile(r"\t\s*$")
_NUMMER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(\S.*)$")
_LETTER = re.compile(r"^([a-h])\s*[:.)]\s*(\S.*)$")
_BIJLAGE = re.compile(r"^(?:bijlage)\s+(\d{1,2})\s*[:.–-]?\s*(.*)$", re.IGNORECASE)


@dataclass
class Sectie:
    """A heading with what stands directly under it (`blokken`) and the sections below it (`delen`)."""

    kop: Kop
    plaats: Plaats
    niveau: int
    blokken: list[Blok] = field(default_factory=list)
    delen: list["Sectie"] = field(default_factory=list)

    @property
    def rol(self) -> str:
        return self.kop.rol

    def alle(self) -> Iterator["Sectie"]:
        """This section and everything below it, in order."""
        yield self
        for deel in self.delen:
            yield from deel.alle()

    def alle_blokken(self) -> Iterator[Blok]:
        for sectie in self.alle():
            yield from sectie.blokken

    @property
    def tot(self) -> Plaats:
        laatste = [b.plaats for b in self.alle_blokken()] or [self.plaats]
        return self.plaats.met(laatste[-1])


@dataclass(frozen=True, slots=True)
class Opbouw:
    """The whole document as a tree, with its contents list."""

    wortel: Sectie
    inhoudsopgave: tuple[Inhoudsregel, ...]
    genummerd: bool

    def secties(self) -> Iterator[Sectie]:
        return self.wortel.alle()

    def met_rol(self, rol: str) -> Iterator[Sectie]:
        return (s for s in self.secties() if s.rol == rol)

    @property
    def blokken(self) -> list[Blok]:
        return list(self.wortel.alle_blokken())


def opbouw_van(document: Document, boek: Woordenboek) -> Opbouw:
    inhoud, overslaan = _inhoudsopgave(document.regels, boek)
    blokken = _zonder_opsommingen(met_fiches(blokken_van(document, boek, overslaan), boek))
    blokken = met_etiketten(met_themarijen(met_lijstkoppen(blokken, boek), boek), boek)
    koppen = [b.kop for b in blokken if b.kop is not None]
    genummerd = sum(1 for k in koppen if k.nummer and not k.soort) >= 3
    blokken = _met_niveaus(blokken, genummerd=genummerd)
    return Opbouw(_boom(blokken), tuple(inhoud), genummerd)


def _inhoudsopgave(regels: tuple[Regel, ...], boek: Woordenboek) -> tuple[list[Inhoudsregel], frozenset[int]]:
    """The contents lines: they end in a page number, or their titles return as headings."""
    begin = _begin_inhoud(regels, boek)
    if begin is None:
        return [], frozenset()
    inhoud: list[Inhoudsregel] = []
    overslaan: set[int] = set()
    gemist = 0
    kan_terug = _later(regels, begin)
    gehad: set[str] = set()
    for regel in regels[begin : begin + 300]:
        ruw = regel.tekst
        titel = _inhoudstitel(ruw, kan_terug)
        if titel and kaal(titel) in gehad:
            break  # the first title returns: here the text begins
        gehad.add(kaal(titel or ""))
        if titel is None and schoon(ruw):
            gemist += 1
            if gemist > 1:
                break
            continue
        overslaan.add(regel.nummer)
        if titel:
            gemist = 0
            inhoud.append(_inhoudsregel(titel, regel.plaats))
    return (inhoud, frozenset(overslaan)) if len(inhoud) >= 3 else ([], frozenset())


def _begin_inhoud(regels: tuple[Regel, ...], boek: Woordenboek) -> int | None:
    for i, regel in enumerate(regels[:1500]):
        treffer = boek.rol_van(regel.tekst) if 0 < len(regel.tekst) < 40 else None
        if treffer and treffer.rol == "inhoudsopgave":
            return i + 1
        if len(regels) > i + 4 and all(_voor_paginanummer(r.tekst) for r in regels[i : i + 4]):
            return i
    return None


def _voor_paginanummer(tekst: str) -> str:
    """What stands before the leader (tab, dots, spaces) and the page number of a contents line; "" for another line."""
    tekst = tekst.strip()
    match = _PAGINANUMMER.search(tekst[-12:]) if len(tekst) < 300 else None
    if match is None:
        return ""
    rest = tekst[: len(tekst) - len(match[0])]
    titel = rest.rstrip(" \t.…")
    leider = rest[len(titel) :]
    vol = "\t" in leider or "…" in leider or "   " in leider or leider.count(".") >= 3
    return titel if vol else ""


def _later(regels: tuple[Regel, ...], begin: int) -> Counter[str]:
    """How often every short line returns: a contents line without page number is one that returns as a heading."""
    return Counter(kaal(r.tekst) for r in regels[begin:] if 0 < len(r.tekst) < 140)


def _inhoudstitel(ruw: str, kan_terug: Counter[str]) -> str | None:
    """The title on a contents line, "" for an empty line, None when it is no contents line."""
    tekst = ruw.strip()
    if not schoon(tekst):
        return ""
    if titel := _voor_paginanummer(tekst):
        return schoon(titel)
    if _TAB_LEEG.search(ruw):
        return schoon(tekst)
    plat = kaal(tekst)
    return schoon(tekst.lstrip("-•* ")) if len(tekst) < 140 and kan_terug[plat] >= 2 else None


def _inhoudsregel(titel: str, plaats: Plaats) -> Inhoudsregel:
    titel = schoon(titel)
    for patroon, voor in ((_NUMMER, ""), (_LETTER, ""), (_BIJLAGE, "bijlage ")):
        if match := patroon.match(titel):
            return Inhoudsregel(voor + match[1], match[2], plaats)
    return Inhoudsregel("", titel, plaats)


def _zonder_opsommingen(blokken: list[Blok]) -> list[Blok]:
    """A numbered "heading" that does not follow on the chapters, or that the next one follows at once, is a list."""
    uit: list[Blok] = []
    hoofdstuk = 0
    for i, blok in enumerate(blokken):
        kop = blok.kop
        if kop is None or not kop.nummer or kop.soort or kop.stijlniveau or "." in kop.nummer:
            uit.append(blok)
            continue
        nummer = int(kop.nummer)
        volgt = hoofdstuk < nummer <= hoofdstuk + 3 or (nummer > hoofdstuk and _heeft_paragrafen(blokken, i, nummer))
        if volgt and not _lijstachtig(blokken, i, nummer):
            hoofdstuk = nummer
            uit.append(blok)
        else:
            uit.append(replace(blok, vorm=Vorm.PUNT, kop=None, niveau=1, tekst=kop.titel))
    return uit


def _heeft_paragrafen(blokken: list[Blok], i: int, nummer: int) -> bool:
    """Whether the next numbered heading is a paragraph of this chapter: then it is one, also in part of a document."""
    volgende = next((b.kop for b in blokken[i + 1 :] if b.kop is not None and b.kop.nummer), None)
    return volgende is not None and volgende.nummer.startswith(f"{nummer}.")


def _lijstachtig(blokken: list[Blok], i: int, nummer: int) -> bool:
    for buur, verschil in ((i + 1, 1), (i - 1, -1)):
        kop = blokken[buur].kop if 0 <= buur < len(blokken) else None
        if kop is not None and kop.nummer == str(nummer + verschil) and not kop.soort:
            return True
    return False


def _met_niveaus(blokken: list[Blok], *, genummerd: bool) -> list[Blok]:
    """Give every heading its level: from numbers where there are any, else from styles, else from the vocabulary."""
    koppen = [b.kop for b in blokken if b.kop is not None]
    verschillen = Counter(k.stijlniveau - k.niveau for k in koppen if k.nummer and not k.soort and k.stijlniveau)
    schuif = verschillen.most_common(1)[0][0] if verschillen else 0
    stijlen = sorted({k.stijlniveau for k in koppen if k.stijlniveau and not k.is_label})
    if not genummerd and not verschillen and stijlen:
        schuif = _titelschuif(koppen, stijlen)
    los = not genummerd and not stijlen
    uit: list[Blok] = []
    diepte = 0
    for blok in blokken:
        if blok.kop is None:
            uit.append(blok)
            continue
        niveau = _niveau(blok.kop, schuif, diepte, los=los)
        if niveau < ZWAK and not blok.kop.letter:
            diepte = niveau
        uit.append(replace(blok, niveau=niveau))
    return uit


def _titelschuif(koppen: list[Kop], stijlen: list[int]) -> int:
    """A single heading of the highest style is the title of the document: chapters begin one level lower."""
    hoogste = [k for k in koppen if k.stijlniveau == stijlen[0]]
    if len(hoogste) == 1 and len(stijlen) > 1 and hoogste[0] is koppen[0] and not hoogste[0].rol:
        return stijlen[1] - 1
    return stijlen[0] - 1


def _niveau(kop: Kop, schuif: int, diepte: int, *, los: bool) -> int:
    if kop.letter:
        return max(diepte, 1) + 1
    if kop.nummer and (not kop.soort or kop.soort in {"bijlage", "hoofdstuk"}):
        return kop.niveau or 1
    gestijld = max(1, kop.stijlniveau - schuif) if kop.stijlniveau else 0
    if kop.is_label and gestijld != 1:
        return max(kop.niveau, LABEL)
    return min(gestijld, ZWAK - 1) if gestijld else _niveau_zonder_stijl(kop, los=los)


def _niveau_zonder_stijl(kop: Kop, *, los: bool) -> int:
    """Of a heading that only its words or its place on the page make one."""
    if kop.soort:
        return 3 if kop.soort == "deelthema" else 2
    if not los:
        return ZWAK
    return 1 if kop.treffer and not kop.is_label else 2


def _boom(blokken: list[Blok]) -> Sectie:
    wortel = Sectie(Kop("", 0), Plaats(1, 1), 0)
    pad = [wortel]
    for blok in blokken:
        if blok.kop is None:
            pad[-1].blokken.append(blok)
            continue
        while pad[-1].niveau >= blok.niveau:
            pad.pop()
        sectie = Sectie(blok.kop, blok.plaats, blok.niveau)
        pad[-1].delen.append(sectie)
        pad.append(sectie)
    return wortel
