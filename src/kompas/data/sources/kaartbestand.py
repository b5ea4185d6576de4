"""A GeoJSON file with borders of municipalities, wijken or buurten: names for the build, and a map to draw."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kompas.data.feiten import Afgekeurd, Gebiedsnaam, Opmerking, Rij
from kompas.data.kaarten import bewaar_kaart, open_kaart
from kompas.data.sources.basis import Context, gebiedscode
from kompas.data.sources.bestand import Bestand

MAX_KAART = 200 * 1024 * 1024
SOORTEN = {"GM": "gemeenten", "WK": "wijken", "BU": "buurten"}
_VLAKKEN = {"Polygon", "MultiPolygon"}


@dataclass(frozen=True)
class Kaartbestand:
    """Features with `statcode` and `statnaam`, in degrees."""

    key: str = "kaart"
    titel: str = "kaart met grenzen (GeoJSON)"
    licentie: str = "CC BY 4.0"
    kolommen: tuple[str, ...] = ("statcode", "statnaam", "geometry")
    is_metadata: bool = True

    def herken(self, bestand: Bestand) -> bool:
        return bestand.vorm == "kaart"

    def normalise(self, bestand: Bestand, context: Context) -> Iterator[Rij]:  # noqa: ARG002 - every plug-in gets it
        kaart = lees_kaart(bestand)
        soort, jaar = soort_en_jaar(bestand, kaart)
        for nummer, feature in enumerate(kaart["features"], start=1):
            eigenschappen = feature["properties"]
            try:
                code = gebiedscode(str(eigenschappen["statcode"]))
            except ValueError as fout:
                yield Afgekeurd(nummer, str(fout))
                continue
            naam = " ".join(str(eigenschappen.get("statnaam") or code).split())
            yield Gebiedsnaam(nummer, code, naam, _gemeente(code, eigenschappen))
        yield Opmerking(f"kaart van {len(kaart['features'])} {SOORTEN[soort]}, grenzen van {jaar}")


def lees_kaart(bestand: Bestand) -> dict[str, Any]:
    """The whole file, checked: every feature is an area with a code and a border in degrees."""
    if bestand.grootte > MAX_KAART:
        bestand.stuk(0, "deze kaart is groter dan 200 MB. Gebruik de gegeneraliseerde grenzen")
    try:
        kaart = json.loads(bestand.pad.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        bestand.stuk(0, "deze GeoJSON is niet te lezen; waarschijnlijk is het ophalen afgebroken. Haal hem opnieuw op")
    features = kaart.get("features") if isinstance(kaart, dict) else None
    if not isinstance(features, list) or not features:
        bestand.stuk(0, "er staan geen gebieden in deze GeoJSON. Haal hem opnieuw op")
    for nummer, feature in enumerate(features, start=1):
        if (wat := _fout(feature)) is not None:
            bestand.stuk(nummer, wat)
    return dict(kaart)


def soort_en_jaar(bestand: Bestand, kaart: Mapping[str, Any]) -> tuple[str, int]:
    """Which areas of which year; a file that mixes them, or does not tell the year, is refused."""
    soorten = Counter(str(feature["properties"]["statcode"])[:2] for feature in kaart["features"])
    soort = next(iter(soorten))
    if len(soorten) > 1 or soort not in SOORTEN:
        bestand.stuk(0, f"deze kaart bevat {', '.join(sorted(soorten))}; geef een kaart met alleen GM, WK of BU")
    jaren = {jaar for feature in kaart["features"] if (jaar := _jaar(feature["properties"]))}
    if not jaren and (in_naam := re.search(r"(?<!\d)(20\d\d)(?!\d)", bestand.naam)):
        jaren = {int(in_naam[1])}
    if len(jaren) != 1:
        gevonden = ", ".join(str(jaar) for jaar in sorted(jaren)) or "geen"
        bestand.stuk(0, f"van welk jaar deze grenzen zijn, is niet te zien (gevonden: {gevonden}). Zet het in de naam")
    return soort, jaren.pop()


def bewaar(map_: Path, bestand: Bestand) -> Path:
    """Keep the map of a file that was read in, for drawing; what it does not show stays as it was drawn."""
    kaart = lees_kaart(bestand)
    soort, jaar = soort_en_jaar(bestand, kaart)
    samen = {**_eerder(map_, soort, jaar), **_per_code(kaart)}
    if len(samen) == len(kaart["features"]):
        return bewaar_kaart(map_, soort, jaar, bestand.pad.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    inhoud = {**kaart, "features": list(samen.values())}
    return bewaar_kaart(map_, soort, jaar, json.dumps(inhoud, ensure_ascii=False).encode())


def gemeenten_op_kaart(map_: Path, bestand: Bestand) -> frozenset[str]:
    """The municipalities of which this file shows (or shows parts) otherwise than the map of the same year does."""
    kaart = lees_kaart(bestand)
    eerder = _eerder(map_, *soort_en_jaar(bestand, kaart))
    # The code of an area has the number of its municipality; what the file says besides may be anything.
    return frozenset(f"GM{code[2:6]}" for code, feature in _per_code(kaart).items() if eerder.get(code) != feature)


def _per_code(kaart: Mapping[str, Any]) -> dict[str, Any]:
    return {str(feature["properties"]["statcode"]): feature for feature in kaart["features"]}


def _eerder(map_: Path, soort: str, jaar: int) -> dict[str, Any]:
    """What the map of this very year shows now."""
    kaart = open_kaart(map_, soort, jaar)
    return _per_code(kaart.geojson) if kaart is not None and kaart.jaar == jaar else {}


def _fout(feature: object) -> str | None:
    """What is wrong with one feature."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return "dit is geen gebied met eigenschappen"
    if "statcode" not in feature["properties"]:
        return "dit gebied heeft geen statcode. Gebruik een kaart van CBS of PDOK"
    vlak = feature.get("geometry")
    if not isinstance(vlak, dict) or vlak.get("type") not in _VLAKKEN:
        return f"gebied {feature['properties']['statcode']} heeft geen grens (verwacht: een vlak)"
    punt = eerste_punt(vlak.get("coordinates"))
    if punt is None:
        return f"gebied {feature['properties']['statcode']} heeft een lege grens"
    return _fout_in_punten(str(feature["properties"]["statcode"]), vlak["coordinates"], punt)


