"""Files that are there whole or not at all."""

import os
import sys
from pathlib import Path


def schrijf_zeker(pad: Path, inhoud: str | bytes) -> None:
    """Write beside, flush to disk, rename: the file has the old contents or the new ones."""
    naast = pad.with_name(pad.name + ".nieuw")
    with naast.open("wb") as doel:
        doel.write(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        doel.flush()
        os.fsync(doel.fileno())
    naast.replace(pad)
    sync(pad.parent)


def sync(pad: Path) -> None:
    """Make a file, or the names in a folder, survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    greep = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)
