"""How fast figures come in from an OData service, and in how much memory; `cbsodata` beside it.

Run by hand: `python -m bench.inlezen`. Starts the invented sources on loopback in a process of their own (answers are
made once and kept, so that the client is what is measured), and every client in a fresh process: what it uses at its
highest is its own. With `--klein` everything is a tenth.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
TABEL = "47022NED"
# Middling municipalities, about half a million rows each.
GEMEENTEN = (
    "GM0537", "GM0575", "GM1783", "GM0546", "GM0289", "GM0310", "GM0327", "GM0355", "GM0385", "GM0402",
)  # fmt: skip
KOLOMMEN = ["SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"]


@dataclass(frozen=True)
class Meting:
    """What one client did in a process of its own."""

    naam: str
    rijen: int
    seconden: float
    geheugen_mb: float
    rekentijd: float

    @property
    def per_seconde(self) -> float:
        return self.rijen / self.seconden


def haal_kompas(basis: str, gemeenten: list[str], verbindingen: int) -> int:
    """The whole road: metadata, questions, checks, Parquet, delivery."""
    from kompas.data.definities.tabellen import laad_tabelvormen
    from kompas.data.sources.ophalen import Bronadressen, Gebiedskeuze, haal_tabel

    adressen = Bronadressen.lees(f"dataderden={basis}/dataderden")
    with tempfile.TemporaryDirectory() as map_:
        vorm, keuze = laad_tabelvormen()[TABEL], Gebiedskeuze(tuple(gemeenten))
        levering = haal_tabel(vorm, keuze, Path(map_) / TABEL, adressen=adressen, verbindingen=verbindingen)
        return levering.aantal


def haal_cbsodata(basis: str, gemeenten: list[str], _: int) -> int:
    """The same rows and columns by municipality, as a list of dicts in memory: that is all the package can."""
    import cbsodata

    cbsodata.options.use_https = False
    gastheer = basis.removeprefix("http://") + "/dataderden"
    rijen = 0
    alles = []
    for code in gemeenten:
        deel = f"substring(WijkenEnBuurten,2,4) eq '{code[2:]}'"
        alles.append(cbsodata.get_data(TABEL, filters=deel, select=KOLOMMEN, catalog_url=gastheer))
        rijen += len(alles[-1])
    return rijen


WERKERS: dict[str, Callable[[str, list[str], int], int]] = {"kompas": haal_kompas, "cbsodata": haal_cbsodata}


def werk(opties: argparse.Namespace) -> None:
    """In the process of a client: fetch, and tell what it took."""
    werker = WERKERS[opties.werker]
    import_kompas() if opties.werker == "kompas" else __import__("cbsodata")
    begin, rekenbegin = time.perf_counter(), time.process_time()
    rijen = werker(opties.basis, opties.gemeenten.split(","), opties.verbindingen)
    duur, rekentijd = time.perf_counter() - begin, time.process_time() - rekenbegin
    top = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rijen": rijen, "seconden": duur, "geheugen_mb": top, "rekentijd": rekentijd}))


class ZonderPandas(MetaPathFinder):
    """Python as it is where pandas is not installed."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def import_kompas() -> None:
    """Starting Python is not fetching. Users have no pandas, which pyarrow loads (over a second) where it is there."""
    sys.meta_path.insert(0, ZonderPandas())
    __import__("kompas.data.sources.ophalen")


def meet(naam: str, werker: str, basis: str, gemeenten: tuple[str, ...], verbindingen: int = 1) -> Meting:
    opdracht = [sys.executable, "-m", "bench.inlezen", "--werker", werker, "--basis", basis]
    opdracht += ["--gemeenten", ",".join(gemeenten), "--verbindingen", str(verbindingen)]
    uit = subprocess.run(opdracht, cwd=REPO, env=omgeving(), capture_output=True, text=True, check=False)
    if uit.returncode:
        raise SystemExit(f"{naam}: {uit.stderr[-2000:]}")
    return Meting(naam, **json.loads(uit.stdout.splitlines()[-1]))


def omgeving() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{REPO / 'src'}{os.pathsep}{REPO}"}


@contextmanager
def server() -> Iterator[str]:
    """The sources in a process of their own; every answer is made once."""
    opdracht = [sys.executable, "-m", "tests.servers.odata", "--bewaar"]
    proces = subprocess.Popen(opdracht, cwd=REPO, env=omgeving(), stdout=subprocess.PIPE, text=True)
    assert proces.stdout is not None  # noqa: S101 - for the type checker: a pipe was asked for
    try:
        basis = proces.stdout.readline().strip()
        zet(basis, linkhost=f"{basis}/dataderden")  # cbsodata follows links; ours does not need them to work
        yield basis
    finally:
        proces.terminate()
        proces.wait()


def zet(basis: str, **grillen: object) -> None:
    vraag = urllib.request.Request(f"{basis}/_grillen", json.dumps(grillen).encode(), method="POST")  # noqa: S310
    urllib.request.urlopen(vraag).close()  # noqa: S310 - loopback, the address that our own process printed


def toon(metingen: list[Meting]) -> None:
    print(f"| {'client':44} | {'rijen':>10} | {'s':>6} | {'rijen/s':>9} | {'per rekenseconde':>16} | {'MB':>5} |")
    print("|".join(["", *("-" * breedte for breedte in (46, 12, 8, 11, 18, 7)), ""]))
    for m in metingen:
        tempo = f"{m.per_seconde:>9,.0f} | {m.rijen / m.rekentijd:>16,.0f}"
        print(f"| {m.naam:44} | {m.rijen:>10,} | {m.seconden:>6.1f} | {tempo} | {m.geheugen_mb:>5.0f} |", flush=True)


def alles(*, klein: bool) -> None:
    veel, weinig = (GEMEENTEN[:2], GEMEENTEN[:1]) if klein else (GEMEENTEN, GEMEENTEN[:2])
    with server() as basis:
        for verbindingen in (1, 4):  # the answers are made in these rounds, which do not count
            meet("", "kompas", basis, veel, verbindingen)
        meet("", "cbsodata", basis, veel)
        metingen = [
            meet("veiligheidskompas, 1 verbinding", "kompas", basis, veel, 1),
            meet("veiligheidskompas, 4 verbindingen", "kompas", basis, veel, 4),
            meet("veiligheidskompas, 4 verbindingen, deel", "kompas", basis, weinig, 4),
            meet("cbsodata", "cbsodata", basis, veel),
            meet("cbsodata, deel", "cbsodata", basis, weinig),
        ]
        zet(basis, vertraging=0.5)
        metingen += [
            meet("0,5 s per antwoord: kompas, 4 verbindingen", "kompas", basis, weinig, 4),
            meet("0,5 s per antwoord: kompas, 8 verbindingen", "kompas", basis, veel, 8),
            meet("0,5 s per antwoord: cbsodata", "cbsodata", basis, GEMEENTEN[:1]),
        ]
        toon(metingen)


def main() -> None:
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--klein", action="store_true", help="a tenth of the rows")
    lezer.add_argument("--werker", choices=sorted(WERKERS), help=argparse.SUPPRESS)
    lezer.add_argument("--basis", help=argparse.SUPPRESS)
    lezer.add_argument("--gemeenten", help=argparse.SUPPRESS)
    lezer.add_argument("--verbindingen", type=int, default=1, help=argparse.SUPPRESS)
    opties = lezer.parse_args()
    werk(opties) if opties.werker else alles(klein=opties.klein)


if __name__ == "__main__":
    main()
