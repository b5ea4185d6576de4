"""`kompas beleid`: read an existing plan from a document."""

import json
from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from kompas.base import demand
from kompas.beleid.lezen import (
    GelezenPlan,
    GelezenThema,
    LeesFout,
    Plaats,
    als_json,
    lees_document,
    lees_plan_afgeschermd,
)
from kompas.beleid.lezen.gelezen import Benoemd, GelezenIndicator, Tekst
from kompas.beleid.lezen.uitvoer import doeltekst
from kompas.cli.django_setup import setup_met_database

HULP = """Een bestaand veiligheidsplan inlezen uit een document.

Voorbeeld: kompas beleid lees veiligheidsplan.pdf
"""
app = typer.Typer(help=HULP, no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)


@app.callback(help=HULP)
def groep() -> None:
    """Keep `lees` a subcommand while it is the only one."""


@app.command()
def lees(
    bestand: Path = typer.Argument(..., help="Het plan: .txt, .docx, .pdf met tekst of .html.", metavar="BESTAND"),
    json_: bool = typer.Option(False, "--json", help="Druk de structuur af als JSON."),
    gemeente: str = typer.Option(
        "", "--gemeente", metavar="CODE", help="CBS-code van de gemeente, bijvoorbeeld GM0575."
    ),
    door: str = typer.Option("", "--door", metavar="NAAM", help="Gebruikersnaam van de adviseur die het klaarzet."),
    opslaan: bool = typer.Option(False, "--opslaan", help="Zet het resultaat klaar om in de browser na te kijken."),
) -> None:
    """Lees een plan en laat zien wat erin staat, waar, en wat een mens moet nakijken.

    Voorbeeld: kompas beleid lees veiligheidsplan.pdf
    """
    if opslaan and not gemeente:
        raise typer.BadParameter("geef met --gemeente de CBS-code, bijvoorbeeld --gemeente GM0575")
    try:
        plan = lees_plan_afgeschermd(lees_document(bestand))
    except LeesFout as fout:
        Console(stderr=True, highlight=False, soft_wrap=True).print(str(fout), markup=False)
        raise typer.Exit(1) from None
    if json_:
        typer.echo(json.dumps(als_json(plan), ensure_ascii=False, indent=2))
    else:
        toon(plan)
    if opslaan:
        _bewaar(bestand, gemeente, door)


def _bewaar(bestand: Path, gemeente: str, door: str) -> None:
    setup_met_database()
    from kompas.beleid.actions import document_inlezen
    from kompas.core.queries import enige_bewerker, gemeente_op_code

    waar = demand(gemeente_op_code(gemeente))
    inlezing = document_inlezen(
        gemeente=waar, door=demand(enige_bewerker(waar, door)), naam=bestand.name, inhoud=bestand.read_bytes()
    )
    melding = f"Klaargezet voor {waar.naam}: kijk het na op /{waar.slug}/inlezen/{inlezing.pk}/."
    Console(stderr=True, highlight=False, soft_wrap=True).print(melding, markup=False)


def toon(plan: GelezenPlan) -> None:
    """Print what was found per part, and then what needs a person."""
    _kenmerken(plan)
    _namen("Strategische doelen", [(d.naam, d.plaats) for d in plan.strategische_doelen])
    _namen("Uitgangspunten", [(u.naam, u.plaats) for u in plan.uitgangspunten])
    _themas("Prioritaire thema's", plan.prioritair)
    _themas("Going concern-thema's", plan.going_concern)
    _indicatoren(plan)
    _namen("Partners van het hele plan", [(p.tekst, p.plaats) for p in plan.partners])
    _namen("Verbindende thema's", [(v.naam, v.plaats) for v in plan.verbindende_themas])
    _namen("Bovenlokale kaders", [(_met(k.naam, k.prioriteiten), k.plaats) for k in plan.bovenlokale_kaders])
    _namen("Begroting", [(_met(b.omschrijving, _bedrag(b.bedrag, b.jaar)), b.plaats) for b in plan.begroting])
    _namen("Raadplegingen", [(r.tekst, r.plaats) for r in plan.raadplegingen])
    _namen("Cijfertabellen", [(f"{t.nummer} {t.titel} ({len(t.rijen)} rijen)", t.plaats) for t in plan.cijfertabellen])
    if plan.methode_themas:
        _namen("Thema's van de methode", [(f"{len(plan.methode_themas)} thema's", plan.methode_themas[0].plaats)])
    _aandacht(plan)


def _met(naam: str, erbij: Iterable[str]) -> str:
    rest = "; ".join(erbij)
    return f"{naam}: {rest}" if rest else naam


def _bedrag(bedrag: int | None, jaar: int | None) -> tuple[str, ...]:
    geld = f"€ {bedrag:,}".replace(",", ".") if bedrag is not None else "geen bedrag genoemd"
    return (geld, str(jaar)) if jaar else (geld,)


