"""Read a stranger's document, and find the plan in it, in child processes with limits on time and memory.

A hostile file can then at worst end the child: the caller gets a Dutch sentence.
"""

import json
import os
import subprocess
import sys
from typing import Any

from kompas.beleid.lezen.document import STANDAARD, Document, Grenzen, Regel, Soort
from kompas.beleid.lezen.fout import LeesFout
from kompas.beleid.lezen.gelezen import GelezenPlan

_LANG = (
    "Het lezen van {naam} duurde langer dan {seconden:.0f} seconden en is gestopt. Het bestand is beschadigd "
    "of te ingewikkeld: "
    "sla het opnieuw op, of lever de tekst aan als .txt."
)
_STUK = (
    "{naam} kan niet worden gelezen: het bestand is beschadigd of vraagt te veel geheugen. "
    "Open het in het programma waarmee het is gemaakt en sla het opnieuw op."
)


def lees_afgeschermd(vorm: str, inhoud: bytes, naam: str, grenzen: Grenzen) -> tuple[str, list[Regel]]:
    """The title and the lines of the document; `LeesFout` when it cannot be read within the limits."""
    opdracht = ("kompas.beleid.lezen.kind", vorm, *map(str, _getallen(grenzen)))
    return _antwoord(_in_kind(opdracht, inhoud, naam, grenzen), naam)


def lees_plan_afgeschermd(document: Document, grenzen: Grenzen = STANDAARD) -> GelezenPlan:
    """`lees_plan` behind the same fence: a text made to be slow ends the child, not the server."""
    from kompas.beleid.lezen.plankind import ANTWOORD, DOCUMENT  # noqa: PLC0415  the child's module imports the reader

    opdracht = ("kompas.beleid.lezen.plankind", *map(str, _getallen(grenzen)))
    uitvoer = _in_kind(opdracht, DOCUMENT.dump_json(document), document.naam, grenzen)
    try:
        antwoord = ANTWOORD.validate_json(uitvoer)
    except ValueError:  # the child was ended at one of its limits, halfway
        raise LeesFout(_LANG.format(naam=document.naam, seconden=grenzen.seconden)) from None
    if isinstance(antwoord, str):
        raise LeesFout(antwoord)
    return antwoord


def _in_kind(opdracht: tuple[str, ...], invoer: bytes, naam: str, grenzen: Grenzen) -> bytes:
    """What our own module printed in a child of its own; `LeesFout` when it took too long."""
    omgeving = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "LC_ALL", "SYSTEMROOT", "HOME", "TMPDIR"}}
    omgeving |= {
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
    }
    regel = [sys.executable, "-m", *opdracht]
    try:
        kind = subprocess.run(  # noqa: S603  our own interpreter with our own module
            regel, input=invoer, capture_output=True, timeout=grenzen.seconden, env=omgeving, check=False
        )
    except subprocess.TimeoutExpired:
        raise LeesFout(_LANG.format(naam=naam, seconden=grenzen.seconden)) from None
    return kind.stdout


def _getallen(grenzen: Grenzen) -> tuple[int, ...]:
    return (
        grenzen.bytes,
        grenzen.uitgepakt,
        grenzen.tekens,
        grenzen.regels,
        grenzen.paginas,
        int(grenzen.seconden) + 1,
        grenzen.geheugen,
    )


def _antwoord(uitvoer: bytes, naam: str) -> tuple[str, list[Regel]]:
    try:
        antwoord: dict[str, Any] = json.loads(uitvoer)
    except ValueError:
        raise LeesFout(_STUK.format(naam=naam)) from None
    if "fout" in antwoord:
        raise LeesFout(str(antwoord["fout"]).replace("{naam}", naam))
    return antwoord["titel"], [_regel(rij) for rij in antwoord["regels"]]


def _regel(rij: list[Any]) -> Regel:
    tekst, soort, niveau, cellen, pagina, noot = rij
    return Regel(0, tekst, Soort(soort), niveau, tuple(cellen), pagina, noot)
