"""The areas that can be chosen: which there are, of what kind, and in which municipality they lie."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kompas.data.queries.grenzen import Grenzen

_SOORT = re.compile(r"[A-Z]{2}")
# What could not be placed; counts in sums, not in rankings.
NIET_IN_TE_DELEN = frozenset({"GM0000", "GM0998", "GM0999", "RE99", "PV99", "LD99"})


@dataclass(frozen=True, slots=True)
class Gebiedskeuze:
    """One area; `gemeente` is the code of the municipality of a wijk or buurt, else empty."""

    code: str
    naam: str
    soort: str
    gemeente: str = ""


def gebiedskeuzes(
    namen: Iterable[tuple[str, str]], grenzen: Grenzen, soort: str, binnen: str, jaar: int
) -> tuple[Gebiedskeuze, ...]:
    """Areas of one kind by name; municipalities that no longer exist are left out."""
    keuzes = (Gebiedskeuze(code, naam, soort, _gemeente(code)) for code, naam in namen if _soort(code) == soort)
    gekozen = _binnen(keuzes, binnen, grenzen, jaar)
    return tuple(sorted(gekozen, key=lambda keuze: (keuze.naam.casefold().lstrip("'"), keuze.code)))


def _binnen(keuzes: Iterable[Gebiedskeuze], binnen: str, grenzen: Grenzen, jaar: int) -> Iterator[Gebiedskeuze]:
    for keuze in keuzes:
        if keuze.code in NIET_IN_TE_DELEN or (binnen and keuze.gemeente != binnen):
            continue
        if keuze.soort != "GM" or grenzen.bestaat(keuze.code, jaar):
            yield keuze


def _soort(code: str) -> str:
    match = _SOORT.match(code)
    return match[0] if match else ""


def _gemeente(code: str) -> str:
    """A wijk or buurt has the number of its municipality in its code."""
    return f"GM{code[2:6]}" if code[:2] in {"WK", "BU"} and len(code) >= 6 else ""
