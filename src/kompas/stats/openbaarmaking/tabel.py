"""Tables of counts of areas by kind, what of them may be small, and what became of their cells."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kompas.base import Refused, getal_tekst

Cel = tuple[Hashable, Hashable]
"""Row and column."""


_NOOIT = "dit wordt voor zo'n klein gebied nooit openbaar"
_NIET_OPENBAAR = "het aantal is klein, of er is een ander, verborgen aantal mee uit te rekenen"


class Reden(StrEnum):
    """Why a cell is not published."""

    KLEIN = "klein"
    NOOIT = "nooit"
    AFLEIDBAAR = "afleidbaar"
    EERDER = "eerder"

    @property
    def voor_lezer(self) -> str:
        """What a reader is told. Which of the other reasons it is would say between what numbers the count lies."""
        return _NOOIT if self is Reden.NOOIT else _NIET_OPENBAAR


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
    """What stays hidden and why.

    `onbeschermd`: hidden cells that fixed cells give away all the same. `zwak`: hidden cells that somebody may work out
    who has an earlier version of the table too.
    """

    redenen: Mapping[Cel, Reden]
    onbeschermd: frozenset[Cel] = field(default=frozenset())
    zwak: frozenset[Cel] = field(default=frozenset())

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
