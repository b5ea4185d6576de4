"""What questions over kubussen answer: series as tuples, whole tables (millions of cells) as arrays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

import numpy as np

Getallen = np.ndarray[Any, np.dtype[Any]]

# Status of a cell: the first three as `schema.VLAGGEN`, and one for what no delivery ever held.
GETAL: Final = 0
BLANCO: Final = 1
PUNT: Final = 2
ONTBREEKT: Final = 3


class KubusRij(NamedTuple):
    """One cell with its origin; a tuple, because a series has hundreds.

    `bekend_vanaf` is when this value was first known; everything from `opgehaald` on is of the last delivery that held
    the cell. `adres` still has {gebied}, {code} and {periode} open.
    """

    tabel: str
    code: str
    gebied: str
    periode: str
    waarde: float | None
    vlag: str
    laag: float | None
    hoog: float | None
    bekend_vanaf: datetime
    opgehaald: date
    gewijzigd: str
    indeling: int
    adres: str
    ruw: str


class Herziening(NamedTuple):
    """A value that a later delivery changed: `oud` was known from `van` on, `nieuw` from `tot` on."""

    tabel: str
    code: str
    gebied: str
    periode: str
    oud: float | None
    nieuw: float | None
    van: datetime
    tot: datetime
    oud_vlag: str = ""
    nieuw_vlag: str = ""


class Rang(NamedTuple):
    """A place in a ranking, the highest rate first; equal rates share a place."""

    plaats: int
    gebied: str
    waarde: float
    verhouding: float


@dataclass(frozen=True, slots=True, eq=False)
class Blok:
    """Cells of areas x codes x periods without gaps: `waarde` is NaN where `status` is not GETAL."""

    gebieden: tuple[str, ...]
    codes: tuple[str, ...]
    perioden: tuple[str, ...]
    waarde: Getallen
    status: Getallen


@dataclass(frozen=True, slots=True, eq=False)
class Kruistabel:
    """Sums over areas, per code x period; `ontbreekt` counts the areas that have no number in a sum."""

    gebieden: tuple[str, ...]
    codes: tuple[str, ...]
    perioden: tuple[str, ...]
    som: Getallen
    ontbreekt: Getallen
