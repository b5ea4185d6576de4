"""A build of the example figures, and small raw files."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kompas.data import Cijfers, open_cijfers
from kompas.data.build import lees_bestanden
from kompas.data.definities import meegeleverde_map

Maak = Callable[[str, str | bytes], Path]


@pytest.fixture(scope="session")
def voorbeeldbestanden() -> list[Path]:
    return sorted((meegeleverde_map() / "voorbeeld" / "cijfers").glob("*.yaml"))


@pytest.fixture(scope="session")
def voorbeeldmap(tmp_path_factory: pytest.TempPathFactory, voorbeeldbestanden: list[Path]) -> Path:
    """The folder with a build of the example; read only."""
    map_ = tmp_path_factory.mktemp("cijfers")
    lees_bestanden(map_, voorbeeldbestanden)
    return map_


@pytest.fixture(scope="session")
def voorbeeld(voorbeeldmap: Path) -> Cijfers:
    return open_cijfers(voorbeeldmap)


@pytest.fixture
def maak(tmp_path: Path) -> Maak:
    """Write a raw file and give its path."""

    def schrijf(naam: str, inhoud: str | bytes) -> Path:
        pad = tmp_path / naam
        pad.write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return pad

    return schrijf


@pytest.fixture
def vingerafdruk() -> Callable[[Path], dict[str, str]]:
    """Name and hash of every file in a folder with figures, the lock left out."""

    def neem(map_: Path) -> dict[str, str]:
        bestanden = [pad for pad in sorted(map_.rglob("*")) if pad.is_file() and pad.name != "slot"]
        return {str(pad.relative_to(map_)): hashlib.sha256(pad.read_bytes()).hexdigest() for pad in bestanden}

    return neem
