"""`kompas cijfers`: read figures, look at them, and ask where they come from."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from kompas.base import Periode, RefusedError, Waarde, getal_tekst
from kompas.cli.django_setup import setup
from kompas.data import Cijfers, open_cijfers
from kompas.data.build import Bestandsverslag, Inleesverslag, Opgave, Opslag, lees_bestanden
from kompas.data.definities import laad_definities

app = typer.Typer(help="Cijfers inlezen, bekijken en narekenen.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)

Map = typer.Option(None, "--map", help="Map met cijfers. Standaard: de map cijfers in KOMPAS_HOME.")
Indicator = typer.Argument(..., help="Sleutel van een indicator, bijvoorbeeld woninginbraak.", metavar="INDICATOR")
Gebied = typer.Argument(..., help="Naam of CBS-code, bijvoorbeeld Westland of GM1783.", metavar="GEMEENTE")


@app.command()
def lees(
    bestanden: Annotated[list[Path], typer.Argument(help="CSV-, JSON- of YAML-bestanden.", metavar="BESTAND...")],
    map_: Path | None = Map,
    opgehaald: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Dag waarop de bron is opgehaald. Standaard: vandaag."),
    ] = None,
    indeling: int | None = typer.Option(
        None, "--indeling", help="Jaar van de gemeentegrenzen. Standaard: het jaar van het nieuwste cijfer."
    ),
    gemeente: str = typer.Option(
        "", "--gemeente", help="CBS-code van de gemeente, als namen van wijken en buurten anders dubbelzinnig zijn."
    ),
) -> None:
    """Lees cijfers in. Een bestand dat niet klopt verandert niets.

    Herkend worden tabellen van de politie (OData als CSV of JSON), StatLine-exports, inwoners en criminaliteit van het
    CBS, gebiedenlijsten en eigen cijferlijsten.

    Voorbeeld: kompas cijfers lees 47018NED.csv WijkenEnBuurten.csv
    """
    opgave = Opgave(opgehaald.date() if opgehaald else None, indeling, gemeente.strip().upper())
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
    periode: str = typer.Argument(..., help="2019, 2017-2019, 2019MM09 of 2019MM09-2020MM08.", metavar="PERIODE"),
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
    tabel = Table("build", "gemaakt", "cijfers", "tabellen", "controle" if controle else "")
    stuk = False
    for manifest in opslag.manifesten():
        beschadigd = opslag.beschadigd(manifest.build_id) if controle else ()
        stuk = stuk or bool(beschadigd)
        tabel.add_row(
            manifest.build_id + (" (in gebruik)" if manifest.build_id == opslag.actief else ""),
            manifest.gemaakt[:19].replace("T", " "),
            getal_tekst(manifest.aantal_feiten),
            escape(", ".join(manifest.tabellen)),
            (f"beschadigd: {', '.join(beschadigd)}" if beschadigd else "in orde") if controle else "",
        )
    console.print(tabel if tabel.row_count else "Er zijn nog geen cijfers ingelezen.")
    if stuk:
        raise typer.Exit(1)


def _mappen(map_: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """The folder with figures, and the folders with the municipality's own definitions."""
    setup()
    from kompas.core.cijfers import cijfermap, definitiemappen

    return map_ or cijfermap(), definitiemappen()


def _open(map_: Path | None) -> Cijfers:
    waar, mappen = _mappen(map_)
    return open_cijfers(waar, *mappen)


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
    except ValueError as fout:
        raise RefusedError(f"{fout}.") from None


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
        "opgehaald": herkomst.opgehaald.isoformat() if herkomst.opgehaald else "",
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