def _fout_in_punten(code: str, coordinaten: object, eerste: tuple[float, float]) -> str | None:
    if not _is_heel(coordinaten):
        return f"gebied {code} heeft een grens met een punt dat geen plek is"
    if not (-180 <= eerste[0] <= 180 and -90 <= eerste[1] <= 90):
        return "de grenzen staan niet in graden (WGS 84). Haal de kaart op met EPSG:4326"
    return None


def _is_heel(coordinaten: object, diepte: int = 0) -> bool:
    """Whether a border is made of points of real numbers and of nothing else: a drawing must not break on it."""
    if not isinstance(coordinaten, list) or not coordinaten or diepte > 4:
        return False
    if isinstance(coordinaten[0], list):
        return all(_is_heel(deel, diepte + 1) for deel in coordinaten)
    return len(coordinaten) > 1 and all(type(x) in {int, float} and abs(x) < 1e9 for x in coordinaten)


def eerste_punt(coordinaten: object) -> tuple[float, float] | None:
    """The first point of a border, however deep it lies."""
    for _ in range(6):
        if not isinstance(coordinaten, list) or not coordinaten:
            return None
        if all(isinstance(getal, int | float) and not isinstance(getal, bool) for getal in coordinaten[:2]):
            return (float(coordinaten[0]), float(coordinaten[1])) if len(coordinaten) > 1 else None
        coordinaten = coordinaten[0]
    return None


def _jaar(eigenschappen: Mapping[str, Any]) -> int | None:
    for tekst in (str(eigenschappen.get("jaarcode") or ""), str(eigenschappen.get("jrstatcode") or "")[:4]):
        if re.fullmatch(r"(19|20)\d\d", tekst):
            return int(tekst)
    return None


def _gemeente(code: str, eigenschappen: Mapping[str, Any]) -> str:
    if code.startswith("GM"):
        return code
    gemeente = str(eigenschappen.get("gm_code") or "").strip()
    return gemeente if re.fullmatch(r"GM\d{4}", gemeente) else ""


KAART = Kaartbestand()
