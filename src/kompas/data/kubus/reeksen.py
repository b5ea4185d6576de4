"""Stored rows of a few series -> complete series with their origin, and what later deliveries changed in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kompas.data.kubus.antwoorden import Herziening, KubusRij
from kompas.data.kubus.indeling import NOOIT, Assen, Indeling, Kolommen, plaatsen
from kompas.data.kubus.schema import MARGES, VLAGGEN, Kubus

Cel = tuple[int, int, int]
"""Ids of area, code and period."""
Reeksen = Mapping[tuple[int, int], Mapping[int, "Opgeslagen"]]


class Opgeslagen(NamedTuple):
    """A stored value, known from delivery `peiling` on."""

    waarde: float | None
    vlag: int
    peiling: int
    laag: float | None = None
    hoog: float | None = None


class Vroeger(NamedTuple):
    """A superseded value, known from `peiling` up to and not including `tot`."""

    waarde: float | None
    vlag: int
    peiling: int
    tot: int


NUL = Opgeslagen(0.0, 0, NOOIT)


def lees_reeksen(indeling: Indeling, assen: Assen, delen: Iterable[Kolommen]) -> Reeksen:
    """(area, code) -> period -> what is stored."""
    uit: dict[tuple[int, int], dict[int, Opgeslagen]] = defaultdict(dict)
    for gebied, code, periode, *rest in _rijen(indeling, assen, delen, ("waarde", "vlag", "peiling", *MARGES)):
        uit[gebied, code][periode] = Opgeslagen._make((*rest, None, None)[:5])
    return uit


def lees_vroeger(indeling: Indeling, assen: Assen, delen: Iterable[Kolommen]) -> Mapping[Cel, list[Vroeger]]:
    """Cell -> its superseded values in order of time."""
    uit: dict[Cel, list[Vroeger]] = defaultdict(list)
    for gebied, code, periode, *rest in _rijen(indeling, assen, delen, ("waarde", "vlag", "peiling", "tot")):
        uit[gebied, code, periode].append(Vroeger._make(rest))
    return uit


def _rijen(
    indeling: Indeling, assen: Assen, delen: Iterable[Kolommen], namen: tuple[str, ...]
) -> Iterator[tuple[int, ...]]:
    """The rows of the asked areas and codes; a part may hold more."""
    gebieden, codes, _ = assen
    for deel in delen:
        kies = (plaatsen(deel["gebied"], gebieden, len(indeling.gebieden)) >= 0) & (
            plaatsen(deel["code"], codes, len(indeling.codes)) >= 0
        )
        kolommen = ("gebied", "code", "periode", *(naam for naam in namen if naam in deel))
        yield from zip(*(deel[naam][kies].tolist() for naam in kolommen), strict=True)


@dataclass(frozen=True)
class Aanvuller:
    """Makes complete series as known at one delivery."""

    kubus: Kubus
    indeling: Indeling
    peiling: int
    gevonden: Reeksen
    vroeger: Mapping[Cel, list[Vroeger]]

    def reeks(self, gebied: int, code: int) -> Iterator[KubusRij]:
        """Every known cell of one area and code; one without a row is 0."""
        indeling, patroon = self.indeling, int(self.indeling.patroon[gebied])
        gezien = indeling.gezien(patroon, self.peiling)[code].tolist()
        eerste = indeling.eerste(patroon)[code].tolist()
        rijen = self.gevonden.get((gebied, code), {})
        vast = (self.kubus.tabel, indeling.codes[code], indeling.gebieden[gebied])
        for periode, laatst in enumerate(gezien):
            if laatst == NOOIT:
                continue
            rij = rijen.get(periode)
            if rij is None:
                vanaf = self._nul_vanaf((gebied, code, periode), eerste[periode]) if self.vroeger else eerste[periode]
                inhoud: tuple[object, ...] = (0.0, "", None, None)
            else:
                vanaf = rij.peiling
                inhoud = (_getal(rij.waarde), VLAGGEN[rij.vlag], rij.laag, rij.hoog)
            bron = indeling.peilingen[laatst].bron
            yield KubusRij._make((*vast, indeling.perioden[periode], *inhoud, indeling.peilingen[vanaf].moment, *bron))

    def _nul_vanaf(self, cel: Cel, eerste: int) -> int:
        """The delivery from which a cell was 0: the end of what it was before, else the first that held it."""
        return max((rij.tot for rij in self.vroeger.get(cel, ()) if rij.tot <= self.peiling), default=eerste)


def herzieningen(
    tabel: str, indeling: Indeling, vroeger: Mapping[Cel, list[Vroeger]], nu: Reeksen
) -> Iterator[Herziening]:
    """What each superseded value was followed by, in the order of the cells and then of time."""
    for cel in sorted(vroeger):
        gebied, code, periode = cel
        for rij in vroeger[cel]:
            daarna = _daarna(rij.tot, vroeger[cel], nu.get((gebied, code), {}).get(periode))
            yield Herziening(
                tabel,
                indeling.codes[code],
                indeling.gebieden[gebied],
                indeling.perioden[periode],
                _getal(rij.waarde),
                _getal(daarna.waarde),
                _moment(indeling, rij.peiling),
                _moment(indeling, rij.tot),
                VLAGGEN[rij.vlag],
                VLAGGEN[daarna.vlag],
            )


def _daarna(peiling: int, vroeger: list[Vroeger], nu: Opgeslagen | None) -> Vroeger | Opgeslagen:
    """The value that became known at a delivery; nothing stored is 0."""
    if nu and nu.peiling == peiling:
        return nu
    return next((rij for rij in vroeger if rij.peiling == peiling), NUL)


def _getal(waarde: float | None) -> float | None:
    return None if waarde is None else float(waarde)


def _moment(indeling: Indeling, peiling: int) -> datetime:
    return indeling.peilingen[peiling].moment
