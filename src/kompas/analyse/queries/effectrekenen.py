"""The heavy part of an evaluation: worked out once for the same numbers, and only a few at the same time.

Everybody may ask, and an answer takes a second or more. What is remembered is found by the numbers themselves, so that
a reader only gets what follows from the figures that he may see.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from hashlib import sha256
from threading import BoundedSemaphore
from typing import Final, TypeVar

import numpy as np

from kompas.base import BezetError, Refused
from kompas.data.geheugen import Geheugen
from kompas.stats.effect import Gegevens, Onderzoek, Vermogen, evaluate, power

T = TypeVar("T")

TEGELIJK: Final = 2
"""So many at once: the other threads of the server are for the pages of everyone else."""
WACHT: Final = 3.0
"""Seconds to wait for a place."""

_plaatsen = BoundedSemaphore(TEGELIJK)
_antwoorden = Geheugen(64)


def reken_effect(gegevens: Gegevens, *, piek: bool) -> Onderzoek | Refused:
    """Every comparison of an evaluation; `BezetError` when too many others are being worked out."""
    return _eens(("effect", _vingerafdruk(gegevens), piek), lambda: evaluate(gegevens, gekozen_om_piek=piek))


def reken_vooruit(gegevens: Gegevens, jaren: tuple[int, ...]) -> tuple[tuple[int, Vermogen | Refused], ...]:
    """What could be seen after so many years; `BezetError` as above."""
    vraag = ("vooruit", _vingerafdruk(gegevens), jaren)
    return _eens(vraag, lambda: tuple((aantal, power(gegevens, aantal)) for aantal in jaren))


def _eens(vraag: tuple[object, ...], maak: Callable[[], T]) -> T:
    def binnen() -> T:
        with _plaats():
            return maak()

    return _antwoorden.geef(vraag, binnen)


@contextmanager
def _plaats() -> Iterator[None]:
    if not _plaatsen.acquire(timeout=WACHT):
        raise BezetError("Er worden nu al andere vergelijkingen berekend. Wacht een minuut en probeer het opnieuw.")
    try:
        yield
    finally:
        _plaatsen.release()


def _vingerafdruk(gegevens: Gegevens) -> str:
    """Of every number, with the shape it stands in."""
    som = sha256()
    for veld in fields(gegevens):
        inhoud = getattr(gegevens, veld.name)
        rij = None if inhoud is None else np.ascontiguousarray(inhoud, dtype=float)
        som.update(f"{veld.name}{None if rij is None else rij.shape}".encode())
        som.update(b"" if rij is None else rij.tobytes())
    return som.hexdigest()
