"""`kompas cijfers toon`, `verklaar` and `herzieningen`: look at figures, also as they were known on a day."""

import re
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from kompas.base import Periode, Refused, RefusedError, Waarde
from kompas.cli.django_setup import setup
from kompas.data import Cijfers, open_cijfers
from kompas.data.queries.verklaren import Verklaring

console = Console(highlight=False, soft_wrap=True)

Map = typer.Option(None, "--map", metavar="MAP", help="Map met cijfers. Standaard: de map cijfers in KOMPAS_HOME.")
Indicator = typer.Argument(..., help="Sleutel van een indicator, bijvoorbeeld woninginbraak.", metavar="INDICATOR")
Gebied = typer.Argument(..., help="Naam of CBS-code, bijvoorbeeld Westland of GM1783.", metavar="GEMEENTE")
Op = typer.Option(
    None,
    "--op",
    formats=["%Y-%m-%d"],
    metavar="JJJJ-MM-DD",
    help="Zoals de cijfers op deze dag bekend waren. Standaard: zoals ze nu zijn.",
)
PERIODEVORMEN = (
    "2019 (jaar), 2017-2019 (jaren), 2019KW03 (kwartaal), 2019MM09 (maand) of 2019MM09-2020MM08 (september 2019 t/m"
    " augustus 2020)"
)


def toon(indicator: str = Indicator, gemeente: str = Gebied, op: datetime | None = Op, map_: Path | None = Map) -> None:
    """Toon een reeks: elk jaar met het cijfer, of met de reden waarom er geen is.

    Voorbeeld: kompas cijfers toon woninginbraak-per-1000 Westland --op 2020-07-07
    """
    cijfers = open_op(map_, op)
    key, gebied = _definitie(cijfers, indicator), gebied_van(cijfers, gemeente)
    reeks = cijfers.reeks(key, gebied)
    maand = cijfers.laatste_maand(key, gebied)
    waarden = (*reeks, *((cijfers.waarde(key, gebied, maand),) if maand else ()))
    if not waarden:
        leeg = cijfers.waarde(key, gebied, Periode.jaar(datetime.now().astimezone().year))
        console.print(f"Geen cijfers: {leeg.uitleg}.", markup=False)
        return
    console.print(_tabel(cijfers, key, gebied, waarden))
    for zin in _voetnoten(cijfers, key, gebied, reeks):
        console.print(f"Let op: {zin}", markup=False)


def verklaar(
    indicator: str = Indicator,
    gemeente: str = Gebied,
    periode: str = typer.Argument(..., help=f"{PERIODEVORMEN}.", metavar="PERIODE"),
    op: datetime | None = Op,
    map_: Path | None = Map,
) -> None:
    """Laat zien waar één cijfer vandaan komt: de hele berekening, tot en met de rijen van de bron.

    Voorbeeld: kompas cijfers verklaar misdrijven-totaal-zonder-online-fraude Noordwijk 2019
    """
    cijfers = open_op(map_, op)
    verklaring = cijfers.verklaar(_definitie(cijfers, indicator), gebied_van(cijfers, gemeente), _periode(periode))
    console.print(_boom(verklaring), soft_wrap=False)


def herzieningen(
    gemeente: str = Gebied,
    indicator: str = typer.Option("", "--indicator", metavar="INDICATOR", help="Alleen van deze indicator."),
    op: datetime | None = Op,
    map_: Path | None = Map,
) -> None:
    """Toon cijfers die later zijn veranderd, en cijfers in een plan waar de bron nu iets anders over zegt.

    Voorbeeld: kompas cijfers herzieningen Noordwijk --indicator mishandeling
    """
    cijfers = open_op(map_, op)
    gebied = gebied_van(cijfers, gemeente)
    keys = [_definitie(cijfers, indicator)] if indicator else [d.key for d in cijfers.definities.indicatoren]
    gevonden = dict.fromkeys(herzien for key in keys for herzien in cijfers.herzieningen(key, gebied))
    for herzien in gevonden:
        wie = f"in {herzien.waar}" if herzien.soort == "plan" else f"tabel {herzien.waar}"
        sinds = f", sinds {herzien.sinds.isoformat()}" if herzien.sinds else ""
        console.print(f"{herzien.tekst} ({wie}{sinds})", markup=False)
    if not gevonden:
        console.print(f"Er zijn geen herziene cijfers van {cijfers.gebied_naam(gebied)}.", markup=False)


