"""The rows of a JSON array, one at a time, without holding the text in memory."""

import json
import re
from collections.abc import Callable, Iterator
from typing import NoReturn

MAX_RIJ = 1024 * 1024
_BEGIN = re.compile(r'\s*(?:\[|\{(?:.*?"value"\s*:\s*\[))', re.DOTALL)
_TUSSEN = re.compile(r"[\s,]*")
Weiger = Callable[[int, str], NoReturn]

_AFGEBROKEN = "het bestand houdt midden in de gegevens op; het ophalen is afgebroken. Haal het opnieuw op"


def json_rijen(blokken: Iterator[str], weiger: Weiger) -> Iterator[tuple[int, dict[str, object]]]:
    """The objects of a bare list, or of the list `value` of an OData answer, numbered from 1.

    `weiger` gets the row number and what is wrong, and raises.
    """
    lezer = _Lezer(blokken, weiger)
    lezer.zoek_begin()
    while (rij := lezer.volgende()) is not None:
        if not isinstance(rij, dict):
            weiger(lezer.nummer, "een rij is geen object met velden; dit is geen OData-antwoord")
        yield lezer.nummer, rij


class _Lezer:
    def __init__(self, blokken: Iterator[str], weiger: Weiger) -> None:
        self._blokken = blokken
        self._weiger = weiger
        self._decoder = json.JSONDecoder()
        self._buffer = ""
        self._plek = 0
        self.nummer = 0

    def zoek_begin(self) -> None:
        """Skip to the first row."""
        while (begin := _BEGIN.match(self._buffer)) is None:
            if len(self._buffer) > MAX_RIJ or not self._vul_aan():
                self._weiger(0, "hier staat geen lijst met rijen (verwacht: een lijst, of een object met 'value')")
        self._plek = begin.end()

    def volgende(self) -> object | None:
        """The next row, or None after the end of the list."""
        while True:
            self._plek = _TUSSEN.match(self._buffer, self._plek).end()  # type: ignore[union-attr]
            if self._plek < len(self._buffer):
                break
            if not self._vul_aan():
                self._weiger(self.nummer, _AFGEBROKEN)
        if self._buffer[self._plek] == "]":
            return None
        self.nummer += 1
        return self._object()

    def _object(self) -> object:
        while True:
            try:
                rij, self._plek = self._decoder.raw_decode(self._buffer, self._plek)
            except (ValueError, RecursionError):  # also a number of thousands of digits
                if len(self._buffer) - self._plek > MAX_RIJ:
                    self._weiger(
                        self.nummer, "deze rij is niet te lezen of langer dan 1 MB. Haal het bestand opnieuw op"
                    )
                if not self._vul_aan():
                    self._weiger(self.nummer, _AFGEBROKEN)
            else:
                return rij

    def _vul_aan(self) -> bool:
        """Add the next block, drop what was read; False at the end of the file."""
        blok = next(self._blokken, None)
        if blok is None:
            return False
        self._buffer = self._buffer[self._plek :] + blok
        self._plek = 0
        return True
