"""The chart of the indicator page, as a figure of the report."""

from functools import lru_cache

import vl_convert

from kompas.beleid.queries import IndicatorStand
from kompas.beleid.queries.grafieken import grafiek_van
from kompas.rapportage.secties.inhoud import Figuur

_PNG_SCHAAL = 3


def figuur_van(stand: IndicatorStand) -> Figuur | None:
    """None when there is no line to draw: one figure says more in the table above it."""
    grafiek = grafiek_van(stand) if sum(waarde.bekend for waarde in stand.reeks) > 1 else None
    if grafiek is None:
        return None
    svg = grafiek.svg()
    return Figuur(titel=grafiek.titel, alt=grafiek.alt, svg=svg, png=lambda: _png(svg), bron=grafiek.bronregel)


@lru_cache(maxsize=64)
def _png(svg: str) -> bytes:
    """Only Word asks for it: it does not show SVG everywhere."""
    return bytes(vl_convert.svg_to_png(svg, scale=_PNG_SCHAAL))
