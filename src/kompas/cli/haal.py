"""`kompas cijfers haal`: fetch figures from their sources and put them in use."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from kompas.base import RefusedError, getal_tekst
from kompas.cli.django_setup import setup

if TYPE_CHECKING:
    from kompas.data.haal import Haalverslag
    from kompas.data.sources.ophalen import Voortgang

console = Console(highlight=False, soft_wrap=True)
fouten = Console(stderr=True, highlight=False, soft_wrap=True)
WAT = "politie, bevolking, bbv, enquetes, gezondheid, verkeer, leefbaarheid, gebieden, alles, of nummers van tabellen"


def haal(
    wat: Annotated[list[str], typer.Argument(help=f"Wat u wilt ophalen: {WAT}.", metavar="WAT")],
    gemeente: Annotated[
        list[str] | None,
        typer.Option("--gemeente", metavar="GEMEENTE", help="Naam of CBS-code; mag vaker, bijvoorbeeld Katwijk."),
    ] = None,
    landelijk: bool = typer.Option(False, "--landelijk", help="Alle gebieden van Nederland. Dat kan uren duren."),
    verbindingen: int = typer.Option(
        4, "--verbindingen", min=1, max=16, help="Hoeveel vragen tegelijk. De bronnen zijn openbaar: houd het laag."
    ),
    map_: Path | None = typer.Option(
        None, "--map", metavar="MAP", help="Map met cijfers. Standaard: de map cijfers in KOMPAS_HOME."
    ),
) -> None:
    """Haal cijfers op bij de bron en neem ze in gebruik.

    Met een gemeente komen alle gebieden daarin mee, tot en met de buurt, en om te vergelijken Nederland en de
    politie-eenheden. Stopt het ophalen halverwege, geef dan dezelfde opdracht opnieuw: wat er al is, wordt niet nog een
    keer gevraagd.

    Voorbeeld: kompas cijfers haal politie --gemeente Katwijk
    """
    try:
        verslagen = list(_haal(wat, gemeente or [], map_, landelijk=landelijk, verbindingen=verbindingen))
    except RefusedError as fout:
        fouten.print(str(fout), markup=False)
        raise typer.Exit(1) from None
    if any(verslag.mislukt for verslag in verslagen):
        raise typer.Exit(1)


def _haal(
    wat: list[str], gemeenten: list[str], map_: Path | None, *, landelijk: bool, verbindingen: int
) -> "Iterator[Haalverslag]":
    """One bundle after the other, and then the tables that were named; each is shown as soon as it is there."""
    setup()
    from kompas.core.cijfers import bronadressen, cijfermap, definitiemappen
    from kompas.data.haal import Haalwijze, bundels
    from kompas.data.haal import haal as haal_op

    waar, adressen, mappen = map_ or cijfermap(), bronadressen(), definitiemappen()
    codes = tuple(_code(tekst, waar) for tekst in gemeenten)
    gekozen = [bundel for bundel in dict.fromkeys(wat) if bundel in bundels(*mappen)]
    tabellen = tuple(deel for deel in dict.fromkeys(wat) if deel not in gekozen)
    for bundel in [*gekozen, *([""] if tabellen else [])]:
        with _balk() as balk:
            verslag = haal_op(
                waar,
                bundel,
                codes,
                tabellen=() if bundel else tabellen,
                landelijk=landelijk,
                definitiemappen=mappen,
                wijze=Haalwijze(adressen, verbindingen, voortgang=_Meter(balk), meld=balk.console.print),
            )
        _toon(verslag)
        yield verslag


def _code(tekst: str, waar: Path) -> str:
    """The code of a municipality, by code or name: as the figures know it, or else as the source knows it."""
    from kompas.core.cijfers import bronadressen
    from kompas.data import open_cijfers
    from kompas.data.haal import vind_gemeente
    from kompas.data.sources.ophalen.verbinding import BronError

    zoek = tekst.strip().casefold()
    bekend = [
        code
        for code, naam in open_cijfers(waar).gebieden()
        if code.startswith("GM") and zoek in {code.casefold(), naam.casefold()}
    ]
    if len(bekend) == 1:
        return bekend[0]
    try:
        return vind_gemeente(tekst, adressen=bronadressen())[0]
    except BronError:
        if zoek.startswith("gm"):  # the list of names does not come; the service that is asked may well be there
            return zoek.upper()
        raise


def _balk() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[stand]}"),
        console=console,
        transient=True,
    )


class _Meter:
    """A bar per table; without a terminal a line at the beginning of each."""

    def __init__(self, balk: Progress) -> None:
        self._balk = balk
        self._taken: dict[str, int] = {}

    def __call__(self, stand: "Voortgang") -> None:
        if stand.tabel not in self._taken:
            naam = f"{stand.tabel} ({stand.nummer} van {stand.aantal})"
            self._taken[stand.tabel] = self._balk.add_task(naam, total=stand.totaal, stand="")
            if not self._balk.console.is_terminal:
                self._balk.console.print(f"{naam}: {getal_tekst(stand.totaal)} vragen")
        self._balk.update(self._taken[stand.tabel], completed=stand.klaar, stand=_stand(stand))  # type: ignore[arg-type]


def _stand(stand: "Voortgang") -> str:
    delen = [f"{getal_tekst(stand.rijen)} rijen"]
    if stand.rijen_per_s:
        delen.append(f"{getal_tekst(stand.rijen_per_s)} per seconde")
    if stand.resterend_s is not None and stand.klaar < stand.totaal:
        minuten, seconden = divmod(round(stand.resterend_s), 60)
        delen.append(f"nog {minuten} min {seconden:02d} s" if minuten else f"nog {seconden} s")
    return ", ".join(delen)


def _toon(verslag: "Haalverslag") -> None:
    console.print(f"Opgehaald: {', '.join(verslag.gehaald)}; {getal_tekst(verslag.rijen)} rijen.")
    if verslag.verslag is not None:
        uitkomst = verslag.verslag
        console.print(
            f"Cijfers vastgelegd als build {uitkomst.build_id}: {getal_tekst(uitkomst.nieuw)} nieuw,"
            f" {getal_tekst(uitkomst.gewijzigd)} gewijzigd."
            if uitkomst.is_nieuw
            else f"De bronnen hadden niets nieuws: build {uitkomst.build_id} blijft in gebruik."
        )
    for naam, reden in verslag.mislukt:
        fouten.print(f"{naam} is niet opgehaald: {reden}", markup=False)
    if verslag.mislukt:
        fouten.print("De rest is in gebruik. Geef dezelfde opdracht opnieuw om alleen dit nog op te halen.")
