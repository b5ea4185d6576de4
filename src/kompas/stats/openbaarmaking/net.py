"""A table with totals as a network: an equation is a node, a cell is an arc from the one equation to the other.

One more in a cell means one more flow along its arc, so a change that keeps every published figure is a closed walk
over hidden cells. Of an area with parts only its equations per column count: its own row follows from them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from kompas.stats.graaf import Boog, bruggen, goedkoopste_weg, sterke_delen
from kompas.stats.openbaarmaking.tabel import Cel, Tabel

Prijs = Callable[[Cel], float | None]
"""What it costs to let a cell change; None when it cannot."""
Buren = Mapping[Hashable, Sequence[Boog[Cel]]]


@dataclass(frozen=True)
class Net:
    """`waarden` say how far a cell can go down; cells in `vast` never change."""

    bogen: Mapping[Cel, Boog[Cel]]
    waarden: Mapping[Cel, float]
    vast: frozenset[Cel]
    _buren: dict[float, Buren] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def van(cls, tabel: Tabel, vast: frozenset[Cel], laagste: Mapping[Cel, float] | None = None) -> "Net":
        """`laagste`: what a cell was at its lowest, where that is less than what it is."""
        delen, onder = frozenset(tabel.boven.values()), laagste or {}
        bekend = {cel: min(getal, onder.get(cel, getal)) for cel, getal in tabel.waarden.items() if getal is not None}
        return cls({cel: _boog(cel, tabel, delen) for cel in bekend}, bekend, vast)

    def vaste_cellen(self, verborgen: Iterable[Cel]) -> list[Cel]:
        """The hidden cells that have one possible value only, smallest first."""
        cellen = [cel for cel in verborgen if cel in self.waarden]
        deel = sterke_delen([pijl for cel in cellen for pijl in self._pijlen(cel)])
        binnen = [self.bogen[cel] for cel in cellen if deel[self.bogen[cel].van] == deel[self.bogen[cel].naar]]
        bogen: set[Cel] = bruggen(binnen)
        vrij = {boog.naam for boog in binnen} - bogen
        return sorted((cel for cel in cellen if cel not in vrij), key=lambda cel: (self.waarden[cel], repr(cel)))

    def kring(self, cel: Cel, prijs: Prijs, stap: float | None = None) -> list[Cel] | None:
        """The other cells of the cheapest closed walk through `cel`: they give it room; None without one.

        With `stap` it is about that change of the cell, up or down, and the others have to follow as far.
        """

        def van_anderen(ander: Cel) -> float | None:
            return None if ander == cel else prijs(ander)

        boog = self.bogen[cel]
        zelf = self._pijlen(cel) if stap is None else (boog if stap > 0 else boog.omgekeerd,)
        buren = self._alle_buren(1 if stap is None else abs(stap))
        wegen = [goedkoopste_weg(buren, pijl.naar, pijl.van, van_anderen) for pijl in zelf]
        return min((weg for weg in wegen if weg is not None), default=(0.0, None))[1]

    @cached_property
    def _op_naam(self) -> Sequence[Cel]:
        """The cells that may change, in an order that does not depend on how the table came in."""
        return sorted(self.waarden.keys() - self.vast, key=repr)

    def _pijlen(self, cel: Cel, stap: float = 1) -> tuple[Boog[Cel], ...]:
        """The directions in which a cell can change: up always, down as long as enough is left."""
        boog = self.bogen[cel]
        return (boog, boog.omgekeerd) if self.waarden[cel] >= stap else (boog,)

    def _alle_buren(self, stap: float) -> Buren:
        """The arcs out of each node, over every cell that is or may be hidden."""
        if stap not in self._buren:
            buren: defaultdict[Hashable, list[Boog[Cel]]] = defaultdict(list)
            for cel in self._op_naam:
                for pijl in self._pijlen(cel, stap):
                    buren[pijl.van].append(pijl)
            self._buren[stap] = buren
        return self._buren[stap]


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
