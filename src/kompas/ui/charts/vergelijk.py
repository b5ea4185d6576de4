"""Several series in one chart: areas beside each other over years or months.

Each line carries its name at its end, and its own dash and mark: colour only helps. A gap stays a gap and a break in
the series cuts every line. Margins are not drawn: several lines would hide each other; the table has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from kompas.base import Waarde
from kompas.ui import thema
from kompas.ui.charts.bevinding import cijfer_tekst
from kompas.ui.charts.grafiek import Grafiek
from kompas.ui.charts.lagen import Reeksbreuk
from kompas.ui.charts.opmaak import eenheid_van, inlijn, kop, leeg, opgemaakt
from kompas.ui.charts.schaal import Formaat, Schaal, ronde_grenzen
from kompas.ui.onderdelen import Tabel

LIJNEN_MAX = 6
BREED = Formaat(breedte=760, hoogte=420, links=56, rechts=190, boven=36, onder=32, jaren_max=9)
SMAL = Formaat(breedte=380, hoogte=380, links=44, rechts=128, boven=36, onder=32, jaren_max=4)
NAAM_MAX = {BREED: 20, SMAL: 12}
REGEL = 16
_STREEP: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [12, 3])
_VORM = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")


@dataclass(frozen=True, slots=True)
class Mijlpaal:
    """Something that began in a year: a dotted line just before it, with its name; it cuts no line."""

    jaar: int
    tekst: str


@dataclass(frozen=True, slots=True)
class Reeks:
    """One line: the name of its area, and its figures, oldest first."""

    naam: str
    waarden: tuple[Waarde, ...]

    @property
    def bekend(self) -> list[Waarde]:
        return [waarde for waarde in self.waarden if waarde.bekend]


def vergelijkgrafiek(  # noqa: PLR0913  (optional parts, all by name)
    reeksen: Sequence[Reeks],
    *,
    titel: str,
    tabel: Tabel,
    bronregel: str = "",
    breuken: Sequence[Reeksbreuk] = (),
    mijlpaal: Mijlpaal | None = None,
    vanaf_nul: bool = True,
    smal: bool = False,
) -> Grafiek:
    """At most `LIJNEN_MAX` lines; the first is the one that the reader came for and is drawn thick and solid.

    A milestone before the first or after the last period is left out.
    """
    getoond = list(reeksen)[:LIJNEN_MAX]
    jaren = [waarde.periode.eind.year for reeks in getoond for waarde in reeks.waarden]
    if mijlpaal is not None and not (jaren and min(jaren) < mijlpaal.jaar <= max(jaren)):
        mijlpaal = None
    return Grafiek(
        titel=titel,
        alt=_alternatief(titel, getoond, breuken, mijlpaal),
        spec=_spec(getoond, breuken, SMAL if smal else BREED, mijlpaal=mijlpaal, vanaf_nul=vanaf_nul),
        tabel=tabel,
        bronregel=bronregel,
    )


def is_jaarlijks(reeksen: Sequence[Reeks]) -> bool:
    """Whether every period is a calendar year; of runs of twelve months only the one that ends in December is."""
    return all(waarde.periode.is_jaar for reeks in reeksen for waarde in reeks.waarden)


def plek(waarde: Waarde, *, jaarlijks: bool) -> float:
    """Where a figure stands from left to right: its year, or its (last) month as part of a year."""
    if jaarlijks:
        return waarde.periode.eind.year
    return waarde.periode.eind.year + (waarde.periode.eind.month - 1) / 12


def _alternatief(titel: str, reeksen: Sequence[Reeks], breuken: Sequence[Reeksbreuk], mijlpaal: Mijlpaal | None) -> str:
    if not any(reeks.bekend for reeks in reeksen):
        return f"Lege grafiek: {titel}. Er zijn geen cijfers."
    zinnen = [f"Lijngrafiek met {len(reeksen)} lijnen."]
    for reeks in reeksen:
        if not reeks.bekend:
            zinnen.append(f"{reeks.naam}: geen cijfers.")
            continue
        eerste, laatste = reeks.bekend[0], reeks.bekend[-1]
        zinnen.append(f"{reeks.naam}: {_in(eerste)}, {_in(laatste)}." if eerste is not laatste else f"{_in(eerste)}.")
    zinnen += [f"Vanaf {breuk.jaar} is anders geteld." for breuk in breuken]
    zinnen += [f"Aangegeven is {mijlpaal.jaar}: {mijlpaal.tekst}."] if mijlpaal else []
    return " ".join(zinnen)


def _in(waarde: Waarde) -> str:
    return f"{cijfer_tekst(waarde)} in {waarde.periode.label}"


def _spec(
    reeksen: Sequence[Reeks],
    breuken: Sequence[Reeksbreuk],
    formaat: Formaat,
    *,
    mijlpaal: Mijlpaal | None,
    vanaf_nul: bool,
) -> dict[str, Any]:
    bekend = [waarde for reeks in reeksen for waarde in reeks.bekend]
    if not bekend:
        return leeg(formaat)
    with debug_mode(False):
        assen = _schaal(reeksen, bekend, formaat, vanaf_nul=vanaf_nul)
        zichtbaar = [breuk for breuk in breuken if assen.jaar_van < breuk.jaar - 0.5 < assen.jaar_tot]
        lagen: list[Any] = []
        # The first series last: what the reader came for lies on top.
        for nummer, reeks in reversed(list(enumerate(reeksen))):
            rijen = list(_stukken(reeks, [breuk.jaar for breuk in zichtbaar], jaarlijks=is_jaarlijks(reeksen)))
            lagen += _lijn(rijen, nummer, assen) if rijen else []
        lagen += [laag for b in zichtbaar for laag in _streep(b.jaar, f"anders geteld vanaf {b.jaar}", assen)]
        if mijlpaal is not None:
            lagen += _streep(mijlpaal.jaar, mijlpaal.tekst, assen)
        lagen += _namen(reeksen, assen)
        boven = eenheid_van(bekend)
        boven += "" if assen.onder == 0 else " · de as begint niet bij nul"
        breedte, hoogte = formaat.vlak
        grafiek = alt.LayerChart(layer=lagen, title=kop(boven, formaat), width=breedte, height=hoogte)
        return opgemaakt(grafiek, formaat)


def _schaal(reeksen: Sequence[Reeks], bekend: Sequence[Waarde], formaat: Formaat, *, vanaf_nul: bool) -> Schaal:
    getallen = [waarde.getal for waarde in bekend if waarde.getal is not None]
    jaarlijks = is_jaarlijks(reeksen)
    plekken = [plek(waarde, jaarlijks=jaarlijks) for reeks in reeksen for waarde in reeks.waarden]
    rand = 0.5 if jaarlijks else 0.15
    return Schaal(
        formaat,
        min(plekken) - rand,
        max(plekken) + rand,
        *ronde_grenzen(min(getallen), max(getallen), vanaf_nul=vanaf_nul),
    )


def _stukken(reeks: Reeks, breuken: Sequence[int], *, jaarlijks: bool) -> Iterator[dict[str, object]]:
    """The dots with the number of their piece of line; a figure that is missing or a break starts a new piece."""
    stuk, vorige = 0, None
    for waarde in reeks.waarden:
        if not waarde.bekend:
            stuk += 1
            continue
        jaar = waarde.periode.eind.year
        if vorige is not None and any(vorige < breuk <= jaar for breuk in breuken):
            stuk += 1
        yield {"jaar": plek(waarde, jaarlijks=jaarlijks), "getal": waarde.getal, "stuk": stuk}
        vorige = jaar


def _lijn(rijen: Sequence[dict[str, object]], nummer: int, assen: Schaal) -> list[Any]:
    kleur, papier = _kleur(nummer), thema.token("--kompas-grafiek-papier")
    basis = alt.Chart(inlijn(*rijen)).encode(x=assen.x(), y=assen.y())
    lijn = basis.mark_line(color=kleur, strokeWidth=3 if nummer == 0 else 1.8, strokeDash=_STREEP[nummer])
    lagen = [lijn.encode(detail=alt.Detail("stuk", type="nominal"))]
    alleen = {rij["stuk"] for rij in rijen if sum(ander["stuk"] == rij["stuk"] for ander in rijen) == 1}
    # Many months: dots would hide the line, so only what is no line (one figure between gaps) gets one.
    punten = rijen if len(rijen) <= 20 else [rij for rij in rijen if rij["stuk"] in alleen]
    if punten:
        stip = alt.Chart(inlijn(*punten)).encode(x=assen.x(), y=assen.y())
        vorm: dict[str, Any] = {
            "fill": kleur,
            "stroke": papier,
            "size": 70 if nummer == 0 else 50,
            "strokeWidth": 1,
            "opacity": 1,
        }
        lagen.append(stip.mark_point(shape=_VORM[nummer], **vorm))
    return lagen


def _kleur(nummer: int) -> str:
    return thema.token("--kompas-grafiek-lijn" if nummer == 0 else f"--kompas-grafiek-reeks-{nummer + 1}")


def _namen(reeksen: Sequence[Reeks], assen: Schaal) -> list[Any]:
    """Name and last figure at the end of each line, pushed apart where they would overlap."""
    gevuld = [(nummer, reeks.bekend[-1]) for nummer, reeks in enumerate(reeksen) if reeks.bekend]
    plekken = uit_elkaar([assen.pixel(waarde.getal or 0) for _, waarde in gevuld], REGEL, assen.formaat.vlak[1])
    lagen: list[Any] = []
    for (nummer, waarde), y in zip(gevuld, plekken, strict=True):
        tekst = f"{_kort(reeksen[nummer].naam, NAAM_MAX[assen.formaat])}  {cijfer_tekst(waarde)}"
        vet = "bold" if nummer == 0 else "normal"
        vorm: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": 12, "fontWeight": vet, "dx": 10}
        rij: dict[str, object] = {"x": assen.formaat.vlak[0], "y": y, "tekst": tekst}
        basis = alt.Chart(inlijn(rij)).encode(
            x=alt.X("x", type="quantitative", scale=None, axis=None),
            y=alt.Y("y", type="quantitative", scale=None, axis=None),
            text=alt.Text("tekst", type="nominal"),
        )
        lagen.append(basis.mark_text(color=_kleur(nummer), **vorm))
    return lagen


def uit_elkaar(plekken: Sequence[float], afstand: float, hoogte: float) -> list[float]:
    """The places (pixels from the top) moved as little as a simple sweep can so that none are closer than `afstand`."""
    volgorde = sorted(range(len(plekken)), key=lambda i: plekken[i])
    nieuw = list(plekken)
    vorige = -afstand
    for i in volgorde:
        nieuw[i] = max(nieuw[i], vorige + afstand)
        vorige = nieuw[i]
    grens = hoogte
    for i in reversed(volgorde):
        nieuw[i] = min(nieuw[i], grens)
        grens = nieuw[i] - afstand
    return nieuw


def _kort(naam: str, hoogstens: int) -> str:
    return naam if len(naam) <= hoogstens else f"{naam[: hoogstens - 1].rstrip()}…"


def _streep(jaar: int, tekst: str, assen: Schaal) -> list[Any]:
    """A dotted line between two years, with its name at the top."""
    kleur = thema.token("--kompas-grafiek-breuk")
    rij: dict[str, object] = {"jaar": jaar - 0.5, "onder": assen.onder, "boven": assen.boven}
    streep = alt.Chart(inlijn(rij)).mark_rule(color=kleur, strokeDash=[2, 3])
    links = jaar > (assen.jaar_van + assen.jaar_tot) / 2
    naam: dict[str, object] = {
        "jaar": jaar - 0.5,
        "boven": assen.boven,
        "tekst": tekst,
    }
    vorm: dict[str, Any] = {"align": "right" if links else "left", "dx": -5 if links else 5, "dy": 8, "fontSize": 12}
    plek_van: dict[str, Any] = {"x": assen.x(), "y": assen.y("boven"), "text": alt.Text("tekst", type="nominal")}
    basis = alt.Chart(inlijn(naam)).encode(**plek_van)
    papier = thema.token("--kompas-grafiek-papier")
    halo = basis.mark_text(color=papier, stroke=papier, strokeWidth=4, strokeJoin="round", baseline="middle", **vorm)
    woorden = basis.mark_text(color=kleur, baseline="middle", **vorm)
    return [streep.encode(x=assen.x(), y=assen.y("onder"), y2=alt.Y2("boven")), halo, woorden]
