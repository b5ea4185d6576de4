"""The margin that a count has by chance alone, where the source gives none."""

from dataclasses import replace

from kompas.base import Waarde
from kompas.stats.tellingen import marge_van_telling


def met_toevalsmarge(waarde: Waarde) -> Waarde:
    """The figure with the exact 95% limits of its count (Garwood), on the scale of the figure itself.

    Left alone: a figure that has a margin already, one without a count behind it, and a missing one.
    """
    grenzen = None if waarde.laag is not None else marge_van_telling(waarde, waarde.telling)
    return waarde if grenzen is None else replace(waarde, laag=grenzen.laag, hoog=grenzen.hoog)
