"""A question of the API: indicators times periods times areas, of which only the asked page is computed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kompas.base import Periode, RefusedError, Waarde
from kompas.data.cijfers import Cijfers

Stap = Literal["jaar", "maand", "12-maanden"]
EERSTE_JAAR, LAATSTE_JAAR = 1990, 2100
_JAARTAL = re.compile(r"(\d{4})(?:JJ|KW|MM)", re.ASCII)
MAX_CELLEN = 50_000
"""Figures of one file: more is for the explorer, or in parts."""


@dataclass(frozen=True, slots=True)
class Cel:
    """One figure that was asked for."""

    indicator: str
    gebied: str
    waarde: Waarde


@dataclass(frozen=True, slots=True)
class Opvraag:
    """Everything that was asked, in the order of the answer: indicator, period, area."""

    cijfers: Cijfers
    paren: tuple[tuple[str, Periode], ...]
    gebieden: tuple[str, ...]

    @property
    def totaal(self) -> int:
        return len(self.paren) * len(self.gebieden)

    def cellen(self, van: int, tot: int) -> Iterator[Cel]:
        """The figures from number `van` up to (not including) `tot`."""
        breed, tot = len(self.gebieden), min(tot, self.totaal)
        while van < tot:  # one question for the areas of one indicator and period
            nummer, begin = divmod(van, breed)
            indicator, periode = self.paren[nummer]
            gebieden = self.gebieden[begin : begin + tot - van]
            waarden = self.cijfers.vergelijk(indicator, gebieden, periode)
            yield from (Cel(indicator, *paar) for paar in zip(gebieden, waarden, strict=True))
            van += len(gebieden)


def opvraag(
    cijfers: Cijfers,
    indicatoren: Sequence[str],
    gebieden: Sequence[str],
    perioden: Sequence[str] = (),
    *,
    stap: Stap = "jaar",
    jaren: tuple[int | None, int | None] = (None, None),
) -> Opvraag:
    """Plan a question; `RefusedError` says which indicator or period does not exist.

    Without `perioden`: every year (or month) from the first to the last with a figure for the first area, within
    `jaren`.
    """
    for sleutel in indicatoren:
        if sleutel not in cijfers.definities.indicatoren:
            raise RefusedError(f"indicator: {sleutel!r} bestaat niet.")
    vast = tuple(_periode(code) for code in perioden)
    paren = [
        (sleutel, periode)
        for sleutel in indicatoren
        for periode in (vast or _perioden(cijfers, sleutel, gebieden[0], stap, jaren))
    ]
    return Opvraag(cijfers, tuple(paren), tuple(gebieden))


def lees_periode(code: str) -> Periode:
    """A period in CBS notation, or a bare year; `RefusedError` when it is none."""
    return _periode(code)


def _periode(code: str) -> Periode:
    kaal = code.strip()
    if len(kaal) == 4 and kaal.isascii() and kaal.isdigit():
        kaal += "JJ00"
    if not all(EERSTE_JAAR <= int(jaar) <= LAATSTE_JAAR for jaar in _JAARTAL.findall(kaal)):
        raise RefusedError(f"periode: geef een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.")
    try:
        return Periode.lees(kaal)
    except ValueError:
        raise RefusedError(f"periode: {code!r} bestaat niet. Geef bijvoorbeeld 2019, 2019JJ00 of 2019MM09.") from None


def _perioden(
    cijfers: Cijfers, sleutel: str, gebied: str, stap: Stap, jaren: tuple[int | None, int | None]
) -> tuple[Periode, ...]:
    bekend = cijfers.jaren(sleutel, gebied)
    maand = cijfers.laatste_maand(sleutel, gebied) if stap != "jaar" or not bekend else None
    laatste_bekend = max([*bekend, *([maand.eind.year] if maand else [])], default=None)
    eerste = _grens(jaren[0], bekend[0] if bekend else laatste_bekend)
    laatste = _grens(jaren[1], laatste_bekend)
    if eerste is None or laatste is None:
        return ()
    if stap == "jaar":
        return tuple(Periode.jaar(jaar) for jaar in range(eerste, laatste + 1))
    maanden = [(jaar, nummer) for jaar in range(eerste, laatste + 1) for nummer in range(1, 13)]
    if maand is not None:
        maanden = [paar for paar in maanden if paar <= (maand.eind.year, maand.eind.month)]
    maak = Periode.maand if stap == "maand" else Periode.twaalf_maanden
    return tuple(maak(jaar, nummer) for jaar, nummer in maanden)


def _grens(gevraagd: int | None, bekend: int | None) -> int | None:
    """The asked year, within what can exist; else the one that the figures have."""
    return bekend if gevraagd is None else min(max(gevraagd, EERSTE_JAAR), LAATSTE_JAAR)
