"""`kompas cijfers`: read figures, look at them, and ask where they come from."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.tree import Tree

from kompas.base import Periode, RefusedError, Waarde, getal_tekst
from kompas.cli.django_setup import setup
from kompas.cli.haal import haal
from kompas.cli.opslag import bewaar, schijf, snoei, verifieer
from kompas.cli.sjabloon import sjabloon
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Bestandsverslag, Inleesverslag, Manifest, Opgave, Opslag, lees_bestanden
from kompas.data.definities import laad_definities

app = typer.Typer(
    help="Cijfers inlezen, bekijken en narekenen.\n\nVoorbeeld: kompas cijfers toon woninginbraak Westland",
    no_args_is_help=True,
)
app.command()(haal)
app.command()(sjabloon)
for opdracht in (verifieer, snoei, schijf, bewaar):
    app.command()(opdracht)
console = Console(highlight=False, soft_wrap=True)

Map = typer.Option(None, "--map", metavar="MAP", help="Map met cijfers. Standaard: de map cijfers in KOMPAS_HOME.")
Indicator = typer.Argument(..., help="Sleutel van een indicator, bijvoorbeeld woninginbraak.", metavar="INDICATOR")
PERIODEVORMEN = (
    "2019 (jaar), 2017-2019 (jaren), 2019KW03 (kwartaal), 2019MM09 (maand) of 2019MM09-2020MM08 (september 2019 t/m"
    " augustus 2020)"
)
Gebied = typer.Argument(..., help="Naam of CBS-code, bijvoorbeeld Westland of GM1783.", metavar="GEMEENTE")


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
    waar, mappen = _mappen(map_)
    try:
        verslag = lees_bestanden(waar, bestanden, definities=laad_definities(*mappen), opgave=opgave)
    except RefusedError as fout:
        Console(stderr=True, highlight=False, soft_wrap=True).print(str(fout), markup=False)
        raise typer.Exit(1) from None
    _toon_verslag(verslag)


@app.command()
def toon(indicator: str = Indicator, gemeente: str = Gebied, map_: Path | None = Map) -> None:
    """Toon een reeks: elk jaar met het cijfer, of met de reden waarom er geen is.

    Voorbeeld: kompas cijfers toon woninginbraak-per-1000 Westland
    """
    cijfers = _open(map_)
    definitie = _definitie(cijfers, indicator)
    gebied = _gebied(cijfers, gemeente)
    reeks = cijfers.reeks(definitie, gebied)
    tabel = Table(title=f"{cijfers.definitie(definitie).titel}, {cijfers.gebied_naam(gebied)}", title_justify="left")
    for kop in ("periode", "cijfer", "bron"):
        tabel.add_column(kop, justify="right" if kop == "cijfer" else "left")
    for waarde in reeks:
        tabel.add_row(waarde.periode.label, escape(_cijfer(waarde)), escape(_bronregel(waarde)))
    if maand := cijfers.laatste_maand(definitie, gebied):
        waarde = cijfers.waarde(definitie, gebied, maand)
        tabel.add_row(maand.label, escape(_cijfer(waarde)), escape(_bronregel(waarde)))
    if tabel.row_count:
        console.print(tabel)
        return
    leeg = cijfers.waarde(definitie, gebied, Periode.jaar(datetime.now().astimezone().year))
    console.print(f"Geen cijfers: {leeg.uitleg}.", markup=False)


@app.command()
def verklaar(
    indicator: str = Indicator,
    gemeente: str = Gebied,
    periode: str = typer.Argument(..., help=f"{PERIODEVORMEN}.", metavar="PERIODE"),
    map_: Path | None = Map,
) -> None:
    """Laat zien waar één cijfer vandaan komt, met alle delen waaruit het is berekend.

    Voorbeeld: kompas cijfers verklaar misdrijven-totaal-zonder-online-fraude Noordwijk 2019
    """
    cijfers = _open(map_)
    waarde = cijfers.waarde(_definitie(cijfers, indicator), _gebied(cijfers, gemeente), _periode(periode))
    console.print(_boom(waarde), soft_wrap=False)


@app.command()
def builds(
    map_: Path | None = Map,
    controle: bool = typer.Option(False, "--controle", help="Reken de hashes van alle bestanden na."),
) -> None:
    """Toon alle keren dat cijfers zijn vastgelegd; elke keer blijft bewaard.

    Voorbeeld: kompas cijfers builds --controle
    """
    opslag = Opslag(_mappen(map_)[0])
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


def _mappen(map_: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """The folder with figures, and the folders with the municipality's own definitions."""
    setup()
    from kompas.core.cijfers import cijfermap, definitiemappen

    return map_ or cijfermap(), definitiemappen()


