"""What every chart shares: fixed sizes, type face and colours, the unit above the axis, and the empty chart."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from kompas.base import Waarde
from kompas.ui import thema
from kompas.ui.charts.schaal import Formaat


def eenheid_van(waarden: Sequence[Waarde]) -> str:
    """The unit of the figures; a mark such as 7,4 has none, and is no number of things."""
    telt = all(waarde.decimalen == 0 for waarde in waarden)
    return next((waarde.eenheid for waarde in waarden if waarde.eenheid), "aantal" if telt else "cijfer")


def kop(eenheid: str, formaat: Formaat) -> alt.TitleParams:
    """The unit, above the axis and readable, instead of turned along it."""
    kleur = thema.token("--kompas-grafiek-tekst-zacht")
    return alt.TitleParams(
        eenheid,
        anchor="start",
        frame="group",
        fontSize=12,
        fontWeight="normal",
        offset=14,
        color=kleur,
        dx=8 - formaat.links,
    )


def opgemaakt(grafiek: alt.LayerChart | alt.Chart, formaat: Formaat) -> dict[str, Any]:
    """Size and style. Sizes are fixed: every chart in a report has its axes in the same place."""
    spec: dict[str, Any] = grafiek.to_dict(validate=False)
    spec["autosize"] = {"type": "none"}
    spec["padding"] = {
        "left": formaat.links, "right": formaat.rechts, "top": formaat.boven, "bottom": formaat.onder,
    }  # fmt: skip
    spec["background"] = thema.token("--kompas-grafiek-papier")
    spec["config"] = stijl()
    return spec


def stijl() -> dict[str, Any]:
    tekst, lijn = thema.token("--kompas-grafiek-tekst-zacht"), thema.token("--kompas-grafiek-as")
    as_ = {"labelColor": tekst, "labelFontSize": 12, "labelPadding": 6, "domainColor": lijn, "tickColor": lijn}
    return {
        "font": thema.token("--kompas-grafiek-lettertype"),
        "view": {"stroke": None},
        "axis": as_ | {"gridColor": thema.token("--kompas-grafiek-raster")},
    }


def leeg(formaat: Formaat) -> dict[str, Any]:
    """A chart that says that there is nothing to draw."""
    kleur = thema.token("--kompas-grafiek-tekst-zacht")
    breedte, hoogte = formaat.vlak
    zin = alt.InlineData(values=[{"tekst": "Er zijn geen cijfers om te tekenen."}])
    tekst = alt.Chart(zin, width=breedte, height=hoogte).mark_text(fontSize=14, color=kleur)
    return opgemaakt(tekst.encode(text=alt.Text("tekst", type="nominal")), formaat)


def inlijn(*rijen: dict[str, object]) -> alt.InlineData:
    return alt.InlineData(values=list(rijen))
