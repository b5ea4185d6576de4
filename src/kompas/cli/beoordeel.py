"""`kompas cijfers beoordeel`: what the figures of a municipality say, in words that a test stands behind."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kompas.base import RefusedError, getal_tekst
from kompas.cli.bekijken import Gebied, Map, Op, gebied_van, open_op

if TYPE_CHECKING:
    from kompas.analyse.queries.duiden import Duiding
    from kompas.data import Cijfers
    from kompas.data.definities import IndicatorDefinitie
    from kompas.stats.duiding import Uitspraak

    Paren = Sequence[tuple[IndicatorDefinitie, Duiding]]

console = Console(highlight=False, soft_wrap=True)
fouten = Console(stderr=True, highlight=False, soft_wrap=True)

FAMILIE = "dit overzicht"
LIJST = 40
"""More municipalities than this are a crowd, not a list."""
KOLOMMEN = (
    "indicator", "indicator_naam", "onderwerp", "woord", "zekerheid", "gunstig", "zin", "methode", "p", "q", "familie",
    "vergeleken_met",
)  # fmt: skip


class Vorm(StrEnum):
    TEKST = "tekst"
    JSON = "json"
    CSV = "csv"


def beoordeel(  # noqa: PLR0913, PLR0917  (every option of the command is an argument)
    gemeente: str = Gebied,
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="INDICATOR", help="Alleen deze indicator. Mag vaker worden gegeven."),
    ] = None,
    thema: Annotated[
        str,
        typer.Option(
            "--thema", metavar="CODE", help="Alleen bij dit veld of thema van het kernbeleid, bijvoorbeeld 1 of 1.3."
        ),
    ] = "",
    alles: bool = typer.Option(
        False, "--alles", help="Ook cijfers die niet in het overzicht staan, en aantallen naast hun eigen verhouding."
    ),
    jaar: Annotated[
        int | None,
        typer.Option("--tot", metavar="JAAR", min=1900, max=2200, help="Kijk niet verder dan dit jaar."),
    ] = None,
    uitleg: bool = typer.Option(False, "--uitleg", help="Geef bij elk woord de methode en de getallen."),
    vorm: Vorm = typer.Option(Vorm.TEKST, "--vorm", help="tekst, json of csv.", show_choices=False),
    op: datetime | None = Op,
    map_: Path | None = Map,
) -> None:
    """Zeg wat de cijfers van een gemeente zeggen: verandering, richting, en hoe zij naast andere gemeenten staat.

    Hoe zeker een woord is, hangt ook af van alles wat er naast staat: bij veel cijfers wijkt er al gauw één af door
    toeval. Daarvoor is gecorrigeerd, over alles wat hier wordt getoond.

    Eindigt met 1 als er niets is om iets over te zeggen.

    Voorbeeld: kompas cijfers beoordeel Noordwijk --thema 1.3 --uitleg
    """
    cijfers = open_op(map_, op)
    from kompas.analyse.queries.duiden import duid_samen, feiten_over

    gebied = gebied_van(cijfers, gemeente)
    keuze = _keuze(cijfers, gebied, indicator or [], thema, alles=alles)
    gevonden = [feiten_over(cijfers, definitie.key, gebied, tot=jaar) for definitie in _met_balk(keuze)]
    duidingen = duid_samen(gevonden, cijfers.definities.woorden.drempels, FAMILIE)
    paren = tuple(zip(keuze, duidingen, strict=True))
    if vorm is Vorm.JSON:
        typer.echo(json.dumps(_als_json(cijfers, gebied, paren), ensure_ascii=False, indent=2))
    elif vorm is Vorm.CSV:
        typer.echo(_als_csv(paren), nl=False)
    else:
        _toon(cijfers, gebied, paren, uitleg=uitleg)


def _keuze(
    cijfers: "Cijfers", gebied: str, keys: Sequence[str], thema: str, *, alles: bool
) -> tuple["IndicatorDefinitie", ...]:
    """The indicators that were asked for and have figures; a count beside its own rate says the same twice."""
    onbekend = [key for key in keys if key not in cijfers.definities.indicatoren]
    if onbekend:
        raise RefusedError(f"Indicator {onbekend[0]!r} bestaat niet. Zie: kompas cijfers beoordeel --alles.")
    met_cijfers = cijfers.indicatoren_met_cijfers(gebied, alle=alles or bool(keys) or bool(thema))
    if keys:
        gekozen = tuple(definitie for definitie in met_cijfers if definitie.key in keys)
    else:
        gekozen = tuple(definitie for definitie in met_cijfers if _in_thema(definitie, thema))
        gekozen = gekozen if alles else _zonder_dubbele(gekozen)
    if not gekozen:
        waarvan = f" bij {', '.join(keys) or f'thema {thema}'}" if keys or thema else ""
        raise RefusedError(f"Er zijn geen cijfers van {cijfers.gebied_naam(gebied)}{waarvan}.")
    return gekozen


def _in_thema(definitie: "IndicatorDefinitie", thema: str) -> bool:
    return not thema or any(code == thema or code.startswith(f"{thema}.") for code in definitie.methode_themas)


def _zonder_dubbele(definities: Sequence["IndicatorDefinitie"]) -> tuple["IndicatorDefinitie", ...]:
    verhoudingen = [definitie for definitie in definities if definitie.per]
    tellers = {deel.indicator for definitie in verhoudingen for deel in definitie.delen.values()}
    return tuple(definitie for definitie in definities if definitie.key not in tellers)


def _met_balk(keuze: Sequence["IndicatorDefinitie"]) -> Iterator["IndicatorDefinitie"]:
    """The indicators one by one, with a bar on a terminal; the words themselves go to the other stream."""
    kolommen = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Progress(*kolommen, console=fouten, transient=True, disable=not fouten.is_terminal) as balk:
        taak = balk.add_task("", total=len(keuze))
        for definitie in keuze:
            balk.update(taak, description=definitie.titel)
            yield definitie
            balk.advance(taak)


def _toon(cijfers: "Cijfers", gebied: str, paren: "Paren", *, uitleg: bool) -> None:
    stand = f", stand van {cijfers.op_dag.isoformat()}" if cijfers.op_dag else ""
    console.print(f"[bold]Wat zeggen de cijfers van {cijfers.gebied_naam(gebied)}?[/]{stand}")
    familie = next((u.familie for _, duiding in paren for u in duiding.uitspraken if u.familie), "")
    if familie:
        console.print(f"Gecorrigeerd voor {familie}.", markup=False)
    stil = [] if uitleg else [paar for paar in paren if _zegt_niets(paar[1])]
    for definitie, duiding in (paar for paar in paren if paar not in stil):
        _toon_cijfer(cijfers, definitie, duiding, uitleg=uitleg)
    if stil:
        _toon_stil(stil)


def _toon_cijfer(cijfers: "Cijfers", definitie: "IndicatorDefinitie", duiding: "Duiding", *, uitleg: bool) -> None:
    console.print()
    console.print(f"{definitie.titel} ({definitie.key})", markup=False, style="bold")
    for uitspraak in duiding.uitspraken:
        _regel(f"{uitspraak.symbool} {uitspraak.onderwerp}: {uitspraak.woord}", 2)
        _regel(uitspraak.zin, 4)
        for tekst in _onderbouwing(uitspraak) if uitleg else ():
            _regel(tekst, 6)
    if uitleg and duiding.groep is not None:
        _regel(f"Vergeleken met {duiding.groep.naam}. {' '.join(duiding.groep.uitleg)}", 2)
        if len(duiding.groep.leden) <= LIJST:
            _regel(", ".join(cijfers.gebied_naam(code) for code in duiding.groep.leden), 4)


def _zegt_niets(duiding: "Duiding") -> bool:
    return all(str(uitspraak.zekerheid) == "niet te beoordelen" for uitspraak in duiding.uitspraken)


def _toon_stil(stil: "Paren") -> None:
    """Figures about which nothing can be said, a line for every reason."""
    per_reden: dict[str, list[str]] = {}
    for definitie, duiding in stil:
        reden = " ".join(dict.fromkeys(uitspraak.zin for uitspraak in duiding.uitspraken))
        per_reden.setdefault(reden, []).append(f"{definitie.titel} ({definitie.key})")
    console.print()
    console.print("Hier is niets over te zeggen", style="bold")
    for reden, namen in per_reden.items():
        _regel(f"○ {reden} Dat geldt voor: {', '.join(namen)}.", 2)


def _regel(tekst: str, inspringen: int) -> None:
    console.print(f"{' ' * inspringen}{tekst}", markup=False)


def _onderbouwing(uitspraak: "Uitspraak") -> Iterator[str]:
    """Method, numbers and what a reader would wrongly conclude."""
    if uitspraak.methode:
        yield f"methode: {uitspraak.methode} (docs/methoden/{uitspraak.pagina}.md)"
    yield from (f"{naam}: {waarde}" for naam, waarde in uitspraak.getallen)
    for nummer, (p, q) in enumerate(zip(uitspraak.p, uitspraak.q, strict=True)):
        naam = f"{uitspraak.toetsen[nummer]}: " if nummer < len(uitspraak.toetsen) else ""
        yield f"{naam}p = {_kans(p)}; na correctie {_kans(q)}"
    yield from (f"let op: {zin}" for zin in uitspraak.let_op)


def _kans(kans: float) -> str:
    return "minder dan 0,0001" if kans < 0.0001 else getal_tekst(kans, 4)


def _als_json(cijfers: "Cijfers", gebied: str, paren: "Paren") -> dict[str, object]:
    return {
        "gebied": gebied,
        "gemeente": cijfers.gebied_naam(gebied),
        "build": cijfers.build_id,
        "stand": cijfers.op_dag.isoformat() if cijfers.op_dag else None,
        "drempels": cijfers.definities.woorden.model_dump(include={"zeker", "waarschijnlijk", "waarschijnlijk_samen"}),
        "indicatoren": [
            {
                "indicator": definitie.key,
                "titel": definitie.titel,
                "eenheid": definitie.eenheid,
                "vergeleken_met": _groep(duiding),
                "uitspraken": [_als_dict(uitspraak) for uitspraak in duiding.uitspraken],
            }
            for definitie, duiding in paren
        ],
    }


def _groep(duiding: "Duiding") -> dict[str, object] | None:
    """With whom; the codes only of a group that was chosen."""
    groep = duiding.groep
    if groep is None:
        return None
    leden = list(groep.leden) if len(groep.leden) <= LIJST else []
    return {"naam": groep.naam, "aantal": len(groep.leden), "gemeenten": leden, "uitleg": list(groep.uitleg)}


def _als_dict(uitspraak: "Uitspraak") -> dict[str, object]:
    return {
        "onderwerp": str(uitspraak.onderwerp),
        "woord": uitspraak.woord,
        "zekerheid": str(uitspraak.zekerheid),
        "gunstig": uitspraak.gunstig,
        "zin": uitspraak.zin,
        "methode": uitspraak.methode,
        "pagina": uitspraak.pagina,
        "getallen": dict(uitspraak.getallen),
        "toetsen": list(uitspraak.toetsen),
        "p": list(uitspraak.p),
        "q": list(uitspraak.q),
        "familie": uitspraak.familie,
        "let_op": list(uitspraak.let_op),
    }


def _als_csv(paren: "Paren") -> str:
    """Semicolons and decimal commas, as a Dutch spreadsheet expects; one row per word. No name becomes a formula."""
    from kompas.data.uitvoer import veilig

    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(KOLOMMEN)
    for definitie, duiding in paren:
        groep = duiding.groep.naam if duiding.groep else ""
        for u in duiding.uitspraken:
            gunstig = {True: "ja", False: "nee", None: ""}[u.gunstig]
            cellen = (
                definitie.key, definitie.titel, u.onderwerp, u.woord, u.zekerheid, gunstig, u.zin, u.methode,
                _cellen(u.p), _cellen(u.q), u.familie, groep,
            )  # fmt: skip
            schrijver.writerow(veilig(str(cel)) for cel in cellen)
    return uit.getvalue()


def _cellen(kansen: Iterable[float]) -> str:
    return " / ".join(f"{kans:.6g}".replace(".", ",") for kans in kansen)
