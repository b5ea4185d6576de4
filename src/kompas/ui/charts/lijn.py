"""The line chart of one indicator over the years.

A missing year stays a gap: the line is cut in pieces, never drawn across. The target is a dashed line, the baseline
a bar over the years that it was measured in, a change of counting a dotted vertical line.
"""

from collections.abc import Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from kompas.base import Waarde, getal_tekst
from kompas.ui.charts import lagen, schaal
from kompas.ui.charts.bevinding import Bedoeling, alternatief, bevinding
from kompas.ui.charts.grafiek import Grafiek
from kompas.ui.charts.marge import met_toevalsmarge
from kompas.ui.charts.opmaak import eenheid_van, kop, leeg, opgemaakt
from kompas.ui.onderdelen import Cel, Tabel


def lijngrafiek(  # noqa: PLR0913  (a chart has many optional parts; all by name)
    reeks: Sequence[Waarde],
    *,
    titel: str = "",
    onderwerp: str = "",
    streef: float | None = None,
    streefsoort: str = "",
    doeljaar: int | None = None,
    uitgang: Waarde | None = None,
    oordeel: str = "",
    peiljaar: int | None = None,
    verandering: str = "",
    vergeleken_met: Waarde | None = None,
    breuken: Sequence[lagen.Reeksbreuk] = (),
    marges: bool = True,
    vanaf_nul: bool = True,
    smal: bool = False,
) -> Grafiek:
    """Draw calendar years, oldest first; without `titel` the finding is written from the series and the verdict.

    A count or rate without a margin of its own gets that of chance; `marges=False` leaves all margins out.
    `oordeel` is about the figure of `peiljaar`. `vanaf_nul=False` lets the axis start above zero, for report marks
    that all lie between 6 and 8. `smal` is the picture for a phone.
    """
    if marges:
        reeks = [met_toevalsmarge(waarde) for waarde in reeks]
    over = onderwerp or _onderwerp(reeks)
    doel = Bedoeling(streef, str(streefsoort), doeljaar, str(oordeel), uitgang, peiljaar)
    zichtbaar = _zichtbare_breuken(reeks, breuken)
    formaat = schaal.SMAL if smal else schaal.BREED
    return Grafiek(
        titel=titel or bevinding(over, reeks, doel, verandering=verandering, vergeleken_met=vergeleken_met),
        alt=alternatief(over, reeks, doel, [breuk.jaar for breuk in zichtbaar]),
        spec=_spec(reeks, doel, zichtbaar, formaat, marges=marges, vanaf_nul=vanaf_nul),
        tabel=_tabel(reeks, zichtbaar),
        bronregel=bronregel(reeks),
    )


def bronregel(reeks: Sequence[Waarde]) -> str:
    """`Bron: politie, 47018NED.`; each source once. What is missing has no source."""
    bekend = [waarde for waarde in reeks if waarde.bekend]
    bronnen = dict.fromkeys(bron for waarde in bekend for bron in bronnen_van(waarde))
    return f"Bron: {'; '.join(bronnen)}." if bronnen else ""


def bronnen_van(waarde: Waarde) -> list[str]:
    """The sources of a figure: those of its parts, when it was made of parts."""
    if waarde.herkomst.delen:
        return [bron for deel in waarde.herkomst.delen for bron in bronnen_van(deel)]
    herkomst = waarde.herkomst
    return [", ".join(deel for deel in (herkomst.bron, herkomst.tabel, herkomst.vindplaats) if deel)]


def _onderwerp(reeks: Sequence[Waarde]) -> str:
    if not reeks:
        return "Geen indicator"
    gebied = reeks[-1].herkomst.gebied_naam
    naam = reeks[-1].naam[:1].upper() + reeks[-1].naam[1:]
    return f"{naam} in {gebied}" if gebied else naam


def _zichtbare_breuken(reeks: Sequence[Waarde], breuken: Sequence[lagen.Reeksbreuk]) -> list[lagen.Reeksbreuk]:
    """Breaks between two years of the series; the first year itself breaks with nothing that is drawn."""
    if not reeks:
        return []
    van, tot = schaal.jaar(reeks[0]), schaal.jaar(reeks[-1])
    return sorted((breuk for breuk in breuken if van < breuk.jaar <= tot), key=lambda breuk: breuk.jaar)


def _tabel(reeks: Sequence[Waarde], breuken: Sequence[lagen.Reeksbreuk]) -> Tabel:
    redenen = {breuk.jaar: breuk.reden for breuk in breuken}
    met_marge = any(waarde.laag is not None for waarde in reeks)
    met_opmerking = bool(redenen) or any(waarde.uitleg for waarde in reeks)
    eenheid = eenheid_van(reeks)
    kolommen = ["Jaar", eenheid[:1].upper() + eenheid[1:]]
    kolommen += ["Marge (95%)"] * met_marge + ["Opmerking"] * met_opmerking

    def rij(waarde: Waarde) -> tuple[Cel, ...]:
        cellen: list[Cel] = [waarde.periode.label, waarde]
        cellen += [_marge(waarde)] * met_marge
        cellen += [_opmerking(waarde, redenen.get(schaal.jaar(waarde), ""))] * met_opmerking
        return tuple(cellen)

    return Tabel(tuple(kolommen), tuple(rij(waarde) for waarde in reeks))


def _opmerking(waarde: Waarde, breuk: str) -> str:
    return " ".join(deel for deel in (waarde.uitleg, f"Anders geteld vanaf dit jaar: {breuk}" if breuk else "") if deel)


def _marge(waarde: Waarde) -> str:
    if waarde.laag is None or waarde.hoog is None:
        return ""
    return f"{getal_tekst(waarde.laag, waarde.decimalen)} tot {getal_tekst(waarde.hoog, waarde.decimalen)}"


def _spec(
    reeks: Sequence[Waarde],
    doel: Bedoeling,
    breuken: Sequence[lagen.Reeksbreuk],
    formaat: schaal.Formaat,
    *,
    marges: bool,
    vanaf_nul: bool,
) -> dict[str, Any]:
    if not any(waarde.bekend for waarde in reeks):
        return leeg(formaat)
    with debug_mode(False):  # Altair would check every part against the schema: slow, and a test does it
        assen = schaal.schaal_voor(reeks, doel, formaat, marges=marges, vanaf_nul=vanaf_nul)
        delen = [
            *lagen.breuklagen(breuken, assen),
            *(lagen.margelagen(reeks, assen) if marges else []),
            *lagen.streeflagen(reeks, doel, assen),
            *lagen.uitganglagen(reeks, doel, assen),
            *lagen.lijnlagen(reeks, [breuk.jaar for breuk in breuken], assen),
            *lagen.cijferlagen(reeks, doel, assen),
        ]
        boven = eenheid_van(reeks)
        boven += "" if assen.onder == 0 else " · de as begint niet bij nul"
        boven += " · lichte balk: marge (95%)" if marges and any(waarde.laag is not None for waarde in reeks) else ""
        breedte, hoogte = formaat.vlak
        grafiek = alt.LayerChart(layer=delen, title=kop(boven, formaat), width=breedte, height=hoogte)
        return opgemaakt(grafiek, formaat)
