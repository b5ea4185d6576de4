"""A process that fetches in children of its own: `kill -9` of a child is a power cut, and a new one starts at once.

Reads lines `<folder>` and answers `<pid>`, then `klaar <pid> <exit code>`.
"""

import os
import sys
from pathlib import Path

from kompas.data.definities.tabellen import laad_tabelvormen
from kompas.data.sources.ophalen import Beleid, Bronadressen, Gebiedskeuze, haal_tabel, plan


def main(adressen: str, tabel: str) -> None:
    plan.GROEP, plan.MAX_RIJEN = 6_000, 1_000  # many small questions, several parts
    vorm = laad_tabelvormen()[tabel]
    for regel in sys.stdin:
        kind = os.fork()
        if not kind:
            doe(Path(regel.strip()), Bronadressen.lees(adressen), vorm)
        print(kind, flush=True)  # noqa: T201 - how the test talks with us
        _, status = os.waitpid(kind, 0)
        print(f"klaar {kind} {status}", flush=True)  # noqa: T201


def doe(map_: Path, adressen: Bronadressen, vorm: object) -> None:
    status = 1
    try:
        haal_tabel(vorm, Gebiedskeuze(("GM0537",)), map_, adressen=adressen, beleid=Beleid(eerste_pauze=0.01))  # type: ignore[arg-type]
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
