"""Locked requirements: exact versions, each with hashes, agreeing with each other and with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SLOTEN = ("runtime", "build", "node", "test")


def slot(repo: Path, naam: str) -> dict[str, tuple[str, int]]:
    """Per package of a lock file: the version and the number of hashes."""
    tekst = (repo / "requirements" / f"{naam}.txt").read_text("utf-8")
    blokken = re.split(r"^(?=[a-z0-9])", tekst, flags=re.MULTILINE | re.IGNORECASE)
    gevonden = {}
    for blok in filter(None, map(str.strip, blokken)):
        treffer = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", blok)
        assert treffer, f"no exact version: {blok.splitlines()[0]}"
        gevonden[canonicalize_name(treffer[1])] = (treffer[2], blok.count("--hash=sha256:"))
    return gevonden


@pytest.mark.parametrize("naam", SLOTEN)
def test_every_version_is_exact_and_hashed(repo: Path, naam: str) -> None:
    paketten = slot(repo, naam)
    assert paketten
    assert [pakket for pakket, (_, hashes) in paketten.items() if hashes == 0] == []


def test_tests_run_on_the_versions_that_people_get(repo: Path) -> None:
    runtime, test = slot(repo, "runtime"), slot(repo, "test")
    assert {naam: test.get(naam) for naam in runtime} == runtime


@pytest.mark.parametrize("naam", SLOTEN)
def test_the_lock_fits_the_project(repo: Path, naam: str) -> None:
    """Every requirement of pyproject.toml is in its lock, at a version that it allows."""
    project = tomllib.loads((repo / "pyproject.toml").read_text("utf-8"))
    eisen = project["project"]["dependencies"] if naam == "runtime" else project["dependency-groups"][naam]
    gesloten = slot(repo, naam)
    for eis in map(Requirement, eisen):
        versie = gesloten.get(canonicalize_name(eis.name), ("ontbreekt", 0))[0]
        assert versie in eis.specifier, f"{eis}: {versie}; run `make lock`"
