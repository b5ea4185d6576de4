"""The worker as real processes on invented sources: it fetches, is killed, is taken up again, stops with the server."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.servers.odata import Bronserver

KOMPAS = Path(sys.executable).with_name("kompas")
AANVRAAG = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kompas.core import actions
from kompas.core.models import Gebruiker, Gemeente, Rolverlening
gemeente = Gemeente.objects.create(code="GM0537", naam="Katwijk", slug="katwijk", indelingsjaar=2026)
anna = Gebruiker.objects.create(username="anna", password="!")
Rolverlening.objects.create(gebruiker=anna, gemeente=gemeente, rol="adviseur")
actions.ophaling_aanvragen(gemeente=gemeente, door=anna, wat="bbv")
"""
TAAK = "SELECT stand, pogingen, werker, melding, build, klaar FROM core_ophaling"


@dataclass(frozen=True)
class Taak:
    stand: str
    pogingen: int
    werker: str
    melding: str
    build: str
    klaar: int

    @property
    def pid(self) -> int:
        return int(self.werker.rpartition(":")[2])


@dataclass
class Installatie:
    """A data folder with one task that waits, and the processes that run on it."""

    home: Path
    omgeving: dict[str, str]
    lees: Callable[[], tuple[object, ...]]
    processen: list["subprocess.Popen[str]"]

    def start(self, *opdracht: str) -> "subprocess.Popen[str]":
        proces = subprocess.Popen(
            [KOMPAS, *opdracht], env=self.omgeving, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.processen.append(proces)
        return proces

    @property
    def taak(self) -> Taak:
        return Taak(*self.lees())  # type: ignore[arg-type]

    def wacht_op(self, klopt: Callable[[Taak], bool], seconden: float = 60) -> Taak:
        einde = time.monotonic() + seconden
        while not klopt(taak := self.taak):
            if time.monotonic() > einde:
                raise AssertionError(f"still {taak}")
            time.sleep(0.05)
        return taak


def _omgeving(home: Path, adressen: str, **extra: str) -> dict[str, str]:
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KOMPAS_", "DJANGO_"))}
    vast = {
        "KOMPAS_HOME": str(home),
        "KOMPAS_BRONADRESSEN": adressen,
        "DJANGO_SETTINGS_MODULE": "kompas.project.settings",
    }
    return eigen | vast | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "error", "COLUMNS": "200"} | extra


def _lees_sqlite(home: Path) -> Callable[[], tuple[object, ...]]:
    def lees() -> tuple[object, ...]:
        verbinding = sqlite3.connect(home / "kompas.sqlite3", timeout=20)
        try:
            return tuple(verbinding.execute(TAAK).fetchone())
        finally:
            verbinding.close()

    return lees


def _maak(home: Path, omgeving: dict[str, str], lees: Callable[[], tuple[object, ...]]) -> Iterator[Installatie]:
    home.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-c", AANVRAAG], env=omgeving, check=True)
    installatie = Installatie(home, omgeving, lees, [])
    yield installatie
    for proces in installatie.processen:
        if proces.poll() is None:
            proces.kill()
        proces.communicate()


@pytest.fixture
def op_sqlite(tmp_path: Path, bronserver: "Bronserver") -> Iterator[Installatie]:
    home = tmp_path / "home"
    yield from _maak(home, _omgeving(home, bronserver.adressen), _lees_sqlite(home))


@pytest.fixture
def op_postgresql(tmp_path: Path, bronserver: "Bronserver") -> Iterator[Installatie]:
    import psycopg

    url, naam = os.environ["KOMPAS_TEST_DATABASE_URL"], f"kompas_taken_{os.getpid()}"
    kop, vraag, opties = url.partition("?")
    eigen = f"{kop.rpartition('/')[0]}/{naam}{vraag}{opties}"

    def lees() -> tuple[object, ...]:
        with psycopg.connect(eigen, autocommit=True) as verbinding:
            rij = verbinding.execute(TAAK).fetchone()
        assert rij is not None
        return tuple(rij)

    with psycopg.connect(url, autocommit=True) as verbinding:
        verbinding.execute(f"CREATE DATABASE {naam}")
        try:
            home = tmp_path / "home"
            yield from _maak(home, _omgeving(home, bronserver.adressen, KOMPAS_DATABASE_URL=eigen), lees)
        finally:
            verbinding.execute(f"DROP DATABASE {naam} WITH (FORCE)")


