"""Find tables: rows that the format marks, tabs, pipes, and the form in which every cell stands on its own line."""

import re
from dataclasses import dataclass

from kompas.beleid.lezen.document import Plaats, Regel, Rij, Soort
from kompas.beleid.lezen.tekst import JAREN, schoon, zonder_accent
from kompas.beleid.lezen.waarden import meetwaarde
from kompas.beleid.lezen.woordenboek import Woordenboek, kolomrol

Tabellen = dict[int, tuple[int, tuple[Rij, ...]]]
GETAL = re.compile(r"^[<>≤≥=+-]?\s*[€]?\s*-?\d{1,3}(?:[.\s]\d{3})*(?:,\d+)?\s*%?$|^-?\d+(?:[.,]\d+)?\s*%?$|^PM$|^[-–]$")
_PIJPLIJN = re.compile(r"^\s*\|.*\|\s*$")
_STREEP = re.compile(r"^[\s|:+=-]+$")
_PUNT = re.compile(r"^\s*[-–•●▪◦○°‣✓✔☐☑☒➢➤❖◆□\ue000-\uf8ff*]\s")
_CEL = 90


@dataclass(frozen=True, slots=True)
class _Cel:
    index: int
    tekst: str
    plaats: Plaats


def losse_tabellen(regels: list[Regel], boek: Woordenboek) -> Tabellen:
    """First line index -> (index after the last line, rows)."""
    tabellen: Tabellen = {}
    i = 0
    while i < len(regels):
        gevonden = _rijen(regels, i) or _per_cel(regels, i, boek)
        if gevonden:
            tabellen[i] = gevonden
            i = gevonden[0]
        else:
            i += 1
    return tabellen


def _cellen(regel: Regel) -> tuple[str, ...]:
    if regel.soort is Soort.RIJ:
        return tuple(schoon(c) for c in regel.cellen)
    if regel.soort is not Soort.TEKST:
        return ()
    if _PIJPLIJN.match(regel.tekst):
        return tuple(schoon(c) for c in regel.tekst.strip().strip("|").split("|"))
    if "\t" in regel.tekst.strip() and not _PUNT.match(regel.tekst):
        return tuple(schoon(c) for c in regel.tekst.rstrip().split("\t"))
    return ()


def _rijen(regels: list[Regel], i: int) -> tuple[int, tuple[Rij, ...]] | None:
    """Consecutive rows that the format itself marks."""
    rijen: list[Rij] = []
    k = i
    while k < len(regels):
        if _STREEP.match(regels[k].tekst) and rijen and "-" in regels[k].tekst:
            k += 1
            continue
        cellen = _cellen(regels[k])
        if len(cellen) < 2:
            break
        rijen.append(Rij(cellen, regels[k].plaats))
        k += 1
    return (k, tuple(rijen)) if len(rijen) >= 2 else None


def _celrij(regels: list[Regel], i: int) -> list[_Cel]:
    """Short lines from here on that could be cells: no list items, no sentences."""
    cellen: list[_Cel] = []
    leeg = 0
    for k in range(i, min(i + 400, len(regels))):
        regel = regels[k]
        tekst = schoon(regel.tekst)
        leeg = leeg + 1 if not tekst else 0
        if not tekst and leeg <= 2:
            continue
        if not _is_cel(tekst, regel):
            break
        cellen.append(_Cel(k, tekst, regel.plaats))
    return cellen


def _is_cel(tekst: str, regel: Regel) -> bool:
    if not tekst or regel.soort not in {Soort.TEKST, Soort.KOP} or len(tekst) > _CEL or _PUNT.match(regel.tekst):
        return False
    return not (tekst.endswith((".", ":", ";")) and len(tekst.split()) > 3) and not re.match(
        r"(?i)(?:tabel|figuur)\s+\d", tekst
    )


def _per_cel(regels: list[Regel], i: int, boek: Woordenboek) -> tuple[int, tuple[Rij, ...]] | None:
    if regels[i].soort not in {Soort.TEKST, Soort.KOP} or not 0 < len(regels[i].tekst.strip()) <= _CEL:
        return None
    kop = kolomrol(regels[i].tekst, boek)
    if kop is None and not _misschien_cijfers(regels, i):
        return None
    cellen = _celrij(regels, i)
    return _doelen_per_cel(cellen, boek) if kop else _cijfers_per_cel(cellen)


