"""Road accidents (BRON of Rijkswaterstaat), counted inside the borders of municipalities, wijken and buurten."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kompas.base import RefusedError
from kompas.data.kaarten import open_kaart
from kompas.data.levering import Levergebied, Levering
from kompas.data.sources.dichtelevering import map_van, schrijf_dicht
from kompas.data.sources.geodienst import Feature, bestaat_niet, wfs_features
from kompas.data.sources.ophalen.adressen import Bronadressen
from kompas.data.sources.ophalen.verbinding import BronError, Verbinding
from kompas.data.sources.rijksdriehoek import naar_rd

PAD = "services/ogc/gdr/verkeersongevallen_nederland/ows"
LAAG = "verkeersongevallen_nederland:ongevallen_{jaar}"
TABEL = "BRON"
JAREN = 4
TOTAAL = "ongevallen"
AFLOPEN = {"dodelijk": "dodelijk", "letsel": "letsel", "uitsluitend materiële schade": "schade"}
CODES = (TOTAAL, *AFLOPEN.values())


@dataclass(frozen=True)
class Vlakken:
    """The areas of one kind in metres of the Dutch grid, ready to find points in."""

    codes: tuple[str, ...]
    namen: tuple[str, ...]
    gemeenten: tuple[str, ...]
    boom: shapely.STRtree = field(repr=False)

    @classmethod
    def van(cls, features: Sequence[Feature], gemeenten: Sequence[str]) -> "Vlakken":
        eigen = [feature for feature in features if not gemeenten or _gemeente(feature) in gemeenten]
        vlakken = [_vlak(feature) for feature in eigen]
        return cls(
            tuple(str(feature["properties"]["statcode"]) for feature in eigen),
            tuple(str(feature["properties"].get("statnaam", "")) for feature in eigen),
            tuple(_gemeente(feature) for feature in eigen),
            shapely.STRtree(vlakken),
        )

    def waarin(self, punten: NDArray[Any]) -> list[str]:
        """The code of the area of every point; "" outside all. A point on a border belongs to the first area."""
        gevonden = [""] * len(punten)
        if not len(punten) or not self.codes:
            return gevonden
        punt, vlak = self.boom.query(shapely.points(punten), predicate="intersects")
        for nummer, plek in sorted(zip(punt.tolist(), vlak.tolist(), strict=True), reverse=True):
            gevonden[nummer] = self.codes[plek]
        return gevonden

    @property
    def begrenzing(self) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = shapely.total_bounds(self.boom.geometries).tolist()
        return x0, y0, x1, y1


def haal_ongevallen(
    map_: Path,
    werkmap: Path,
    gemeenten: Sequence[str] = (),
    *,
    adressen: Bronadressen | None = None,
    jaren: Sequence[int] = (),
    verbinding: Verbinding | None = None,
    meld: Callable[[str], None] = lambda _: None,
) -> Levering:
    """Fetch the accidents of the last years and count them; the maps of `map_` (haal_grenzen) say where.

    `RefusedError` when there is no map yet, or when the service has none of the years.
    """
    lijn = verbinding or Verbinding((adressen or Bronadressen()).voor("bron"))
    lagen = _kaarten(map_, gemeenten)
    per_jaar: dict[int, Counter[tuple[str, str]]] = {}
    for jaar in sorted(jaren or _laatste_jaren()):
        meld(f"verkeersongevallen {jaar}")
        telling = _tel_jaar(lijn, jaar, lagen, gemeenten)
        if telling is not None:
            per_jaar[jaar] = telling
    if not per_jaar:
        raise RefusedError("Rijkswaterstaat heeft geen ongevallen van deze jaren. Probeer het later opnieuw.")
    cijfers = {
        (gebied, code, f"{jaar}JJ00"): float(aantal)
        for jaar, telling in per_jaar.items()
        for (gebied, code), aantal in telling.items()
    }
    return schrijf_dicht(_levering(werkmap, lijn, lagen, sorted(per_jaar)), cijfers, anders=0.0)


def _laatste_jaren() -> tuple[int, ...]:
    """The year before this one and some before it; the newest is often not there yet."""
    nu = datetime.now(UTC).year
    return tuple(range(nu - JAREN, nu))


def _kaarten(map_: Path, gemeenten: Sequence[str]) -> dict[str, tuple[int, Vlakken]]:
    lagen = {}
    for soort in ("GM", "WK", "BU"):
        if (kaart := open_kaart(map_, soort)) is not None:
            vlakken = Vlakken.van(kaart.geojson["features"], gemeenten)
            if vlakken.codes:
                lagen[soort] = (kaart.jaar, vlakken)
    if "GM" not in lagen:
        raise RefusedError(
            "Er is nog geen kaart van deze gemeente, dus ongevallen zijn niet te tellen. Haal eerst de grenzen op:"
            " kompas cijfers haal gebieden."
        )
    return lagen


def _tel_jaar(
    verbinding: Verbinding, jaar: int, lagen: dict[str, tuple[int, Vlakken]], gemeenten: Sequence[str]
) -> Counter[tuple[str, str]] | None:
    """Counts per area and outcome; None when the service has no layer of this year."""
    vraag = {"srsName": "EPSG:28992"}
    if gemeenten:
        x0, y0, x1, y1 = lagen["GM"][1].begrenzing
        vraag["bbox"] = f"{x0 - 1:.0f},{y0 - 1:.0f},{x1 + 1:.0f},{y1 + 1:.0f},EPSG:28992"
    try:
        ongevallen = list(_ongevallen(wfs_features(verbinding, PAD, LAAG.format(jaar=jaar), vraag), jaar))
    except BronError as fout:
        if bestaat_niet(fout):
            return None
        raise
    telling: Counter[tuple[str, str]] = Counter()
    punten = np.array([punt for punt, _ in ongevallen], dtype=np.float64).reshape(-1, 2)
    for _, vlakken in lagen.values():
        for gebied, (_, afloop) in zip(vlakken.waarin(punten), ongevallen, strict=True):
            if gebied:
                telling[gebied, TOTAAL] += 1
                telling[gebied, afloop] += 1
    return telling


def _ongevallen(features: Iterator[Feature], jaar: int) -> Iterator[tuple[tuple[float, float], str]]:
    """Place and outcome of every accident that has a place; each once, however often the service gives it."""
    gezien: set[str] = set()
    for feature in features:
        eigenschappen = feature.get("properties") or {}
        nummer = str(eigenschappen.get("verkeersongeval_nummer") or feature.get("id") or "")
        if nummer and nummer in gezien:
            continue
        gezien.add(nummer)
        afloop = AFLOPEN.get(str(eigenschappen.get("verkeersongeval_afloop", "")).strip().casefold())
        if afloop is None:
            raise BronError(
                f"Ongeval {nummer or '?'} van {jaar} heeft afloop {eigenschappen.get('verkeersongeval_afloop')!r}; die"
                " kent het programma niet. Meld dit; er is niets veranderd."
            )
        if (punt := _punt(feature)) is not None:
            yield punt, afloop


def _punt(feature: Feature) -> tuple[float, float] | None:
    coordinaten = (feature.get("geometry") or {}).get("coordinates")
    if not isinstance(coordinaten, list) or len(coordinaten) < 2:
        return None
    x, y = float(coordinaten[0]), float(coordinaten[1])
    if not (0 < x < 300_000 and 300_000 < y < 650_000):
        raise BronError(f"Een ongeval ligt buiten Nederland ({x:.0f}, {y:.0f}); de bron gebruikt een andere maat.")
    return x, y


def _levering(
    werkmap: Path, verbinding: Verbinding, lagen: dict[str, tuple[int, Vlakken]], jaren: Sequence[int]
) -> Levering:
    laag = LAAG.format(jaar=jaren[-1])
    gebieden = tuple(
        Levergebied(code, naam, soort, gemeente)
        for soort, (_, vlakken) in lagen.items()
        for code, naam, gemeente in zip(vlakken.codes, vlakken.namen, vlakken.gemeenten, strict=True)
    )
    return Levering(
        tabel=TABEL,
        bron="bron-ongevallen",
        map=map_van(werkmap, TABEL),
        gebieden=gebieden,
        codes=CODES,
        perioden=tuple(f"{jaar}JJ00" for jaar in jaren),
        totaal=TOTAAL,
        gewijzigd="",
        opgehaald=datetime.now(UTC),
        indeling=lagen["GM"][0],
        adres=verbinding.adres(PAD, {"service": "WFS", "request": "GetFeature", "typeNames": laag}),
    )


def _vlak(feature: Feature) -> shapely.Geometry:
    """A border in metres; one that crosses itself is mended, or points in it would not be found."""
    vlak = shapely.transform(shapely.geometry.shape(feature["geometry"]), naar_rd)
    return vlak if vlak.is_valid else vlak.buffer(0)


def _gemeente(feature: Feature) -> str:
    eigenschappen = feature["properties"]
    code = str(eigenschappen["statcode"])
    return code if code.startswith("GM") else str(eigenschappen.get("gm_code", ""))