def _gaat_verder_na_kill(installatie: Installatie, bronserver: "Bronserver", keren: int) -> None:
    """Kill the worker again and again in the middle of its work; then let it finish."""
    bronserver.grillen.zet(vertraging=0.15)
    for _ in range(keren):
        voor = len(bronserver.verzoeken)
        werker = installatie.start("taken", "werk")
        einde = time.monotonic() + 60
        while len(bronserver.verzoeken) < voor + 4 or installatie.taak.stand != "bezig":
            assert werker.poll() is None, werker.communicate()[0]
            assert time.monotonic() < einde
            time.sleep(0.02)
        werker.kill()
        werker.wait()
        assert installatie.taak.stand == "bezig"  # dead, and nobody knows yet
    bronserver.grillen.zet(vertraging=0)
    werker = installatie.start("taken", "werk", "--tot-leeg")
    uitvoer, _ = werker.communicate(timeout=120)
    assert werker.returncode == 0, uitvoer
    taak = installatie.taak
    assert (taak.stand, taak.pogingen) == ("klaar", keren), taak
    assert taak.build == (installatie.home / "cijfers" / "actief").read_text("ascii").strip()
    assert taak.melding.startswith("Klaar: ")
    assert not list((installatie.home / "cijfers" / "ophalen").glob("ophaling-*"))


@pytest.mark.enable_socket
def test_a_task_goes_on_after_kill_on_sqlite(op_sqlite: Installatie, bronserver: "Bronserver") -> None:
    _gaat_verder_na_kill(op_sqlite, bronserver, 3)


@pytest.mark.postgres
@pytest.mark.enable_socket
def test_a_task_goes_on_after_kill_on_postgresql(op_postgresql: Installatie, bronserver: "Bronserver") -> None:
    _gaat_verder_na_kill(op_postgresql, bronserver, 1)


@pytest.mark.enable_socket
def test_the_server_keeps_a_worker_and_takes_it_along(op_sqlite: Installatie, bronserver: "Bronserver") -> None:
    """Started beside the server; started again when it is killed; gone when the server stops."""
    bronserver.grillen.zet(vertraging=0.4)
    server = op_sqlite.start("start", "--poort", "18840", "--zonder-voorbeeld")
    eerste = op_sqlite.wacht_op(lambda taak: taak.stand == "bezig").pid
    assert eerste != server.pid
    os.kill(eerste, signal.SIGKILL)
    tweede = op_sqlite.wacht_op(lambda taak: taak.stand == "bezig" and taak.pid != eerste).pid
    server.send_signal(signal.SIGINT)
    uitvoer, _ = server.communicate(timeout=40)
    assert "Veiligheidskompas is gestopt." in uitvoer
    assert "Traceback" not in uitvoer
    assert not _leeft(tweede)
    assert (op_sqlite.taak.stand, op_sqlite.taak.pogingen) == ("wacht", 1)


@pytest.mark.enable_socket
def test_a_worker_does_not_outlive_a_server_that_was_killed(op_sqlite: Installatie, bronserver: "Bronserver") -> None:
    bronserver.grillen.zet(vertraging=0.4)
    server = op_sqlite.start("start", "--poort", "18860", "--zonder-voorbeeld")
    werker = op_sqlite.wacht_op(lambda taak: taak.stand == "bezig").pid
    server.kill()
    op_sqlite.wacht_op(lambda taak: taak.stand == "wacht")
    einde = time.monotonic() + 30
    while _leeft(werker):
        assert time.monotonic() < einde
        time.sleep(0.05)


@pytest.mark.enable_socket
def test_a_second_worker_waits_and_takes_over(op_sqlite: Installatie, bronserver: "Bronserver") -> None:
    bronserver.grillen.zet(vertraging=0.4)
    eerste = op_sqlite.start("taken", "werk")
    op_sqlite.wacht_op(lambda taak: taak.stand == "bezig" and taak.pid == eerste.pid)
    eerste.send_signal(signal.SIGSTOP)  # on a slow machine it would be ready before the second has started
    tweede = op_sqlite.start("taken", "werk")
    assert tweede.stdout is not None
    assert "Deze wacht tot die stopt" in tweede.stdout.readline()
    eerste.kill()
    op_sqlite.wacht_op(lambda taak: taak.stand == "bezig" and taak.pid == tweede.pid)
    tweede.terminate()
    assert tweede.wait(timeout=40) == 0
    assert op_sqlite.taak.stand == "wacht"  # laid down in good order


@pytest.mark.enable_socket
def test_the_list_of_tasks(op_sqlite: Installatie) -> None:
    lijst = op_sqlite.start("taken", "lijst").communicate(timeout=60)[0]
    assert lijst.rstrip().endswith(" van Katwijk: wacht op zijn beurt.")


def _leeft(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return b"Z" not in Path(f"/proc/{pid}/stat").read_bytes().split(b") ")[-1][:1] if Path("/proc").is_dir() else True
