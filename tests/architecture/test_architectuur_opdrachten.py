"""Every command explains itself in Dutch, with an example."""

from collections.abc import Iterator

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kompas.cli.app import app

ENGELS = {"the", "and", "with", "file", "show", "this", "path", "from"}


def opdrachten(groep: TyperGroup, pad: str = "kompas") -> Iterator[tuple[str, str, list[str]]]:
    """Path, help text and texts of the options of every command."""
    for naam, opdracht in groep.commands.items():
        if isinstance(opdracht, TyperGroup):
            yield from opdrachten(opdracht, f"{pad} {naam}")
        else:
            yield f"{pad} {naam}", opdracht.help or "", [getattr(p, "help", None) or "" for p in opdracht.params]


def alle() -> list[tuple[str, str, list[str]]]:
    groep = get_command(app)
    assert isinstance(groep, TyperGroup)
    return list(opdrachten(groep))


def gebrek(pad: str, hulp: str, opties: list[str]) -> str:
    """What is wrong with the help of one command; empty when it is right."""
    if f"Voorbeeld: {pad}" not in " ".join(hulp.split()):
        return f"{pad}: no line 'Voorbeeld: {pad} ...'"
    if not all(opties):
        return f"{pad}: an option without help"
    engels = ENGELS & set(" ".join([hulp, *opties]).lower().split())
    return f"{pad}: English words {engels}" if engels else ""


def test_every_command_has_dutch_help_with_an_example() -> None:
    lijst = alle()
    assert {"kompas start", "kompas beleid lees", "kompas cijfers lees", "kompas rapport"} <= {
        pad for pad, _, _ in lijst
    }
    assert [fout for regel in lijst if (fout := gebrek(*regel))] == []


def test_a_command_without_example_is_seen() -> None:
    proef = typer.Typer()

    @proef.callback()
    def hoofd() -> None: ...

    @proef.command("lees")
    def lees(bestand: str) -> None:
        """Read the file."""

    groep = get_command(proef)
    assert isinstance(groep, TyperGroup)
    assert [gebrek(*regel) for regel in opdrachten(groep)] == ["kompas lees: no line 'Voorbeeld: kompas lees ...'"]
