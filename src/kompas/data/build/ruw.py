"""Raw inputs, kept under the hash of what is in them, so that a build can be made again."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kompas.base import RefusedError
from kompas.data.build.opslag import Opslag
from kompas.data.levering import LEVERINGBESTAND, Levering
from kompas.data.schrijven import sync
from kompas.data.vingerafdruk import bestandshash

_ACHTERVOEGSEL = re.compile(r"\.[a-z0-9]{1,8}")


def bewaar_bestand(opslag: Opslag, pad: Path, hash_: str) -> str:
    """Keep a copy of a file; its name in the raw folder. A copy and no link: the user may go on editing the file."""
    achter = pad.suffix.lower()
    naam = hash_ + (achter if _ACHTERVOEGSEL.fullmatch(achter) else "")
    if not (opslag.ruw / naam).is_file():
        with _naast(opslag) as naast:
            shutil.copyfile(pad, naast / naam)
            if bestandshash(naast / naam) != hash_:
                raise RefusedError(f"{pad.name} is tijdens het inlezen veranderd. Probeer het opnieuw.")
            _verplaats(naast / naam, opslag.ruw / naam)
    return naam


def bewaar_levering(opslag: Opslag, levering: Levering) -> str:
    """Keep a delivery; its hash is the name of its folder."""
    naam = leveringhash(levering)
    doel = opslag.ruw / naam
    if not (doel / LEVERINGBESTAND).is_file():
        shutil.rmtree(doel, ignore_errors=True)
        with _naast(opslag) as naast:
            (naast / naam / "delen").mkdir(parents=True)
            for deel in levering.delen:
                _koppel(deel, naast / naam / "delen" / deel.name)
            _koppel(levering.map / LEVERINGBESTAND, naast / naam / LEVERINGBESTAND)
            _verplaats(naast / naam, doel)
    return naam


def leveringhash(levering: Levering) -> str:
    """The hash of what was delivered and what was said about it."""
    gezegd = json.loads((levering.map / LEVERINGBESTAND).read_text("utf-8"))
    delen = [(deel.name, bestandshash(deel)) for deel in levering.delen]
    return hashlib.sha256(json.dumps([gezegd, delen], sort_keys=True).encode()).hexdigest()


def bewaarde_levering(opslag: Opslag, naam: str) -> Levering:
    """A kept delivery, or `RefusedError` when it is gone or not what it was."""
    levering = Levering.lees(opslag.ruw / naam)
    if leveringhash(levering) != naam:
        raise RefusedError(f"{levering.map}: deze ruwe levering van {levering.tabel} is veranderd of beschadigd.")
    return levering


def bewaard_bestand(opslag: Opslag, naam: str) -> Path:
    """A kept file, or `RefusedError` when it is gone or not what it was."""
    pad = opslag.ruw / naam
    if not pad.is_file():
        raise RefusedError(f"{pad}: dit ruwe bestand is niet bewaard.")
    if bestandshash(pad) != pad.name.partition(".")[0]:
        raise RefusedError(f"{pad}: dit ruwe bestand is veranderd of beschadigd.")
    return pad


def beschadigd_ruw(opslag: Opslag, namen: Iterable[str]) -> tuple[str, ...]:
    """The kept inputs that are gone or are not what they were."""
    return tuple(f"ruw/{naam}" for naam in sorted(namen) if not _is_heel(opslag, naam))


def _is_heel(opslag: Opslag, naam: str) -> bool:
    try:
        (bewaarde_levering if (opslag.ruw / naam).is_dir() else bewaard_bestand)(opslag, naam)
    except (RefusedError, OSError):
        return False
    return True


@contextmanager
def _naast(opslag: Opslag) -> Iterator[Path]:
    """A folder beside the kept files; what stands in it half-way a crash never counts."""
    opslag.ruw.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=opslag.ruw, prefix=".nieuw-") as naast:
        yield Path(naast)


def _verplaats(van: Path, naar: Path) -> None:
    for pad in (van, *van.rglob("*")):
        sync(pad)
    van.replace(naar)
    sync(naar.parent)


def _koppel(van: Path, naar: Path) -> None:
    """A second name for a file of our own, or a copy where the disk has no links."""
    with suppress(OSError):
        os.link(van, naar)
        return
    shutil.copyfile(van, naar)
