"""Density of incidents: kernel smoothing of counts per cell. See docs/methoden/plekken.md."""

from typing import Final

import numpy as np

from kompas.base import Refused
from kompas.stats.plekken.raster import Rij, Telling, scipy_deel

BEREIK: Final = 4.0
"""The kernel ends after this many bandwidths; 0,006% of it lies beyond."""


def kernel_density(telling: Telling, bandbreedte: float, *, rand: bool = False) -> Rij | Refused:
    """Incidents per square kilometre in each cell (Gaussian kernel, standard deviation `bandbreedte` in metres).

    The kernel is the part of it that falls in each cell, so a narrow bandwidth gives back the counts. `rand` makes up
    for what the kernel loses outside the grid (Diggle 1985); without it that part of the incidents is gone.
    """
    if not (np.isfinite(bandbreedte) and bandbreedte > 0):
        return Refused("De bandbreedte is een aantal meters boven nul.")
    breedte = bandbreedte / telling.raster.cel
    if breedte > max(telling.raster.vorm) * 10:
        return Refused("De bandbreedte is veel groter dan het gebied; dan is alles overal even dicht.")
    kern = _kern(breedte, max(telling.raster.vorm))
    glad = _strijk(telling.aantal.astype(np.float64), kern)
    if rand:
        glad /= _strijk(np.ones(telling.raster.vorm), kern)
    return np.asarray(glad / telling.raster.oppervlakte, dtype=np.float64)


def _kern(breedte: float, hoogstens: int) -> Rij:
    """The part of a normal distribution that lies in each cell, the middle one around its mean."""
    n = min(int(np.ceil(BEREIK * breedte)), hoogstens)
    grenzen = np.arange(-n - 0.5, n + 1.0) / breedte
    deel = np.diff(scipy_deel("special").ndtr(grenzen))
    return np.asarray(deel / deel.sum() if n < hoogstens else deel, dtype=np.float64)


def _strijk(waarden: Rij, kern: Rij) -> Rij:
    langs = scipy_deel("ndimage").convolve1d
    return np.asarray(langs(langs(waarden, kern, axis=0, mode="constant"), kern, axis=1, mode="constant"))
