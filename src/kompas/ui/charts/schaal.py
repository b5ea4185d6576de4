"""The window of a chart: its size in pixels and its two axes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from kompas.base import Waarde
from kompas.ui.charts.bevinding import Bedoeling


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
    stap: float

    def x_pixel(self, jaar_: float) -> float:
        """Distance from the left of the plot."""
        return self.formaat.vlak[0] * (jaar_ - self.jaar_van) / (self.jaar_tot - self.jaar_van)

    def jaar_bij(self, x_pixel: float) -> float:
        """The year at a distance from the left of the plot."""
        return self.jaar_van + x_pixel * (self.jaar_tot - self.jaar_van) / self.formaat.vlak[0]

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
        decimalen = max(0, -math.floor(math.log10(self.stap) + 1e-9))
        # Our own steps: Vega would choose others, and round their labels to the decimals of ours.
        streepjes = [
            round(self.onder + i * self.stap, 10) for i in range(round((self.boven - self.onder) / self.stap) + 1)
        ]
        as_ = alt.Axis(values=streepjes, format=f",.{decimalen}f", title=None, domain=False, ticks=False)
        domein = alt.Scale(domain=[self.onder, self.boven], nice=False, zero=False)
        return alt.Y(veld, type="quantitative", axis=as_, scale=domein)


def schaal_voor(reeks: Sequence[Waarde], doel: Bedoeling, formaat: Formaat, *, marges: bool, vanaf_nul: bool) -> Schaal:
    """Scales on which every figure, margin, target and baseline lies inside the plot."""
    onder, boven, stap = ronde_grenzen(*_uitersten(reeks, doel, marges=marges), vanaf_nul=vanaf_nul)
    jaren = [jaar(waarde) for waarde in reeks]
    jaren += [doel.doeljaar] if doel.doeljaar and doel.streef is not None else []
    if doel.uitgang is not None and doel.uitgang.bekend:
        jaren += [jaar(doel.uitgang), doel.uitgang.periode.eind.year]
    return Schaal(formaat, min(jaren) - 0.5, max(jaren) + 0.5, onder, boven, stap)


def _uitersten(reeks: Sequence[Waarde], doel: Bedoeling, *, marges: bool) -> tuple[float, float]:
    getallen = [waarde.getal for waarde in reeks]
    getallen += [doel.streef, doel.uitgang.getal if doel.uitgang else None]
    if marges:
        getallen += [grens for waarde in reeks for grens in (waarde.laag, waarde.hoog)]
    bekend = [getal for getal in getallen if getal is not None]
    return min(bekend), max(bekend)


def ronde_grenzen(laagste: float, hoogste: float, *, vanaf_nul: bool) -> tuple[float, float, float]:
    """Bottom, top and step of the axis: round steps, with room above the highest figure for its label.

    An axis that does not start at zero spans at least a tenth of its figures: a tiny difference must look tiny.
    """
    onder = min(0.0, laagste) if vanaf_nul else min(laagste, hoogste - abs(hoogste) / 10)
    if hoogste == onder:  # nothing but zeros: an axis of a few
        hoogste = onder + 4
    ruw = (hoogste - onder) / 5
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(factor * macht for factor in (1, 2, 5, 10) if factor * macht >= ruw - 1e-12)
    boven = (math.floor(hoogste / stap + 1e-9) + 1) * stap
    # Rounded, because a step such as 0.2 is not exact and the lowest label would fall off the axis.
    return round(math.floor(onder / stap + 1e-9) * stap, 10), round(boven, 10), stap


def jaar(waarde: Waarde) -> int:
    return waarde.periode.begin.year
