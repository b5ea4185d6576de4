"""`kompas cijfers effect`: did less happen after a measure than was to be expected, or what could be seen later?"""

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from kompas.base import Refused, RefusedError, getal_tekst
from kompas.cli.bekijken import Gebied, Indicator, Map, Op, gebied_van, open_op

if TYPE_CHECKING:
    from kompas.analyse.queries.effect import Effectantwoord
    from kompas.data import Cijfers
    from kompas.stats.duiding import Uitspraak

console = Console(highlight=False, soft_wrap=True)

OPTIES = {"indicator": "INDICATOR", "gebied": "GEMEENTE", "vanaf": "--vanaf", "met": "--met", "uitwijk": "--uitwijk"}
"""Field of the question and how the command calls it."""


class Vorm(StrEnum):
    TEKST = "tekst"
    JSON = "json"


def effect(  # noqa: PLR0913, PLR0917  (every option of the command is an argument)
    indicator: str = Indicator,
    gemeente: str = Gebied,
    vanaf: str = typer.Option(
        ..., "--vanaf", metavar="JAAR", help="Jaar waarin de maatregel begon of begint, bijvoorbeeld 2021."
    ),
    deels: bool = typer.Option(
        False, "--deels", help="De maatregel begon in de loop van dat jaar; laat dat jaar buiten de vergelijking."
    ),
    met: str = typer.Option(
        "", "--met", metavar="GROEP", help="Vergelijk met: gemeenten, even-groot, even-stedelijk, wijken of buurten."
    ),
    uitwijk: Annotated[
        list[str] | None,
        typer.Option(
            "--uitwijk",
            metavar="GEBIED",
            help="Gebied waar het probleem heen kan zijn gegaan. Mag vaker worden gegeven.",
        ),
    ] = None,
    piek: bool = typer.Option(False, "--piek", help="Het gebied is gekozen omdat het er net slecht ging."),
    vorm: Vorm = typer.Option(Vorm.TEKST, "--vorm", help="tekst of json.", show_choices=False),
    op: datetime | None = Op,
    map_: Path | None = Map,
) -> None:
    """Vergelijk een gebied met een maatregel met gebieden zonder die maatregel.

    Ligt het beginjaar in de toekomst, dan leest u welke daling later te zien zal zijn. Een verschil is nog geen
    effect: er kan tegelijk iets anders zijn veranderd.

    Voorbeeld: kompas cijfers effect woninginbraak Noordwijk --vanaf 2021 --uitwijk Katwijk
    """
    cijfers = open_op(map_, op)
    antwoord = _antwoord(
        cijfers, indicator, gebied_van(cijfers, gemeente), _velden(vanaf, met, deels, piek), uitwijk or []
    )
    if vorm is Vorm.JSON:
        typer.echo(json.dumps(_als_json(antwoord), ensure_ascii=False, indent=2))
        return
    for regel in _regels(antwoord):
        console.print(regel, markup=False)


def _velden(vanaf: str, met: str, deels: bool, piek: bool) -> dict[str, str]:
    return {"vanaf": vanaf, "met": met, "deels": "1" if deels else "", "piek": "1" if piek else ""}


def _antwoord(
    cijfers: "Cijfers", indicator: str, gebied: str, velden: dict[str, str], uitwijk: list[str]
) -> "Effectantwoord":
    """The same question and answer as the page, with all figures of this computer."""
    from kompas.analyse.queries.effect import Effectantwoord, onderzoek
    from kompas.analyse.queries.gebieden import Gebieden
    from kompas.analyse.rules.effect import lees_effectvraag
    from kompas.core.cijfers import cijfermap
    from kompas.core.models import Gemeente
    from kompas.data.masker import gemeente_van

    code = gemeente_van(gebied)
    if not code:
        raise RefusedError(
            f"{gebied} is geen gemeente, wijk of buurt. Een maatregel geldt in een gemeente of een deel ervan."
        )
    gemeente = Gemeente(code=code, naam=cijfers.gebied_naam(code), slug=code.lower())
    gelezen = lees_effectvraag({**velden, "indicator": indicator, "gebied": gebied}, uitwijk)
    antwoord = onderzoek(gelezen, Gebieden(cijfers, gemeente, cijfermap()))
    if not isinstance(antwoord, Effectantwoord):
        raise RefusedError("\n".join(f"{OPTIES[veld]}: {reden}" for veld, reden in antwoord.items()))
    return antwoord


def _regels(a: "Effectantwoord") -> Iterator[str]:
    eigen, begin = a.deelname.eigen.naam, "vanaf" if a.onderzoek else "die begint in"
    yield f"{a.definitie.titel} in {eigen}, maatregel {begin} {a.vraag.vanaf}"
    yield f"Cijfers over {a.jaren[0]} t/m {a.laatste_jaar}, naast {a.deelname.met}."
    yield from a.meldingen
    yield ""
    if a.hoofd is None or a.onderzoek is None:
        yield "Wat zal er later te zien zijn?"
        yield from (f"  {kan.reason if isinstance(kan, Refused) else kan.zin}" for _, kan in a.vooruit)
        return
    yield f"{a.hoofd.symbool} {a.hoofd.woord}: {a.hoofd.zin}"
    yield from (f"  {zin}" for zin in a.hoofd.let_op)
    for titel, uitspraak in a.delen:
        yield ""
        yield f"{titel}: {uitspraak.symbool} {uitspraak.woord}"
        yield f"  {uitspraak.zin}"
        yield from (f"  {naam}: {getal}" for naam, getal in uitspraak.getallen)
        yield from (f"  p = {getal_tekst(p, 3)}" for p in uitspraak.p)
    if a.zwaarste:
        yield ""
        yield "De mengeling bestaat vooral uit: " + ", ".join(f"{naam} {deel}" for naam, deel in a.zwaarste) + "."
    yield ""
    vermogen = a.onderzoek.vermogen
    yield f"Vooraf berekend: {vermogen.reason if isinstance(vermogen, Refused) else vermogen.zin}"


def _als_json(a: "Effectantwoord") -> dict[str, Any]:
    return {
        "indicator": a.definitie.key,
        "gebied": a.deelname.eigen.code,
        "vanaf": a.vraag.vanaf,
        "jaren": list(a.jaren),
        "vergeleken_met": a.deelname.met,
        "andere_gebieden": len(a.donoren),
        "meldingen": list(a.meldingen),
        "oordeel": _uitspraak(a.hoofd) if a.hoofd else None,
        "vergelijkingen": [{"titel": titel, **_uitspraak(u)} for titel, u in a.delen],
        "mengeling": dict(a.zwaarste),
        "vooruit": [
            {"jaren": aantal, "kleinste_daling": None, "reden": kan.reason}
            if isinstance(kan, Refused)
            else {"jaren": aantal, "kleinste_daling": round(kan.kleinste_daling, 4), "reden": ""}
            for aantal, kan in a.vooruit
        ],
    }


def _uitspraak(u: "Uitspraak") -> dict[str, Any]:
    return {
        "woord": u.woord,
        "zekerheid": str(u.zekerheid),
        "zin": u.zin,
        "let_op": list(u.let_op),
        "methode": u.methode,
        "getallen": dict(u.getallen),
        "p": list(u.p),
    }
