"""The import contracts of pyproject.toml hold, and a planted fault is reported."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOUTEN = {
    "core/rules.py": "import kompas.beleid.models",
    "stats/__init__.py": "import duckdb",
    "beleid/models/__init__.py": "import kompas.beleid.queries",
    "data/__init__.py": "import django",
    "analyse/apps.py": "import kompas.beleid.rules",
}
"""Where a fault is planted, and the import that must not stand there."""


def lint_imports(map_: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on the package in `map_/src`."""
    programma = Path(sys.executable).with_name("lint-imports")
    omgeving = os.environ | {"PYTHONPATH": str(map_ / "src")}
    return subprocess.run(
        [programma, "--no-cache", "--config", map_ / "pyproject.toml"],
        cwd=map_, env=omgeving, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_contracts_hold(repo: Path) -> None:
    antwoord = lint_imports(repo)
    assert antwoord.returncode == 0, antwoord.stdout + antwoord.stderr


@pytest.mark.parametrize("bestand", FOUTEN)
def test_a_planted_fault_is_reported(repo: Path, tmp_path: Path, bestand: str) -> None:
    shutil.copytree(
        repo / "src/kompas",
        tmp_path / "src/kompas",
        ignore=shutil.ignore_patterns("static", "templates", "definities", "__pycache__"),
    )
    shutil.copy(repo / "pyproject.toml", tmp_path)
    (tmp_path / "src/kompas/definities").mkdir()
    pad = tmp_path / "src/kompas" / bestand
    pad.write_text(pad.read_text("utf-8") + f"\n{FOUTEN[bestand]}\n", "utf-8")
    antwoord = lint_imports(tmp_path)
    assert antwoord.returncode == 1, antwoord.stdout + antwoord.stderr
    assert "BROKEN" in antwoord.stdout
