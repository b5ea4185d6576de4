"""A finished chart: the finding, its picture in two formats, its words and its figures."""

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final

import vl_convert

from kompas.ui.onderdelen import Tabel

TAAL: Final = "nl-NL"
VEGA_LITE: Final = "6.1"


@dataclass(frozen=True, slots=True)
class Grafiek:
    """`titel` says the finding, `alt` the essence with its numbers, `tabel` has every figure, `spec` is Vega-Lite."""

    titel: str
    alt: str
    spec: dict[str, Any]
    tabel: Tabel
    bronregel: str

    def svg(self) -> str:
        """The chart as SVG for a page: no scripts, no style attributes, same bytes for the same figures."""
        return _met_tekst(_svg(self._json()), self.titel, self.alt)

    def png(self, schaal: float = 2) -> bytes:
        """The chart as PNG, `schaal` times 720 pixels wide."""
        return _png(self._json(), schaal)

    def _json(self) -> str:
        return json.dumps(self.spec, ensure_ascii=False, sort_keys=True)


def warm() -> None:
    """Start the converter (half a second) before the first visitor needs it."""
    _svg(json.dumps({"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {}}))


@lru_cache(maxsize=128)
def _svg(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, format_locale=TAAL, allowed_base_urls=[]))


@lru_cache(maxsize=32)
def _png(spec: str, schaal: float) -> bytes:
    beeld = vl_convert.vegalite_to_png(
        spec, vl_version=VEGA_LITE, scale=schaal, format_locale=TAAL, allowed_base_urls=[]
    )
    return bytes(beeld)


def _met_tekst(svg: str, titel: str, alt: str) -> str:
    """Name and description inside the file, for who opens or saves the picture on its own."""
    begin = svg.index(">") + 1
    kop = svg[: begin - 1] + ' role="img" lang="nl" aria-labelledby="titel beschrijving">'
    tekst = f'<title id="titel">{escape(titel)}</title><desc id="beschrijving">{escape(alt)}</desc>'
    return kop + tekst + svg[begin:]
