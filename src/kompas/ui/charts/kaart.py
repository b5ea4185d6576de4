"""A map of areas: five classes from light to dark, and a dress of its own for zero and for no figure.

Borders come as GeoJSON in degrees. They are put on the plane here (degrees of longitude shortened by the latitude): at
the size of this country that is true to shape, and the converter then draws whatever way the rings turn.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from kompas.base import GeenCijfer, Waarde, getal_tekst
from kompas.ui import thema
from kompas.ui.charts.bevinding import cijfer_tekst
from kompas.ui.charts.grafiek import Grafiek
from kompas.ui.charts.opmaak import eenheid_van, inlijn, kop, leeg, opgemaakt
from kompas.ui.charts.schaal import Formaat
from kompas.ui.onderdelen import Tabel

KLASSEN = 5
BREED = Formaat(breedte=760, hoogte=620, links=12, rechts=200, boven=36, onder=12, jaren_max=0)
SMAL = Formaat(breedte=380, hoogte=600, links=8, rechts=8, boven=36, onder=200, jaren_max=0)
_REGEL = 22
_GEEN = "geen cijfer"
_NUL = "0"


@dataclass(frozen=True, slots=True)
class Vlak:
    """One area of the map: its figure (None: not asked), and whether it is the one that the reader came for."""

    code: str
    naam: str
    waarde: Waarde | None
    nadruk: bool = False


@dataclass(frozen=True, slots=True)
class Klasse:
    """What one colour stands for: from `van` up to and including `tot`, as far as figures there are."""

    van: float
    tot: float
    decimalen: int

    @property
    def tekst(self) -> str:
        van, tot = getal_tekst(self.van, self.decimalen), getal_tekst(self.tot, self.decimalen)
        return van if van == tot else f"{van} tot en met {tot}"


def kaartgrafiek(
    vlakken: Sequence[Vlak],
    geojson: Mapping[str, Any],
    *,
    titel: str,
    tabel: Tabel,
    bronregel: str = "",
    smal: bool = False,
) -> Grafiek:
    """Colour the areas of `geojson` (features with `properties.statcode`) that `vlakken` name."""
    klassen = klassen_van([vlak.waarde for vlak in vlakken if vlak.waarde is not None])
    return Grafiek(
        titel=titel,
        alt=_alternatief(vlakken, klassen),
        spec=_spec(vlakken, geojson, klassen, SMAL if smal else BREED),
        tabel=tabel,
        bronregel=bronregel,
    )


def klassen_van(waarden: Sequence[Waarde]) -> tuple[Klasse, ...]:
    """At most five classes with about as many areas each; equal figures never part; zero is a class of its own."""
    getallen = sorted(waarde.getal for waarde in waarden if waarde.getal)
    if not getallen:
        return ()
    decimalen = max(waarde.decimalen for waarde in waarden)
    klassen: list[Klasse] = []
    begin = 0
    for nummer in range(1, KLASSEN + 1):
        eind = max(begin, round(nummer * len(getallen) / KLASSEN))
        while 0 < eind < len(getallen) and _gelijk(getallen[eind], getallen[eind - 1], decimalen):
            eind += 1
        if eind > begin:
            klassen.append(Klasse(getallen[begin], getallen[eind - 1], decimalen))
            begin = eind
    return tuple(klassen)


def _gelijk(een: float, twee: float, decimalen: int) -> bool:
    """Alike as printed: a legend that ends one class and begins the next with the same number says nothing."""
    return getal_tekst(een, decimalen) == getal_tekst(twee, decimalen)


def _alternatief(vlakken: Sequence[Vlak], klassen: Sequence[Klasse]) -> str:
    bekend = [vlak for vlak in vlakken if vlak.waarde is not None and vlak.waarde.bekend]
    if not bekend:
        return "Kaart zonder cijfers."
    op_getal = sorted(bekend, key=lambda vlak: (vlak.waarde.getal or 0) if vlak.waarde else 0)
    zinnen = [
        f"Kaart van {len(vlakken)} gebieden in {max(1, len(klassen))} kleuren van licht (laag) naar donker (hoog)."
    ]
    zinnen.append(f"Hoogste: {_zin(op_getal[-1])}. Laagste: {_zin(op_getal[0])}.")
    zinnen += [f"{_zin(vlak)}." for vlak in bekend if vlak.nadruk]
    if zonder := len(vlakken) - len(bekend):
        zinnen.append(f"Van {zonder} gebieden is er geen cijfer.")
    return " ".join(zinnen)


def _zin(vlak: Vlak) -> str:
    return f"{vlak.naam} {cijfer_tekst(vlak.waarde)}" if vlak.waarde else vlak.naam


def _spec(
    vlakken: Sequence[Vlak], geojson: Mapping[str, Any], klassen: Sequence[Klasse], formaat: Formaat
) -> dict[str, Any]:
    per_code = {vlak.code: vlak for vlak in vlakken}
    features = [f for f in geojson.get("features", []) if f["properties"].get("statcode") in per_code]
    if not features:
        return leeg(formaat)
    with debug_mode(False):
        getekend = [_feature(feature, per_code[feature["properties"]["statcode"]], klassen) for feature in features]
        lagen: list[Any] = [_vorm(getekend, "--kompas-grafiek-grens", 0.5)]
        if nadruk := [f for f in getekend if f["properties"]["nadruk"]]:
            lagen.append(_vorm(nadruk, "--kompas-grafiek-tekst", 2.2))
        lagen += _legenda(klassen, [f["properties"]["klasse"] for f in getekend], formaat)
        eenheid = eenheid_van([vlak.waarde for vlak in vlakken if vlak.waarde])
        periode = next((vlak.waarde.periode.label for vlak in vlakken if vlak.waarde), "")
        breedte, hoogte = formaat.vlak
        kaart = alt.LayerChart(layer=lagen, title=kop(f"{eenheid}, {periode}", formaat), width=breedte, height=hoogte)
        return opgemaakt(kaart.project(type="identity", reflectY=True), formaat)


def _feature(feature: Mapping[str, Any], vlak: Vlak, klassen: Sequence[Klasse]) -> dict[str, Any]:
    klasse = _klasse_van(vlak.waarde, klassen)
    eigenschappen = {"kleur": _kleur(klasse, len(klassen)), "klasse": klasse, "nadruk": vlak.nadruk}
    return {"type": "Feature", "properties": eigenschappen, "geometry": plat(feature["geometry"])}


def plat(geometrie: Mapping[str, Any]) -> dict[str, Any]:
    """The shape on the plane, in thousandths of a degree of latitude."""
    breedte = next(_punten(geometrie["coordinates"]))[1]
    # One factor for the whole country: with one per area they would not fit each other.
    factor = math.cos(math.radians(52.2 if 50 < breedte < 54 else breedte))

    def om(deel: Any) -> Any:  # noqa: ANN401  (rings in rings in polygons)
        if isinstance(deel[0], int | float):
            return [round(deel[0] * factor * 1000, 1), round(deel[1] * 1000, 1)]
        return [om(kleiner) for kleiner in deel]

    return {"type": geometrie["type"], "coordinates": om(geometrie["coordinates"])}


def _punten(deel: Any) -> Iterator[Sequence[float]]:  # noqa: ANN401  (rings in rings in polygons)
    if isinstance(deel[0], int | float):
        yield deel
    else:
        for kleiner in deel:
            yield from _punten(kleiner)


def _klasse_van(waarde: Waarde | None, klassen: Sequence[Klasse]) -> str:
    """The number of the class, "0" for zero, or why there is no figure."""
    if waarde is None or waarde.getal is None:
        return str(waarde.reden) if waarde is not None else _GEEN
    if waarde.getal == 0:
        return _NUL
    return str(next(n for n, klasse in enumerate(klassen, 1) if waarde.getal <= klasse.tot + 1e-12))


def _kleur(klasse: str, aantal: int) -> str:
    if klasse == _NUL:
        return thema.token("--kompas-grafiek-papier")
    if not klasse.isdigit():
        verborgen = klasse == GeenCijfer.ONDERDRUKT
        return thema.token("--kompas-grafiek-onderdrukt" if verborgen else "--kompas-grafiek-geen")
    # Few classes: spread over the scale, so that the highest is always the darkest.
    stap = KLASSEN if aantal == 1 else 1 + round((int(klasse) - 1) * (KLASSEN - 1) / (aantal - 1))
    return thema.token(f"--kompas-grafiek-klasse-{stap}")


def _vorm(features: Sequence[Mapping[str, Any]], rand: str, dikte: float) -> alt.Chart:
    vulling = alt.Color("properties.kleur", type="nominal", scale=None)
    gegevens = alt.InlineData(
        values={"type": "FeatureCollection", "features": list(features)},
        format={"property": "features", "type": "json"},
    )
    vorm: alt.Chart = alt.Chart(gegevens).mark_geoshape(stroke=thema.token(rand), strokeWidth=dikte, filled=True)
    gekleurd: alt.Chart = vorm.encode(color=vulling)
    return gekleurd


def _legenda(klassen: Sequence[Klasse], gebruikt: Sequence[str], formaat: Formaat) -> list[Any]:
    """A square per class with its limits; zero and every reason for no figure have their own, when they occur."""
    regels = [(_kleur(str(n), len(klassen)), klasse.tekst) for n, klasse in reversed(list(enumerate(klassen, 1)))]
    regels += [(_kleur(_NUL, 1), "0 (nul)")] if _NUL in gebruikt else []
    redenen = {klasse for klasse in gebruikt if not klasse.isdigit()}
    regels += (
        [(_kleur(GeenCijfer.ONDERDRUKT, 1), str(GeenCijfer.ONDERDRUKT))] if GeenCijfer.ONDERDRUKT in redenen else []
    )
    overig = sorted(redenen - {str(GeenCijfer.ONDERDRUKT)})
    regels += [(_kleur(_GEEN, 1), overig[0] if len(overig) == 1 else _GEEN)] if overig else []
    breedte, hoogte = formaat.vlak
    x, y = (breedte + 12, 20) if formaat is BREED else (4, hoogte + 16)
    rijen: list[dict[str, object]] = [
        {"x": x, "y": y + nummer * _REGEL, "kleur": kleur, "tekst": tekst}
        for nummer, (kleur, tekst) in enumerate(regels)
    ]
    if not rijen:
        return []
    plek: dict[str, Any] = {
        "x": alt.X("x", type="quantitative", scale=None, axis=None),
        "y": alt.Y("y", type="quantitative", scale=None, axis=None),
    }
    basis = alt.Chart(inlijn(*rijen)).encode(**plek)
    vierkant = basis.mark_point(
        shape="square", size=180, filled=True, opacity=1, stroke=thema.token("--kompas-grafiek-grens"), strokeWidth=0.8
    )
    tekst = basis.mark_text(
        align="left", baseline="middle", dx=16, fontSize=12, color=thema.token("--kompas-grafiek-tekst")
    )
    return [
        vierkant.encode(fill=alt.Fill("kleur", type="nominal", scale=None)),
        tekst.encode(text=alt.Text("tekst", type="nominal")),
    ]
