"""The margin that a count has by chance alone, where the source gives none."""

from dataclasses import replace

from kompas.base import Refused, Waarde
from kompas.stats.tellingen import garwood


def met_toevalsmarge(waarde: Waarde) -> Waarde:
    """The figure with the exact 95% limits of its count (Garwood), on the scale of the figure itself.

    Left alone: a figure that has a margin already, one without a count behind it, and a missing one.
    """
    if waarde.getal is None or waarde.telling is None or waarde.laag is not None:
        return waarde
    grenzen = garwood(waarde.telling)
    if isinstance(grenzen, Refused):
        return waarde
    # A rate of zero does not tell what it is per ("per 1.000"); a count of zero is its own scale.
    if not waarde.telling and waarde.noemer is not None:
        return waarde
    maat = waarde.getal / waarde.telling if waarde.telling else 1.0
    return replace(waarde, laag=grenzen.laag * maat, hoog=grenzen.hoog * maat)
