"""A full disk is no fault of the program: say it, and leave the figures that are in use alone."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kompas.base import RefusedError

_VOL = {errno.ENOSPC, errno.EDQUOT}
_WOORDEN = ("no space left on device", "disk quota exceeded", "not enough space on the disk")


@contextmanager
def let_op_schijf(waar: Path) -> Iterator[None]:
    """Turn "no space left" of the system, DuckDB or Arrow into `RefusedError`; other errors pass."""
    try:
        yield
    except (OSError, duckdb.Error) as fout:
        if not _is_vol(fout):
            raise
        raise RefusedError(
            f"De schijf met {waar} is vol. Maak ruimte vrij en geef dezelfde opdracht opnieuw."
            " De cijfers in gebruik zijn niet veranderd."
        ) from fout


def _is_vol(fout: Exception) -> bool:
    """DuckDB and Arrow give it in words only."""
    return getattr(fout, "errno", None) in _VOL or any(woorden in str(fout).lower() for woorden in _WOORDEN)
