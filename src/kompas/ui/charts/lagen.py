"""The layers of a line chart, each a small Altair chart on the same scales."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Protocol

import altair as alt

from kompas.base import Waarde
from kompas.ui import thema
from kompas.ui.charts.bevinding import Bedoeling

LABEL_HOOGTE = 18
REGEL_MAX = 17  # letters of 12 pixels, bold, that fit in the margin on the right
Rij = dict[str, object]


class Reeksbreuk(Protocol):
    """What `kompas.data.definities.Reeksbreuk` offers: the first year of the new way of counting, and why."""

    @property
    def jaar(self) -> int: ...
    @property
    def reden(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Formaat:
    """Size in pixels: the whole picture and the room around the plot; `jaren_max` labels fit under the axis."""

    breedte: int
    hoogte: int
    links: int
    rechts: int
    boven: int
    onder: int
    jaren_max: int

    @property
    def vlak(self) -> tuple[int, int]:
        """Width and height of the plot itself."""
        return self.breedte - self.links - self.rechts, self.hoogte - self.boven - self.onder


BREED = Formaat(breedte=720, hoogte=400, links=56, rechts=140, boven=36, onder=32, jaren_max=10)
# A phone shows a picture of 720 pixels at less than half its size: too small to read.
SMAL = Formaat(breedte=380, hoogte=340, links=48, rechts=56, boven=36, onder=32, jaren_max=5)


@dataclass(frozen=True, slots=True)
class Schaal:
    """The window of the chart: years from left to right, figures from bottom to top."""

    formaat: Formaat
    jaar_van: float
    jaar_tot: float
    onder: float
    boven: float
    decimalen: int

    def pixel(self, getal: float) -> float:
        """Distance from the top of the plot."""
        return self.formaat.vlak[1] * (self.boven - getal) / (self.boven - self.onder)

    def x(self, veld: str = "jaar") -> alt.X:
        jaren = range(math.ceil(self.jaar_van), math.floor(self.jaar_tot) + 1)
        stap = math.ceil(len(jaren) / self.formaat.jaren_max)
        # Counted back from the end: the last year always has its label.
        as_ = alt.Axis(values=sorted(jaren[::-1][::stap]), format="d", title=None, grid=False, labelAngle=0)
        return alt.X(veld, type="quantitative", axis=as_, scale=alt.Scale(domain=[self.jaar_van, self.jaar_tot]))

    def y(self, veld: str = "getal") -> alt.Y:
        as_ = alt.Axis(format=f",.{self.decimalen}f", title=None, domain=False, ticks=False, tickCount=6)
        domein = alt.Scale(domain=[self.onder, self.boven], nice=False, zero=False)
        return alt.Y(veld, type="quantitative", axis=as_, scale=domein)


def schaal_voor(reeks: Sequence[Waarde], doel: Bedoeling, formaat: Formaat, *, marges: bool, vanaf_nul: bool) -> Schaal:
    """Scales on which every figure, margin, target and baseline lies inside the plot."""
    onder, boven, stap = _ronde_grenzen(*_uitersten(reeks, doel, marges=marges), vanaf_nul=vanaf_nul)
    jaren = [jaar(waarde) for waarde in reeks]
    jaren += [doel.doeljaar] if doel.doeljaar and doel.streef is not None else []
    if doel.uitgang is not None and doel.uitgang.bekend:
        jaren += [jaar(doel.uitgang), doel.uitgang.periode.eind.year]
    decimalen = max(0, -math.floor(math.log10(stap) + 1e-9))
    return Schaal(formaat, min(jaren) - 0.5, max(jaren) + 0.5, onder, boven, decimalen)


def _uitersten(reeks: Sequence[Waarde], doel: Bedoeling, *, marges: bool) -> tuple[float, float]:
    getallen = [waarde.getal for waarde in reeks]
    getallen += [doel.streef, doel.uitgang.getal if doel.uitgang else None]
    if marges:
        getallen += [grens for waarde in reeks for grens in (waarde.laag, waarde.hoog)]
    bekend = [getal for getal in getallen if getal is not None]
    return min(bekend), max(bekend)


def _ronde_grenzen(laagste: float, hoogste: float, *, vanaf_nul: bool) -> tuple[float, float, float]:
    """Bottom, top and step of the axis: round steps, with room above the highest figure for its label."""
    onder = min(0.0, laagste) if vanaf_nul else laagste
    bereik = (hoogste - onder) or abs(hoogste) or 1.0
    ruw = bereik / 5
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(factor * macht for factor in (1, 2, 5, 10) if factor * macht >= ruw - 1e-12)
    boven = (math.floor(hoogste / stap + 1e-9) + 1) * stap
    return math.floor(onder / stap + 1e-9) * stap, boven, stap


def jaar(waarde: Waarde) -> int:
    return waarde.periode.begin.year


def stukken(reeks: Sequence[Waarde], breuken: Sequence[int]) -> Iterator[tuple[int, Waarde]]:
    """Each known figure with the number of its piece of line; a gap or a break starts a new piece."""
    stuk, vorige = 0, None
    for waarde in reeks:
        if not waarde.bekend:
            continue
        dit = jaar(waarde)
        if vorige is not None and (dit != vorige + 1 or any(vorige < breuk <= dit for breuk in breuken)):
            stuk += 1
        yield stuk, waarde
        vorige = dit


def lijnlagen(reeks: Sequence[Waarde], breuken: Sequence[int], schaal: Schaal) -> list[Any]:
    """The line in its pieces, with a dot for every figure: a single year shows as well."""
    punten: list[Rij] = [
        {"jaar": jaar(waarde), "getal": waarde.getal, "stuk": stuk} for stuk, waarde in stukken(reeks, breuken)
    ]
    kleur, papier = thema.token("--kompas-grafiek-lijn"), thema.token("--kompas-grafiek-papier")
    basis = alt.Chart(_data(*punten)).encode(x=schaal.x(), y=schaal.y())
    lijn = basis.mark_line(color=kleur, strokeWidth=2.5).encode(detail=alt.Detail("stuk", type="nominal"))
    return [lijn, basis.mark_point(fill=kleur, stroke=papier, size=70, strokeWidth=1.5, opacity=1)]


def cijferlagen(reeks: Sequence[Waarde], doel: Bedoeling, schaal: Schaal) -> list[Any]:
    """The figures that matter, written beside their dots: first, judged and last."""
    bekend = [waarde for waarde in reeks if waarde.bekend]
    laatste, gepeild = bekend[-1], doel.gepeild(bekend)
    lagen = _tekst(schaal, _punt(laatste), dx=10, align="left", maat=16, kleur="lijn", vet=gepeild is laatste)
    if bekend[0] not in (gepeild, laatste):
        # Beside the axis of a small picture there is no room to the left of the first dot.
        uitlijning = "left" if schaal.formaat is SMAL else "center"
        lagen += _tekst(schaal, _punt(bekend[0], boven=True), dy=-14, align=uitlijning, kleur="lijn")
    if gepeild is not laatste:
        lagen += _tekst(schaal, _punt(gepeild, boven=True), dy=-14, kleur="lijn", vet=True, maat=14)
    return lagen


def margelagen(reeks: Sequence[Waarde], schaal: Schaal) -> list[Any]:
    """A soft bar behind every figure with a 95% interval; no band, which would suggest figures between years."""
    rijen: list[Rij] = [
        {"jaar": jaar(waarde), "laag": waarde.laag, "hoog": waarde.hoog}
        for waarde in reeks
        if waarde.bekend and waarde.laag is not None and waarde.hoog is not None
    ]
    if not rijen:
        return []
    kleur = thema.token("--kompas-grafiek-marge")
    balk = alt.Chart(_data(*rijen)).mark_rule(color=kleur, strokeWidth=8, opacity=0.7, strokeCap="round")
    return [balk.encode(x=schaal.x(), y=schaal.y("laag"), y2=alt.Y2("hoog"))]


def streeflagen(reeks: Sequence[Waarde], doel: Bedoeling, schaal: Schaal) -> list[Any]:
    """The target as a dashed line, named at its end."""
    if doel.streef is None:
        return []
    laatste = next(waarde for waarde in reversed(reeks) if waarde.bekend)
    kleur = thema.token("--kompas-grafiek-streef")
    rij: Rij = {"getal": doel.streef, "van": schaal.jaar_van, "tot": schaal.jaar_tot}
    lijn = alt.Chart(_data(rij)).mark_rule(color=kleur, strokeDash=[6, 4], strokeWidth=2)
    kop = f"doel in {doel.doeljaar}:" if doel.doeljaar else "doel:"
    regels = [kop, *wrap(doel.doel_tekst(laatste.decimalen), REGEL_MAX)]
    return [lijn.encode(x=schaal.x("van"), x2=alt.X2("tot"), y=schaal.y()), *_streefnaam(doel, laatste, regels, schaal)]


def _streefnaam(doel: Bedoeling, laatste: Waarde, regels: list[str], schaal: Schaal) -> list[Any]:
    """In the margin on the right where there is one; it gives way to the last figure, which stands there too."""
    verschil = schaal.pixel(doel.streef or 0) - schaal.pixel(laatste.getal or 0)
    if schaal.formaat is SMAL:
        punt: Rij = {"jaar": schaal.jaar_tot, "getal": doel.streef, "tekst": " ".join(regels)}
        onder = 0 < verschil < LABEL_HOOGTE * 2
        return _tekst(schaal, punt, dy=12 if onder else -10, align="right", kleur="streef", vet=True)
    punt = {"jaar": schaal.jaar_tot, "getal": doel.streef, "tekst": regels}
    staat_ernaast = jaar(laatste) + 0.5 == schaal.jaar_tot and abs(verschil) < LABEL_HOOGTE * 1.6
    naar_onder = verschil > 0
    dy = (LABEL_HOOGTE if naar_onder else -LABEL_HOOGTE * 2) if staat_ernaast else -6
    return _tekst(schaal, punt, dx=8, dy=dy, align="left", kleur="streef", vet=True)


def uitganglagen(reeks: Sequence[Waarde], doel: Bedoeling, schaal: Schaal) -> list[Any]:
    """The baseline as a bar over the years that it was measured in."""
    uitgang = doel.uitgang
    if uitgang is None or uitgang.getal is None:
        return []
    van, tot = jaar(uitgang) - 0.4, uitgang.periode.eind.year + 0.4
    rij: Rij = {"getal": uitgang.getal, "van": van, "tot": tot}
    balk = alt.Chart(_data(rij)).mark_rule(color=thema.token("--kompas-grafiek-uitgang"), strokeWidth=4)
    punt: Rij = {"getal": uitgang.getal, "jaar": (van + tot) / 2, "tekst": f"uitgangswaarde {uitgang.tekst}"}
    naam = _tekst(schaal, punt, dy=_vrije_kant(reeks, punt, schaal), kleur="uitgang")
    return [balk.encode(x=schaal.x("van"), x2=alt.X2("tot"), y=schaal.y()), *naam]


def _vrije_kant(reeks: Sequence[Waarde], punt: Rij, schaal: Schaal) -> int:
    """Above or below: where the name of the baseline covers the fewest figures."""
    midden, getal = float(str(punt["jaar"])), float(str(punt["getal"]))
    half = 70 * (schaal.jaar_tot - schaal.jaar_van) / schaal.formaat.vlak[0]
    buren = [
        schaal.pixel(waarde.getal) - schaal.pixel(getal)
        for waarde in reeks
        if waarde.getal is not None and abs(jaar(waarde) - midden) < half
    ]
    boven, onder = (sum(abs(buur - dy) < LABEL_HOOGTE for buur in buren) for dy in (-14, 16))
    return 16 if onder < boven else -14


def breuklagen(breuken: Sequence[Reeksbreuk], schaal: Schaal) -> list[Any]:
    """A dotted line between two years that do not count the same."""
    lagen: list[Any] = []
    for breuk in breuken:
        rij: Rij = {"jaar": breuk.jaar - 0.5, "onder": schaal.onder, "boven": schaal.boven}
        streep = alt.Chart(_data(rij)).mark_rule(color=thema.token("--kompas-grafiek-breuk"), strokeDash=[2, 3])
        lagen.append(streep.encode(x=schaal.x(), y=schaal.y("onder"), y2=alt.Y2("boven")))
        links = breuk.jaar > (schaal.jaar_van + schaal.jaar_tot) / 2
        punt: Rij = {"jaar": breuk.jaar - 0.5, "getal": schaal.boven, "tekst": f"anders geteld vanaf {breuk.jaar}"}
        lagen += _tekst(schaal, punt, dx=-5 if links else 5, dy=8, align="right" if links else "left", kleur="breuk")
    return lagen


def _punt(waarde: Waarde, *, boven: bool = False) -> Rij:
    """Where the label of a figure belongs: at its dot, or above its margin."""
    getal = max(waarde.getal or 0, waarde.hoog or 0) if boven and waarde.hoog is not None else waarde.getal
    return {"jaar": jaar(waarde), "getal": getal, "tekst": waarde.tekst}


def _tekst(  # noqa: PLR0913  (place, size and colour of a text; all by name)
    schaal: Schaal,
    punt: Rij,
    *,
    kleur: str,
    dx: int = 0,
    dy: float = 0,
    align: str = "center",
    maat: int = 12,
    vet: bool = False,
) -> list[Any]:
    """A text with a halo in the colour of the paper, so that it stays readable on a line."""
    vorm: dict[str, Any] = {
        "dx": dx,
        "dy": dy,
        "align": align,
        "baseline": "middle",
        "fontSize": maat,
        "lineHeight": 15,
    }
    vorm["fontWeight"] = "bold" if vet else "normal"
    basis = alt.Chart(_data(punt)).encode(x=schaal.x(), y=schaal.y(), text=alt.Text("tekst", type="nominal"))
    papier = thema.token("--kompas-grafiek-papier")
    halo = basis.mark_text(color=papier, stroke=papier, strokeWidth=4, strokeJoin="round", **vorm)
    return [halo, basis.mark_text(color=thema.token(f"--kompas-grafiek-{kleur}"), **vorm)]


def _data(*rijen: Rij) -> alt.InlineData:
    return alt.InlineData(values=list(rijen))
