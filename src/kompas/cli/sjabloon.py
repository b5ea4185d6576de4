"""`kompas cijfers sjabloon`: a list to fill in, or the description of a table that a partner mailed."""

from pathlib import Path

import typer
from rich.console import Console

from kompas.base import RefusedError
from kompas.data.definities import laad_definities
from kompas.data.sources import Bestand
from kompas.data.sources.beschrijving import ACHTERVOEGSEL
from kompas.data.sources.sjabloon import beschrijving_voor, schrijf, sjabloon_csv, sjabloon_xlsx

console = Console(highlight=False, soft_wrap=True)


def sjabloon(
    uit: Path = typer.Argument(..., help="Nieuw bestand: .xlsx, .csv of .kompas.yaml.", metavar="BESTAND"),
    bron: str = typer.Option("partner", "--bron", metavar="BRON", help="Sleutel van de bron, zoals bbv of partner."),
    voor: Path | None = typer.Option(
        None,
        "--voor",
        metavar="TABEL",
        help="Tabel van een partner (CSV, xlsx of ods) om te beschrijven.",
    ),
    gemeente: str = typer.Option("GM0000", "--gemeente", metavar="CODE", help="CBS-code die u in de lijst wilt."),
    jaar: int = typer.Option(2025, "--jaar", metavar="JAAR", min=1990, max=2100, help="Jaar dat u in de lijst wilt."),
) -> None:
    """Maak een lijst om in te vullen, of een beschrijving van een tabel die een partner stuurde.

    Een lijst (xlsx of csv) leest u na het invullen in met kompas cijfers lees. Een beschrijving (.kompas.yaml) zegt in
    welke kolom gebied, periode en cijfer staan; zet haar naast de tabel en kijk haar na.

    Voorbeeld: kompas cijfers sjabloon halt.xlsx --bron bbv --gemeente GM0575
    """
    try:
        inhoud = _inhoud(uit, bron, voor, gemeente.strip().upper(), jaar)
        schrijf(uit, inhoud)
    except RefusedError as fout:
        _stop(str(fout))
    except FileExistsError:
        _stop(f"{uit} bestaat al. Kies een andere naam, dan blijft uw bestand staan.")
    except OSError:
        _stop(f"{uit} is niet te schrijven. Controleer de map en de schijfruimte.")
    console.print(f"{uit} is gemaakt.", markup=False)


def _inhoud(uit: Path, bron: str, voor: Path | None, gemeente: str, jaar: int) -> bytes | str:
    definities = laad_definities()
    if bron not in definities.bronnen:
        bekend = ", ".join(bekende.key for bekende in definities.bronnen)
        raise RefusedError(f"Bron {bron!r} bestaat niet. Kies uit: {bekend}.")
    if voor is not None:
        if not uit.name.endswith(ACHTERVOEGSEL):
            raise RefusedError(f"Een beschrijving eindigt op {ACHTERVOEGSEL}, bijvoorbeeld {voor.name}{ACHTERVOEGSEL}.")
        return beschrijving_voor(Bestand.open(voor), bron)
    if uit.suffix.lower() == ".xlsx":
        return sjabloon_xlsx(definities, bron, gemeente, jaar)
    if uit.suffix.lower() == ".csv":
        return sjabloon_csv(definities, bron, gemeente, jaar)
    raise RefusedError("Geef een naam die eindigt op .xlsx of .csv, of geef met --voor de tabel van een partner.")


def _stop(tekst: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(tekst, markup=False)
    raise typer.Exit(1) from None
