"""The tests that verdicts rest on, weighed together: the more verdicts a plan has, the more are wrong by chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kompas.base import demand
from kompas.stats.meervoud import GEWONE_DREMPELS, Drempels, q_waarden

RAND: Final = 1 + 1e-9
"""A margin that is printed exactly on the limit may not fall off it by rounding."""


@dataclass(frozen=True, slots=True)
class Toetsen:
    """The p-values (or, weighed, the q-values) behind one verdict; None: that test was not made.

    `verandering`: latest figure against the baseline. `grens`: latest figure against path, target or level.
    """

    verandering: float | None = None
    grens: float | None = None


@dataclass(frozen=True, slots=True)
class Weging:
    """What is left of the tests of one verdict beside all `aantal` tests of the plan."""

    samen: Toetsen
    aantal: int
    drempels: Drempels = GEWONE_DREMPELS


def weeg(toetsen: Sequence[Toetsen], drempels: Drempels = GEWONE_DREMPELS) -> tuple[Weging, ...]:
    """All tests of one plan corrected together (Benjamini-Hochberg)."""
    p = np.array([[_getal(paar.verandering), _getal(paar.grens)] for paar in toetsen]).reshape(-1, 2)
    q = demand(q_waarden(p))
    aantal = int(np.isfinite(p).sum())
    return tuple(Weging(Toetsen(_of_geen(rij[0]), _of_geen(rij[1])), aantal, drempels) for rij in q)


def _getal(p: float | None) -> float:
    return math.nan if p is None else p


def _of_geen(q: float) -> float | None:
    return None if math.isnan(q) else float(q)
