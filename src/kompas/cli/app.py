"""The `kompas` command: puts the subcommands together."""

import importlib
import sys

import typer
from rich.console import Console

from kompas.base import RefusedError

app = typer.Typer(
    name="kompas",
    help=(
        "Veiligheidskompas: van veiligheidsplan en cijfers naar veiligheidsbeeld en voortgangsrapportage.\n\n"
        "Hulp bij één opdracht: kompas OPDRACHT --help\n\n"
        "Voorbeeld: kompas start"
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _versie(tonen: bool) -> None:
    if tonen:
        from importlib.metadata import version

        typer.echo(f"Veiligheidskompas {version('veiligheidskompas')}")
        raise typer.Exit


@app.callback()
def hoofd(
    versie: bool = typer.Option(False, "--versie", help="Toon de versie en stop.", callback=_versie, is_eager=True),
) -> None:
    """Options that stand before the subcommand."""


def _subopdrachten() -> None:
    from kompas.cli import start

    app.command("start")(start.start)
    app.command("bijwerken")(start.bijwerken)
    for naam in ("voorbeeld", "beleid", "cijfers", "rapport"):
        try:
            module = importlib.import_module(f"kompas.cli.{naam}")
        except ModuleNotFoundError:
            continue
        app.add_typer(module.app, name=naam)


def main() -> None:
    """Run the command; a refusal or a broken pipe ends in a sentence, not in a traceback."""
    _subopdrachten()
    try:
        app()
    except RefusedError as fout:
        Console(stderr=True).print(f"[bold]Dat kan niet:[/bold] {fout}")
        sys.exit(1)


if __name__ == "__main__":
    main()
