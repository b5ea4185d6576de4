"""Every question about every series of the country, timed, and beside plain statsmodels and pandas code in one run.

    python -m bench.batterij [--misdrijven CSV --inwoners CSV] [--processen 2] [--steekproef 24]

Without files the figures are made up with a fixed seed: 342 municipalities x 59 kinds x 14 years and 174 months, with
the spread, season, joint movement and zeros that registered crime has. Files have the columns of `bench.doelkans`;
months count when they are in the file.

The plain code answers the same questions about a random sample of series, one after the other, as a notebook would
(`bench.batterij_statsmodels`). Its answers are compared in the run. It does not do ranks, the spread of the forecast,
facts and flags, which are in our time. Ends with code 1 when answers differ, or with `--eis` when the run takes longer,
or is less than so many times faster, than is asked.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from bench.batterij_statsmodels import Verschillen, gewoon
from bench.doelkans import lees
from numpy.typing import NDArray

from kompas.base import Refused, demand
from kompas.stats.batterij import Batterij, Telpaneel, batterij
from kompas.stats.signalering import Alarmbudget, Alarmplan, Signalen, landelijke_factor, ontwerp_alarmplan, signaleer

Matrix = NDArray[np.float64]
Kubus = NDArray[np.float64]

GEMEENTEN, SOORTEN, EERSTE_JAAR, JAREN, MAANDEN = 342, 59, 2012, 14, 174
PER = 1000.0
BUDGET = Alarmbudget(4.0)
GROEPSGROOTTE = 20
_DRADEN = "OPENBLAS_NUM_THREADS"
SNELLER, SECONDEN = 50.0, 60.0


@dataclass(frozen=True, eq=False)
class Land:
    """Counts by kind: areas x years, and kinds x areas x months (None: no months); inhabitants areas x years."""

    gebieden: tuple[str, ...]
    soorten: tuple[str, ...]
    jaren: tuple[int, ...]
    tellingen: Kubus
    inwoners: Matrix
    maanden: Kubus | None

    @cached_property
    def per_maand(self) -> Matrix:
        """The whole country: kinds x months."""
        return np.zeros((len(self.soorten), 0)) if self.maanden is None else np.nansum(self.maanden, axis=1)

    def paneel(self, soort: int) -> Telpaneel:
        maanden = None if self.maanden is None else self.maanden[soort]
        eerste = None if self.maanden is None else (self.jaren[0], 1)
        return Telpaneel(self.gebieden, self.jaren, self.tellingen[soort], self.inwoners, maanden, eerste)

    def groep(self) -> NDArray[np.bool_]:
        """The twenty municipalities nearest in size."""
        maat = np.log(self.inwoners[:, -1])
        afstand = np.abs(maat[:, None] - maat[None, :])
        np.fill_diagonal(afstand, np.inf)
        return np.asarray(afstand <= np.sort(afstand, axis=1)[:, [min(GROEPSGROOTTE, len(maat) - 1) - 1]])


def gemaakt(gemeenten: int = GEMEENTEN, soorten: int = SOORTEN, zaad: int = 1) -> Land:
    """Made-up figures: per area its own level that wanders, joint yearly shocks, season, and months beyond chance."""
    rng = np.random.default_rng(zaad)
    jaren, tijd = -(-MAANDEN // 12), np.arange(MAANDEN)
    inwoners = np.exp(np.clip(rng.normal(10.4, 0.8, gemeenten), 7, 13.6))[:, None] * 1.004 ** np.arange(JAREN)
    maanden = np.empty((soorten, gemeenten, MAANDEN))
    for soort in range(soorten):
        # From a few a year in the whole country to hundreds a year in a municipality, and the total of all kinds.
        niveau = 10 ** (-6.5 + 4.3 * soort / max(soorten - 2, 1)) if soort < soorten - 1 else 0.05
        samen = np.cumsum(rng.normal(-0.02, 0.06, jaren))
        eigen = np.log(rng.gamma(4, 1 / 4, gemeenten))[:, None] + np.cumsum(rng.normal(0, 0.06, (gemeenten, jaren)), 1)
        jaar = np.exp(eigen + samen) * rng.gamma(40, 1 / 40, (gemeenten, jaren))
        seizoen = 1 + rng.uniform(0, 0.3) * np.cos((tijd - rng.integers(12)) / 6 * np.pi)
        mu = inwoners[:, [0]] * niveau / 12 * jaar[:, tijd // 12] * seizoen
        maanden[soort] = rng.poisson(mu * rng.gamma(30, 1 / 30, mu.shape))
    tellingen = maanden[:, :, : 12 * JAREN].reshape(soorten, gemeenten, JAREN, 12).sum(axis=3)
    namen = tuple(f"GM{nummer:04}" for nummer in range(1, gemeenten + 1))
    kinds = tuple(f"soort {nummer}" for nummer in range(1, soorten + 1))
    return Land(namen, kinds, tuple(range(EERSTE_JAAR, EERSTE_JAAR + JAREN)), tellingen, inwoners, maanden)


def uit_bestanden(misdrijven: Path, inwoners: Path) -> Land:
    gegevens = lees(misdrijven, inwoners)
    soorten = tuple(gegevens.tellingen)
    maanden = _maanden(misdrijven, gegevens.gebieden, soorten, gegevens.jaren)
    tellingen = np.stack([gegevens.tellingen[soort] for soort in soorten])
    return Land(gegevens.gebieden, soorten, gegevens.jaren, tellingen, gegevens.inwoners, maanden)


def _maanden(pad: Path, gebieden: Sequence[str], soorten: Sequence[str], jaren: Sequence[int]) -> Kubus | None:
    ruw = pl.read_csv(pad, infer_schema=False).filter(pl.col("Perioden").str.contains(r"^\d{4}MM\d\d"))
    if ruw.is_empty():
        return None
    gebied = next(naam for naam in ("WijkenEnBuurten", "RegioS") if naam in ruw.columns)
    waarde = next(naam for naam in ruw.columns if naam.startswith("GeregistreerdeMisdrijven"))
    plek = {code: nummer for nummer, code in enumerate(gebieden)}
    soort = {code: nummer for nummer, code in enumerate(soorten)}
    codes = ruw["Perioden"].to_list()
    kolom = [(int(code[:4]) - jaren[0]) * 12 + int(code[6:8]) - 1 for code in codes]
    kubus = np.full((len(soorten), len(gebieden), max(kolom) + 1), np.nan)
    rijen = zip(ruw["SoortMisdrijf"], ruw[gebied], kolom, ruw[waarde], strict=True)
    for code, waar, maand, getal in rijen:
        if waar.strip() in plek and code.strip() in soort and maand >= 0 and (getal or "").strip():
            kubus[soort[code.strip()], plek[waar.strip()], maand] = float(getal)
    return kubus


@dataclass(frozen=True, eq=False)
class Uitkomst:
    """All batteries by kind, all plans and signals by municipality, and the seconds of both."""

    batterijen: list[Batterij]
    plannen: list[tuple[Alarmplan, Signalen] | None]
    seconden: float
    rekentijd: float


_LAND: list[Land] = []  # what the processes share, from before they part


def _een_soort(soort: int) -> tuple[Batterij, float]:
    begin, land = time.process_time(), _LAND[0]
    uit = demand(batterij(land.paneel(soort), per=PER, groep=land.groep(), rng=np.random.default_rng([1, soort])))
    if land.maanden is not None:
        uit.maandtrend  # noqa: B018 - worked out here, in this process
    for gebied in land.gebieden:
        uit.feiten(gebied, groepnaam="gemeenten van gelijke grootte")
    return uit, time.process_time() - begin


def _een_gemeente(gemeente: int) -> tuple[tuple[Alarmplan, Signalen] | None, float]:
    begin, land = time.process_time(), _LAND[0]
    if land.maanden is None:
        return None, 0.0
    reeksen, groep = land.maanden[:, gemeente], np.arange(len(land.soorten))
    factor = demand(landelijke_factor(land.per_maand - np.nan_to_num(reeksen)))
    rng = np.random.default_rng([2, gemeente])
    plan = ontwerp_alarmplan(reeksen[:, :-1], groep, BUDGET, rng=rng, landelijk=factor[:, :-1])
    if isinstance(plan, Refused):
        return None, time.process_time() - begin
    return (plan, demand(signaleer(reeksen, plan, landelijk=factor))), time.process_time() - begin


def alles(land: Land, processen: int = 2) -> Uitkomst:
    """The full battery for all series."""
    _LAND[:] = [land]
    land.per_maand  # noqa: B018 - worked out once, before the processes part
    begin = time.perf_counter()
    soorten, gemeenten = range(len(land.soorten)), range(len(land.gebieden))
    if processen > 1:
        with ProcessPoolExecutor(processen, mp_context=get_context("fork")) as ploeg:
            per_gemeente = ploeg.map(_een_gemeente, gemeenten, chunksize=8)
            per_soort = list(ploeg.map(_een_soort, soorten))
            plannen = list(per_gemeente)
    else:
        per_soort, plannen = [_een_soort(soort) for soort in soorten], [_een_gemeente(nummer) for nummer in gemeenten]
    seconden = time.perf_counter() - begin
    rekentijd = sum(tijd for _, tijd in per_soort) + sum(tijd for _, tijd in plannen)
    return Uitkomst([b for b, _ in per_soort], [p for p, _ in plannen], seconden, rekentijd)


@dataclass(frozen=True)
class Vergelijking:
    """Seconds per series of the plain code by question, and how far its answers differ at most."""

    seconden: dict[str, float]
    verschillen: Verschillen


def vergelijk(land: Land, uit: Uitkomst, steekproef: int, zaad: int = 3) -> Vergelijking:
    """The plain code on a random sample of series."""
    rng = np.random.default_rng(zaad)
    reeksen = rng.permutation(len(land.soorten) * len(land.gebieden))[:steekproef]
    seconden: dict[str, float] = {}
    verschillen = Verschillen()
    for reeks in reeksen:
        soort, gebied = divmod(int(reeks), len(land.gebieden))
        signaal = uit.plannen[gebied]
        for vraag, tijd in gewoon(uit.batterijen[soort], gebied, soort, land, signaal, verschillen).items():
            seconden[vraag] = seconden.get(vraag, 0.0) + tijd / len(reeksen)
    return Vergelijking(seconden, verschillen)


def _regels(land: Land, uit: Uitkomst, naast: Vergelijking) -> list[str]:
    aantal = len(land.soorten) * len(land.gebieden)
    eigen, hun = uit.rekentijd / aantal, sum(naast.seconden.values())
    maanden = 0 if land.maanden is None else land.maanden.shape[2]
    return [
        f"{len(land.gebieden)} municipalities x {len(land.soorten)} kinds x {len(land.jaren)} years + {maanden} months",
        f"everything {uit.seconden:9.1f} s   ({uit.rekentijd:.1f} s of processor, {1000 * eigen:.2f} ms a series)",
        *(f"  plain {vraag:40}{1000 * tijd:10.2f} ms a series" for vraag, tijd in naast.seconden.items()),
        f"plain statsmodels + pandas {1000 * hun:18.1f} ms a series, so {hun * aantal / 60:.0f} minutes for all",
        f"faster {hun / eigen:13.0f} times",
        *naast.verschillen.regels(),
    ]


def meet(land: Land, processen: int, steekproef: int, druk: Callable[[str], Any] = print) -> tuple[float, float, bool]:
    """Run and print; the seconds, how many times faster, and whether all answers agree."""
    uit = alles(land, processen)
    naast = vergelijk(land, uit, steekproef)
    for regel in _regels(land, uit, naast):
        druk(regel)
    eigen = uit.rekentijd / (len(land.soorten) * len(land.gebieden))
    return uit.seconden, sum(naast.seconden.values()) / eigen, naast.verschillen.gelijk


def main() -> int:
    vraag = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    vraag.add_argument("--misdrijven", type=Path)
    vraag.add_argument("--inwoners", type=Path)
    vraag.add_argument("--processen", type=int, default=2)
    vraag.add_argument("--steekproef", type=int, default=24)
    vraag.add_argument("--eis", action="store_true", help="end with code 1 when slower than asked")
    keuze = vraag.parse_args()
    if os.environ.get(_DRADEN) != "1":
        # Linear algebra that spreads small matrices over all processors hinders itself, and the plain code as well.
        opdracht = [sys.executable, "-m", "bench.batterij", *sys.argv[1:]]
        return subprocess.run(opdracht, env=os.environ | {_DRADEN: "1"}, check=False).returncode
    bestanden = keuze.misdrijven and keuze.inwoners
    land = uit_bestanden(keuze.misdrijven, keuze.inwoners) if bestanden else gemaakt()
    seconden, sneller, gelijk = meet(land, keuze.processen, keuze.steekproef)
    snel = seconden <= SECONDEN and sneller >= SNELLER
    return 0 if gelijk and (snel or not keuze.eis) else 1


if __name__ == "__main__":
    sys.exit(main())
