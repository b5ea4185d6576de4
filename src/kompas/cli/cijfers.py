"""`kompas cijfers`: read figures, look at them, and ask where they come from."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from kompas.base import RefusedError, getal_tekst
from kompas.cli.bekijken import Map, herzieningen, mappen_van, toon, verklaar
from kompas.cli.beoordeel import beoordeel
from kompas.cli.effect import effect
from kompas.cli.haal import haal
from kompas.cli.opslag import bewaar, schijf, snoei, verifieer
from kompas.cli.sjabloon import sjabloon
from kompas.cli.verschil import verschilcheck
from kompas.data.build import Bestandsverslag, Inleesverslag, Manifest, Opgave, Opslag, lees_bestanden
from kompas.data.definities import laad_definities

app = typer.Typer(
    help="Cijfers inlezen, bekijken en narekenen.\n\nVoorbeeld: kompas cijfers toon woninginbraak Westland",
    no_args_is_help=True,
)
app.command()(haal)
app.command()(sjabloon)
app.command()(toon)
app.command()(verklaar)
app.command()(herzieningen)
app.command()(verschilcheck)
app.command()(effect)
app.command()(beoordeel)
for opdracht in (verifieer, snoei, schijf, bewaar):
    app.command()(opdracht)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def lees(
    bestanden: Annotated[list[Path], typer.Argument(help="CSV-, JSON- of YAML-bestanden.", metavar="BESTAND")],
    map_: Path | None = Map,
    opgehaald: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="JJJJ-MM-DD",
            help="Dag waarop u de bestanden bij de bron hebt opgehaald. Zonder deze optie is die dag onbekend.",
        ),
    ] = None,
    indeling: int | None = typer.Option(
        None,
        "--indeling",
        metavar="JAAR",
        help="Jaar van de gemeentegrenzen. Standaard: het jaar van het nieuwste cijfer.",
    ),
    gemeente: str = typer.Option(
        "",
        "--gemeente",
        metavar="CODE",
        help="CBS-code van de gemeente, als namen van wijken en buurten anders dubbelzinnig zijn.",
    ),
    ook_onvolledig: bool = typer.Option(
        False, "--ook-onvolledig", help="Leg de goede rijen vast, ook als er veel rijen worden afgekeurd."
    ),
) -> None:
    """Lees cijfers in. Een bestand dat niet klopt verandert niets.

    Dat is een bestand dat beschadigd of afgebroken is, of waarvan meer dan een op de tien rijen wordt afgekeurd. Losse
    rijen die niet kloppen, worden genoemd en overgeslagen.

    Herkend worden tabellen van de politie (OData als CSV of JSON), StatLine-exports, inwoners en criminaliteit van het
    CBS, gebiedenlijsten en eigen cijferlijsten.

    Voorbeeld: kompas cijfers lees 47018NED.csv WijkenEnBuurten.csv
    """
    opgave = Opgave(opgehaald.date() if opgehaald else None, indeling, gemeente.strip().upper(), ook_onvolledig)
    waar, mappen = mappen_van(map_)
    try:
        verslag = lees_bestanden(waar, bestanden, definities=laad_definities(*mappen), opgave=opgave)
    except RefusedError as fout:
        Console(stderr=True, highlight=False, soft_wrap=True).print(str(fout), markup=False)
        raise typer.Exit(1) from None
    _toon_verslag(verslag)


@app.command()
def builds(
    map_: Path | None = Map,
    controle: bool = typer.Option(False, "--controle", help="Reken de hashes van alle bestanden na."),
) -> None:
    """Toon alle keren dat cijfers zijn vastgelegd; elke keer blijft bewaard.

    Voorbeeld: kompas cijfers builds --controle
    """
    opslag = Opslag(mappen_van(map_)[0])
    manifesten = opslag.manifesten()
    stuk = False
    for manifest in manifesten:
        beschadigd = opslag.beschadigd(manifest.build_id) if controle else ()
        stuk = stuk or bool(beschadigd)
        uitslag = f"beschadigd: {', '.join(beschadigd)}" if beschadigd else "in orde" if controle else ""
        _toon_build(manifest, uitslag, actief=manifest.build_id == opslag.actief)
    if not manifesten:
        console.print("Er zijn nog geen cijfers ingelezen.")
    if stuk:
        raise typer.Exit(1)


def _toon_build(manifest: Manifest, uitslag: str, *, actief: bool) -> None:
    """A few short lines instead of a row in a table: a build has more tables than fit on a screen."""
    console.print(f"[bold]{manifest.build_id}[/]{' (in gebruik)' if actief else ''}")
    wanneer = datetime.fromisoformat(manifest.gemaakt).astimezone()
    regels = {
        "vastgelegd": f"{wanneer:%d-%m-%Y %H:%M}",
        "cijfers": getal_tekst(manifest.aantal_feiten),
        "tabellen": ", ".join(manifest.tabellen),
        "controle": uitslag,
    }
    for naam, tekst in regels.items():
        if tekst:
            console.print(Padding(f"{naam}: {escape(tekst)}", (0, 0, 0, 2)), soft_wrap=False)


def _toon_verslag(verslag: Inleesverslag) -> None:
    for bestand in verslag.bestanden:
        _toon_bestand(bestand)
    if verslag.is_nieuw:
        console.print(
            f"Cijfers vastgelegd als build {verslag.build_id}: {getal_tekst(verslag.aantal_feiten)} cijfers,"
            f" {getal_tekst(verslag.nieuw)} nieuw, {getal_tekst(verslag.gewijzigd)} gewijzigd.",
        )
    else:
        console.print(f"Er is niets veranderd: build {verslag.build_id} blijft in gebruik.")


def _toon_bestand(bestand: Bestandsverslag) -> None:
    tabellen = f", tabel {', '.join(bestand.tabellen)}" if bestand.tabellen else ""
    console.print(f"[bold]{escape(bestand.naam)}[/]: {escape(bestand.herkend_als + tabellen)}")
    aantallen = {
        "rijen gelezen": bestand.gelezen,
        "afgekeurd": bestand.aantal_afgekeurd,
        "nieuw": bestand.nieuw,
        "gewijzigd": bestand.gewijzigd,
        "ongewijzigd": bestand.ongewijzigd,
        "namen van gebieden": bestand.namen,
    }
    regel = ", ".join(
        f"{getal_tekst(aantal)} {wat}" for wat, aantal in aantallen.items() if aantal or wat != "namen van gebieden"
    )
    console.print(f"  {regel}")
    for opmerking in bestand.opmerkingen:
        console.print(f"  let op: {opmerking}", markup=False)
    for rij in bestand.afgekeurd:
        console.print(f"  regel {rij.regel} afgekeurd: {rij.reden}", markup=False)
    if bestand.aantal_afgekeurd > len(bestand.afgekeurd):
        console.print(f"  en nog {getal_tekst(bestand.aantal_afgekeurd - len(bestand.afgekeurd))} afgekeurd")
    for w in bestand.wijzigingen:
        console.print(f"  gewijzigd: {w.code} {w.gebied} {w.periode}: {_los(w.oud)} werd {_los(w.nieuw)}", markup=False)
    if bestand.gewijzigd > len(bestand.wijzigingen):
        console.print(f"  en nog {getal_tekst(bestand.gewijzigd - len(bestand.wijzigingen))} gewijzigd")


def _los(getal: float | None) -> str:
    if getal is None:
        return "geen cijfer"
    return getal_tekst(getal, 0 if getal == int(getal) else 2)
