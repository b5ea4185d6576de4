"""kill -9 at fifty random moments: never half a delivery, and no page that was kept is asked for again."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pyarrow.parquet as pq
import pytest
from tests.servers.odata import Bronserver

from kompas.data.levering import LEVERINGBESTAND, Levering

TABEL = "47021NED"
KEREN = 50
VERBINDINGEN = 4
HOOGSTENS = 400
VRAGEN_PER_LEVEN = 16  # of some 25: enough to get on, too few to be done; finishing is what takes time


class Ophaler:
    """The process that fetches, and the child that it fetches in at the moment."""

    def __init__(self, naar: IO[str], van: IO[str]) -> None:
        self._naar, self._van = naar, van

    def begin(self, map_: Path) -> int:
        self._naar.write(f"{map_}\n")
        self._naar.flush()
        return int(self._regel()[0])

    def einde(self) -> int:
        return int(self._regel()[2])

    def _regel(self) -> list[str]:
        woorden = self._van.readline().split()
        assert woorden, f"the fetching process is gone, or was not done within {HOOGSTENS} s"
        return woorden


@contextmanager
def ophaler(server: Bronserver) -> Iterator[Ophaler]:
    opdracht = [sys.executable, "-m", "tests.unit.data.ophalen.ophaler", server.adressen, TABEL]
    omgeving = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}
    repo = Path(__file__).parents[4]
    with subprocess.Popen(
        opdracht, cwd=repo, env=omgeving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proces:
        assert proces.stdin is not None
        assert proces.stdout is not None
        wekker = threading.Timer(HOOGSTENS, proces.kill)  # a test that hangs says nothing
        wekker.start()
        yield Ophaler(proces.stdin, proces.stdout)
        wekker.cancel()
        proces.stdin.close()


def inhoud(map_: Path) -> list[str]:
    return [hashlib.sha256(pad.read_bytes()).hexdigest() for pad in Levering.lees(map_).delen]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments_nothing_is_lost_or_asked_twice(bronserver: Bronserver, tmp_path: Path) -> None:
    bronserver.grillen.zet(vertraging=0.002)
    dobbelsteen = random.Random(20261122)  # noqa: S311 - the same moments every time, as far as a machine allows
    with ophaler(bronserver) as werker:
        werker.begin(tmp_path / "eerst")
        assert werker.einde() == 0
        vragen, goed = len(bronserver.dataverzoeken), inhoud(tmp_path / "eerst")
        assert len(goed) > 3
        gedood = ronde = 0
        while gedood < KEREN:
            ronde += 1
            bronserver.verzoeken.clear()
            keer = dood_tot_heel(werker, tmp_path / str(ronde), dobbelsteen, bronserver)
            gedood += keer
            assert inhoud(tmp_path / str(ronde)) == goed
            # What was kept is never asked again: only what was under way when it died.
            assert vragen <= len(bronserver.dataverzoeken) <= vragen + keer * VERBINDINGEN


def dood_tot_heel(werker: Ophaler, map_: Path, dobbelsteen: random.Random, server: Bronserver) -> int:
    """Kill and start again until the delivery is whole; how often that was."""
    gedood = 0
    while True:
        kind = werker.begin(map_)
        wacht_op_vragen(server, len(server.verzoeken) + dobbelsteen.randint(0, VRAGEN_PER_LEVEN), map_)
        time.sleep(dobbelsteen.uniform(0, 0.01))
        with suppress(ProcessLookupError):
            os.kill(kind, signal.SIGKILL)
        status = werker.einde()
        if status == 0:
            return gedood
        assert status == signal.SIGKILL
        gedood += 1
        assert heel_of_niets(map_)


def wacht_op_vragen(server: Bronserver, aantal: int, map_: Path) -> None:
    """Until the process has asked so much, or is done: on a busy machine too, every life gets somewhere."""
    einde = time.monotonic() + 30
    while len(server.verzoeken) < aantal and not (map_ / LEVERINGBESTAND).exists() and time.monotonic() < einde:
        time.sleep(0.001)


def heel_of_niets(map_: Path) -> bool:
    """After a kill there is no delivery, or a whole one; and every part that stands there can be read."""
    for deel in (map_ / "delen").glob("*.parquet"):
        assert pq.read_metadata(deel).num_rows
    if (map_ / LEVERINGBESTAND).exists():
        levering = Levering.lees(map_)
        return levering.aantal == sum(pq.read_metadata(deel).num_rows for deel in levering.delen)
    return True
