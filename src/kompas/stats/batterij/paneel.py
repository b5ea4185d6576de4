"""The counts of one kind in many municipalities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kompas.base import Refused

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Telpaneel:
    """Areas x years (and areas x months); NaN is unknown, never zero. `omvang` is what a rate is per: inhabitants.

    `eerste_maand` is (year, month) of the first column of `maanden`; both None without monthly figures. A year that is
    not yet complete is not among `jaren`.
    """

    gebieden: tuple[str, ...]
    jaren: tuple[int, ...]
    tellingen: Matrix
    omvang: Matrix
    maanden: Matrix | None = None
    eerste_maand: tuple[int, int] | None = None

    def rij(self, gebied: str) -> int | Refused:
        """The row of an area, or that it is not there."""
        if gebied not in self.gebieden:
            return Refused("Van deze gemeente zijn hier geen aantallen.")
        return self.gebieden.index(gebied)
