"""A document as numbered lines: the common form of a text file, Word, PDF and web page."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How much of a stranger's file we are willing to take in."""

    bytes: int = 25_000_000
    uitgepakt: int = 150_000_000
    tekens: int = 2_000_000
    regels: int = 60_000
    paginas: int = 600
    seconden: float = 30.0
    geheugen: int = 1_500_000_000
    regellengte: int = 6_000


STANDAARD = Grenzen()


class Soort(StrEnum):
    """What the file format itself says about a line."""

    TEKST = "tekst"
    KOP = "kop"
    PUNT = "punt"
    RIJ = "rij"
    NOOT = "noot"
    BEELD = "beeld"


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where something stands: lines from and up to and including, and the page where the format knows it."""

    van: int
    tot: int
    pagina: int | None = None

    @property
    def label(self) -> str:
        regels = f"regel {self.van}" if self.van == self.tot else f"regel {self.van}-{self.tot}"
        return f"bladzijde {self.pagina}, {regels}" if self.pagina else regels

    def met(self, ander: "Plaats") -> "Plaats":
        """The place that spans both."""
        return Plaats(min(self.van, ander.van), max(self.tot, ander.tot), self.pagina)


@dataclass(frozen=True, slots=True)
class Regel:
    """One line. `niveau` is the heading level or list depth (0 = unknown), `cellen` the cells of a table row."""

    nummer: int
    tekst: str
    soort: Soort = Soort.TEKST
    niveau: int = 0
    cellen: tuple[str, ...] = ()
    pagina: int | None = None
    noot: str = ""

    @property
    def plaats(self) -> Plaats:
        return Plaats(self.nummer, self.nummer, self.pagina)


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of a table, however the document wrote it."""

    cellen: tuple[str, ...]
    plaats: Plaats


@dataclass(frozen=True, slots=True)
class Document:
    naam: str
    vorm: str
    regels: tuple[Regel, ...]
    sha256: str = ""
    titel: str = field(default="")

    @property
    def tekst(self) -> str:
        return "\n".join(regel.tekst for regel in self.regels)


def vingerafdruk(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


def genummerd(regels: list[Regel]) -> tuple[Regel, ...]:
    """Number the lines from 1, whatever number they came with."""
    return tuple(
        Regel(i, r.tekst, r.soort, r.niveau, r.cellen, r.pagina, r.noot) for i, r in enumerate(regels, start=1)
    )