def mappen_van(map_: Path | None) -> tuple[Path, tuple[Path, ...]]:
    """The folder with figures, and the folders with the municipality's own definitions."""
    setup()
    from kompas.core.cijfers import cijfermap, definitiemappen

    return map_ or cijfermap(), definitiemappen()


def open_op(map_: Path | None, op: datetime | None) -> Cijfers:
    """The figures of now, or as they were known on a day."""
    waar, mappen = mappen_van(map_)
    cijfers = open_cijfers(waar, *mappen)
    return cijfers.op(op.date()) if op else cijfers


def _tabel(cijfers: Cijfers, key: str, gebied: str, waarden: tuple[Waarde, ...]) -> Table:
    stand = f", stand van {cijfers.op_dag.isoformat()}" if cijfers.op_dag else ""
    titel = f"{cijfers.definitie(key).titel}, {cijfers.gebied_naam(gebied)}{stand}"
    tabel = Table(title=titel, title_justify="left")
    for kop in ("periode", "cijfer", "bron"):
        tabel.add_column(kop, justify="right" if kop == "cijfer" else "left")
    for waarde in waarden:
        tabel.add_row(waarde.periode.label, escape(_cijfer(waarde)), escape(_bronregel(waarde)))
    return tabel


def _voetnoten(cijfers: Cijfers, key: str, gebied: str, reeks: tuple[Waarde, ...]) -> list[str]:
    """Breaks and unusual years in the series, and what was bridged between its first and its last figure."""
    if not reeks:
        return []
    eerste, laatste = reeks[0].periode, reeks[-1].periode
    van, tot = eerste.begin.year, laatste.eind.year
    zinnen = [f"vanaf {breuk.jaar} een nieuwe reeks. {breuk.reden}" for breuk in cijfers.breuken(key, van, tot)]
    zinnen += [uitschieter.reden for uitschieter in cijfers.uitschieters(key, van, tot)]
    antwoord = cijfers.vergelijkbaar(key, eerste, laatste, gebied)
    return zinnen if isinstance(antwoord, Refused) else [*zinnen, *antwoord.overbrugd]


def _definitie(cijfers: Cijfers, sleutel: str) -> str:
    if sleutel not in cijfers.definities.indicatoren:
        bekend = ", ".join(definitie.key for definitie in cijfers.definities.indicatoren)
        raise RefusedError(f"Indicator {sleutel!r} bestaat niet. Wel bekend: {bekend}.")
    return sleutel


def gebied_van(cijfers: Cijfers, tekst: str) -> str:
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
    if not gebieden:
        raise RefusedError("Er zijn nog geen cijfers. Lees ze in met: kompas cijfers lees BESTAND.")
    raise RefusedError(f"{tekst!r} is geen gebied waarvan de naam bekend is. Geef de CBS-code, bijvoorbeeld GM0575.")


def _periode(tekst: str) -> Periode:
    if jaar := re.fullmatch(r"(\d{4})(?:-(\d{4}))?", tekst.strip()):
        tekst = f"{jaar[1]}JJ00" + (f"-{jaar[2]}JJ00" if jaar[2] else "")
    try:
        return Periode.lees(tekst)
    except ValueError:
        raise RefusedError(f"{tekst!r} is geen periode. Geef bijvoorbeeld: {PERIODEVORMEN}.") from None


def _cijfer(waarde: Waarde) -> str:
    return waarde.tekst_met_eenheid if waarde.bekend else f"{waarde.tekst}: {waarde.uitleg}"


def _bronregel(waarde: Waarde) -> str:
    return ", ".join(deel for deel in (waarde.herkomst.bron, waarde.herkomst.tabel) if deel)


def _boom(verklaring: Verklaring) -> Tree:
    """A figure with its origin, and below it the figures that it was made of."""
    waarde = verklaring.waarde
    boom = Tree(f"[bold]{escape(f'{waarde.naam} {waarde.periode.label}')}[/]: {escape(_cijfer(waarde))}")
    for label, tekst in verklaring.regels:
        boom.add(escape(f"{label}: {tekst}"))
    for deel in verklaring.delen:
        boom.add(_boom(deel))
    return boom
