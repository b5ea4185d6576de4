"""Which cells of a table with totals may be published, so that no hidden one can be recomputed.

Primary: small counts, and cells that are never published. Complementary: what would give those away through the totals,
or by laying this version of the table beside an earlier one. See docs/methoden/openbaarmaking.md.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kompas.stats.openbaarmaking.net import Net
from kompas.stats.openbaarmaking.tabel import Cel, Onderdrukking, Reden, Tabel, klein

_WEINIG: Final = 1e-9
"""So much a count adds to a price of whole numbers: small counts go first where the price is equal."""


def onderdruk(tabel: Tabel, *, drempel: int, nooit: Collection[Cel] = (), vast: Collection[Cel] = ()) -> Onderdrukking:
    """Hide the counts below `drempel` and those in `nooit`, and as few others as it takes to keep them hidden.

    Cells in `vast` are published anyway (elsewhere, by others): they are never hidden. Afterwards there are, for every
    hidden cell outside `onbeschermd`, at least two tables of whole numbers from zero up with all the published figures,
    that differ in that cell.
    """
    return onderdruk_versies((tabel,), drempel=drempel, nooit=nooit, vast=vast)


def onderdruk_versies(
    versies: Sequence[Tabel], *, drempel: int, nooit: Collection[Cel] = (), vast: Collection[Cel] = ()
) -> Onderdrukking:
    """What to hide of the last of these versions of a table, for readers who kept the earlier ones.

    What was hidden stays hidden. A count that was shown and has become small is hidden together with what tells by how
    much it changed, until another cell may as well have been the one that changed.
    """
    altijd, nooit_open = frozenset(vast), frozenset(nooit)
    uitkomst, eerder = Onderdrukking({}), None
    for tabel in versies:
        uitkomst = _Versie(tabel, drempel, nooit_open, altijd, eerder).onderdruk()
        eerder = _Eerder.na(tabel, uitkomst, eerder)
    return uitkomst


@dataclass(frozen=True)
class _Eerder:
    """The version before, and of every cell the lowest that it was in any version."""

    waarden: Mapping[Cel, float | None]
    uitkomst: Onderdrukking
    laagste: Mapping[Cel, float]

    @classmethod
    def na(cls, tabel: Tabel, uitkomst: Onderdrukking, eerder: "_Eerder | None") -> "_Eerder":
        laagste = dict(eerder.laagste) if eerder else {}
        for cel, getal in tabel.waarden.items():
            if getal is not None:
                laagste[cel] = min(getal, laagste.get(cel, getal))
        return cls(tabel.waarden, uitkomst, laagste)

    def getoond(self, cel: Cel) -> float | None:
        """What a reader saw of it."""
        return None if cel in self.uitkomst else self.waarden.get(cel)


@dataclass(frozen=True)
class _Versie:
    tabel: Tabel
    drempel: int
    nooit: frozenset[Cel]
    vast: frozenset[Cel]
    eerder: _Eerder | None

    def onderdruk(self) -> Onderdrukking:
        gevoelig = {cel for cel in self.tabel.waarden if cel not in self.vast and self._is_gevoelig(cel)}
        redenen = {cel: Reden.NOOIT if cel in self.nooit else Reden.KLEIN for cel in gevoelig}
        if self.eerder is None:
            return Onderdrukking(redenen, frozenset(self._geef_ruimte(redenen)))
        gebleven = self._gebleven(self.eerder)
        redenen |= dict.fromkeys(gebleven - gevoelig, Reden.EERDER)
        zwak = self._verraden(gebleven, self.eerder)
        for cel in sorted(gevoelig - gebleven, key=repr):
            if not self._verberg_verandering(cel, redenen, self.eerder):
                zwak.add(cel)
        onbeschermd = frozenset(self._geef_ruimte(redenen))
        return Onderdrukking(redenen, onbeschermd, frozenset(zwak) - onbeschermd)

    def _is_gevoelig(self, cel: Cel) -> bool:
        return cel in self.nooit or klein(self.tabel.waarden[cel], self.drempel)

    def _geef_ruimte(self, redenen: dict[Cel, Reden]) -> list[Cel]:
        """Hide until every hidden cell has more than one possible value; the cells for which that cannot be."""
        net = self._net

        def prijs(cel: Cel) -> float | None:
            """Nothing when hidden already; else its size, so that small counts go first, and large areas last."""
            return 0.0 if cel in redenen else 1.0 + net.waarden[cel]

        onbeschermd = []
        for cel in net.vaste_cellen(redenen):
            if cel in redenen and (kring := net.kring(cel, prijs)) is not None:
                for deel in kring:
                    redenen.setdefault(deel, Reden.AFLEIDBAAR)
            else:
                onbeschermd.append(cel)
        return onbeschermd

    def _gebleven(self, eerder: _Eerder) -> set[Cel]:
        """What was hidden before, and is in the table still."""
        return {cel for cel in eerder.uitkomst.redenen if cel in self.tabel.waarden and cel not in self.vast}

    def _verraden(self, gebleven: set[Cel], eerder: _Eerder) -> set[Cel]:
        """Of the cells that stay hidden, those without a change that fits in all versions at once."""
        net = Net.van(self.tabel, self.vast, eerder.laagste)
        return (set(net.vaste_cellen(gebleven)) | eerder.uitkomst.zwak) & gebleven

    def _verberg_verandering(self, cel: Cel, redenen: dict[Cel, Reden], eerder: _Eerder) -> bool:
        """Hide what tells that it was this cell that changed; False when it stays the likeliest.

        Who compares two versions takes the least changes that explain what he sees. So there must be a walk on which as
        many cells would not have changed as would have.
        """
        was, nu = eerder.getoond(cel), self.tabel.waarden[cel]
        if was is None or nu is None:
            return True
        if was == nu:
            return False
        net, verschil = self._net, self._verschillen

        def prijs(ander: Cel) -> float | None:
            """A cell that did not change would have to; the least of those, then the least that are shown now."""
            open_ = 0.0 if ander in redenen else _WEINIG * (1 + net.waarden[ander])
            return open_ + (0.0 if verschil[ander] else 1.0)

        kring = net.kring(cel, prijs, was - nu)
        if kring is None:
            return False
        for deel in kring:
            redenen.setdefault(deel, Reden.AFLEIDBAAR)
        gelijk = sum(verschil[deel] == 0 for deel in kring)
        return gelijk <= 1 + sum(abs(verschil[deel]) == abs(nu - was) for deel in kring)

    @cached_property
    def _net(self) -> Net:
        return Net.van(self.tabel, self.vast)

    @cached_property
    def _verschillen(self) -> dict[Cel, float]:
        """How much every cell changed; one that had no number counts as changed."""
        nu = {cel: getal for cel, getal in self.tabel.waarden.items() if getal is not None}
        toen = {cel: self.eerder.waarden.get(cel) if self.eerder else None for cel in nu}
        return {cel: float("inf") if (was := toen[cel]) is None else getal - was for cel, getal in nu.items()}
