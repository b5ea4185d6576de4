"""`kompas voorbeeld`: the example municipalities."""

import typer
from rich.console import Console

from kompas.base import getal_tekst
from kompas.cli.django_setup import setup_met_database
from kompas.cli.vraag import vraag_ja

app = typer.Typer(
    help="De voorbeelden Noordwijk en Westland laden of verwijderen.\n\nVoorbeeld: kompas voorbeeld laad",
    no_args_is_help=True,
)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def laad() -> None:
    """Laad de voorbeelden die er nog niet zijn. Wat iemand heeft gewijzigd, blijft zo.

    Voorbeeld: kompas voorbeeld laad
    """
    setup_met_database()
    from kompas.beleid.actions import voorbeeld_laden

    for regel in voorbeeld_laden(opnieuw=True).regels:
        console.print(regel)


@app.command()
def verwijder(
    ja: bool = typer.Option(False, "--ja", help="Verwijder zonder te vragen."),
) -> None:
    """Verwijder de voorbeelden, met alles wat daarin is gewijzigd, en de voorbeeldaccounts.

    De voorbeeldcijfers blijven staan: cijfers worden nooit gewist. Eigen cijfers gaan altijd voor.

    Voorbeeld: kompas voorbeeld verwijder --ja
    """
    setup_met_database()
    from kompas.beleid.actions import voorbeeld_verwijderen
    from kompas.core.cijfers import cijfers
    from kompas.core.models import Gemeente

    namen = [gemeente.naam for gemeente in Gemeente.objects.voorbeelden()]
    if not namen:
        console.print("Er staan hier geen voorbeelden.")
        return
    console.print(f"Dit verdwijnt: {' en '.join(namen)}, met alle wijzigingen daarin, en de voorbeeldaccounts.")
    if not ja and not vraag_ja("Doorgaan?"):
        console.print("Er is niets verwijderd.")
        raise typer.Exit(1)
    console.print(f"Verwijderd: {voorbeeld_verwijderen()} voorbeeldgemeenten.")
    if aantal := cijfers().aantal_voorbeeldcijfers:
        console.print(f"De {getal_tekst(aantal)} voorbeeldcijfers blijven staan: cijfers worden nooit gewist.")
        console.print("Ze zijn als voorbeeld gemerkt. Cijfers die u zelf inleest, komen ervoor in de plaats.")
