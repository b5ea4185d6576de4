"""Input of arrays: of one shape, and no numbers beyond what can be counted with."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused

Rij = NDArray[np.float64]

KLEINST: Final = 1e-15
GROOTST: Final = 1e15
"""Squares and quotients of what lies between do not overflow, and no figure of a municipality lies outside."""


def gelijke_vorm(*invoer: ArrayLike, minstens: int = 0) -> tuple[Rij, ...] | Refused:
    """The arrays in one shape of at least so many dimensions; NaN and infinite stay for who asked to judge."""
    rijen = [np.asarray(deel, dtype=float) for deel in invoer]
    try:
        vorm = np.broadcast_shapes(*(rij.shape for rij in rijen))
    except ValueError:
        return Refused("De rijen met getallen horen niet bij elkaar: ze zijn niet even lang.")
    if (reden := bezwaar_grootte(*rijen)) is not None:
        return reden
    vorm = (1,) * (minstens - len(vorm)) + vorm
    return tuple(np.broadcast_to(rij, vorm) for rij in rijen)


def bezwaar_grootte(*rijen: Rij) -> Refused | None:
    """Why these numbers are too large or too small to count with; None when they are not."""
    for rij in rijen:
        grootte = np.abs(rij[np.isfinite(rij)])
        if (grootte > GROOTST).any() or ((grootte > 0) & (grootte < KLEINST)).any():
            return Refused("Er staat een getal tussen dat te groot of te klein is om mee te rekenen.")
    return None
