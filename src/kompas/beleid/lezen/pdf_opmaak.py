"""Layout of a PDF page: from text fragments with coordinates to lines that know what they are. Pure geometry."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kompas.beleid.lezen.document import Regel, Soort
from kompas.beleid.lezen.pdf_kolommen import gewone_goot, in_leesvolgorde
from kompas.beleid.lezen.tekst import schoon

PUNTEN = "•●▪■◦○°‣–-✓✔☐☑☒➢➤❖❑◆◇♦□⁃∙·*§" + "".join(map(chr, range(0xF020, 0xF100)))
_LOS_PUNT = re.compile(rf"^[{re.escape(PUNTEN)}](?:\s|$)")
_NOOT = re.compile(r"^(\d{1,3})\s*(?=[A-ZÀ-Ýa-z‘'\"(])")
APART = 0.6
"""Space in ems from which two fragments are two cells: more than a word space and less than the padding of a table."""
_MEETREGEL = re.compile(r"^[A-Za-z][a-z-]{3,24}\s+(?:19|20)\d{2}:\s")
"""A labelled value ("nulmeting 2025: 14"): never the rest of the line above."""
_LABEL = re.compile(r"^[A-Z][a-z]+(?: [a-z]+){0,2}:\s")
_ZINSEINDE = re.compile(r"[.!?:;][’'\"”)]*$")
_SMAL, _BREED = frozenset("iljtfrI.,:;'’‘|!()[] /"), frozenset("mwMW%@—")


@dataclass(frozen=True, slots=True)
class Stuk:
    x: float
    y: float
    grootte: float
    vet: bool
    tekst: str

    @property
    def breedte(self) -> float:
        """Estimated: the widths of the font itself are not always in the file."""
        em = sum(
            0.28 if c in _SMAL else 0.82 if c in _BREED else 0.62 if c.isupper() else 0.48 for c in self.tekst.strip()
        )
        return em * self.grootte


@dataclass(slots=True)
class Lijn:
    """Fragments at one height; `cellen` are (x, text) with clear space between them."""

    pagina: int
    y: float
    grootte: float
    vet: bool
    cellen: list[tuple[float, str]]
    tekst_x: float

    @property
    def x(self) -> float:
        return self.cellen[0][0]

    @property
    def tekst(self) -> str:
        return schoon(" ".join(t for _, t in self.cellen))


@dataclass(slots=True)
class _Maten:
    """What is usual in this document: type size, line distance, line length, and the sizes that are headings."""

    grootte: float
    regelafstand: float
    lengte: int
    koppen: list[float]
    inspringingen: list[float]
    woorden: frozenset[str]


def alineas(bladzijden: list[list[Stuk]], beelden: frozenset[int]) -> list[Regel]:
    """All pages as lines; a paragraph is one line, pictures are named at the top of their page."""
    goot = gewone_goot(bladzijden)
    lijnen = [_lijnen(stukken, nummer, goot) for nummer, stukken in enumerate(bladzijden, start=1)]
    lijnen = _zonder_loopregels(lijnen)
    maten = _maten([lijn for blad in lijnen for lijn in blad])
    regels: list[Regel] = []
    for nummer, blad in enumerate(lijnen, start=1):
        bouwer = _Bouwer(maten, nummer)
        for lijn in blad:
            bouwer.neem(lijn)
        regels += bouwer.klaar()
        if nummer in beelden:
            regels.append(Regel(0, "[afbeelding]", Soort.BEELD, pagina=nummer))
    return regels


def _lijnen(stukken: list[Stuk], pagina: int, goot: float | None) -> list[Lijn]:
    return [lijn for deel in in_leesvolgorde(stukken, goot) for lijn in _lijnen_van_deel(deel, pagina)]


def _lijnen_van_deel(stukken: list[Stuk], pagina: int) -> list[Lijn]:
    groepen: list[list[Stuk]] = []
    for stuk in sorted(stukken, key=lambda s: (-s.y, s.x)):
        if groepen and abs(groepen[-1][0].y - stuk.y) <= max(1.0, 0.35 * stuk.grootte):
            groepen[-1].append(stuk)
        else:
            groepen.append([stuk])
    for groep in groepen:
        groep.sort(key=lambda s: s.x)
    starts = Counter(round(s.x) for groep in groepen for s in groep)
    groepen = [_met_afbreking(groep, starts) for groep in groepen]
    kolommen = [_kolomstarts(groep) for groep in groepen]
    uit = []
    for i, groep in enumerate(groepen):
        buren = [x for starts in kolommen[max(0, i - 3) : i + 4] for x in starts]
        uit.append(_lijn(groep, buren, pagina))
    return uit


def _met_afbreking(groep: list[Stuk], starts: Counter[int]) -> list[Stuk]:
    """A hyphen that the file draws apart belongs to the word before it, unless it starts a cell."""
    uit: list[Stuk] = []
    for stuk in groep:
        if (
            uit
            and stuk.tekst.strip() in {"-", "\u2010"}
            and uit[-1].tekst[-1:].isalpha()
            and _ruimte(uit[-1], stuk) <= APART
            and starts[round(stuk.x)] < 3
        ):
            uit[-1] = replace(uit[-1], tekst=uit[-1].tekst + "-")
        else:
            uit.append(stuk)
    return uit


def _ruimte(vorig: Stuk, stuk: Stuk) -> float:
    """Space between two fragments beyond what the estimate of the width may be wrong, in ems."""
    return (stuk.x - vorig.x - 1.05 * vorig.breedte) / max(stuk.grootte, 1.0)


def _is_punt(stuk: Stuk) -> bool:
    return stuk.tekst.strip() in PUNTEN


def _kolomstarts(groep: list[Stuk]) -> list[float]:
    return [b.x for a, b in pairwise(groep) if _ruimte(a, b) > APART and not (a is groep[0] and _is_punt(a))]


def _lijn(groep: list[Stuk], kolommen: list[float], pagina: int) -> Lijn:
    cellen = [(groep[0].x, groep[0].tekst)]
    for vorig, stuk in pairwise(groep):
        op_kolom = any(abs(stuk.x - x) < 1.5 for x in kolommen)
        apart = not (vorig is groep[0] and _is_punt(vorig)) and (
            _ruimte(vorig, stuk) > APART or (op_kolom and stuk.x - vorig.x > 0.8 * vorig.breedte)
        )
        if apart:
            cellen.append((stuk.x, stuk.tekst))
        else:
            x, tekst = cellen[-1]
            los = stuk.x - vorig.x - 0.8 * vorig.breedte > 0.35 * stuk.grootte
            cellen[-1] = (x, tekst + (" " if los and not _aaneen(tekst, stuk.tekst) else "") + stuk.tekst)
    tekst_x = groep[1].x if len(groep) > 1 and _is_punt(groep[0]) else groep[0].x
    vet = all(s.vet for s in groep if not _is_punt(s))
    schone = [(x, schoon(t)) for x, t in cellen]
    return Lijn(pagina, groep[0].y, max(s.grootte for s in groep), vet, schone, tekst_x)


def _aaneen(links: str, rechts: str) -> bool:
    return links.endswith((" ", "(", "-", "‘", "'")) or rechts.startswith((" ", ",", ".", ")", "’", "'", ";", ":"))


def _zonder_loopregels(bladen: list[list[Lijn]]) -> list[list[Lijn]]:
    """Without the header and footer that return on most pages, and without page numbers."""
    nummers = {id(lijn) for lijn in _paginanummers(bladen)}
    bladen = [[lijn for lijn in blad if id(lijn) not in nummers] for blad in bladen]
    rand = Counter(vorm for blad in bladen for vorm in {_vorm(lijn) for lijn in _rand(blad)})
    vaak = {vorm for vorm, aantal in rand.items() if aantal >= (2 if len(bladen) == 2 else max(3, 0.5 * len(bladen)))}
    weg = {id(lijn) for blad in bladen for lijn in _rand(blad) if _vorm(lijn) in vaak}
    return [[lijn for lijn in blad if id(lijn) not in weg] for blad in bladen]


def _rand(blad: list[Lijn]) -> list[Lijn]:
    hoogtes = sorted({round(lijn.y) for lijn in blad})
    buiten = {*hoogtes[:2], *hoogtes[-2:]}
    return [lijn for lijn in blad if round(lijn.y) in buiten]


def _vorm(lijn: Lijn) -> str:
    """For comparing headers: figures may differ, but a line of figures alone is content."""
    return re.sub(r"\d+", "#", lijn.tekst) if any(c.isalpha() for c in lijn.tekst) else lijn.tekst + str(lijn.y)


def _paginanummers(bladen: list[list[Lijn]]) -> list[Lijn]:
    """Bare numbers at the edge of a page that count along with the pages; another number there is a figure."""
    los = [lijn for blad in bladen for lijn in _rand(blad) if re.fullmatch(r"\d{1,3}", lijn.tekst)]
    verschuiving = Counter(int(lijn.tekst) - lijn.pagina for lijn in los)
    if not verschuiving:
        return []
    beste, aantal = verschuiving.most_common(1)[0]
    if aantal < 2 and not (len(bladen) == 1 and beste == 0):
        return []
    return [lijn for lijn in los if int(lijn.tekst) - lijn.pagina == beste]


def _maten(lijnen: list[Lijn]) -> _Maten:
    groottes: Counter[float] = Counter()
    for lijn in lijnen:
        groottes[round(lijn.grootte, 1)] += len(lijn.tekst)
    gewoon = groottes.most_common(1)[0][0] if groottes else 10.0
    paren = pairwise(lijnen)
    afstanden = Counter(
        round(a.y - b.y, 0)
        for a, b in paren
        if a.pagina == b.pagina
        and round(b.grootte, 1) == gewoon
        and len(a.tekst) > 30
        and len(a.cellen) == len(b.cellen) == 1
        and not _ZINSEINDE.search(a.tekst)
        and abs(a.x - b.x) < 3
        and 0.8 * gewoon < a.y - b.y < 2.2 * gewoon
    )
    afstand = afstanden.most_common(1)[0][0] if afstanden else 1.3 * gewoon
    lengtes = sorted(len(lijn.tekst) for lijn in lijnen if round(lijn.grootte, 1) == gewoon)
    lengte = lengtes[int(0.9 * (len(lengtes) - 1))] if lengtes else 80
    koppen = sorted({g for g in groottes if g > 1.06 * gewoon}, reverse=True)
    punten = Counter(round(lijn.x) for lijn in lijnen if _LOS_PUNT.match(lijn.tekst))
    woorden = frozenset(woord for lijn in lijnen for woord in lijn.tekst.split())
    return _Maten(gewoon, afstand, lengte, koppen, sorted(punten), woorden)


def _kolommen(rijen: list[Lijn]) -> list[float]:
    """Where the columns of a table start: the distinct positions of its cells."""
    starts: list[float] = []
    for x in sorted(x for rij in rijen for x, _ in rij.cellen):
        if not starts or x - starts[-1] > 6:
            starts.append(x)
    return starts


def _tabelrijen(lijnen: list[Lijn], dicht: float, breedte: int) -> list[list[tuple[float, str]]]:
    """Rows: a line close to the one above belongs to it, when the rows have more space or the line misses cells."""
    afstanden = [a.y - b.y for a, b in pairwise(lijnen)]
    ruim = any(afstand > dicht for afstand in afstanden)
    rijen: list[list[tuple[float, str]]] = []
    for lijn, afstand in zip(lijnen, [dicht + 1, *afstanden], strict=True):
        if rijen and afstand <= dicht and (ruim or len(lijn.cellen) < breedte):
            rijen[-1].extend(lijn.cellen)
        else:
            rijen.append(list(lijn.cellen))
    return rijen


class _Bouwer:
    """Puts the lines of one page together: paragraphs, items, rows, headings, notes."""

    def __init__(self, maten: _Maten, pagina: int) -> None:
        self.maten, self.pagina = maten, pagina
        self.regels: list[Regel] = []
        self.vorige: Lijn | None = None
        self.tekst_x = 0.0
        self.tabel: list[Lijn] = []

    def neem(self, lijn: Lijn) -> None:
        if len(lijn.cellen) > 1 or self._vult_cel_aan(lijn):
            self.tabel.append(lijn)
        else:
            self._sluit_tabel()
            if not self._gaat_door(lijn):
                self._nieuw(lijn)
        self.vorige = lijn

    def klaar(self) -> Iterator[Regel]:
        self._sluit_tabel()
        for i, regel in enumerate(self.regels):
            if i and not (regel.soort is Soort.RIJ and self.regels[i - 1].soort is Soort.RIJ):
                yield Regel(0, "", pagina=self.pagina)
            yield regel
        yield Regel(0, "", pagina=self.pagina)

    def _dichtbij(self, lijn: Lijn, keer: float) -> bool:
        return self.vorige is not None and 0 < self.vorige.y - lijn.y <= keer * self.maten.regelafstand

    def _vult_cel_aan(self, lijn: Lijn) -> bool:
        """A cell of several lines: every part stands under a column of the table, at normal line distance."""
        if not self.tabel or not self._dichtbij(lijn, 1.12):
            return False
        starts = _kolommen(self.tabel)
        return len(lijn.cellen) < len(starts) and all(min(abs(x - s) for s in starts) <= 3 for x, _ in lijn.cellen)

    def _sluit_tabel(self) -> None:
        if not self.tabel:
            return
        starts = _kolommen(self.tabel)
        for rij in _tabelrijen(self.tabel, 1.12 * self.maten.regelafstand, len(starts)):
            cellen = [""] * len(starts)
            for cel_x, tekst in rij:
                plek = min(range(len(starts)), key=lambda k: abs(starts[k] - cel_x))
                cellen[plek] = schoon(_plak(cellen[plek], tekst, self.maten.woorden))
            self.regels.append(Regel(0, "\t".join(cellen), Soort.RIJ, 0, tuple(cellen), self.pagina))
        self.tabel = []

    def _gaat_door(self, lijn: Lijn) -> bool:
        vorige = self.vorige
        if vorige is None or not self.regels or len(lijn.cellen) > 1 or _LOS_PUNT.match(lijn.tekst):
            return False
        regel = self.regels[-1]
        if (
            regel.soort is Soort.RIJ
            or abs(vorige.grootte - lijn.grootte) > 0.6
            or (vorige.vet != lijn.vet and regel.soort is Soort.KOP)
        ):
            return False
        if _begint_opnieuw(vorige, lijn):
            return False
        ruimte = 1.25 if regel.soort is Soort.KOP else 1.12
        if (
            not self._dichtbij(lijn, ruimte * max(1.0, lijn.grootte / self.maten.grootte))
            or abs(lijn.x - self.tekst_x) > 2.5
        ):
            return False
        vol = len(vorige.tekst) >= 0.62 * self.maten.lengte * self.maten.grootte / max(lijn.grootte, 1.0)
        if not (vol or (lijn.tekst[:1].islower() and regel.soort is not Soort.KOP)):
            return False
        samen = _plak(regel.tekst, lijn.tekst, self.maten.woorden)
        self.regels[-1] = Regel(0, samen, regel.soort, regel.niveau, (), self.pagina, regel.noot)
        return True

    def _nieuw(self, lijn: Lijn) -> None:
        tekst = lijn.tekst
        self.tekst_x = lijn.tekst_x
        if _LOS_PUNT.match(tekst):
            diepte = 1 + sum(1 for x in self.maten.inspringingen if x < lijn.x - 2)
            self.regels.append(Regel(0, tekst, Soort.PUNT, diepte, pagina=self.pagina))
        elif (noot := _NOOT.match(tekst)) and lijn.grootte < 0.93 * self.maten.grootte:
            self.regels.append(Regel(0, tekst[noot.end() :].strip(), Soort.NOOT, noot=noot[1], pagina=self.pagina))
        elif niveau := self._kopniveau(lijn):
            self.regels.append(Regel(0, tekst, Soort.KOP, max(niveau, 0), pagina=self.pagina))
        else:
            self.regels.append(Regel(0, tekst, pagina=self.pagina))

    def _kopniveau(self, lijn: Lijn) -> int:
        """1.. by type size, -1 for bold at the normal size (level unknown), 0 for no heading."""
        if len(lijn.tekst) > 130 or not any(c.isalpha() for c in lijn.tekst):
            return 0
        for niveau, grootte in enumerate(self.maten.koppen, start=1):
            if lijn.grootte >= grootte - 0.15:
                return niveau
        return -1 if lijn.vet and len(lijn.tekst) <= 90 else 0


def _begint_opnieuw(vorige: Lijn, lijn: Lijn) -> bool:
    """After a full stop bold text or a label begins something new; a labelled value always does."""
    if _MEETREGEL.match(lijn.tekst):
        return True
    nieuw = (lijn.vet and not vorige.vet) or _LABEL.match(lijn.tekst) is not None
    return nieuw and _ZINSEINDE.search(vorige.tekst) is not None


def _plak(links: str, rechts: str, woorden: frozenset[str]) -> str:
    """Join two lines; a hyphen at the end goes, unless a capital follows or the document writes the word so."""
    if not links.endswith("-") or links.endswith(" -") or not rechts[:1].isalnum():
        return f"{links} {rechts}"
    if rechts.startswith(("en ", "of ")):
        return f"{links} {rechts}"
    voor, na = links.rsplit(" ", 1)[-1], rechts.split(" ", 1)[0]
    heel = voor[:-1] + na in woorden or (rechts[:1].islower() and voor + na not in woorden)
    return (links[:-1] if heel and len(voor) > 1 else links) + rechts
