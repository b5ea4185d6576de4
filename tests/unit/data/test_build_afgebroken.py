"""Killed with SIGKILL at fifty random moments: always a whole build, and nothing that was there is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="a killed process is made with fork")
def test_killed_fifty_times(tmp_path: Path, repo: Path) -> None:
    uitslag = subprocess.run(
        [sys.executable, "-m", "tests.factories.afbreken", str(tmp_path), "50", "3"],
        capture_output=True,
        text=True,
        cwd=repo,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(repo / "src"), str(repo)))},
        timeout=600,
        check=False,
    )
    assert uitslag.returncode == 0, uitslag.stderr
    telling = json.loads(uitslag.stdout)
    assert telling["ronden"] == 50
    assert 0 < telling["nieuw"] < 50  # killed before and after the switch
