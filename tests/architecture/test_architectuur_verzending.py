"""What is in the folder is what is sent: no source file is hidden from version control."""

import subprocess
from pathlib import Path

import pytest


def test_no_source_file_is_ignored(repo: Path) -> None:
    opdracht = ["git", "status", "--ignored", "--porcelain", "--untracked-files=all", "src", "tests", "docs", "tools"]
    antwoord = subprocess.run(opdracht, cwd=repo, capture_output=True, text=True, check=False)
    if antwoord.returncode:
        pytest.skip("not a git checkout")
    verborgen = [regel[3:] for regel in antwoord.stdout.splitlines() if regel.startswith("!!")]
    gemaakt = ("__pycache__", "static/ui/vendor", "_cache", ".egg-info")
    assert [pad for pad in verborgen if not any(deel in pad for deel in gemaakt)] == []
