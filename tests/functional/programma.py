"""`kompas start` as a process of its own, with a data folder of its own."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

KOMPAS = Path(sys.executable).with_name("kompas")
ADRES = re.compile(r"http://127\.0\.0\.1:\d+/")


@dataclass(frozen=True, slots=True)
class Programma:
    """A started program: where it listens and where its data is."""

    adres: str
    home: Path

    @classmethod
    @contextmanager
    def start(cls, home: Path, **extra: str) -> Iterator["Programma"]:
        """Start it and end it; `extra` are settings."""
        eigen = {n: w for n, w in os.environ.items() if not n.startswith(("KOMPAS_", "DJANGO_"))}
        vast = {"KOMPAS_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error", "COLUMNS": "200"}
        with subprocess.Popen(
            [KOMPAS, "start", "--poort", "18900"],
            env=eigen | vast | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as proces:
            try:
                yield cls(_lees_adres(proces), home)
            finally:
                proces.terminate()
                proces.communicate(timeout=30)

    def wachtwoord(self, gebruikersnaam: str) -> str:
        """The password of an example account."""
        accounts = json.loads((self.home / "voorbeeldaccounts.json").read_text("utf-8"))
        [wachtwoord] = [a["wachtwoord"] for a in accounts if a["gebruikersnaam"] == gebruikersnaam]
        return str(wachtwoord)

    def haal(self, pad: str) -> str:
        with urllib.request.urlopen(self.adres.rstrip("/") + pad, timeout=30) as antwoord:  # noqa: S310
            return str(antwoord.read().decode())


def _lees_adres(proces: "subprocess.Popen[str]") -> str:
    """The address, once the program says how to stop it."""
    regels = []
    for regel in proces.stdout or ():
        regels.append(regel)
        if "Stoppen" in regel:
            break
    treffer = ADRES.search("".join(regels))
    assert treffer, "kompas start stopped early:\n" + "".join(regels)
    return treffer.group()
