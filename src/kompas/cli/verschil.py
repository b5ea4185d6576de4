"""`kompas cijfers verschilcheck`: what downloads give away when somebody lays them side by side."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kompas.base import RefusedError, demand, getal_tekst
from kompas.data.definities import laad_definities
from kompas.data.verraad import lees_uitvoer, totalen_van, verraden

console = Console(highlight=False, soft_wrap=True)


def verschilcheck(
    bestanden: Annotated[
        list[Path],
        typer.Argument(help="CSV-bestanden die u bij Cijfers hebt gedownload, bijvoorbeeld een oud en een nieuw.",
                       metavar="BESTAND"),
    ],
) -> None:  # fmt: skip
    """Reken na welke verborgen aantallen iemand kan vinden die deze bestanden allemaal heeft.

    De opdracht telt buurten op tot hun wijk en gemeente, en soorten tot het totaal. Aantallen die in twee bestanden
    verborgen zijn, gelden als gelijk zolang dat kan. Is er iets te vinden, dan is de uitkomst van de opdracht 1.

    Voorbeeld: kompas cijfers verschilcheck buurten-2023.csv buurten-2024.csv
    """
    namen = [pad.name for pad in bestanden]
    if len(set(namen)) < len(namen):
        raise RefusedError("Twee bestanden heten hetzelfde. Geef elk bestand een eigen naam.")
    uitvoeren = [lees_uitvoer(pad) for pad in bestanden]
    verborgen = sum(getal is None for uitvoer in uitvoeren for getal in uitvoer.cellen.values())
    gevonden = demand(verraden(uitvoeren, totalen_van(laad_definities())))
    if not gevonden:
        console.print(f"Van de {verborgen} verborgen aantallen is er geen precies uit te rekenen.", markup=False)
        return
    tabel = Table("bestand", "indicator", "gebied", "periode", "aantal")
    for lek in gevonden:
        tabel.add_row(lek.bestand, *lek.sleutel, getal_tekst(lek.getal))
    console.print(tabel)
    console.print(f"Van de {verborgen} verborgen aantallen zijn er {len(gevonden)} uit te rekenen.", markup=False)
    raise typer.Exit(1)
