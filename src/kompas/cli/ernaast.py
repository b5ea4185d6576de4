"""The worker as a process beside the server: started with it, started again when it falls over, stopped with it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

OPNIEUW_NA = 5.0
"""Seconds between a fall of the worker and the next start."""
GEDULD = 20.0
"""Seconds that a worker gets to lay down its task; what it does not lay down, the next one takes up."""
OPDRACHT = (sys.executable, "-m", "kompas.cli.app", "taken", "werk", "--bij-server")


@contextmanager
def werker_ernaast(opdracht: tuple[str, ...] = OPDRACHT, opnieuw_na: float = OPNIEUW_NA) -> Iterator[None]:
    """Keep a worker running for as long as this lasts.

    It reads from us: when we are gone, however that came, the system closes its input, and it stops too.
    """
    bewaker = _Bewaker(opdracht, opnieuw_na)
    draad = threading.Thread(target=bewaker.waak, name="werker", daemon=True)
    draad.start()
    try:
        yield
    finally:
        bewaker.stop()
        draad.join(timeout=GEDULD + 5)


@dataclass
class _Bewaker:
    opdracht: tuple[str, ...]
    opnieuw_na: float
    _klaar: threading.Event = field(default_factory=threading.Event)
    _slot: threading.Lock = field(default_factory=threading.Lock)
    _proces: subprocess.Popen[bytes] | None = None

    def waak(self) -> None:
        while (proces := self._start()) is not None:
            proces.wait()
            _sluit(proces)
            self._klaar.wait(self.opnieuw_na)

    def stop(self) -> None:
        """Let the worker go in good order; one that does not is ended."""
        with self._slot:
            self._klaar.set()
            proces = self._proces
        if proces is None:
            return
        _sluit(proces)
        if sys.platform != "win32":
            # A worker that still loads does not look at its input yet: without this, stopping waits for that.
            proces.terminate()
        try:
            proces.wait(timeout=GEDULD)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._slot:
            if self._klaar.is_set():
                return None
            self._proces = subprocess.Popen(self.opdracht, stdin=subprocess.PIPE)  # noqa: S603  (our own command)
            return self._proces


def _sluit(proces: subprocess.Popen[bytes]) -> None:
    """Close the input of the worker: that is how it hears that it may go."""
    if proces.stdin is not None:
        with suppress(OSError):
            proces.stdin.close()
