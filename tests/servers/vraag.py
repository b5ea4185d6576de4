"""The part of OData v3 that the services understand, with what they silently get wrong."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Keuze = dict[str, NDArray[np.bool_]]
_TEKENS = re.compile(r"\s*(\(|\)|,|'(?:[^']|'')*'|[A-Za-z_][\w]*|\d+)")


class VraagError(Exception):
    """A query that the service refuses with HTTP 400."""


class Filter:
    """Reads one `$filter` into: per dimension, which members pass."""

    def __init__(self, tekst: str, leden: Mapping[str, Sequence[str]], zonder_orde: str = "") -> None:
        self._leden = leden
        self._zonder_orde = zonder_orde
        self._tekens = list(_splits(tekst))
        self._plek = 0

    def lees(self) -> Keuze:
        keuze = self._of()
        if self._plek != len(self._tekens):
            raise VraagError(f"Syntax error at position {self._plek}.")
        return keuze

    def _volgende(self, verwacht: str = "") -> str:
        if self._plek >= len(self._tekens) or (verwacht and self._tekens[self._plek] != verwacht):
            raise VraagError(f"Syntax error: expected {verwacht or 'more'}.")
        self._plek += 1
        return self._tekens[self._plek - 1]

    def _ziet(self, teken: str) -> bool:
        return self._plek < len(self._tekens) and self._tekens[self._plek] == teken

    def _of(self) -> Keuze:
        links = self._en()
        while self._ziet("or"):
            self._volgende()
            links = _verenig(links, self._en())
        return links

    def _en(self) -> Keuze:
        links = self._deel()
        while self._ziet("and"):
            self._volgende()
            rechts = self._deel()
            links = {**links, **{d: links[d] & masker if d in links else masker for d, masker in rechts.items()}}
        return links

    def _deel(self) -> Keuze:
        if self._ziet("("):
            self._volgende()
            binnen = self._of()
            self._volgende(")")
            return binnen
        return self._vergelijking()

    def _vergelijking(self) -> Keuze:
        naam = self._volgende()
        if naam in {"startswith", "substringof"}:
            return self._functie(naam)
        van, aantal = 0, 10_000
        if naam == "substring":
            naam, van, aantal = self._stuk()
        if naam not in self._leden:
            raise VraagError(f"Could not find a property named '{naam}'.")
        teken, waarde = self._volgende(), _tekst(self._volgende())
        if teken in {"ge", "gt", "le", "lt"} and naam == self._zonder_orde:
            return {}  # the service ignores it, and answers 200 with everything
        if teken == "eq" and aantal == 10_000:
            return {naam: self._gelijk(naam, waarde)}
        toets = _TOETSEN.get(teken)
        if toets is None:
            raise VraagError(f"Unknown operator '{teken}'.")
        return {naam: np.array([toets(lid[van : van + aantal], waarde) for lid in self._leden[naam]], bool)}

    def _gelijk(self, naam: str, waarde: str) -> NDArray[np.bool_]:
        """The member with exactly this key, padding and all; there may be none."""
        masker = np.zeros(len(self._leden[naam]), bool)
        masker[_plekken(tuple(self._leden[naam])).get(waarde, slice(0, 0))] = True
        return masker

    def _functie(self, functie: str) -> Keuze:
        self._volgende("(")
        eerste = self._volgende()
        self._volgende(",")
        tweede = self._volgende()
        self._volgende(")")
        naam, waarde = (eerste, _tekst(tweede)) if functie == "startswith" else (tweede, _tekst(eerste))
        if naam not in self._leden:
            raise VraagError("Object reference not set to an instance of an object.")
        past = str.startswith if functie == "startswith" else str.__contains__
        return {naam: np.array([past(lid, waarde) for lid in self._leden[naam]], bool)}

    def _stuk(self) -> tuple[str, int, int]:
        self._volgende("(")
        naam = self._volgende()
        self._volgende(",")
        van = int(self._volgende())
        self._volgende(",")
        aantal = int(self._volgende())
        self._volgende(")")
        return naam, van, aantal


_TOETSEN: dict[str, Callable[[str, str], bool]] = {
    "eq": str.__eq__,
    "ne": str.__ne__,
    "ge": str.__ge__,
    "gt": str.__gt__,
    "le": str.__le__,
    "lt": str.__lt__,
}


@lru_cache(maxsize=64)
def _plekken(leden: tuple[str, ...]) -> dict[str, int]:
    return {lid: plek for plek, lid in enumerate(leden)}


def _splits(tekst: str) -> Iterator[str]:
    plek = 0
    while plek < len(tekst.rstrip()):
        gevonden = _TEKENS.match(tekst, plek)
        if gevonden is None:
            raise VraagError(f"Syntax error at position {plek} in '{tekst[:80]}'.")
        yield gevonden[1]
        plek = gevonden.end()


def _tekst(teken: str) -> str:
    if not teken.startswith("'"):
        raise VraagError(f"A string was expected instead of {teken}.")
    return teken[1:-1].replace("''", "'")


def _verenig(links: Keuze, rechts: Keuze) -> Keuze:
    """`or` over one dimension; over two the real service manages, and no client of ours asks it."""
    if not links or not rechts:
        return {}
    if set(links) != set(rechts) or len(links) != 1:
        raise VraagError("This server takes 'or' within one dimension only.")
    (naam,) = links
    return {naam: links[naam] | rechts[naam]}
