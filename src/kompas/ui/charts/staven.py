"""Areas beside each other in one period: a bar each when they are few, a spread of dots when they are many.

Bars are in order of the figure and carry the margin that a count has by chance: two bars whose margins overlap need not
differ. No word about who is higher is said here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from kompas.base import Waarde
from kompas.ui import thema
from kompas.ui.charts.bevinding import cijfer_tekst
from kompas.ui.charts.grafiek import Grafiek
from kompas.ui.charts.marge import met_toevalsmarge
from kompas.ui.charts.opmaak import eenheid_van, inlijn, kop, leeg, opgemaakt
from kompas.ui.charts.schaal import Formaat, ronde_grenzen
from kompas.ui.onderdelen import Tabel

STAVEN_MAX = 40
_RIJ = 22
_BANDEN = 40


@dataclass(frozen=True, slots=True)
class Staaf:
    """One area with its figure; `nadruk` for the area that the reader came for."""

    naam: str
    waarde: Waarde
    nadruk: bool = False


def staafgrafiek(
    staven: Sequence[Staaf], *, titel: str, tabel: Tabel, bronregel: str = "", smal: bool = False
) -> Grafiek:
    """Bars up to `STAVEN_MAX` areas, dots beyond. Areas without a figure are told in words, not drawn."""
    bekend = sorted((staaf for staaf in staven if staaf.waarde.bekend), key=lambda staaf: -(staaf.waarde.getal or 0))
    teken = _staven if len(bekend) <= STAVEN_MAX else _stippen
    return Grafiek(
        titel=titel,
        alt=_alternatief(bekend, len(staven) - len(bekend)),
        spec=teken(bekend, smal=smal) if bekend else leeg(_formaat(1, smal=smal)),
        tabel=tabel,
        bronregel=bronregel,
    )


def kwartielen(getallen: Sequence[float]) -> tuple[float, float, float]:
    """The values below which a quarter, half and three quarters lie (linear between two figures)."""
    rij = sorted(getallen)

    def op(deel: float) -> float:
        plek = deel * (len(rij) - 1)
        onder = int(plek)
        return rij[onder] + (rij[min(onder + 1, len(rij) - 1)] - rij[onder]) * (plek - onder)

    return op(0.25), op(0.5), op(0.75)


def _alternatief(bekend: Sequence[Staaf], zonder: int) -> str:
    if not bekend:
        return "Lege grafiek. Er zijn geen cijfers."
    soort = "Staafgrafiek" if len(bekend) <= STAVEN_MAX else "Stippen"
    zinnen = [f"{soort} van {len(bekend)} gebieden over {bekend[0].waarde.periode.label}, van hoog naar laag."]
    zinnen += [f"Hoogste: {_zin(bekend[0])}. Laagste: {_zin(bekend[-1])}."]
    zinnen += [f"{_zin(staaf)}." for staaf in bekend if staaf.nadruk]
    zinnen += [f"Van {zonder} gebieden is er geen cijfer."] if zonder else []
    return " ".join(zinnen)


def _zin(staaf: Staaf) -> str:
    return f"{staaf.naam} {cijfer_tekst(staaf.waarde)}"


def _formaat(rijen: int, *, smal: bool) -> Formaat:
    links, breedte = (112, 380) if smal else (190, 760)
    return Formaat(
        breedte=breedte, hoogte=36 + 32 + rijen * _RIJ, links=links, rechts=64, boven=36, onder=32, jaren_max=0
    )


def _staven(bekend: Sequence[Staaf], *, smal: bool) -> dict[str, Any]:
    formaat = _formaat(len(bekend), smal=smal)
    waarden = [met_toevalsmarge(staaf.waarde) for staaf in bekend]
    onder, boven, stap = _grenzen(waarden)
    with debug_mode(False):
        rijen: list[dict[str, object]] = [
            _rij(nummer, staaf, waarde, 16 if smal else 26)
            for nummer, (staaf, waarde) in enumerate(zip(bekend, waarden, strict=True))
        ]
        x, y = _x_as(onder, boven, stap), _y(len(bekend))
        basis = alt.Chart(inlijn(*rijen)).encode(y=y)
        balk = basis.mark_bar(height=_RIJ - 8).encode(
            x=x, x2=alt.X2("nul"), color=alt.Color("kleur", type="nominal", scale=None)
        )
        naam = basis.mark_text(
            align="right", baseline="middle", dx=-8, fontSize=12, color=thema.token("--kompas-grafiek-tekst")
        )
        lagen: list[Any] = [balk, naam.encode(x=alt.X(value=0), text=alt.Text("naam", type="nominal"))]
        cijfer = basis.mark_text(
            align="left", baseline="middle", dx=8, fontSize=12, color=thema.token("--kompas-grafiek-tekst")
        )
        achter = alt.X("eind", type="quantitative")
        lagen.append(cijfer.encode(x=achter, text=alt.Text("tekst", type="nominal")))
        if marges := [rij for rij in rijen if rij["laag"] is not None]:
            streep = alt.Chart(inlijn(*marges)).mark_rule(color=thema.token("--kompas-grafiek-tekst"), strokeWidth=1.5)
            lagen.append(streep.encode(y=y, x=alt.X("laag", type="quantitative"), x2=alt.X2("hoog")))
        return _klaar(lagen, waarden, formaat, marges=bool(marges))


def _rij(nummer: int, staaf: Staaf, waarde: Waarde, naam_max: int) -> dict[str, object]:
    naam = staaf.naam if len(staaf.naam) <= naam_max else f"{staaf.naam[: naam_max - 1].rstrip()}…"
    kleur = thema.token("--kompas-grafiek-lijn" if staaf.nadruk else "--kompas-grafiek-marge")
    eind = max(waarde.getal or 0, waarde.hoog or 0)
    return {
        "nummer": nummer, "naam": naam, "getal": waarde.getal, "nul": 0, "laag": waarde.laag, "hoog": waarde.hoog,
        "eind": eind, "tekst": cijfer_tekst(waarde), "kleur": kleur,
    }  # fmt: skip


def _grenzen(waarden: Sequence[Waarde]) -> tuple[float, float, float]:
    getallen = [grens for w in waarden for grens in (w.getal, w.laag, w.hoog) if grens is not None]
    return ronde_grenzen(min(getallen), max(getallen), vanaf_nul=True)


def _x_as(onder: float, boven: float, stap: float) -> alt.X:
    aantal = round((boven - onder) / stap)
    streepjes = [round(onder + i * stap, 10) for i in range(aantal + 1)]
    decimalen = max(0, -math.floor(math.log10(stap) + 1e-9))
    as_ = alt.Axis(values=streepjes, format=f",.{decimalen}f", title=None, domain=False, ticks=False)
    return alt.X("getal", type="quantitative", axis=as_, scale=alt.Scale(domain=[onder, boven], nice=False))


def _y(aantal: int) -> alt.Y:
    return alt.Y("nummer", type="quantitative", axis=None, scale=alt.Scale(domain=[-0.5, aantal - 0.5], reverse=True))


def _stippen(bekend: Sequence[Staaf], *, smal: bool) -> dict[str, Any]:
    """Every area a dot, stacked where figures are alike; the areas of the reader named above the heap."""
    formaat = Formaat(380 if smal else 760, 340, 20, 20, 56, 40, 0)
    waarden = [staaf.waarde for staaf in bekend]
    onder, boven, stap = _grenzen(waarden)
    with debug_mode(False):
        rijen = _hopen(bekend, onder, boven)
        hoogste = max(float(str(rij["plek"])) for rij in rijen) + 1
        x = _x_as(onder, boven, stap)
        y = alt.Y("plek", type="quantitative", axis=None, scale=alt.Scale(domain=[0, max(hoogste * 1.15, 12)]))
        kleur = alt.Color("kleur", type="nominal", scale=None)
        maat = min(70.0, (formaat.vlak[1] / max(hoogste * 1.15, 12)) ** 2 * 0.7)
        stip = alt.Chart(inlijn(*rijen)).mark_point(filled=True, opacity=1, size=maat)
        lagen: list[Any] = [stip.encode(x=x, y=y, color=kleur)]
        lagen += _genoemd([rij for rij in rijen if rij["nadruk"]], y, (onder, boven))
        return _klaar(lagen, waarden, formaat, marges=False)


def _hopen(bekend: Sequence[Staaf], onder: float, boven: float) -> list[dict[str, object]]:
    """Each dot in its band of the axis, on top of those that are there; what the reader came for last, so on top."""
    hoogte: dict[int, int] = {}
    rijen: list[dict[str, object]] = []
    for staaf in sorted(bekend, key=lambda s: s.nadruk):
        getal = staaf.waarde.getal or 0
        band = min(_BANDEN - 1, int((getal - onder) / (boven - onder) * _BANDEN))
        hoogte[band] = hoogte.get(band, 0) + 1
        kleur = thema.token("--kompas-grafiek-lijn" if staaf.nadruk else "--kompas-grafiek-marge")
        midden = onder + (band + 0.5) * (boven - onder) / _BANDEN
        rijen.append(
            {"getal": midden, "plek": hoogte[band], "naam": staaf.naam, "nadruk": staaf.nadruk, "kleur": kleur}
            | {"tekst": f"{staaf.naam} {cijfer_tekst(staaf.waarde)}"}
        )
    return rijen


def _genoemd(rijen: Sequence[dict[str, object]], y: alt.Y, grenzen: tuple[float, float]) -> list[Any]:
    """Name and figure above the heap, with a line down to the dot."""
    lagen: list[Any] = []
    onder, boven = grenzen
    for nummer, rij in enumerate(rijen[:3]):
        rechts = float(str(rij["getal"])) > (onder + boven) / 2
        schaal = alt.Scale(domain=[onder, boven], nice=False)
        basis = alt.Chart(inlijn(rij)).encode(x=alt.X("getal", type="quantitative", scale=schaal))
        kleur = thema.token("--kompas-grafiek-lijn")
        lagen.append(basis.mark_rule(color=kleur, strokeDash=[2, 3]).encode(y=y, y2=alt.Y2(value=-4 + nummer * 18)))
        vorm: dict[str, Any] = {
            "align": "right" if rechts else "left",
            "dx": -6 if rechts else 6,
            "fontSize": 13,
            "fontWeight": "bold",
        }
        tekst = basis.mark_text(color=kleur, baseline="middle", **vorm)
        lagen.append(tekst.encode(y=alt.Y(value=2 + nummer * 18), text=alt.Text("tekst", type="nominal")))
    return lagen


def _klaar(lagen: list[Any], waarden: Sequence[Waarde], formaat: Formaat, *, marges: bool) -> dict[str, Any]:
    boven = eenheid_van(waarden)
    boven += f", {waarden[0].periode.label}" + (" · streep: marge (95%)" if marges else "")
    breedte, hoogte = formaat.vlak
    grafiek = alt.LayerChart(layer=lagen, title=kop(boven, formaat), width=breedte, height=hoogte)
    return opgemaakt(grafiek, formaat)
