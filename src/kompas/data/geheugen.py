"""What was worked out from a build is remembered: a build never changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar, cast

T = TypeVar("T")

HOOGSTENS: Final = 160
"""Answers that are remembered at most: for every kind of offence a panel and what was worked out from it."""


@dataclass(eq=False)
class Geheugen:
    """Answers by what they answer; when there are too many, the one asked longest ago goes first.

    Threads that ask the same at once wait for one answer; other questions do not wait for it.
    """

    hoogstens: int = HOOGSTENS
    _antwoorden: "OrderedDict[Hashable, object]" = field(default_factory=OrderedDict, repr=False)
    _bezig: dict[Hashable, Lock] = field(default_factory=dict, repr=False)
    _slot: Lock = field(default_factory=Lock, repr=False)

    def geef(self, vraag: Hashable, maak: Callable[[], T]) -> T:
        """The remembered answer, or a new one."""
        with self._slot:
            bezig = self._bezig.setdefault(vraag, Lock())
        with bezig:
            with self._slot:
                if vraag in self._antwoorden:
                    self._antwoorden.move_to_end(vraag)
                    return cast("T", self._antwoorden[vraag])
            try:
                antwoord = maak()
                self._bewaar(vraag, antwoord)
            finally:
                # Who waits has the lock in hand, and finds the answer after it.
                with self._slot:
                    self._bezig.pop(vraag, None)
        return antwoord

    def _bewaar(self, vraag: Hashable, antwoord: object) -> None:
        with self._slot:
            self._antwoorden[vraag] = antwoord
            while len(self._antwoorden) > self.hoogstens:
                self._antwoorden.popitem(last=False)
