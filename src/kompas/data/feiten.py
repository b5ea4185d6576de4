"""One row of a source after reading, and the rows that were refused."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# Why a row has no number. TypedDataSet shows both of the first two as nothing at all (`LEEG`).
BLANCO = "blanco"  # cannot occur, says the source
PUNT = "punt"  # unknown, unreliable or secret, says the source
LEEG = "leeg"  # the source gives nothing; that is not zero
PM = "PM"
AFBEELDING = "afbeelding"  # a plan shows it in a picture, without numbers


class Feit(NamedTuple):
    """A number, or a flag that says why there is none, for one code, area and period; a tuple, as files have millions.

    `gebied_jaar` is None when the source decides it (newest boundaries, or those of the year itself);
    `regel` is the line or row in the raw file.
    """

    regel: int
    bron: str
    tabel: str
    code: str
    gebied: str
    periode: str
    waarde: float | None
    vlag: str = ""
    naam: str = ""
    gebied_jaar: int | None = None
    laag: float | None = None
    hoog: float | None = None
    vindplaats: str = ""
    toelichting: str = ""
    opgehaald: date | None = None
    voorbeeld: bool = False


@dataclass(frozen=True, slots=True)
class Gebiedsnaam:
    """An area as a metadata file names it; `gemeente` is the code of the municipality that it lies in."""

    regel: int
    code: str
    naam: str
    gemeente: str = ""


@dataclass(frozen=True, slots=True)
class Afgekeurd:
    """A row that was not taken over: where, and why in Dutch. `is_schade`: it may be a sign of a damaged file."""

    regel: int
    reden: str
    is_schade: bool = True


@dataclass(frozen=True, slots=True)
class Opmerking:
    """Something about the file as a whole that the user should know."""

    tekst: str


Rij = Feit | Gebiedsnaam | Afgekeurd | Opmerking
