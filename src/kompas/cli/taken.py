"""`kompas taken`: the worker that fetches figures in the background, and what it has to do."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from kompas.cli.django_setup import setup_met_database
from kompas.cli.slot import probeer_slot

if TYPE_CHECKING:
    from kompas.core.models import Ophaling

app = typer.Typer(
    help="Cijfers ophalen op de achtergrond.\n\nVoorbeeld: kompas taken lijst",
    no_args_is_help=True,
)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def werk(
    tot_leeg: bool = typer.Option(
        False, "--tot-leeg", help="Stop zodra er niets meer te doen is; handig om op vaste tijden te laten starten."
    ),
    bij_server: bool = typer.Option(
        False, "--bij-server", help="Stop zodra de invoer sluit. Zo start `kompas start` deze opdracht."
    ),
) -> None:
    """Haal op wat is aangevraagd of aan de beurt is, één taak tegelijk. Stop met Ctrl-C.

    Hoeft niet als `kompas start` draait: die start deze opdracht ernaast.

    Voorbeeld: kompas taken werk --tot-leeg
    """
    stop, begonnen = threading.Event(), threading.Event()

    def ga_weg(*_: object) -> None:
        """Before the work began there is nothing to lay down, and loading everything first would only take time."""
        if not begonnen.is_set():
            os._exit(0)
        stop.set()

    for teken in (signal.SIGTERM, signal.SIGINT):
        signal.signal(teken, ga_weg)
    if bij_server:
        threading.Thread(target=_volg_server, args=(ga_weg,), daemon=True).start()
    setup_met_database()
    from django.conf import settings

    from kompas.core.bundels import verwacht
    from kompas.core.ophalen import haal_op
    from kompas.core.werker import Werker

    logging.getLogger("kompas").setLevel(logging.INFO)
    with probeer_slot(Path(settings.KOMPAS_HOME) / "taken.slot", stop, _wacht) as gekregen:
        begonnen.set()
        if gekregen:
            Werker(haal_op, verwacht, stop=stop).werk(tot_leeg=tot_leeg)


@app.command()
def lijst(
    aantal: int = typer.Option(20, "--aantal", min=1, max=1000, metavar="GETAL", help="Hoeveel taken u wilt zien."),
) -> None:
    """Toon de nieuwste taken: wat er wacht, loopt, klaar is of mislukte.

    Voorbeeld: kompas taken lijst --aantal 5
    """
    setup_met_database()
    from kompas.core.models import Ophaling

    taken = list(Ophaling.objects.select_related("gemeente")[:aantal])
    for taak in taken:
        console.print(_regel(taak), markup=False)
    if not taken:
        console.print("Er zijn nog geen taken. Vraag er een aan op de pagina Cijfers ophalen van uw gemeente.")


def _regel(taak: "Ophaling") -> str:
    from django.utils.timezone import localtime

    deel = f" ({taak.procent}%)" if taak.stand == "bezig" and taak.procent is not None else ""
    wanneer = f"{localtime(taak.gevraagd_op):%d-%m-%Y %H:%M}"
    return f"{wanneer}  {taak}: {taak.get_stand_display()}{deel}. {taak.melding}".rstrip()


def _wacht() -> None:
    console.print("Er werkt al een ander aan de taken in deze gegevensmap. Deze wacht tot die stopt.")


def _volg_server(ga_weg: Callable[[], None]) -> None:
    """Stop as soon as whoever started us is gone: the system closes our input then, however it ended."""
    while os.read(sys.stdin.fileno(), 1):  # unbuffered: a buffer that is being read would block the end of the process
        pass
    ga_weg()
