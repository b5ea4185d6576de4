"""`kompas gemeente`: the municipalities of this installation."""

from typing import TYPE_CHECKING

import typer
from rich.console import Console

from kompas.cli.django_setup import setup_met_database

if TYPE_CHECKING:
    from kompas.core.actions import Toegevoegd

HULP = """Een eigen gemeente toevoegen.

Voorbeeld: kompas gemeente toevoegen GM0050 Zeewolde
"""
app = typer.Typer(help=HULP, no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)


@app.callback(help=HULP)
def groep() -> None:
    """Keep `toevoegen` a subcommand while it is the only one."""


@app.command()
def toevoegen(
    code: str = typer.Argument(..., help="CBS-code van de gemeente, bijvoorbeeld GM0050.", metavar="CODE"),
    naam: str = typer.Argument(..., help="Naam van de gemeente, zoals zij in beeld komt.", metavar="NAAM"),
    adviseur: str = typer.Option(
        "", "--adviseur", metavar="GEBRUIKERSNAAM", help="Maak ook een account voor een adviseur; toont het wachtwoord."
    ),
) -> None:
    """Voeg een gemeente toe. Daarna kunt u een plan inlezen en cijfers bekijken.

    Alleen wie met een account van die gemeente is aangemeld, ziet haar. Een account dat er al is, krijgt de rol erbij.

    Voorbeeld: kompas gemeente toevoegen GM0050 Zeewolde --adviseur jansen
    """
    setup_met_database()
    from kompas.core.actions import gemeente_toevoegen
    from kompas.core.cijfers import cijfers

    bekend = dict(cijfers().gebieden())
    toegevoegd = gemeente_toevoegen(code=code, naam=naam, adviseur=adviseur, bekend=bekend)
    gemeente = toegevoegd.gemeente
    if toegevoegd.is_nieuw:
        console.print(f"Toegevoegd: {gemeente.naam} ({gemeente.code}), grenzen van {gemeente.indelingsjaar}.")
    if gemeente.code not in bekend:
        console.print("Let op: de ingelezen cijfers kennen deze code niet. Controleer de code, en lees cijfers in.")
    for regel in _account(toegevoegd):
        console.print(regel, markup=False)
    console.print(f"Daarna: aanmelden, en een plan inlezen op /{gemeente.slug}/inlezen/.")


def _account(toegevoegd: "Toegevoegd") -> tuple[str, ...]:
    account = toegevoegd.account
    if account is None:
        return ("Er is nog geen account. Geef dezelfde opdracht met --adviseur GEBRUIKERSNAAM om er een te maken.",)
    if not account.wachtwoord:
        return (f"Het account {account.gebruikersnaam} was er al en mag nu ook {toegevoegd.gemeente.naam} bewerken.",)
    return (
        f"Account: {account.gebruikersnaam}  met wachtwoord  {account.wachtwoord}",
        "Bewaar dit wachtwoord nu: het wordt niet nog eens getoond.",
    )
