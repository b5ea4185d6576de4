"""One process at a time: a lock on a file, which the system itself lets go when a process dies."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def slot(path: Path) -> Iterator[None]:
    """Wait for the lock on `path`, hold it, let it go."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def probeer_slot(path: Path, stop: threading.Event, wacht: Callable[[], None]) -> Iterator[bool]:
    """Wait for the lock until `stop` is set, and say whether it was got; `wacht` is told once when it is taken."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        gekregen = _lock_nu(descriptor)
        if not gekregen:
            wacht()
        while not gekregen and not stop.wait(0.5):
            gekregen = _lock_nu(descriptor)
        yield gekregen
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _lock_nu(descriptor: int) -> bool:
    """The lock, when nobody has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