def _misschien_cijfers(regels: list[Regel], i: int) -> bool:
    """Cheap look ahead: a run of numbers starts within a few lines."""
    teksten = [schoon(r.tekst) for r in regels[i : i + 24]]
    vol = [t for t in teksten if t][:10]
    return sum(bool(GETAL.match(t)) for t in vol) >= 3


def _doelen_per_cel(cellen: list[_Cel], boek: Woordenboek) -> tuple[int, tuple[Rij, ...]] | None:
    """Header cells that are all column names, then rows of as many cells, the last of each a value."""
    breedte = 0
    while breedte < len(cellen) and kolomrol(cellen[breedte].tekst, boek):
        breedte += 1
    rollen = [kolomrol(c.tekst, boek) for c in cellen[:breedte]]
    if breedte < 3 or len(set(rollen)) < breedte or "naam" not in rollen:
        return None
    waarden = [k for k, rol in enumerate(rollen) if rol in {"uitgangswaarde", "doelstelling", "ambitie", "realisatie"}]
    rijen = [cellen[:breedte]]
    for begin in range(breedte, len(cellen) - breedte + 1, breedte):
        rij = cellen[begin : begin + breedte]
        if not waarden or not all(_is_waarde(rij[k].tekst, boek) for k in waarden):
            break
        rijen.append(rij)
    return _als_rijen(rijen) if len(rijen) > 1 else None


def _is_waarde(tekst: str, boek: Woordenboek) -> bool:
    waarde = meetwaarde(tekst, boek)
    return waarde is not None or zonder_accent(tekst).strip() in boek.leeg


def _cijfers_per_cel(cellen: list[_Cel]) -> tuple[int, tuple[Rij, ...]] | None:
    """A label and then always the same number of figures; what stands above are the column headings."""
    for begin in range(min(12, len(cellen))):
        if GETAL.match(cellen[begin].tekst):
            continue
        breedte = _aantal_getallen(cellen, begin + 1)
        if (
            breedte >= 2
            and _aantal_getallen(cellen, begin + breedte + 2) == breedte
            and not JAREN.fullmatch(cellen[begin + 1].tekst)
        ):
            return _cijfertabel(cellen, begin, breedte)
    return None


def _aantal_getallen(cellen: list[_Cel], vanaf: int) -> int:
    k = vanaf
    while k < len(cellen) and GETAL.match(cellen[k].tekst):
        k += 1
    return k - vanaf


def _cijfertabel(cellen: list[_Cel], begin: int, breedte: int) -> tuple[int, tuple[Rij, ...]]:
    koppen = _kolomkoppen(cellen[:begin], breedte)
    rijen = [[_Cel(cellen[0].index, "", cellen[0].plaats), *koppen]] if koppen else []
    k = begin
    while k < len(cellen) and not GETAL.match(cellen[k].tekst) and _aantal_getallen(cellen, k + 1) == breedte:
        rijen.append(cellen[k : k + breedte + 1])
        k += breedte + 1
    return _als_rijen(rijen)


def _kolomkoppen(boven: list[_Cel], breedte: int) -> list[_Cel]:
    """Heading lines, joined where a heading took two lines ("gemiddeld p/j", "2017-2019")."""
    samen: list[_Cel] = []
    for cel in boven:
        if samen and len(boven) > breedte and not JAREN.search(samen[-1].tekst):
            oud = samen.pop()
            samen.append(_Cel(oud.index, f"{oud.tekst} {cel.tekst}", oud.plaats.met(cel.plaats)))
        else:
            samen.append(cel)
    return samen[-breedte:] if len(samen) >= breedte else []


def _als_rijen(rijen: list[list[_Cel]]) -> tuple[int, tuple[Rij, ...]]:
    uit = []
    for rij in rijen:
        plaats = rij[0].plaats.met(rij[-1].plaats)
        uit.append(Rij(tuple(c.tekst for c in rij), plaats))
    return rijen[-1][-1].index + 1, tuple(uit)
