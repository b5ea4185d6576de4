"""The map services beside the OData server: borders (PDOK), road accidents (BRON) and Leefbaarometer.

Every municipality of the invented country is a rectangle in a grid, its buurten are strips of it, its wijken runs of
those strips. `sluit_aan(server)` adds the three services to a running server.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np
from tests.servers.odata import Antwoord, Bronserver, Verzoek
from tests.servers.wereld import Gemeente, lees_gemeenten

from kompas.data.sources.rijksdriehoek import naar_rd

PER_BLAD = 500
AFLOPEN = ("Uitsluitend materiële schade", "Letsel", "Uitsluitend materiële schade", "Dodelijk")
_PDOK = re.compile(r"/pdok/cbs/gebiedsindelingen/ogc/v1/collections/(gemeente|wijk|buurt)_gegeneraliseerd/items")
_LAAG_BRON = re.compile(r"verkeersongevallen_nederland:ongevallen_(\d{4})")
_LAAG_LBM = re.compile(r"lbm3:(gemeente|wijk|buurt)score(\d{2})")
_LIKE = re.compile(r"id LIKE '((?:GM|WK|BU)\d{4})%'")
Vak = tuple[float, float, float, float]


@dataclass
class Kaartstand:
    """What the services have, and what is wrong with them; tests set these."""

    kaartjaar: int = 2026
    ongevaljaren: tuple[int, ...] = (2022, 2023, 2024)
    leefbaarheidsjaren: tuple[int, ...] = (2018, 2020, 2022, 2024)
    verkeerde_gastheer: bool = False
    alle_jaren: bool = False
    verlies: int = 0
    dubbel: bool = False
    vreemde_afloop: bool = False
    graden: bool = False
    kapot: bool = False


def gemeentevakken() -> Iterator[tuple[Gemeente, Vak]]:
    """The rectangle of each municipality, in degrees."""
    for nummer, gemeente in enumerate(g for g in lees_gemeenten() if g.buurten):
        west, zuid = 3.6 + nummer % 20 * 0.17, 50.9 + nummer // 20 * 0.14
        yield gemeente, (west, zuid, west + 0.16, zuid + 0.13)


def buurtvakken(gemeente: Gemeente, vak: Vak) -> Iterator[tuple[str, str, int, Vak]]:
    """Code, name, number of its wijk and rectangle of each buurt."""
    west, zuid, oost, noord = vak
    breedte = (oost - west) / gemeente.buurten
    buurten = [(code, naam) for code, naam in gemeente.gebieden() if code.startswith("BU")]
    for nummer, ((code, naam), wijk) in enumerate(zip(buurten, sorted(gemeente.wijk_van_buurt), strict=True)):
        yield code, naam, wijk, (west + nummer * breedte, zuid, west + (nummer + 1) * breedte, noord)


def gebieden(niveau: str) -> Iterator[tuple[str, str, str, Vak]]:
    """Code, name, municipality and rectangle of every area of one level."""
    for gemeente, vak in gemeentevakken():
        if niveau == "gemeente":
            yield gemeente.code, gemeente.naam, gemeente.code, vak
            continue
        wijken: dict[int, Vak] = {}
        for code, naam, wijk, strook in buurtvakken(gemeente, vak):
            if niveau == "buurt":
                yield code, naam, gemeente.code, strook
            wijken[wijk] = (*wijken.get(wijk, strook)[:2], *strook[2:])
        if niveau == "wijk":
            for wijk, strook in wijken.items():
                yield f"WK{gemeente.code[2:]}{wijk:02d}", f"Wijk {wijk:02d} {gemeente.naam}", gemeente.code, strook


def ongevallen(gemeente: Gemeente, vak: Vak, jaar: int) -> Iterator[tuple[str, float, float, str]]:
    """Number, longitude, latitude and outcome; how many lie in a buurt follows from its code and the year."""
    for code, _, _, (west, zuid, oost, noord) in buurtvakken(gemeente, vak):
        for volg in range(zlib.crc32(f"{code}{jaar}".encode()) % 4):
            plek = (volg + 1) / 5
            yield f"{jaar}{code}{volg}", west + (oost - west) * plek, zuid + (noord - zuid) * plek, AFLOPEN[volg]


def sluit_aan(server: Bronserver) -> Kaartstand:
    """Add the three services to a server, and answer what tests can change."""
    stand = Kaartstand()
    server.routes["pdok"] = lambda verzoek: _pdok(verzoek, server.basis, stand)
    server.routes["bron"] = lambda verzoek: _bron(verzoek, stand)
    server.routes["leefbaarometer"] = lambda verzoek: _leefbaarometer(verzoek, stand)
    return stand


def _pdok(verzoek: Verzoek, basis: str, stand: Kaartstand) -> Antwoord:
    laag = _PDOK.fullmatch(verzoek.pad)
    if laag is None:
        return Antwoord(404, b"{}")
    if onbekend := set(verzoek.vraag) - {"f", "limit", "jaarcode", "bbox", "crs", "cursor"}:
        return Antwoord(400, json.dumps({"detail": f"unknown query parameter(s) {onbekend}"}).encode())
    jaar = int(verzoek.vraag.get("jaarcode", stand.kaartjaar))
    er_is = stand.alle_jaren or jaar <= stand.kaartjaar
    alle = [_vlak(*gebied, min(jaar, stand.kaartjaar)) for gebied in gebieden(laag[1])] if er_is else []
    alle = [vlak for vlak in alle if _raakt(vlak, verzoek.vraag.get("bbox", ""))]
    van, per = int(verzoek.vraag.get("cursor", 0)), min(int(verzoek.vraag.get("limit", 10)), PER_BLAD)
    links = [{"rel": "self", "href": f"{basis}{verzoek.pad}"}]
    if van + per < len(alle):
        vraag = {**verzoek.vraag, "cursor": str(van + per)}
        host = "https://elders.voorbeeld.nl" if stand.verkeerde_gastheer else basis
        delen = "&".join(f"{naam}={quote(waarde)}" for naam, waarde in vraag.items())
        links.append({"rel": "next", "href": f"{host}{verzoek.pad}?{delen}"})
    return _json({"type": "FeatureCollection", "features": alle[van : van + per], "links": links}, stand)


def _vlak(code: str, naam: str, gemeente: str, vak: Vak, jaar: int) -> dict[str, Any]:
    west, zuid, oost, noord = vak
    ring = [[west, zuid], [oost, zuid], [oost, noord], [west, noord], [west, zuid]]
    velden = {"statcode": code, "statnaam": naam, "jaarcode": jaar, "jrstatcode": f"{jaar}{code}", "rubriek": "x"}
    if not code.startswith("GM"):
        velden["gm_code"] = gemeente
    return {"type": "Feature", "properties": velden, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}


def _raakt(vlak: dict[str, Any], bbox: str) -> bool:
    if not bbox:
        return True
    x0, y0, x1, y1 = (float(deel) for deel in bbox.split(","))
    ring = vlak["geometry"]["coordinates"][0][0]
    return ring[0][0] <= x1 and ring[2][0] >= x0 and ring[0][1] <= y1 and ring[2][1] >= y0


def _bron(verzoek: Verzoek, stand: Kaartstand) -> Antwoord:
    laag = _LAAG_BRON.fullmatch(verzoek.vraag.get("typeNames", ""))
    if laag is None or int(laag[1]) not in stand.ongevaljaren:
        return Antwoord(200, b'<?xml version="1.0"?><ows:ExceptionReport>Feature type unknown</ows:ExceptionReport>')
    jaar = int(laag[1])
    alle = [geval for gemeente, vak in gemeentevakken() for geval in ongevallen(gemeente, vak, jaar)]
    punten = naar_rd(np.array([[lengte, breedte] for _, lengte, breedte, _ in alle]))
    if stand.graden:
        punten = np.array([[lengte, breedte] for _, lengte, breedte, _ in alle])
    features = [
        _ongeval(nummer, jaar, punt, "Onbekend" if stand.vreemde_afloop else afloop)
        for (nummer, _, _, afloop), punt in zip(alle, punten.tolist(), strict=True)
    ]
    if bbox := verzoek.vraag.get("bbox", ""):
        x0, y0, x1, y1 = (float(deel) for deel in bbox.split(",")[:4])
        features = [
            feature
            for feature in features
            if x0 <= feature["geometry"]["coordinates"][0] <= x1 and y0 <= feature["geometry"]["coordinates"][1] <= y1
        ]
    return _wfs(verzoek, features + features[:1] if stand.dubbel else features, stand)


def _ongeval(nummer: str, jaar: int, punt: list[float], afloop: str) -> dict[str, Any]:
    velden = {"verkeersongeval_nummer": nummer, "jaar_ongeval": jaar, "verkeersongeval_afloop": afloop}
    return {"type": "Feature", "id": f"ongevallen_{jaar}.{nummer}", "properties": velden,
            "geometry": {"type": "Point", "coordinates": punt}}  # fmt: skip


def _leefbaarometer(verzoek: Verzoek, stand: Kaartstand) -> Antwoord:
    laag = _LAAG_LBM.fullmatch(verzoek.vraag.get("typeNames", ""))
    if laag is None or 2000 + int(laag[2]) not in stand.leefbaarheidsjaren:
        return Antwoord(400, b'<?xml version="1.0"?><ows:ExceptionReport/>', "application/xml")
    begin = tuple(_LIKE.findall(verzoek.vraag.get("cql_filter", "")))
    features = [
        _score(code, naam, 2000 + int(laag[2]))
        for code, naam, _, _ in gebieden(laag[1])
        if code.startswith(begin or "")
    ]
    return _wfs(verzoek, features, stand)


def _score(code: str, naam: str, jaar: int) -> dict[str, Any]:
    toeval = zlib.crc32(f"{code}{jaar}".encode())
    velden: dict[str, Any] = {"id": code, "name": naam, "year": str(jaar), "kscore": 1 + toeval % 9}
    velden["afw"] = round((velden["kscore"] - 5) / 20, 3)
    for plek, dimensie in enumerate(("won", "fys", "vrz", "soc", "onv")):
        velden[f"k{dimensie}"] = 1 + (toeval >> plek) % 9
        velden[dimensie] = round((velden[f"k{dimensie}"] - 5) / 25, 3)
    if code.startswith("BU") and toeval % 10 == 0:  # too few people: the service gives no score
        velden |= {"kscore": None, "afw": None}
    return {"type": "Feature", "id": f"score.{code}", "properties": velden, "geometry": None}


def _wfs(verzoek: Verzoek, alle: list[dict[str, Any]], stand: Kaartstand) -> Antwoord:
    van = int(verzoek.vraag.get("startIndex", 0))
    per = min(int(verzoek.vraag.get("count", PER_BLAD)), PER_BLAD)
    blad = alle[van : van + per][: max(0, len(alle) - stand.verlies - van)]
    velden = {"type": "FeatureCollection", "features": blad, "numberMatched": len(alle), "numberReturned": len(blad)}
    return _json(velden, stand)


def _json(velden: dict[str, Any], stand: Kaartstand) -> Antwoord:
    lichaam = json.dumps(velden, ensure_ascii=False).encode()
    return Antwoord(200, lichaam[:-40] if stand.kapot else lichaam, "application/geo+json")
