"""`kompas voorbeeld`: the example municipalities."""

import typer
from rich.console import Console

from kompas.cli.django_setup import setup

app = typer.Typer(help="De voorbeelden Noordwijk en Westland laden of verwijderen.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def laad() -> None:
    """Laad de voorbeelden die er nog niet zijn. Wat iemand heeft gewijzigd, blijft zo.

    Voorbeeld: kompas voorbeeld laad
    """
    setup()
    from kompas.beleid.actions import voorbeeld_laden

    for regel in voorbeeld_laden(opnieuw=True).regels:
        console.print(regel)


@app.command()
def verwijder(
    ja: bool = typer.Option(False, "--ja", help="Verwijder zonder te vragen."),
) -> None:
    """Verwijder de voorbeelden, met alles wat daarin is gewijzigd, en de voorbeeldaccounts.

    Voorbeeld: kompas voorbeeld verwijder --ja
    """
    setup()
    from kompas.beleid.actions import voorbeeld_verwijderen

    if not ja and not typer.confirm("Alle voorbeelden en de wijzigingen daarin verdwijnen. Doorgaan?"):
        raise typer.Exit(1)
    console.print(f"Verwijderd: {voorbeeld_verwijderen()} voorbeeldgemeenten.")
