"""Many comparisons on one page: how many of the printed words are wrong. See docs/methoden/meervoud.md."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused
from kompas.stats.verandering import WAARSCHIJNLIJK_ONDER, ZEKER_ONDER, Zekerheid

Rij = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drempels:
    """Below which q-value a word is printed; of all words `zeker` at most a part `zeker` is expected to be wrong."""

    zeker: float = ZEKER_ONDER
    waarschijnlijk: float = WAARSCHIJNLIJK_ONDER

    def __post_init__(self) -> None:
        if not 0 < self.zeker <= self.waarschijnlijk < 1:
            raise ValueError("drempels liggen tussen 0 en 1, en die van zeker is niet hoger dan die van waarschijnlijk")


GEWONE_DREMPELS: Final = Drempels()


def q_waarden(p: ArrayLike, *, as_: int | None = None, afhankelijk: bool = False) -> Rij | Refused:
    """Adjusted p-values of Benjamini and Hochberg (1995), along axis `as_` or over everything together.

    With `afhankelijk` those of Benjamini and Yekutieli (2001), which hold for any dependence and are far stricter.
    NaN is a comparison that was not made: it stays NaN and counts for nothing.
    """
    rij = np.asarray(p, dtype=float)
    bekend = np.isfinite(rij)
    if np.isinf(rij).any() or (rij[bekend] < 0).any() or (rij[bekend] > 1).any():
        return Refused("Een p-waarde ligt tussen 0 en 1.")
    if not rij.size:
        return rij.copy()
    if as_ is None:
        return _stap_omhoog(rij.reshape(1, -1), afhankelijk=afhankelijk).reshape(rij.shape)
    achteraan = np.moveaxis(rij, as_, -1)
    uitkomst = _stap_omhoog(achteraan.reshape(-1, achteraan.shape[-1]), afhankelijk=afhankelijk)
    return np.moveaxis(uitkomst.reshape(achteraan.shape), -1, as_)


def _stap_omhoog(rijen: Rij, *, afhankelijk: bool) -> Rij:
    aantal = np.isfinite(rijen).sum(axis=-1, keepdims=True)
    volgorde = np.argsort(rijen, axis=-1)  # NaN last
    plaats = np.arange(1, rijen.shape[-1] + 1)
    factor = np.maximum(aantal, 1) / plaats
    if afhankelijk:
        factor = factor * np.cumsum(1 / plaats)[np.maximum(aantal, 1) - 1]
    gesorteerd = np.take_along_axis(rijen, volgorde, axis=-1) * factor
    oplopend = np.fmin.accumulate(gesorteerd[:, ::-1], axis=-1)[:, ::-1]
    antwoord = np.empty_like(rijen)
    np.put_along_axis(antwoord, volgorde, np.minimum(oplopend, 1.0), axis=-1)
    antwoord[~np.isfinite(rijen)] = np.nan
    return antwoord


def zekerheden(q: ArrayLike, drempels: Drempels = GEWONE_DREMPELS) -> tuple[Zekerheid, ...]:
    """The label of every q-value, in order; a comparison that was not made is `niet te beoordelen`."""
    return tuple(_zekerheid(float(waarde), drempels) for waarde in np.asarray(q, dtype=float).ravel())


def _zekerheid(q: float, drempels: Drempels) -> Zekerheid:
    if np.isnan(q):
        return Zekerheid.NIET_TE_BEOORDELEN
    if q < drempels.zeker:
        return Zekerheid.ZEKER
    return Zekerheid.WAARSCHIJNLIJK if q < drempels.waarschijnlijk else Zekerheid.NIET_TE_ZEGGEN
