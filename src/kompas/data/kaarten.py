"""Borders of areas for a map: GeoJSON in the data folder, one file per kind of area, year and content.

`kaarten/<soort>-<jaar>-<hash>.geojson`: soort GM, WK or BU, in degrees (WGS 84), features with a `statcode`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kompas.base import RefusedError
from kompas.data.schrijven import schrijf_zeker

KAARTEN = "kaarten"
BRON = "CBS en Kadaster"
LICENTIE = "CC BY 4.0"
_NAAM = re.compile(r"(?P<soort>[A-Z]{2})-(?P<jaar>\d{4})-(?P<hash>[0-9a-f]{8,64})")
_SOORTNAMEN = {"gemeente": "GM", "gemeenten": "GM", "wijk": "WK", "wijken": "WK", "buurt": "BU", "buurten": "BU"}


@dataclass(frozen=True)
class Kaart:
    """The borders of one kind of area in one year."""

    soort: str
    jaar: int
    geojson: Mapping[str, Any]
    bron: str = BRON
    licentie: str = LICENTIE
    sleutel: str = ""
    """Which file it is: another content has another key."""


def open_kaart(map_: Path, soort: str, jaar: int | None = None) -> Kaart | None:
    """The newest map of these areas that is not of later than `jaar`, else the oldest there is; None without any."""
    gevonden = sorted(_kaarten(map_, soort), key=lambda kaart: (kaart[0], kaart[1].stat().st_mtime_ns))
    if not gevonden:
        return None
    tot_dan = [kaart for kaart in gevonden if jaar is None or kaart[0] <= jaar]
    van, pad = tot_dan[-1] if tot_dan else gevonden[0]
    return Kaart(soort, van, _lees(pad, pad.stat().st_mtime_ns), sleutel=pad.stem)


def buren(kaart: Kaart, code: str) -> tuple[str, ...]:
    """The areas that share a piece of border with this one: two corners in common, in the same simplified lines."""
    hoeken = _hoeken(kaart.soort, kaart.sleutel, kaart) if kaart.sleutel else _alle_hoeken(kaart)
    eigen = hoeken.get(code, frozenset())
    return tuple(sorted(ander for ander, punten in hoeken.items() if ander != code and len(eigen & punten) > 1))


_HOEKEN: dict[tuple[str, str], Mapping[str, frozenset[tuple[float, float]]]] = {}


def _hoeken(soort: str, sleutel: str, kaart: Kaart) -> Mapping[str, frozenset[tuple[float, float]]]:
    """Kept by the name of the file, which has its content in it."""
    if (soort, sleutel) not in _HOEKEN:
        _HOEKEN.clear()
        _HOEKEN[soort, sleutel] = _alle_hoeken(kaart)
    return _HOEKEN[soort, sleutel]


def _alle_hoeken(kaart: Kaart) -> Mapping[str, frozenset[tuple[float, float]]]:
    return {
        str(f["properties"]["statcode"]): frozenset(_punten(f["geometry"]["coordinates"]))
        for f in kaart.geojson["features"]
    }


def _punten(deel: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401  (rings in rings in polygons)
    if isinstance(deel[0], int | float):
        # Six decimals are a decimetre: the same corner written twice.
        yield round(deel[0], 6), round(deel[1], 6)
    else:
        for kleiner in deel:
            yield from _punten(kleiner)


def bewaar_kaart(map_: Path, soort: str, jaar: int, inhoud: bytes) -> Path:
    """Keep a map; `RefusedError` when it is no GeoJSON with codes of areas."""
    soort = _SOORTNAMEN.get(soort.lower(), soort)
    _controleer(inhoud, f"de kaart van {soort} {jaar}")
    pad = map_ / KAARTEN / f"{soort}-{jaar}-{sha256(inhoud).hexdigest()[:16]}.geojson"
    pad.parent.mkdir(parents=True, exist_ok=True)
    if not pad.exists():
        schrijf_zeker(pad, inhoud)
    return pad


def _kaarten(map_: Path, soort: str) -> Iterator[tuple[int, Path]]:
    for pad in (map_ / KAARTEN).glob("*.geojson"):
        naam = _NAAM.fullmatch(pad.stem)
        if naam and naam["soort"] == soort:
            yield int(naam["jaar"]), pad


@lru_cache(maxsize=6)
def _lees(pad: Path, _gewijzigd: int) -> Mapping[str, Any]:
    return _controleer(pad.read_bytes(), pad.name)


def _controleer(inhoud: bytes, naam: str) -> Mapping[str, Any]:
    try:
        kaart = json.loads(inhoud)
    except ValueError:
        raise RefusedError(f"{naam} is geen GeoJSON: het bestand is niet te lezen.") from None
    features = kaart.get("features") if isinstance(kaart, dict) else None
    if not isinstance(features, list) or not features:
        raise RefusedError(f"{naam} is geen GeoJSON met gebieden.")
    if any("statcode" not in (f.get("properties") or {}) or not f.get("geometry") for f in features):
        raise RefusedError(f"{naam}: niet elk gebied heeft een code (statcode) en grenzen.")
    return dict(kaart)
