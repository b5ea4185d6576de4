"""Borders: the right year, neighbours, and nothing that is no map."""

import json
from pathlib import Path
from typing import Any

import pytest

from kompas.base import RefusedError
from kompas.data.kaarten import bewaar_kaart, buren, open_kaart


def geojson(*blokken: tuple[str, float, float]) -> bytes:
    """Squares of one degree, by code and lower left corner."""

    def vak(x: float, y: float) -> dict[str, Any]:
        hoek = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        return {"type": "Polygon", "coordinates": [hoek]}

    features = [{"type": "Feature", "properties": {"statcode": code}, "geometry": vak(x, y)} for code, x, y in blokken]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_the_newest_map_that_is_not_of_later(tmp_path: Path) -> None:
    assert open_kaart(tmp_path, "GM") is None
    for jaar in (2020, 2024):
        bewaar_kaart(tmp_path, "gemeente", jaar, geojson((f"GM{jaar}", 4, 52)))
    gevonden = {jaar: kaart.jaar for jaar in (None, 2030, 2023, 2010) if (kaart := open_kaart(tmp_path, "GM", jaar))}
    assert gevonden == {None: 2024, 2030: 2024, 2023: 2020, 2010: 2020}
    assert open_kaart(tmp_path, "BU") is None


def test_neighbours_share_a_side_and_not_a_corner(tmp_path: Path) -> None:
    bewaar_kaart(tmp_path, "GM", 2024, geojson(("GM1", 4, 52), ("GM2", 5, 52), ("GM3", 5, 53), ("GM4", 9, 52)))
    kaart = open_kaart(tmp_path, "GM")
    assert kaart is not None
    assert buren(kaart, "GM1") == ("GM2",)
    assert buren(kaart, "GM2") == ("GM1", "GM3")
    assert buren(kaart, "GM4") == buren(kaart, "GM8") == ()


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"<html>", "geen GeoJSON"),
        (b"[]", "geen GeoJSON met gebieden"),
        (b'{"features": []}', "geen GeoJSON met gebieden"),
        (b'{"features": [{"properties": {"naam": "x"}, "geometry": {}}]}', "statcode"),
    ],
)
def test_what_is_no_map_is_refused_and_not_kept(tmp_path: Path, inhoud: bytes, woord: str) -> None:
    with pytest.raises(RefusedError, match=woord):
        bewaar_kaart(tmp_path, "GM", 2024, inhoud)
    assert list(tmp_path.iterdir()) == []


def test_real_borders_give_the_real_neighbours(tmp_path: Path, testdata: Path) -> None:
    bewaar_kaart(tmp_path, "gemeente", 2024, (testdata / "data/geo/gemeenten_2024.geojson").read_bytes())
    kaart = open_kaart(tmp_path, "GM", 2025)
    assert kaart is not None
    # Katwijk, Hillegom, Lisse, Teylingen, Bloemendaal and Zandvoort lie around Noordwijk.
    assert set(buren(kaart, "GM0575")) == {"GM0537", "GM0534", "GM0553", "GM1525", "GM0377", "GM0473"}
