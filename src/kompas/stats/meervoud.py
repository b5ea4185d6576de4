"""Many comparisons on one page: how many of the printed words are wrong. See docs/methoden/meervoud.md."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kompas.base import Refused, demand
from kompas.stats.verandering import WAARSCHIJNLIJK_ONDER, ZEKER_ONDER, Verandering, Zekerheid, met_zekerheid

Rij = NDArray[np.float64]


WAARSCHIJNLIJK_SAMEN_ONDER: Final = 0.20


@dataclass(frozen=True, slots=True)
class Drempels:
    """Below which p and q a word is printed; of all words *zeker* at most a part `zeker` is expected to be wrong.

    *Waarschijnlijk* asks two things: p below `waarschijnlijk`, and q below `waarschijnlijk_samen`.
    """

    zeker: float = ZEKER_ONDER
    waarschijnlijk: float = WAARSCHIJNLIJK_ONDER
    waarschijnlijk_samen: float = WAARSCHIJNLIJK_SAMEN_ONDER

    def __post_init__(self) -> None:
        if not 0 < self.zeker <= self.waarschijnlijk < 1:
            raise ValueError("drempels liggen tussen 0 en 1, en die van zeker is niet hoger dan die van waarschijnlijk")
        if not self.waarschijnlijk <= self.waarschijnlijk_samen < 1:
            raise ValueError("de drempel van waarschijnlijk_samen ligt tussen die van waarschijnlijk en 1")


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
    if as_ is not None and not -rij.ndim <= as_ < rij.ndim:
        return Refused("Deze rij heeft die as niet.")
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


def zekerheid(p: float, q: float, drempels: Drempels = GEWONE_DREMPELS) -> Zekerheid:
    """The label of one word: p is its own test, q that test corrected for all words shown with it. NaN: not tested."""
    if math.isnan(p) or math.isnan(q):
        return Zekerheid.NIET_TE_BEOORDELEN
    if q < drempels.zeker:
        return Zekerheid.ZEKER
    waarschijnlijk = p < drempels.waarschijnlijk and q < drempels.waarschijnlijk_samen
    return Zekerheid.WAARSCHIJNLIJK if waarschijnlijk else Zekerheid.NIET_TE_ZEGGEN


def zekerheden(q: ArrayLike, drempels: Drempels = GEWONE_DREMPELS) -> tuple[Zekerheid, ...]:
    """The label of every q-value by itself, in order; a comparison that was not made is `niet te beoordelen`."""
    rij = np.asarray(q, dtype=float).ravel()
    return tuple(zekerheid(float(waarde), float(waarde), drempels) for waarde in rij)


def gecorrigeerd(
    verandering: Verandering, q: float, drempels: Drempels = GEWONE_DREMPELS, familie: str = ""
) -> Verandering:
    """The change with the word that stays after correction; `familie` says for what ("38 woorden over dit plan")."""
    if verandering.p is None:
        return verandering
    return met_zekerheid(verandering, zekerheid(verandering.p, q, drempels), q, familie)


def woorden_samen(
    veranderingen: Sequence[Verandering], drempels: Drempels = GEWONE_DREMPELS, familie: str = "deze pagina"
) -> tuple[Verandering, ...]:
    """The same changes with the words that stay when they are all shown together; what was not tested stays."""
    p = [math.nan if verandering.p is None else verandering.p for verandering in veranderingen]
    q = demand(q_waarden(p))
    tekst = familie_tekst(int(np.isfinite(q).sum()), familie)
    paren = zip(veranderingen, q, strict=True)
    return tuple(gecorrigeerd(verandering, float(samen), drempels, tekst) for verandering, samen in paren)


def familie_tekst(aantal: int, familie: str) -> str:
    """For what a word was corrected; empty when it stands alone and nothing was to be corrected."""
    return f"{aantal} woorden over {familie}" if aantal > 1 else ""
