"""What a source plug-in is, and what it may use while reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Protocol

from kompas.base import Periode
from kompas.data.definities import Definities
from kompas.data.feiten import LEEG, PUNT, Rij
from kompas.data.sources.bestand import Bestand

MAX_GETAL = 1e12
_GETAL = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_GEBIED = re.compile(r"GM\d{4}|(?:LD|PV|RE|PD|BT|VR|GG)\w{2,4}|WK\w{6}|BU\w{8}|WP\d{4}|NL")


@dataclass(frozen=True)
class Namen:
    """Names of areas, as metadata files and earlier builds gave them; one name may belong to several codes."""

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gemeente_van: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What a plug-in may use: definitions, names of areas, and what the user said about the file."""

    definities: Definities
    namen: Namen = field(default_factory=Namen)
    opgehaald: date | None = None
    ingelezen: date | None = None
    gemeente: str = ""


class Source(Protocol):
    """A kind of raw file. `kolommen` are shown when a file is not recognised."""

    @property
    def key(self) -> str: ...
    @property
    def titel(self) -> str: ...
    @property
    def licentie(self) -> str: ...
    @property
    def kolommen(self) -> tuple[str, ...]: ...
    @property
    def is_metadata(self) -> bool: ...

    def herken(self, bestand: Bestand) -> bool: ...
    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]: ...


@lru_cache(maxsize=65536)
def gebiedscode(ruw: str) -> str:
    """A code without its padding; the country is `NL`, whichever table it comes from. `ValueError` when it is none."""
    code = ruw.strip()
    if code in {"NL00", "NL01"}:
        return "NL"
    if not _GEBIED.fullmatch(code):
        raise ValueError(f"{ruw.strip()!r} is geen gebiedscode (verwacht: GM0575, WK057500, BU05750000 of NL01)")
    return code


@lru_cache(maxsize=4096)
def periodecode(ruw: str) -> str:
    """A period in CBS notation, in the one way we write it."""
    periode = Periode.lees(ruw)
    if not 1990 <= periode.begin.year <= 2100:
        raise ValueError(f"{ruw.strip()!r} ligt niet tussen 1990 en 2100")
    return periode.code


def getal(ruw: object, *, heel: bool) -> tuple[float | None, str]:
    """A number, or None with the flag that says why; `ValueError` when it is neither or below zero."""
    tekst = "" if ruw is None else str(ruw).strip()
    if tekst in {"", "."} or isinstance(ruw, bool):
        return None, PUNT if tekst == "." else LEEG
    # Python would also take 1_000, inf and digits of other scripts.
    if not _GETAL.fullmatch(tekst):
        raise ValueError(f"{tekst[:40]!r} is geen getal")
    waarde = float(tekst)
    if waarde < 0:
        raise ValueError(f"{tekst[:40]} kan niet: een aantal is nul of meer")
    if waarde >= MAX_GETAL:
        raise ValueError(f"{tekst[:40]} kan niet: dit getal is te groot voor een aantal")
    if heel and waarde != int(waarde):
        raise ValueError(f"{tekst[:40]} kan niet: een aantal is een heel getal")
    return waarde, ""
