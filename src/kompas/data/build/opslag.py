"""The folder with builds: one folder per build, one file that names the active one, one lock for builders."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import IO, Any

from kompas.base import RefusedError

FEITEN = "feiten.parquet"
GEBIEDEN = "gebieden.parquet"
DATABASE = "cijfers.duckdb"
MANIFEST = "manifest.json"
GEBOUWD = (FEITEN, GEBIEDEN, DATABASE)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a build: raw files and built files with their hash, and counts."""

    build_id: str
    gemaakt: str
    vorige: str
    aantal_feiten: int
    aantal_gebieden: int
    bronbestanden: tuple[dict[str, Any], ...]
    bestanden: dict[str, str]
    tabellen: dict[str, int]

    @classmethod
    def lees(cls, map_: Path) -> "Manifest":
        velden = json.loads((map_ / MANIFEST).read_text("utf-8"))
        return cls(**{**velden, "bronbestanden": tuple(velden["bronbestanden"])})

    def schrijf(self, map_: Path) -> None:
        velden = {naam: getattr(self, naam) for naam in self.__slots__}
        schrijf_zeker(map_ / MANIFEST, json.dumps(velden, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


@dataclass(frozen=True, slots=True)
class Opslag:
    """The folder that holds every build of one installation."""

    map: Path

    @property
    def actief(self) -> str:
        """The id of the active build; empty when nothing was read yet."""
        try:
            return (self.map / "actief").read_text("ascii").strip()
        except FileNotFoundError:
            return ""

    def pad(self, build_id: str) -> Path:
        if not build_id.isalnum():
            raise RefusedError(f"{build_id!r} is geen build.")
        return self.map / "builds" / build_id

    def manifest(self, build_id: str) -> Manifest:
        try:
            return Manifest.lees(self.pad(build_id))
        except FileNotFoundError:
            raise RefusedError(f"Build {build_id} bestaat niet in {self.map}.") from None

    def manifesten(self) -> tuple[Manifest, ...]:
        """All builds, oldest first."""
        gevonden = [Manifest.lees(pad.parent) for pad in (self.map / "builds").glob(f"*/{MANIFEST}")]
        return tuple(sorted(gevonden, key=lambda manifest: (manifest.gemaakt, manifest.build_id)))

    def maak_actief(self, build_id: str) -> None:
        """Switch in one step: a reader sees the old build or the new one, never something between."""
        schrijf_zeker(self.map / "actief", build_id)

    def neem_op(self, werkmap: Path, build_id: str) -> None:
        """Move a finished build to its place; an equal build that stands there stays."""
        doel = self.pad(build_id)
        doel.parent.mkdir(parents=True, exist_ok=True)
        if not (doel / MANIFEST).is_file():
            shutil.rmtree(doel, ignore_errors=True)
            werkmap.replace(doel)
            sync_map(doel.parent)

    def beschadigd(self, build_id: str) -> tuple[str, ...]:
        """The built files whose hash is not the one in the manifest."""
        map_ = self.pad(build_id)
        hashes = self.manifest(build_id).bestanden
        return tuple(
            naam for naam, hash_ in hashes.items() if not (map_ / naam).is_file() or sha256(map_ / naam) != hash_
        )

    @contextmanager
    def bouwer(self) -> Iterator[Path]:
        """Be the only builder, with an empty folder to work in; what an earlier crash left there is thrown away."""
        self.map.mkdir(parents=True, exist_ok=True)
        with (self.map / "slot").open("a+b") as slot:
            if not _neem_slot(slot):
                raise RefusedError("Er worden al cijfers ingelezen. Wacht tot dat klaar is en probeer het opnieuw.")
            werk = self.map / "werk"
            shutil.rmtree(werk, ignore_errors=True)
            werk.mkdir()
            try:
                yield werk
            finally:
                shutil.rmtree(werk, ignore_errors=True)


def sha256(pad: Path) -> str:
    with pad.open("rb") as bron:
        return file_digest(bron, "sha256").hexdigest()


def schrijf_zeker(pad: Path, tekst: str) -> None:
    """Write beside, flush to disk, rename: the file has the old text or the new one."""
    naast = pad.with_name(pad.name + ".nieuw")
    with naast.open("w", encoding="utf-8") as doel:
        doel.write(tekst)
        doel.flush()
        os.fsync(doel.fileno())
    naast.replace(pad)
    sync_map(pad.parent)


def sync_map(map_: Path) -> None:
    """Make a rename survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    greep = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)


def _neem_slot(slot: IO[bytes]) -> bool:
    """Take the lock for as long as the file is open; the system frees it when the process dies."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on one system only

            msvcrt.locking(slot.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists on one system only

            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
