"""The chart of an evaluation: the area beside what could be expected without the measure."""

from dataclasses import replace

import numpy as np

from kompas.analyse.queries.effect import Effectantwoord
from kompas.analyse.queries.gebieden import noem
from kompas.base import Herkomst, Periode, Waarde, getal_tekst
from kompas.ui.charts import Grafiek, Mijlpaal, Reeks, bronregel, vergelijkgrafiek
from kompas.ui.onderdelen import Cel, Tabel

SPIEGEL = "Mengeling"
REST = "Andere samen"


def grafiek_van_effect(antwoord: Effectantwoord, *, smal: bool = False) -> Grafiek:
    """The area, and its mirror: a mix of others, or where there is none all others at its own level."""
    naam = noem(antwoord.deelname.eigen)
    eigen = tuple(w for w in antwoord.waarden if w.periode.begin.year in antwoord.jaren)
    spiegelnaam, spiegel = _spiegel(antwoord)
    reeksen = [Reeks(naam, eigen), Reeks(spiegelnaam, spiegel)]
    begin = antwoord.eerste_na
    gestart = antwoord.onderzoek is not None
    return vergelijkgrafiek(
        reeksen,
        titel=_titel(antwoord, naam),
        tabel=_tabel(antwoord, reeksen),
        bronregel=bronregel(eigen),
        mijlpaal=Mijlpaal(begin, "maatregel") if gestart else None,
        smal=smal,
    )


def _titel(antwoord: Effectantwoord, naam: str) -> str:
    onderwerp = f"{antwoord.definitie.titel} in {naam}"
    if antwoord.onderzoek is None:
        return f"{onderwerp} tot nu toe, naast andere gebieden"
    return f"{onderwerp}: {antwoord.onderzoek.oordeel.woord}"


def _spiegel(antwoord: Effectantwoord) -> tuple[str, tuple[Waarde, ...]]:
    """In the unit of the figure of the area itself."""
    g = antwoord.gegevens
    schaal = np.array([_per_eenheid(antwoord, kolom) for kolom in range(len(antwoord.jaren))])
    if antwoord.synthetisch is not None:
        niveau = float((g.gebied / g.omvang)[: g.vanaf].mean())
        return SPIEGEL, _waarden(
            antwoord, antwoord.synthetisch.synthetisch * niveau * schaal, "mengeling van andere gebieden"
        )
    rest = g.rest.sum(axis=0) / g.omvang_rest.sum(axis=0)
    voor = slice(0, g.vanaf)
    niveau = float((g.gebied / g.omvang)[voor].mean()) / max(float(rest[voor].mean()), 1e-12)
    return REST, _waarden(
        antwoord, rest * niveau * schaal, "andere gebieden samen, op het niveau van dit gebied gebracht"
    )


def _per_eenheid(antwoord: Effectantwoord, kolom: int) -> float:
    """What a count per inhabitant is multiplied by to be in the unit of the figure, in one year."""
    if antwoord.definitie.soort == "telling":
        return float(antwoord.gegevens.omvang[kolom])
    return float(antwoord.definitie.per or 1)


def _waarden(antwoord: Effectantwoord, getallen: np.ndarray, hoe: str) -> tuple[Waarde, ...]:
    laatste = antwoord.waarden[-1]
    herkomst = Herkomst(bron=laatste.herkomst.bron, formule=hoe, build=laatste.herkomst.build)
    basis = Waarde(laatste.naam, laatste.periode, laatste.eenheid, 0.0, decimalen=laatste.decimalen, herkomst=herkomst)
    return tuple(
        replace(basis, periode=Periode.jaar(jaar), getal=float(getal))
        for jaar, getal in zip(antwoord.jaren, getallen, strict=True)
    )


def _tabel(antwoord: Effectantwoord, reeksen: list[Reeks]) -> Tabel:
    eigen, spiegel = reeksen
    rijen: list[tuple[Cel, ...]] = []
    for een, twee in zip(eigen.waarden, spiegel.waarden, strict=True):
        verschil = _verschil(een, twee)
        na = antwoord.onderzoek is not None and een.periode.begin.year >= antwoord.eerste_na
        rijen.append((een.periode.label, een, twee, verschil, "met maatregel" if na else "ervoor"))
    return Tabel(("Jaar", eigen.naam, spiegel.naam, "Verschil", "Wanneer"), tuple(rijen))


def _verschil(een: Waarde, twee: Waarde) -> str:
    if een.getal is None or twee.getal is None:
        return ""
    teken = "+" if een.getal > twee.getal else ""
    return f"{teken}{getal_tekst(een.getal - twee.getal, een.decimalen)}"
