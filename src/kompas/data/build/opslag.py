"""The folder with builds: one folder per build, one file that names the active one, one lock for builders."""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import IO, Any

from kompas.base import BezetError, RefusedError
from kompas.data.build.schijf import let_op_schijf
from kompas.data.kubus.schema import MANIFEST as KUBUSMANIFEST
from kompas.data.kubus.schema import Kubus, lees_manifest
from kompas.data.schrijven import schrijf_zeker, sync
from kompas.data.vingerafdruk import bestandshash

FEITEN = "feiten.parquet"
GEBIEDEN = "gebieden.parquet"
DATABASE = "cijfers.duckdb"
MANIFEST = "manifest.json"
GEBOUWD = (FEITEN, GEBIEDEN, DATABASE)
SCHEMA = 3


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a build: raw files and built files with their hash, and counts.

    `inhoud` holds hashes of what the tables say, whichever way they were written; `kubussen` the version of each table
    that was fetched; `stappen` everything that was read in, in order, so that the build can be made again.
    """

    build_id: str
    gemaakt: str
    vorige: str
    aantal_feiten: int
    aantal_gebieden: int
    bronbestanden: tuple[dict[str, Any], ...]
    bestanden: dict[str, str]
    tabellen: dict[str, int]
    schema: int = 2
    inhoud: dict[str, str] = field(default_factory=dict)
    kubussen: dict[str, str] = field(default_factory=dict)
    stappen: tuple[dict[str, Any], ...] = ()

    @classmethod
    def lees(cls, map_: Path) -> "Manifest":
        velden = json.loads((map_ / MANIFEST).read_text("utf-8"))
        reeksen = {naam: tuple(velden.get(naam, ())) for naam in ("bronbestanden", "stappen")}
        return cls(**{**velden, **reeksen})

    def schrijf(self, map_: Path) -> None:
        velden = {veld.name: getattr(self, veld.name) for veld in fields(self)}
        schrijf_zeker(map_ / MANIFEST, json.dumps(velden, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    @property
    def ruw(self) -> frozenset[str]:
        """The names of the raw files and deliveries that this build was made of."""
        return frozenset(naam for stap in self.stappen for naam in stap.get("ruw", ()))


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

    @property
    def ruw(self) -> Path:
        """Where raw files are kept, each under its hash."""
        return self.map / "ruw"

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

    def kubuspad(self, tabel: str, versie: str) -> Path:
        return self.map / "kubussen" / tabel / versie

    def kubussen(self, build_id: str) -> dict[str, Kubus]:
        """The kubus of every table that was fetched for this build."""
        return self.kubussen_van(self.manifest(build_id).kubussen)

    def kubussen_van(self, versies: Mapping[str, str]) -> dict[str, Kubus]:
        """The kubussen of these versions, by table."""
        try:
            return {tabel: Kubus.lees(self.kubuspad(tabel, versie)) for tabel, versie in sorted(versies.items())}
        except FileNotFoundError as fout:
            raise RefusedError(
                f"{Path(str(fout.filename)).parent} ontbreekt. Zet de map met cijfers terug uit een reservekopie."
            ) from None

    def maak_actief(self, build_id: str) -> None:
        """Switch in one step: a reader sees the old build or the new one, never something between."""
        schrijf_zeker(self.map / "actief", build_id)

    def neem_op(self, werkmap: Path, build_id: str) -> None:
        """Move a finished build to its place; an equal build that stands there stays."""
        _zet_op_plaats(werkmap, self.pad(build_id), MANIFEST)

    def neem_kubus_op(self, kubus: Kubus) -> Kubus:
        """Move a finished kubus to its place; an equal one that stands there stays."""
        doel = self.kubuspad(kubus.tabel, kubus.versie)
        _zet_op_plaats(kubus.map, doel, KUBUSMANIFEST)
        return Kubus.lees(doel)

    def beschadigd(self, build_id: str) -> tuple[str, ...]:
        """The built files, those of kubussen too, whose hash is not the one in the manifest."""
        manifest = self.manifest(build_id)
        stuk = _anders(self.pad(build_id), manifest.bestanden)
        for tabel, versie in sorted(manifest.kubussen.items()):
            map_ = self.kubuspad(tabel, versie)
            if not (map_ / KUBUSMANIFEST).is_file():
                stuk += (f"{tabel}/{versie}",)
            else:
                stuk += tuple(f"{tabel}/{naam}" for naam in _anders(map_, lees_manifest(map_)["bestanden"]))
        return stuk

    def _slotbestand(self) -> IO[bytes]:
        self.map.mkdir(parents=True, exist_ok=True)
        return (self.map / "slot").open("a+b")

    @contextmanager
    def bouwer(self) -> Iterator[Path]:
        """Be the only builder, with an empty folder to work in; what an earlier crash left there is thrown away."""
        with let_op_schijf(self.map), self._slotbestand() as slot:
            if not neem_slot(slot):
                raise BezetError("Er worden al cijfers ingelezen. Wacht tot dat klaar is en probeer het opnieuw.")
            werk = self.map / "werk"
            shutil.rmtree(werk, ignore_errors=True)
            werk.mkdir()
            try:
                yield werk
            finally:
                shutil.rmtree(werk, ignore_errors=True)
                geef_slot(slot)


def _anders(map_: Path, hashes: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        naam for naam, hash_ in hashes.items() if not (map_ / naam).is_file() or bestandshash(map_ / naam) != hash_
    )


def _zet_op_plaats(van: Path, doel: Path, manifest: str) -> None:
    """A folder is there when its manifest is; a half one that a crash left is thrown away."""
    doel.parent.mkdir(parents=True, exist_ok=True)
    if (doel / manifest).is_file():
        return
    shutil.rmtree(doel, ignore_errors=True)
    for pad in van.rglob("*"):
        sync(pad)
    van.replace(doel)
    sync(doel.parent)


def geef_slot(slot: IO[bytes]) -> None:
    """Let the lock go at once: closing the file is not enough while a forked process still has it open too."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - exists on one system only

        fcntl.flock(slot, fcntl.LOCK_UN)


def neem_slot(slot: IO[bytes]) -> bool:
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
