"""Where the real plans are; tests that need them are skipped without."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def plannenmap(testdata: Path) -> Path:
    map_ = testdata / "plannen"
    if not (map_ / "verwacht.yaml").is_file():
        pytest.skip(f"no plans in {map_}")
    return map_
