"""Borders of municipalities, wijken and buurten from PDOK, kept as maps."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kompas.data.kaarten import Kaart, bewaar_kaart, open_kaart
from kompas.data.sources.geodienst import Feature, bestaat_niet, ogc_features
from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.verbinding import BronError, Verbinding

PAD = "cbs/gebiedsindelingen/ogc/v1/collections/{laag}_gegeneraliseerd/items"
LAGEN = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
MEERVOUD = {"GM": "gemeenten", "WK": "wijken", "BU": "buurten"}
JAREN_TERUG = 2
_RUIMTE = 0.02  # degrees around the municipality: generalised borders do not lie exactly on each other
Begrenzing = tuple[float, float, float, float]


def haal_grenzen(
    map_: Path,
    soorten: Sequence[str] = ("GM", "WK", "BU"),
    gemeenten: Sequence[str] = (),
    *,
    adressen: Bronadressen | None = None,
    jaar: int | None = None,
    verbinding: Verbinding | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> tuple[Kaart, ...]:
    """Fetch and keep the borders; without `gemeenten` those of the whole country.

    The map of a new year may not be there in January: then that of the year before is taken. What was fetched
    earlier for other municipalities of the same year stays in the map.
    """
    lijn = verbinding or Verbinding((adressen or Bronadressen()).voor("pdok"))
    kaarten: list[Kaart] = []
    for soort in sorted(soorten, key=list(LAGEN).index):
        meld(f"grenzen van {MEERVOUD[soort]}")
        begrenzing = _begrenzing(kaarten, gemeenten) if soort != "GM" else None
        jaar, features = _haal(lijn, soort, jaar or datetime.now(UTC).year, begrenzing)
        if gemeenten and soort != "GM":
            features = [feature for feature in features if feature["properties"].get("gm_code") in gemeenten]
        bewaar_kaart(map_, soort, jaar, _geojson(_samen(map_, soort, jaar, features)))
        kaart = open_kaart(map_, soort, jaar)
        if kaart is not None:
            kaarten.append(kaart)
    return tuple(kaarten)


def _haal(verbinding: Verbinding, soort: str, jaar: int, begrenzing: Begrenzing | None) -> tuple[int, list[Feature]]:
    """The features of the wanted year, or of the newest year before it that the service has."""
    for terug in range(JAREN_TERUG + 1):
        vraag = {"jaarcode": str(jaar - terug)}
        if begrenzing:
            vraag["bbox"] = ",".join(f"{getal:.5f}" for getal in begrenzing)
        try:
            alle = list(ogc_features(verbinding, PAD.format(laag=LAGEN[soort]), vraag))
        except BronError as fout:
            if not bestaat_niet(fout):
                raise
            continue
        # A service that does not know the year sometimes gives every year.
        features = [feature for feature in alle if _is_jaar(feature, jaar - terug)]
        if features:
            return jaar - terug, [_kaal(feature) for feature in features]
    raise BronError(
        f"PDOK heeft geen grenzen van {MEERVOUD[soort]} van {jaar} of de {JAREN_TERUG} jaar ervoor. Probeer het later"
        " opnieuw; er is niets veranderd.",
        404,
    )


def _is_jaar(feature: Feature, jaar: int) -> bool:
    eigenschappen = feature.get("properties") or {}
    genoemd = str(eigenschappen.get("jaarcode") or str(eigenschappen.get("jrstatcode") or "")[:4])
    return genoemd in {"", str(jaar)} and bool(eigenschappen.get("statcode")) and bool(feature.get("geometry"))


def _kaal(feature: Feature) -> Feature:
    """Only what a map needs."""
    eigenschappen = feature["properties"]
    velden = {naam: eigenschappen[naam] for naam in ("statcode", "statnaam", "gm_code") if eigenschappen.get(naam)}
    return {"type": "Feature", "properties": velden, "geometry": feature["geometry"]}


def _begrenzing(kaarten: Sequence[Kaart], gemeenten: Sequence[str]) -> Begrenzing | None:
    """The smallest box around the wanted municipalities, from the map of municipalities that was just fetched."""
    if not gemeenten or not kaarten:
        return None
    punten = [
        punt
        for feature in kaarten[0].geojson["features"]
        if feature["properties"]["statcode"] in gemeenten
        for punt in alle_punten(feature["geometry"]["coordinates"])
    ]
    if not punten:
        return None
    lengtes, breedtes = zip(*punten, strict=True)
    return min(lengtes) - _RUIMTE, min(breedtes) - _RUIMTE, max(lengtes) + _RUIMTE, max(breedtes) + _RUIMTE


def alle_punten(coordinaten: list[Any]) -> list[tuple[float, float]]:
    """Every point of a border, however deep it lies."""
    if coordinaten and isinstance(coordinaten[0], int | float):
        return [(float(coordinaten[0]), float(coordinaten[1]))]
    return [punt for deel in coordinaten for punt in alle_punten(deel)]


def _samen(map_: Path, soort: str, jaar: int, features: Sequence[Feature]) -> Sequence[Feature]:
    """The new borders, and those of areas that an earlier fetch of the same year brought."""
    eerder = open_kaart(map_, soort, jaar)
    if eerder is None or eerder.jaar != jaar:
        return features
    nieuw = {feature["properties"]["statcode"] for feature in features}
    gemeenten = {feature["properties"].get("gm_code") for feature in features}
    blijft = [
        feature
        for feature in eerder.geojson["features"]
        if feature["properties"]["statcode"] not in nieuw
        and (soort == "GM" or feature["properties"].get("gm_code") not in gemeenten)
    ]
    return [*blijft, *features] if soort != "GM" else features


def _geojson(features: Sequence[Feature]) -> bytes:
    op_code = sorted(features, key=_statcode)
    kaart: Mapping[str, Any] = {"type": "FeatureCollection", "features": op_code}
    return json.dumps(kaart, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _statcode(feature: Feature) -> str:
    return str(feature["properties"]["statcode"])
