"""The differencing check: what somebody can work out who lays published tables, or versions of one, side by side.

An attack, not a protection: it knows nothing of how figures were hidden. See docs/methoden/openbaarmaking.md.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.lazy import optimize, sparse
from kompas.stats.openbaarmaking.tabel import Cel, Tabel

Rij = NDArray[np.float64]
_TEGENSPRAAK = "De cijfers spreken elkaar tegen: er bestaat geen tabel van hele aantallen waar ze allemaal in passen."


@dataclass(frozen=True, slots=True)
class Som:
    """What a reader knows: the weighted sum of these counts lies from `laag` to `hoog`.

    A count that was shown is a sum of one; a total minus its parts is a sum that is 0; "1 to 4" and a rounded figure
    are sums with room.
    """

    gewichten: Mapping[Hashable, float]
    laag: float
    hoog: float

    @classmethod
    def precies(cls, cellen: Mapping[Hashable, float], getal: float) -> "Som":
        return cls(cellen, getal, getal)

    @classmethod
    def afgerond(cls, cel: Hashable, getal: float, stap: int) -> "Som":
        """A count that was rounded to the nearest multiple of `stap`, halves away from zero."""
        return cls({cel: 1.0}, max(math.ceil(getal - stap / 2), 0), math.ceil(getal + stap / 2) - 1)


@dataclass(frozen=True, slots=True)
class Bereik:
    """Between which whole numbers a count must lie."""

    laag: float
    hoog: float

    @property
    def bekend(self) -> bool:
        return self.hoog - self.laag < 0.5


def bereiken(sommen: Sequence[Som], cellen: Collection[Hashable]) -> Mapping[Hashable, Bereik] | Refused:
    """Per cell the lowest and highest count, in whole numbers from zero, with which all sums hold."""
    if not all(som.gewichten and _deugdelijk(som) for som in sommen):
        return Refused("Een som heeft cellen met een gewicht, en grenzen die gewone getallen zijn.")
    bekend, over = _ingevuld(sommen)
    if over is None:
        return Refused(_TEGENSPRAAK)
    gevonden = {cel: Bereik(bekend[cel], bekend[cel]) for cel in cellen if cel in bekend}
    gezocht = {cel for cel in cellen if cel not in bekend}
    for deel in _losse_delen(over):
        stelsel = _Stelsel.van(deel)
        if not stelsel.bestaat():
            return Refused(_TEGENSPRAAK)
        gevonden |= {cel: stelsel.bereik(cel) for cel in stelsel.cellen if cel in gezocht}
    return gevonden | {cel: Bereik(0.0, math.inf) for cel in gezocht if cel not in gevonden}


def _deugdelijk(som: Som) -> bool:
    gewichten = all(math.isfinite(gewicht) and gewicht for gewicht in som.gewichten.values())
    return gewichten and som.laag <= som.hoog and som.laag < math.inf and som.hoog > -math.inf


def _ingevuld(sommen: Sequence[Som]) -> tuple[dict[Hashable, float], list[Som] | None]:
    """The cells that follow one by one, and the sums of the rest; None for the rest when sums contradict each other."""
    bekend: dict[Hashable, float] = {}
    over = list(sommen)
    while True:
        over = [_zonder(som, bekend) for som in over]
        if any(not som.gewichten and not som.laag - 1e-6 <= 0 <= som.hoog + 1e-6 for som in over):
            return bekend, None
        nieuw = [som for som in over if len(som.gewichten) == 1 and som.laag == som.hoog]
        over = [som for som in over if len(som.gewichten) > 1 or (som.gewichten and som.laag < som.hoog)]
        if not nieuw:
            return bekend, over
        for som in nieuw:
            [(cel, gewicht)] = som.gewichten.items()
            getal = som.laag / gewicht
            if getal < -1e-6 or abs(getal - bekend.get(cel, getal)) > 1e-6:
                return bekend, None
            bekend[cel] = getal


def _zonder(som: Som, bekend: Mapping[Hashable, float]) -> Som:
    weg = sum(gewicht * bekend[cel] for cel, gewicht in som.gewichten.items() if cel in bekend)
    rest = {cel: gewicht for cel, gewicht in som.gewichten.items() if cel not in bekend}
    return som if len(rest) == len(som.gewichten) else Som(rest, som.laag - weg, som.hoog - weg)


def _losse_delen(sommen: Sequence[Som]) -> Iterator[list[Som]]:
    """Groups of sums that have no cell in common with another group."""
    bij_cel: defaultdict[Hashable, list[int]] = defaultdict(list)
    for nummer, som in enumerate(sommen):
        for cel in som.gewichten:
            bij_cel[cel].append(nummer)
    gezien: set[int] = set()
    for begin in range(len(sommen)):
        stapel, deel = [begin], []
        while stapel:
            nummer = stapel.pop()
            if nummer not in gezien:
                gezien.add(nummer)
                deel.append(sommen[nummer])
                stapel += [ander for cel in sommen[nummer].gewichten for ander in bij_cel[cel]]
        if deel:
            yield deel


@dataclass(frozen=True)
class _Stelsel:
    """Sums as a mixed-integer programme over their cells."""

    cellen: tuple[Hashable, ...]
    voorwaarden: object

    @classmethod
    def van(cls, sommen: Sequence[Som]) -> "_Stelsel":
        cellen = tuple(dict.fromkeys(cel for som in sommen for cel in som.gewichten))
        plek = {cel: nummer for nummer, cel in enumerate(cellen)}
        paren = [(rij, plek[cel], gewicht) for rij, som in enumerate(sommen) for cel, gewicht in som.gewichten.items()]
        rijen, kolommen, gewichten = zip(*paren, strict=True)
        matrix = sparse().csr_array((gewichten, (rijen, kolommen)), shape=(len(sommen), len(cellen)))
        grenzen = ([som.laag for som in sommen], [som.hoog for som in sommen])
        return cls(cellen, optimize().LinearConstraint(matrix, *grenzen))

    def bestaat(self) -> bool:
        return self._kleinste(np.zeros(len(self.cellen))) is not None

    def bereik(self, cel: Hashable) -> Bereik:
        richting = np.array([float(ander == cel) for ander in self.cellen])
        laag, hoog = self._kleinste(richting), self._kleinste(-richting)
        return Bereik(0.0 if laag is None else laag, math.inf if hoog is None else -hoog)

    def _kleinste(self, richting: Rij) -> float | None:
        """The least of this sum over all tables that fit; None when there is no table, or no end to it."""
        uitkomst = optimize().milp(richting, constraints=self.voorwaarden, integrality=np.ones(len(richting)))
        return None if uitkomst.fun is None else float(np.round(uitkomst.fun))


@dataclass(frozen=True)
class Uitgave:
    """A table as it was published: what of it stayed hidden."""

    naam: str
    tabel: Tabel
    verborgen: Collection[Cel]


def verschilcheck(uitgaven: Sequence[Uitgave], *, gelijk: bool = True) -> Mapping[tuple[str, Cel], Bereik] | Refused:
    """Of every hidden cell of these publications between which numbers a reader of all of them can put it.

    `gelijk`: the reader knows which cells did not change between two publications, so what the one shows fills in the
    other; that is the strongest reader. Otherwise every publication stands alone.
    """
    if len({uitgave.naam for uitgave in uitgaven}) < len(uitgaven):
        return Refused("Geef elke uitgave een eigen naam.")
    namen = [_namen(uitgaven[: nummer + 1], gelijk=gelijk) for nummer in range(len(uitgaven))]
    sommen = [som for uitgave, naam in zip(uitgaven, namen, strict=True) for som in _sommen(uitgave, naam)]
    gezocht = {
        (uitgave.naam, cel): naam[cel]
        for uitgave, naam in zip(uitgaven, namen, strict=True)
        for cel in uitgave.verborgen
        if cel in naam
    }
    gevonden = bereiken(sommen, set(gezocht.values()))
    if isinstance(gevonden, Refused):
        return gevonden
    return {sleutel: gevonden[naam] for sleutel, naam in gezocht.items()}


def _namen(uitgaven: Sequence[Uitgave], *, gelijk: bool) -> dict[Cel, Hashable]:
    """Per cell of the last publication the unknown that it stands for: that of the first with the same number."""
    uit: dict[Cel, Hashable] = {}
    for cel, getal in uitgaven[-1].tabel.waarden.items():
        if getal is not None:
            zelfde = (u for u in uitgaven if u.tabel.waarden.get(cel) == getal) if gelijk else iter(uitgaven[-1:])
            uit[cel] = (next(zelfde).naam, cel)
    return uit


def _sommen(uitgave: Uitgave, naam: Mapping[Cel, Hashable]) -> Iterator[Som]:
    """What is shown, and the totals. Whatever a total differs from its parts is taken to be known."""
    waarden, verborgen = uitgave.tabel.waarden, frozenset(uitgave.verborgen)
    for cel, getal in waarden.items():
        if getal is not None and cel not in verborgen:
            yield Som.precies({naam[cel]: 1.0}, getal)
    for totaal, delen in vergelijkingen(uitgave.tabel):
        tekens = {totaal: -1.0} | dict.fromkeys(delen, 1.0)
        over = sum(teken * (waarden[cel] or 0.0) for cel, teken in tekens.items())
        yield Som.precies({naam[cel]: teken for cel, teken in tekens.items()}, over)


def vergelijkingen(tabel: Tabel) -> Iterator[tuple[Cel, Sequence[Cel]]]:
    """Every total in a table with the cells that it is the sum of: kinds in a row, parts of an area in a column."""
    rijen, kolommen = _uniek(rij for rij, _ in tabel.waarden), _uniek(kolom for _, kolom in tabel.waarden)
    onder: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for rij in rijen:
        if rij in tabel.boven:
            onder[tabel.boven[rij]].append(rij)
    paren: list[tuple[Cel, list[Cel]]] = []
    if tabel.totaal is not None:
        paren += [((rij, tabel.totaal), [(rij, kolom) for kolom in kolommen if kolom != tabel.totaal]) for rij in rijen]
    paren += [((boven, kolom), [(rij, kolom) for rij in delen]) for boven, delen in onder.items() for kolom in kolommen]
    for totaal, delen in paren:
        bekend = [cel for cel in delen if tabel.waarden.get(cel) is not None]
        if tabel.waarden.get(totaal) is not None and bekend:
            yield totaal, bekend


def _uniek(namen: Iterable[Hashable]) -> list[Hashable]:
    return list(dict.fromkeys(namen))