def _plaats(plaats: Plaats | None) -> str:
    return f"[dim]({plaats.label})[/dim]" if plaats else ""


def _bij(gevonden: Tekst | Benoemd | None) -> Plaats | None:
    return gevonden.plaats if gevonden else None


def _kenmerken(plan: GelezenPlan) -> None:
    console.print(f"[bold]{escape(plan.titel.tekst) if plan.titel else 'Plan zonder titel'}[/bold]")
    periode = f"{plan.periode[0]}-{plan.periode[1]}" if plan.periode else ""
    rijen: list[tuple[str, str, Plaats | None]] = [
        ("Gemeente", plan.gemeente.tekst if plan.gemeente else "", _bij(plan.gemeente)),
        ("Periode", periode, plan.periode_plaats),
        ("Soort", plan.soort, None),
        ("Geldig vanaf", plan.geldend_vanaf.tekst if plan.geldend_vanaf else "", None),
        ("Besluit", plan.besluit.tekst if plan.besluit else "", _bij(plan.besluit)),
        ("Vervangt", plan.vervangt.tekst if plan.vervangt else "", _bij(plan.vervangt)),
        ("Methode", f"Kernbeleid Veiligheid {plan.methode_editie.tekst}" if plan.methode_editie else "", None),
        ("Missie", plan.missie.naam if plan.missie else "", _bij(plan.missie)),
    ]
    for naam, waarde, plaats in rijen:
        if waarde:
            console.print(f"  {naam}: {escape(waarde)} {_plaats(plaats)}")


def _kop(titel: str, aantal: int) -> None:
    console.print(f"\n[bold]{titel}[/bold] ({aantal})")


def _namen(titel: str, namen: list[tuple[str, Plaats]]) -> None:
    if not namen:
        return
    _kop(titel, len(namen))
    for naam, plaats in namen:
        console.print(f"  - {escape(naam)} {_plaats(plaats)}")


def _themas(titel: str, themas: tuple[GelezenThema, ...]) -> None:
    _kop(titel, len(themas))
    for thema in themas:
        _thema(thema, "  ")
        for deel in thema.deelthemas:
            _thema(deel, "      ")


def _thema(thema: GelezenThema, wit: str) -> None:
    console.print(f"{wit}[bold]{escape(f'{thema.sleutel} {thema.titel}'.strip())}[/bold] {_plaats(thema.plaats)}")
    tellingen = (
        (len(thema.hoofdlijnen), "hoofdlijnen"),
        (len(thema.partners), "partners"),
        (len(thema.flankerend_beleid), "flankerend beleid"),
        (len(thema.indicatoren), "indicator" if len(thema.indicatoren) == 1 else "indicatoren"),
        (len(thema.betekent) + len(thema.versterkt), "punten bij veiligheid begint bij jezelf"),
    )
    gevonden = [f"{aantal} {naam}" for aantal, naam in tellingen if aantal]
    doel = thema.doelstelling
    gevonden += [f"doelstelling {doel.jaar or ''} {_plaats(doel.plaats)}".replace("  ", " ")] if doel else []
    gevonden += ["zegt waarom er geen indicator is"] if thema.geen_indicator_omdat else []
    if gevonden:
        console.print(f"{wit}  {', '.join(gevonden)}")


def _indicatoren(plan: GelezenPlan) -> None:
    alle = [*plan.indicatoren, *(i for t in plan.alle_themas for i in t.indicatoren)]
    if not alle:
        return
    _kop("Indicatoren", len(alle))
    for indicator in alle:
        console.print(f"  - {escape(_indicatorzin(indicator))} {_plaats(indicator.plaats)}")


def _indicatorzin(indicator: GelezenIndicator) -> str:
    uitgang = indicator.uitgangswaarde.tekst if indicator.uitgangswaarde else "geen uitgangswaarde"
    jaar = f" in {indicator.doeljaar}" if indicator.doeljaar else ""
    doel = f"{(doeltekst(indicator.doel) or 'geen doel').replace('.', ',')}{jaar}"
    herkomst = ", ".join(filter(None, (indicator.thema or "hele plan", indicator.bron)))
    return f"{indicator.naam} ({herkomst}): van {uitgang} naar {doel}"


def _aandacht(plan: GelezenPlan) -> None:
    console.print(f"\n[bold]Hier moet een mens naar kijken[/bold] ({len(plan.aandacht)})")
    for punt in plan.aandacht:
        console.print(f"  - {punt.waarom.value}: {escape(punt.uitleg)} {_plaats(punt.plaats)}")
    if not plan.aandacht:
        console.print("  De lezer heeft niets gevonden dat twijfel geeft.")
