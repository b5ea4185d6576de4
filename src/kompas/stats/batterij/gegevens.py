"""What of a panel can be reckoned with, and what asks for a person's look first."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused
from kompas.stats.artefacten import LEEG_VANAF, Artefact, andere_registratie, leeg, sprong_in_aandeel
from kompas.stats.batterij.paneel import Matrix, Telpaneel
from kompas.stats.invoer import bezwaar_grootte

Masker = NDArray[np.bool_]

_HEEL: Final = 1e-6
_GROOTST: Final = 1e10


@dataclass(frozen=True, slots=True, eq=False)
class Gegevens:
    """Counts as they are used: NaN where a figure misses, is no whole number, or is a zero that cannot be true.

    `n` is what a rate is per, NaN where unknown; `leeg` marks the zeros.
    """

    y: Matrix
    n: Matrix
    leeg: Masker
    vlaggen: tuple[Artefact, ...]

    @property
    def y_met_omvang(self) -> Matrix:
        return np.where(np.isfinite(self.n), self.y, np.nan)


def maak_gegevens(paneel: Telpaneel) -> Gegevens | Refused:
    y, n = np.asarray(paneel.tellingen, dtype=float), np.asarray(paneel.omvang, dtype=float)
    if (reden := _bezwaar(paneel, y, n)) is not None:
        return reden
    y = np.where(np.abs(y - np.round(y)) <= _HEEL, np.round(y), np.nan)
    n = np.where(n > 0, n, np.nan)
    verwacht = _naar_rato(y, n)
    onmogelijk = (y == 0) & (verwacht >= LEEG_VANAF)
    return Gegevens(np.where(onmogelijk, np.nan, y), n, onmogelijk, _vlaggen(y, verwacht, onmogelijk))


def _naar_rato(y: Matrix, n: Matrix) -> Matrix:
    """The count of every area at the rate of all together; 0 where that is unknown."""
    beide = np.isfinite(y) & np.isfinite(n)
    samen = np.where(beide, y, 0.0).sum(axis=0) / np.maximum(np.where(beide, n, 0.0).sum(axis=0), 1e-300)
    return np.where(beide, np.where(beide, n, 0.0) * samen, 0.0)


def _vlaggen(y: Matrix, verwacht: Matrix, onmogelijk: Masker) -> tuple[Artefact, ...]:
    if y.shape[1] < 2:
        return ()
    schoon = np.where(onmogelijk, np.nan, y)
    gevonden = (leeg(y, verwacht), sprong_in_aandeel(schoon), andere_registratie(schoon))
    return tuple(vlag for vlaggen in gevonden if not isinstance(vlaggen, Refused) for vlag in vlaggen)


def _bezwaar(paneel: Telpaneel, y: Matrix, n: Matrix) -> Refused | None:
    vorm = (len(paneel.gebieden), len(paneel.jaren))
    if y.shape != vorm or n.shape != vorm or not all(vorm):
        return Refused("Tellingen en omvang zijn tabellen van gebied bij jaar, met ten minste één van elk.")
    if any(later - eerder != 1 for eerder, later in zip(paneel.jaren, paneel.jaren[1:], strict=False)):
        return Refused("De jaren van een paneel volgen op elkaar.")
    if paneel.maanden is not None and (paneel.maanden.ndim != 2 or len(paneel.maanden) != len(y)):
        return Refused("Maanden zijn een tabel van dezelfde gebieden bij maand.")
    if (reden := bezwaar_grootte(y, n)) is not None:
        return reden
    if np.isinf(y).any() or (y < 0).any() or (y > _GROOTST).any() or (n > _GROOTST).any():
        return Refused("Een telling is een gewoon getal van nul of meer.")
    return None if np.isfinite(y).any() else Refused("Er is van geen enkel gebied een aantal bekend.")
