"""The layers of a line chart, each a small Altair chart on the same scales."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any, Protocol

import altair as alt

from kompas.base import Waarde
from kompas.ui import thema
from kompas.ui.charts.bevinding import Bedoeling, cijfer_tekst
from kompas.ui.charts.plaats import Lijn, beste_afstand, tekstbreedte
from kompas.ui.charts.schaal import SMAL, Schaal, jaar

LABEL_HOOGTE = 18
REGEL_MAX = 17  # letters of 12 pixels, bold, that fit in the margin on the right
Rij = dict[str, object]


class Reeksbreuk(Protocol):
    """What `kompas.data.definities.Reeksbreuk` offers: the first year of the new way of counting, and why."""

    @property
    def jaar(self) -> int: ...
    @property
    def reden(self) -> str: ...


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
    eerste, laatste, gepeild = bekend[0], bekend[-1], doel.gepeild(bekend)
    lijnen = getekend(reeks, doel, schaal)
    lagen: list[Any] = []
    if not _staat_al(laatste, doel.uitgang):
        lagen += _tekst(schaal, _punt(laatste), dx=10, align="left", maat=16, kleur="lijn", vet=gepeild is laatste)
    if eerste not in (gepeild, laatste) and not _staat_al(eerste, doel.uitgang):
        # Beside the axis of a small picture there is no room to the left of the first dot.
        uitlijning = "left" if schaal.formaat is SMAL else "center"
        lagen += _tekst(schaal, _punt(eerste, boven=True), dy=-14, align=uitlijning, kleur="lijn")
    if gepeild is not laatste:
        punt = _punt(gepeild, boven=True)
        dy = _vrije_plek(lijnen, punt, schaal, 14) if gepeild.hoog is None else -14
        lagen += _tekst(schaal, punt, dy=dy, kleur="lijn", vet=True, maat=14)
    return lagen


def _staat_al(waarde: Waarde, uitgang: Waarde | None) -> bool:
    """The same figure, written as the baseline already."""
    return uitgang is not None and uitgang.periode == waarde.periode and uitgang.getal == waarde.getal


def getekend(reeks: Sequence[Waarde], doel: Bedoeling, schaal: Schaal) -> list[Lijn]:
    """The lines that a label should keep clear of, in pixels."""
    punten = [
        (schaal.x_pixel(jaar(waarde)), schaal.pixel(waarde.getal)) for waarde in reeks if waarde.getal is not None
    ]
    lijnen: list[Lijn] = [punten]
    if doel.streef is not None:
        lijnen.append([(0, schaal.pixel(doel.streef)), (schaal.formaat.vlak[0], schaal.pixel(doel.streef))])
    return lijnen


def _vrije_plek(lijnen: Sequence[Lijn], punt: Rij, schaal: Schaal, maat: int = 12) -> int:
    """How far above or below its place a text covers least."""
    bij = (schaal.x_pixel(float(str(punt["jaar"]))), schaal.pixel(float(str(punt["getal"]))))
    breedte = tekstbreedte(str(punt["tekst"]), maat)
    return beste_afstand(lijnen, bij, breedte, (-14, 18, -26, 30), schaal.formaat.vlak[1])


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
    regels = [kop, *wrap(doel.doel_tekst(laatste), REGEL_MAX)]
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
    tekst = f"uitgangswaarde {cijfer_tekst(uitgang)}"
    # Near the left edge the text would run into the axis.
    midden = max((van + tot) / 2, schaal.jaar_bij(tekstbreedte(tekst) / 2))
    punt: Rij = {"getal": uitgang.getal, "jaar": midden, "tekst": tekst}
    naam = _tekst(schaal, punt, dy=_vrije_plek(getekend(reeks, doel, schaal), punt, schaal), kleur="uitgang")
    return [balk.encode(x=schaal.x("van"), x2=alt.X2("tot"), y=schaal.y()), *naam]


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
    return {"jaar": jaar(waarde), "getal": getal, "tekst": cijfer_tekst(waarde)}


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