def _open(map_: Path | None) -> Cijfers:
    waar, mappen = _mappen(map_)
    from django.conf import settings

    return open_cijfers(waar, *mappen, backend=settings.KOMPAS_CIJFERS_BACKEND)


def _definitie(cijfers: Cijfers, sleutel: str) -> str:
    if sleutel not in cijfers.definities.indicatoren:
        bekend = ", ".join(definitie.key for definitie in cijfers.definities.indicatoren)
        raise RefusedError(f"Indicator {sleutel!r} bestaat niet. Wel bekend: {bekend}.")
    return sleutel


def _gebied(cijfers: Cijfers, tekst: str) -> str:
    """The code of an area; a name that belongs to several is refused, municipalities go before districts."""
    gebieden = dict(cijfers.gebieden())
    if re.fullmatch(r"(?:[A-Z]{2}\w{2,8}|NL)", tekst):
        return tekst
    codes = [code for code, naam in gebieden.items() if naam.casefold() == tekst.strip().casefold()]
    gemeenten = [code for code in codes if code.startswith(("GM", "NL"))]
    passend = gemeenten or codes
    if len(passend) == 1:
        return passend[0]
    if passend:
        raise RefusedError(f"{tekst!r} hoort bij {', '.join(passend[:8])}. Geef de code.")
    raise RefusedError(f"{tekst!r} is geen gebied waarvan de naam bekend is. Geef de CBS-code, bijvoorbeeld GM0575.")


def _periode(tekst: str) -> Periode:
    if jaar := re.fullmatch(r"(\d{4})(?:-(\d{4}))?", tekst.strip()):
        tekst = f"{jaar[1]}JJ00" + (f"-{jaar[2]}JJ00" if jaar[2] else "")
    try:
        return Periode.lees(tekst)
    except ValueError:
        raise RefusedError(f"{tekst!r} is geen periode. Geef bijvoorbeeld: {PERIODEVORMEN}.") from None


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


def _cijfer(waarde: Waarde) -> str:
    return waarde.tekst_met_eenheid if waarde.bekend else f"{waarde.tekst}: {waarde.uitleg}"


def _bronregel(waarde: Waarde) -> str:
    return ", ".join(deel for deel in (waarde.herkomst.bron, waarde.herkomst.tabel) if deel)


def _boom(waarde: Waarde) -> Tree:
    """A figure with its origin, and below it the figures that it was made of."""
    herkomst = waarde.herkomst
    boom = Tree(f"[bold]{escape(waarde.naam)} {waarde.periode.label}[/]: {escape(_cijfer(waarde))}")
    regels = {
        "bron": herkomst.bron,
        "tabel": herkomst.tabel,
        "codes": ", ".join(herkomst.codes),
        "formule": herkomst.formule,
        "gebied": f"{herkomst.gebied_naam} ({herkomst.gebied})",
        "grenzen van": str(herkomst.gebied_jaar or ""),
        herkomst.dagsoort.lower(): herkomst.dag.isoformat() if herkomst.dag else "",
        "vindplaats": herkomst.vindplaats,
        "licentie": herkomst.licentie,
        "build": herkomst.build,
        "toelichting": herkomst.toelichting,
    }
    for naam, tekst in regels.items():
        if tekst:
            boom.add(escape(f"{naam}: {tekst}"))
    for deel in herkomst.delen:
        boom.add(_boom(deel))
    return boom
