"""The hash by which a file is known."""

from hashlib import file_digest
from pathlib import Path


def bestandshash(pad: Path) -> str:
    """SHA-256 of what is in the file."""
    with pad.open("rb") as bron:
        return file_digest(bron, "sha256").hexdigest()
