"""`kompas cijfers versheid`: which figures are new, late or missing."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kompas.cli.django_setup import setup_met_database

console = Console(highlight=False, soft_wrap=True)


def versheid(
    gemeente: Annotated[
        str, typer.Argument(help="CBS-code of naam in het webadres, bijvoorbeeld GM0575.", metavar="GEMEENTE")
    ],
    op: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="JJJJ-MM-DD", help="Kijk alsof het deze dag is. Standaard: vandaag."
        ),
    ] = None,
) -> None:
    """Toon per bron hoe nieuw de cijfers zijn en wanneer de volgende worden verwacht.

    Eindigt met 1 als een bron te laat is of niet kon worden opgehaald.

    Voorbeeld: kompas cijfers versheid GM0575
    """
    setup_met_database()
    from django.utils.timezone import localdate

    from kompas.base import demand
    from kompas.core.queries import gemeente_op_code
    from kompas.core.signalen import versheid_van

    van = demand(gemeente_op_code(gemeente))
    bronnen = versheid_van(van, op.date() if op else localdate())
    tabel = Table(title=f"Cijfers van {van}", title_justify="left")
    for kop in ("bron", "stand", "tot en met", "opgehaald", "volgende verwacht"):
        tabel.add_column(kop)
    for v in bronnen:
        laatste = v.laatste.label if v.laatste else ""
        dagen = (f"{dag:%d-%m-%Y}" if dag else "" for dag in (v.opgehaald, v.verwacht if v.laatste else None))
        tabel.add_row(escape(v.bron.titel), str(v.status), laatste, *dagen)
    console.print(tabel)
    signalen = [v for v in bronnen if v.is_signaal]
    for v in signalen:
        console.print(v.zin, markup=False)
    if signalen:
        raise typer.Exit(1)
