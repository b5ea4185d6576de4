"""Files stay small, rooms keep their names, and nothing points outside the repository."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REGELS = 400
VERBODEN_NAMEN = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc"}
KAMERS = {
    "project", "cli", "rapportage", "uitvoering", "beleid", "analyse", "casus", "evenementen", "registers",
    "core", "ui", "data", "stats", "base", "definities",
}  # fmt: skip
PLAATSEN = re.compile(r"extra-index|--index-url|--find-links|/(?:root|home/[a-z]+|Users/[A-Za-z]+)/")
"""Where packages come from and paths of one machine; a file that names them works in one place only."""


def onder_beheer(repo: Path) -> Iterator[Path]:
    """Text files under version control; outside a checkout (an unpacked archive) there is nothing to hold."""
    antwoord = subprocess.run(["git", "ls-files", "-z"], cwd=repo, capture_output=True, text=True, check=False)  # noqa: S607
    if antwoord.returncode:
        pytest.skip("not a git checkout")
    for naam in antwoord.stdout.split("\0"):
        pad = repo / naam
        if naam and pad.is_file() and pad.suffix not in {".png", ".docx", ".pdf", ".woff2", ".ico"}:
            yield pad


def test_files_stay_small(repo: Path) -> None:
    lang = {
        str(pad.relative_to(repo)): aantal
        for map_ in ("src", "tests", "tools")
        for pad in (repo / map_).rglob("*.py")
        if "migrations" not in pad.parts and (aantal := len(pad.read_text("utf-8").splitlines())) > REGELS
    }
    assert lang == {}, f"a module past {REGELS} lines becomes a package of the same name"


def test_no_module_with_a_name_that_says_nothing(repo: Path) -> None:
    namen = [pad for pad in (repo / "src").rglob("*") if pad.stem in VERBODEN_NAMEN]
    assert namen == []


def test_the_rooms_are_those_of_the_design(repo: Path) -> None:
    mappen = {pad.name for pad in (repo / "src/kompas").iterdir() if pad.is_dir() and pad.name != "__pycache__"}
    assert mappen <= KAMERS


def test_no_file_points_at_one_machine_or_at_a_registry(repo: Path) -> None:
    treffers = [
        f"{pad.relative_to(repo)}: {treffer.group()}"
        for pad in onder_beheer(repo)
        if pad.name != Path(__file__).name and (treffer := PLAATSEN.search(pad.read_text("utf-8", errors="replace")))
    ]
    assert treffers == []


@pytest.mark.parametrize("regel", ["cd /root/kompas", "--index-url x"])
def test_a_place_is_seen(regel: str) -> None:
    assert PLAATSEN.search(regel)


def test_unique_names_of_test_files(repo: Path) -> None:
    """Test folders are no packages: two files of one name would hide each other."""
    namen = [pad.name for pad in (repo / "tests").rglob("test_*.py")]
    assert {naam for naam in namen if namen.count(naam) > 1} == set()
