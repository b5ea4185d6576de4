"""Lock every requirement with version and hash, from pyproject.toml; the files name no place to download from."""

import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
GROEPEN = {
    "runtime": ("pyproject.toml",),
    "build": ("--group", "build"),
    "node": ("--group", "node"),
    "test": ("pyproject.toml", "--group", "test", "--group", "build"),
    "spark": ("--group", "spark"),
}


def sluit(naam: str, *extra: str) -> None:
    """Write requirements/NAME.txt; versions agree with the runtime."""
    samen = ("--constraint", "requirements/runtime.txt") if naam != "runtime" else ()
    opdracht = [
        "uv", "pip", "compile", "--output-file", f"requirements/{naam}.txt",
        "--generate-hashes", "--universal", "--python-version", "3.11", "--no-emit-index-url", "--no-header",
        "--quiet", *GROEPEN[naam], *samen, *extra,
    ]  # fmt: skip
    opdracht[0] = str(Path(sys.executable).with_name("uv"))
    subprocess.run(opdracht, cwd=REPO, check=True)


if __name__ == "__main__":
    for groep in GROEPEN:
        sluit(groep, *sys.argv[1:])
