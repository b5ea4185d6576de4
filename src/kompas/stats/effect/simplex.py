"""The exact weights of a mix, hundreds of times a second: which areas take part is swapped in blocks until it fits.

Block principal pivoting (Portugal, Judice and Vicente 1994; Kim and Park 2011) on the conditions of Karush, Kuhn and
Tucker, with one multiplier for weights that sum to one.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kompas.stats.lazy import lapack

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Rijen = NDArray[np.intp]

BEGIN: Final = 40
"""Areas nearest to the one that is mimicked, to start with."""
_RONDEN: Final = 60
_GEDULD: Final = 3
_SPELING: Final = 1e-10
_VERWAARLOOSBAAR: Final = 1e-9
"""So small a ridge, beside the products, leaves equal areas without one answer."""


def simplexgewichten(producten: Matrix, doel: int, mag: Rijen, ridge: float) -> Vector | None:
    """Weights of the areas `mag` that mimic area `doel`: zero or more, sum one, least error plus ridge |w|^2.

    `producten` are the inner products of all areas; `ridge` above zero. None when the swapping does not settle, which
    slower methods must then decide.
    """
    links, rechts = producten[np.ix_(mag, mag)], producten[mag, doel]
    if not ridge > _VERWAARLOOSBAAR * float(links.diagonal().max()):
        return None
    afstand = links.diagonal() - 2 * rechts
    mee = np.zeros(len(mag), dtype=np.bool_)
    mee[np.argsort(afstand)[:BEGIN]] = True
    speling = _SPELING * max(1.0, float(np.abs(rechts).max()))
    minst, geduld = len(mag) + 1, _GEDULD
    for _ in range(_RONDEN):
        rijen = np.flatnonzero(mee)
        evenwicht = _evenwicht(links[np.ix_(rijen, rijen)], rechts[rijen], ridge)
        if evenwicht is None:
            return None
        gewichten, grens = evenwicht
        tekort = rechts - links[:, rijen] @ gewichten + grens
        tekort[rijen] = 0.0
        fout = np.union1d(rijen[gewichten < -1e-13], np.flatnonzero(tekort > speling))
        if not len(fout):
            antwoord: Vector = np.zeros(len(mag))
            antwoord[rijen] = np.maximum(gewichten, 0.0)
            antwoord /= antwoord.sum()
            return antwoord
        if len(fout) < minst:
            minst, geduld = len(fout), _GEDULD
        else:
            geduld -= 1
        # After some rounds without progress one at a time, which always ends.
        wissel = fout if geduld >= 0 else fout[-1:]
        mee[wissel] = ~mee[wissel]
        if not mee.any():
            return None
    return None


def _evenwicht(links: Matrix, rechts: Vector, ridge: float) -> tuple[Vector, float] | None:
    """The weights of these areas with sum one and whatever sign, and the multiplier of that sum."""
    kant = np.column_stack([rechts, np.ones(len(rechts))])
    _, oplossing, fout = lapack().dposv(links + ridge * np.eye(len(rechts)), kant)
    if fout:
        return None
    vrij, een = oplossing.T
    grens = float((1 - vrij.sum()) / een.sum())
    return vrij + grens * een, grens
