"""What a report is made of: sections with blocks of plain text, tables and figures.

Sections are filled by functions that know the features; renderers know only what is in this module.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kompas.base import Waarde


class Opmaak(StrEnum):
    """How a section starts; a renderer without pages may ignore it."""

    VOORBLAD = "voorblad"
    NIEUWE_BLADZIJDE = "nieuwe-bladzijde"
    DOORLOPEND = "doorlopend"


class Stijl(StrEnum):
    GEWOON = "gewoon"
    INLEIDING = "inleiding"
    KLEIN = "klein"
    MELDING = "melding"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading; level 1 is the title of a section and is made by the section itself."""

    tekst: str
    niveau: int = 2
    anker: str = ""


@dataclass(frozen=True, slots=True)
class Alinea:
    tekst: str
    stijl: Stijl = Stijl.GEWOON


@dataclass(frozen=True, slots=True)
class Lijst:
    punten: tuple[str, ...]
    genummerd: bool = False


@dataclass(frozen=True, slots=True)
class Kolom:
    """`breedte` is a share of the width; `is_getal` aligns to the right."""

    titel: str
    breedte: float = 1
    is_getal: bool = False


@dataclass(frozen=True, slots=True)
class Cel:
    """A table cell; `naar` is the anchor of a heading elsewhere in the report."""

    tekst: str
    naar: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """The first column names the row when `kopkolom`; `bron` and `noten` stand under the table."""

    bijschrift: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    kopkolom: bool = True
    bron: str = ""
    noten: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        breedte = len(self.kolommen)
        if any(len(rij) != breedte for rij in self.rijen):
            raise ValueError(f"tabel {self.bijschrift!r}: elke rij heeft {breedte} cellen")

    @property
    def gepaard(self) -> tuple[tuple[tuple[Kolom, Cel], ...], ...]:
        """Every row as cells with the column that they stand in."""
        return tuple(tuple(zip(self.kolommen, rij, strict=True)) for rij in self.rijen)


@dataclass(frozen=True, slots=True)
class Figuur:
    """A chart: its finding as title, the same in words for who cannot see it, and its source."""

    titel: str
    alt: str
    svg: str
    png: Callable[[], bytes] = field(compare=False)
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Feiten:
    """Pairs of a label and what it says."""

    paren: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Oordeelregel:
    """The verdict in text and symbol, why, and the numbers that led to it. `sleutel` chooses its colour."""

    symbool: str
    oordeel: str
    sleutel: str
    want: str
    stappen: tuple[str, ...] = ()


Blok = Kop | Alinea | Lijst | Tabel | Figuur | Feiten | Oordeelregel


@dataclass(frozen=True, slots=True)
class Gegeven:
    """One figure of the report for the data form; `rol` is what the report uses it for."""

    onderdeel: str
    rol: str
    waarde: Waarde


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    titel: str
    blokken: tuple[Blok, ...]
    opmaak: Opmaak = Opmaak.DOORLOPEND
    gegevens: tuple[Gegeven, ...] = ()


@dataclass(frozen=True, slots=True)
class Rapport:
    """`peildatum` is the date of the figures: the report says nothing of the day on which it was made."""

    titel: str
    gemeente: str
    jaar: int
    peildatum: date
    build_id: str
    is_voorbeeld: bool
    secties: tuple[Section, ...]
    naam: str = "rapport"

    @property
    def auteur(self) -> str:
        """Who made it: an example is not made by the municipality that it is about."""
        return "Veiligheidskompas (voorbeeld)" if self.is_voorbeeld else f"Gemeente {self.gemeente}"

    @property
    def voet(self) -> str:
        """At the foot of every page."""
        over = f"Voorbeeld over {self.gemeente}, niet van de gemeente" if self.is_voorbeeld else self.auteur
        return f"{over}; cijferset {self.build_id}"

    @property
    def gegevens(self) -> tuple[Gegeven, ...]:
        return tuple(gegeven for sectie in self.secties for gegeven in sectie.gegevens)

    def losse_verwijzingen(self) -> tuple[str, ...]:
        """References to a heading that is not in this report."""
        blokken = [blok for sectie in self.secties for blok in sectie.blokken]
        ankers = {blok.anker for blok in blokken if isinstance(blok, Kop)} | {sectie.key for sectie in self.secties}
        tabellen = [blok for blok in blokken if isinstance(blok, Tabel)]
        naar = {cel.naar for tabel in tabellen for rij in tabel.rijen for cel in rij if cel.naar}
        return tuple(sorted(naar - ankers))
