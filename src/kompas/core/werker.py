"""The worker: fetches figures one task at a time, in a process of its own beside the server.

It may be killed at any moment. What was fetched stands on disk, the task stands in the database, and whoever starts a
worker afterwards goes on where it was.
"""

import hashlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from kompas.base import BezetError, RefusedError
from kompas.core import actions
from kompas.core.actions.ophalen import Voortgang
from kompas.core.models import Ophaalplan, Ophaling
from kompas.core.queries import gevraagd_af_te_breken
from kompas.core.rules import HARTSLAG_SECONDEN

logger = logging.getLogger(__name__)

MELD_SECONDEN = 1.0
"""How often progress is written: often enough to watch, seldom enough for the database."""
PLAN_SECONDEN = 60.0
"""How often the schedules are looked at."""
ONVOORZIEN = (
    "Er ging iets mis waar het programma geen raad mee weet. De cijfers zijn niet veranderd. Kijk in het logboek van"
    " de server, of vraag het ophalen opnieuw aan."
)

Meld = Callable[[Voortgang], None]
Onderbreking = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a fetch led to: the build in use, and a sentence about what changed."""

    build: str
    melding: str
    niet_gelukt: str = ""


Ophaler = Callable[[Ophaling, Meld], Uitkomst]
"""Fetches what a task asks and takes it into use. An exception out of `Meld` must come out of it unchanged."""


class AfgebrokenError(Exception):
    """Somebody asked to stop this task."""


class NeergelegdError(Exception):
    """The worker has to go; another one will go on."""


class VerlorenError(Exception):
    """The task is no longer ours: we were thought to be dead."""


def werkernaam() -> str:
    """Which process on which machine, for which data folder."""
    return f"{machine()}{os.getpid()}"


def machine() -> str:
    """What the names of all workers of this data folder on this machine begin with."""
    home = hashlib.sha256(str(Path(settings.KOMPAS_HOME).resolve()).encode()).hexdigest()[:8]
    return f"{socket.gethostname()[:80]}:{home}:"


@dataclass
class Werker:
    """Does tasks until it is told to stop. `ophaal` does the real work; `verwacht` knows when sources publish."""

    ophaal: Ophaler
    verwacht: Callable[[Ophaalplan], date | None]
    naam: str = field(default_factory=werkernaam)
    stop: threading.Event = field(default_factory=threading.Event)
    hartslag: float = HARTSLAG_SECONDEN
    klok: Callable[[], float] = time.monotonic
    _volgend_plan: float = field(default=0.0, init=False)

    def werk(self, *, rust: float = 2.0, tot_leeg: bool = False) -> None:
        """Do what waits, and wait for more; with `tot_leeg` only what waits now. The caller holds the worker's lock."""
        eerste = True
        while not self.stop.is_set():
            try:
                close_old_connections()
                actions.ophalingen_hervatten(op_deze_machine=machine() if eerste else "")
                eerste = False
                self._plan()
                gedaan = self.doe_een()
            except DatabaseError:
                logger.exception("De database is er even niet; over %s seconden weer.", rust)
                gedaan = False
            if gedaan:
                continue
            if tot_leeg:
                return
            self.stop.wait(rust)

    def doe_een(self) -> bool:
        """Do the oldest task that waits; False when there is none."""
        ophaling = actions.ophaling_beginnen(werker=self.naam)
        if ophaling is None:
            return False
        logger.info("Begint: %s (%s)", ophaling, ophaling.pk)
        with self._leeft(ophaling):
            self._voer_uit(ophaling)
        return True

    def _plan(self) -> None:
        nu = self.klok()
        if nu >= self._volgend_plan:
            self._volgend_plan = nu + PLAN_SECONDEN
            actions.ophaalplannen_uitvoeren(verwacht=self.verwacht)

    def _voer_uit(self, ophaling: Ophaling) -> None:
        """Fetch, and write how it ended; every way out leaves the task in a state that people understand."""
        naam = self.naam
        try:
            uitkomst = self.ophaal(ophaling, self._melder(ophaling))
        except NeergelegdError:
            actions.ophaling_neerleggen(ophaling=ophaling, werker=naam)
        except AfgebrokenError:
            actions.ophaling_gestopt(ophaling=ophaling, werker=naam)
        except VerlorenError:
            logger.warning("%s is door een ander overgenomen.", ophaling)
        except BezetError as fout:
            actions.ophaling_uitstellen(ophaling=ophaling, werker=naam, melding=str(fout))
        except RefusedError as fout:
            actions.ophaling_mislukt(ophaling=ophaling, werker=naam, melding=str(fout))
        except DatabaseError:
            raise
        except Exception as fout:
            logger.exception("Ophalen mislukte: %s", ophaling)
            actions.ophaling_mislukt(ophaling=ophaling, werker=naam, melding=f"{ONVOORZIEN} ({type(fout).__name__})")
        else:
            actions.ophaling_klaar(ophaling=ophaling, werker=naam, **asdict(uitkomst))

    def _melder(self, ophaling: Ophaling) -> Meld:
        """Writes progress now and then; ends the work when someone asks for it."""
        laatst, vorige = float("-inf"), ""

        def meld(voortgang: Voortgang) -> None:
            nonlocal laatst, vorige
            if self.stop.is_set():
                raise NeergelegdError
            nu = self.klok()
            is_nieuw = voortgang.tabel != vorige or 0 < voortgang.totaal <= voortgang.klaar
            if nu - laatst < MELD_SECONDEN and not is_nieuw:
                return
            laatst, vorige = nu, voortgang.tabel
            if not actions.ophaling_voortgang(ophaling=ophaling, werker=self.naam, voortgang=voortgang):
                raise VerlorenError
            if gevraagd_af_te_breken(ophaling):
                raise AfgebrokenError

        return meld

    @contextmanager
    def _leeft(self, ophaling: Ophaling) -> Iterator[None]:
        """A sign of life every few seconds, also while nothing is told: a build may take a minute."""
        genoeg = threading.Event()

        def klop() -> None:
            try:
                while not genoeg.wait(self.hartslag):
                    with _overleef_database():
                        actions.ophaling_leeft(ophaling=ophaling, werker=self.naam)
            finally:
                connection.close()

        draad = threading.Thread(target=klop, name="hartslag", daemon=True)
        draad.start()
        try:
            yield
        finally:
            genoeg.set()
            draad.join(timeout=self.hartslag + 30)


@contextmanager
def _overleef_database() -> Iterator[None]:
    """A missed sign of life is no reason to stop."""
    try:
        yield
    except DatabaseError:
        logger.warning("Een teken van leven kon niet worden opgeschreven.", exc_info=True)
