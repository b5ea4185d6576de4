"""Features of the map services: OGC API (follow `next`) and WFS (count and startIndex), page by page, checked."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kompas.data.sources.ophalen.verbinding import BronError, OnleesbaarError, Verbinding

MAX_BLADZIJDEN = 5_000
PER_OGC = 1_000
PER_WFS = 5_000
Feature = dict[str, Any]


def ogc_features(verbinding: Verbinding, pad: str, vraag: Mapping[str, str]) -> Iterator[Feature]:
    """Every feature of a collection; the address of the next page is only followed within the same service."""
    nu: Mapping[str, str] = {"f": "json", "limit": str(PER_OGC), **vraag}
    gezien: set[str] = set()
    for _ in range(MAX_BLADZIJDEN):
        blad = verbinding.haal(pad, nu, _collectie, niet_herhalen=_nooit)
        yield from blad["features"]
        volgende = next((link for link in blad.get("links") or () if link.get("rel") == "next"), None)
        if volgende is None:
            return
        adres = str(volgende.get("href", ""))
        if adres in gezien:
            raise BronError(
                f"De bron {verbinding.gastheer} geeft steeds dezelfde bladzijde. Probeer het later opnieuw."
            )
        gezien.add(adres)
        nu = dict(parse_qsl(urlsplit(adres).query))
    raise BronError(f"De bron {verbinding.gastheer} geeft meer bladzijden dan kan. Probeer het later opnieuw.")


def wfs_features(verbinding: Verbinding, pad: str, laag: str, vraag: Mapping[str, str]) -> Iterator[Feature]:
    """Every feature of a layer; fewer than the service counts itself is an error, not a smaller number."""
    vast = {
        "service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": laag,
        "outputFormat": "application/json", **vraag, "count": str(PER_WFS),
    }  # fmt: skip
    gehad = 0
    for _ in range(MAX_BLADZIJDEN):
        blad = verbinding.haal(pad, {**vast, "startIndex": str(gehad)}, _collectie, niet_herhalen=_nooit)
        yield from blad["features"]
        gehad += len(blad["features"])
        verwacht = _aantal(blad)
        klaar = gehad >= verwacht if verwacht is not None else len(blad["features"]) < PER_WFS
        if klaar:
            return
        if not blad["features"]:
            raise BronError(
                f"De bron {verbinding.gastheer} gaf {gehad} van {verwacht} gevallen en hield toen op."
                " Probeer het later opnieuw; er is niets veranderd."
            )
    raise BronError(f"De bron {verbinding.gastheer} geeft meer bladzijden dan kan. Probeer het later opnieuw.")


def bestaat_niet(fout: BronError) -> bool:
    """Whether an error means that this layer or year is not there (yet)."""
    return fout.status in {400, 404}


def _collectie(lichaam: bytes) -> dict[str, Any]:
    """A page of features; an XML report of an error comes with status 200."""
    if lichaam.lstrip()[:1] == b"<":
        raise BronError(f"De bron kent deze laag niet: {lichaam[:200].decode('utf-8', 'replace')!r}.", 404)
    try:
        blad = json.loads(lichaam)
    except ValueError as fout:
        raise OnleesbaarError("afgebroken JSON") from fout
    if not isinstance(blad, dict) or not isinstance(blad.get("features"), list):
        raise OnleesbaarError("geen lijst met features")
    return blad


def _aantal(blad: Mapping[str, Any]) -> int | None:
    aantal = blad.get("numberMatched", blad.get("totalFeatures"))
    return aantal if isinstance(aantal, int) else None


def _nooit(_: str) -> bool:
    """Every passing failure is worth another try."""
    return False
