"""Plain shapes that pages, charts and reports hand to each other: a table, a link, a fact."""

from dataclasses import dataclass

from kompas.base import Waarde, getal_tekst

Cel = str | int | float | Waarde | None


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of plain cells; the first cell of every row names the row."""

    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]

    def __post_init__(self) -> None:
        for rij in self.rijen:
            if len(rij) != len(self.kolommen):
                raise ValueError(f"een rij heeft {len(rij)} cellen, de tabel {len(self.kolommen)} kolommen")


@dataclass(frozen=True, slots=True)
class Kruimel:
    """One step of the road to this page; the last has no address."""

    naam: str
    adres: str = ""


def cel_tekst(cel: Cel) -> str:
    """A cell as a Dutch reader expects it; an empty cell says nothing."""
    if cel is None:
        return ""
    if isinstance(cel, Waarde):
        return cel.tekst
    if isinstance(cel, float) and not cel.is_integer():
        return getal_tekst(cel, 2)
    return getal_tekst(cel) if isinstance(cel, float) else str(cel)


def is_cijfer(cel: Cel) -> bool:
    """Whether the cell is a number, to be aligned at its end."""
    return isinstance(cel, Waarde | float) or (isinstance(cel, int) and not isinstance(cel, bool))
