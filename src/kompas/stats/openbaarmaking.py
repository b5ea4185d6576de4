"""Which cells of a table with totals may be published, so that no hidden one can be recomputed.

Primary: small counts, and cells that are never published. Complementary: what would give those away through the totals.
See docs/methoden/openbaarmaking.md.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from kompas.base import Refused, getal_tekst
from kompas.stats.graaf import Boog, bruggen, goedkoopste_weg, sterke_delen

Cel = tuple[Hashable, Hashable]
"""Row and column."""


class Reden(StrEnum):
    """Why a cell is not published. The value is the text that a reader sees."""

    KLEIN = "het aantal is klein en kan over personen gaan"
    NOOIT = "dit wordt voor zo'n klein gebied nooit openbaar"
    AFLEIDBAAR = "met dit aantal is een ander, verborgen aantal uit te rekenen"


@dataclass(frozen=True)
class Tabel:
    """Counts of areas by kind. An area may lie in another one; its figure is then part of that other's.

    `boven` names for each row the row that it is part of; rows that nothing names are the top. `totaal` is the column
    that is the sum of the others, or None. A cell without number counts as known to everyone: it protects nothing.
    """

    waarden: Mapping[Cel, float | None]
    boven: Mapping[Hashable, Hashable]
    totaal: Hashable | None = None


@dataclass(frozen=True)
class Onderdrukking:
    """What stays hidden and why. `onbeschermd`: hidden cells that fixed cells give away all the same."""

    redenen: Mapping[Cel, Reden]
    onbeschermd: frozenset[Cel] = frozenset()

    def __contains__(self, cel: object) -> bool:
        return cel in self.redenen


def klein(getal: float | None, drempel: int) -> bool:
    """Whether a count is so small that it may tell about persons; zero tells about nobody."""
    return getal is not None and 0 < getal < drempel


def afgerond(getal: float, stap: int) -> float:
    """To the nearest multiple of `stap`, halves away from zero; `stap` 1 leaves a count as it is."""
    if stap <= 1:
        return getal
    veelvoud = int(abs(getal) / stap + 0.5 + 1e-9) * stap
    return float(veelvoud if getal >= 0 else -veelvoud)


def bezwaar(drempel: int, stap: int) -> Refused | None:
    """Why this threshold and rounding cannot be used; None when they can."""
    if not 1 <= drempel <= 100:
        return Refused(f"Een drempel is een heel getal van 1 t/m 100, niet {getal_tekst(drempel)}.")
    if not 1 <= stap <= 100:
        return Refused(f"Afronden kan op 1 t/m 100, niet op {getal_tekst(stap)}.")
    return None


def onderdruk(tabel: Tabel, *, drempel: int, nooit: Collection[Cel] = (), vast: Collection[Cel] = ()) -> Onderdrukking:
    """Hide the counts below `drempel` and those in `nooit`, and as few others as it takes to keep them hidden.

    Cells in `vast` are published anyway (elsewhere, by others): they are never hidden. Afterwards there are, for every
    hidden cell outside `onbeschermd`, at least two tables of whole numbers from zero up with all the published figures,
    that differ in that cell.
    """
    altijd, nooit_open = frozenset(vast), frozenset(nooit)
    redenen = {
        cel: Reden.NOOIT if cel in nooit_open else Reden.KLEIN
        for cel, getal in tabel.waarden.items()
        if cel not in altijd and (cel in nooit_open or klein(getal, drempel))
    }
    net = _Net.van(tabel, altijd)
    onbeschermd: set[Cel] = set()
    for cel in net.vaste_cellen(redenen):
        if cel in redenen and (kring := net.kring(cel, redenen)) is not None:
            for deel in kring:
                redenen.setdefault(deel, Reden.AFLEIDBAAR)
        else:
            onbeschermd.add(cel)
    return Onderdrukking(redenen, frozenset(onbeschermd))


@dataclass(frozen=True)
class _Net:
    """The table as a network: an equation is a node, a cell is an arc from the one equation to the other.

    One more in a cell means one more flow along its arc, so a change that keeps every published figure is a closed
    walk over hidden cells. Of an area with parts only its equations per column count: its own row follows from them.
    """

    bogen: Mapping[Cel, Boog[Cel]]
    waarden: Mapping[Cel, float]
    vast: frozenset[Cel]

    @classmethod
    def van(cls, tabel: Tabel, vast: frozenset[Cel]) -> "_Net":
        delen = frozenset(tabel.boven.values())
        bekend = {cel: getal for cel, getal in tabel.waarden.items() if getal is not None}
        return cls({cel: _boog(cel, tabel, delen) for cel in bekend}, bekend, vast)

    def vaste_cellen(self, verborgen: Iterable[Cel]) -> list[Cel]:
        """The hidden cells that have one possible value only, smallest first."""
        cellen = [cel for cel in verborgen if cel in self.waarden]
        deel = sterke_delen([pijl for cel in cellen for pijl in self._pijlen(cel)])
        binnen = [self.bogen[cel] for cel in cellen if deel[self.bogen[cel].van] == deel[self.bogen[cel].naar]]
        bogen: set[Cel] = bruggen(binnen)
        vrij = {boog.naam for boog in binnen} - bogen
        return sorted((cel for cel in cellen if cel not in vrij), key=lambda cel: (self.waarden[cel], repr(cel)))

    def kring(self, cel: Cel, verborgen: Mapping[Cel, Reden]) -> list[Cel] | None:
        """The other cells of the cheapest closed walk through `cel`: hiding them gives it room; None without one."""

        def prijs(ander: Cel) -> float | None:
            """Nothing when hidden already; else its size, so that small counts go first, and large areas last."""
            if ander == cel:
                return None
            return 0.0 if ander in verborgen else 1.0 + self.waarden[ander]

        wegen = [goedkoopste_weg(self._buren, pijl.naar, pijl.van, prijs) for pijl in self._pijlen(cel)]
        return min((weg for weg in wegen if weg is not None), default=(0.0, None))[1]

    def _pijlen(self, cel: Cel) -> tuple[Boog[Cel], ...]:
        """The directions in which a cell can change: up always, down as long as something is left."""
        boog = self.bogen[cel]
        return (boog, boog.omgekeerd) if self.waarden[cel] >= 1 else (boog,)

    @cached_property
    def _buren(self) -> Mapping[Hashable, Sequence[Boog[Cel]]]:
        """The arcs out of each node, over every cell that is or may be hidden."""
        buren: defaultdict[Hashable, list[Boog[Cel]]] = defaultdict(list)
        for cel in self.waarden.keys() - self.vast:
            for pijl in self._pijlen(cel):
                buren[pijl.van].append(pijl)
        return {knoop: sorted(pijlen, key=lambda pijl: repr(pijl.naam)) for knoop, pijlen in buren.items()}


_BUITEN: Final = ("buiten",)
"""Stands for the world outside the table: a cell that is part of one equation only changes it freely."""


def _boog(cel: Cel, tabel: Tabel, delen: frozenset[Hashable]) -> Boog[Cel]:
    """The arc of a cell: from the equation that it adds to, to the one that it is taken from; a total goes back."""
    rij, kolom = cel
    zelf: Hashable = _BUITEN
    if rij in delen:
        zelf = ("som", rij, kolom)
    elif tabel.totaal is not None:
        zelf = ("rij", rij)
    boven: Hashable = ("som", tabel.boven[rij], kolom) if rij in tabel.boven else _BUITEN
    return Boog(cel, boven, zelf) if kolom == tabel.totaal else Boog(cel, zelf, boven)
