"""The `kompas` command: puts the subcommands together."""

import sys

import typer
from rich.console import Console

from kompas import __version__
from kompas.base import RefusedError
from kompas.cli import beleid, cijfers, gemeente, rapport, start, taal, taken, versheid, voorbeeld
from kompas.cli.django_setup import databasefout

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
        typer.echo(f"Veiligheidskompas {__version__}")
        raise typer.Exit


@app.callback()
def hoofd(
    versie: bool = typer.Option(False, "--versie", help="Toon de versie en stop.", callback=_versie, is_eager=True),
) -> None:
    """Options that stand before the subcommand."""


app.command("start")(start.start)
app.command("bijwerken")(start.bijwerken)
app.add_typer(voorbeeld.app, name="voorbeeld")
app.add_typer(gemeente.app, name="gemeente")
app.add_typer(beleid.app, name="beleid")
cijfers.app.command("versheid")(versheid.versheid)
app.add_typer(cijfers.app, name="cijfers")
app.add_typer(taken.app, name="taken")
app.command("rapport")(rapport.rapport)


def main() -> None:
    """Run the command; wrong use, a refusal or Ctrl-C ends in a Dutch sentence and not in a traceback."""
    taal.nederlands()
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except RefusedError as fout:
        _meld(str(fout))
        sys.exit(1)
    except (KeyboardInterrupt, typer.Abort):
        _meld("Afgebroken.")
        sys.exit(130)
    except typer.TyperException as fout:
        _meld(taal.vertaal(fout.format_message()))
        sys.exit(fout.exit_code)
    except Exception as fout:
        if not (zin := databasefout(fout)):
            raise
        _meld(zin)
        sys.exit(1)


def _meld(zin: str) -> None:
    if not zin:  # no subcommand: the help was printed already
        return
    Console(stderr=True, highlight=False, soft_wrap=True).print(zin, markup=False)


if __name__ == "__main__":
    main()
