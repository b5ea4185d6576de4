"""How well the forecast of the chance that a target is met has done in the past, beside simpler methods.

Run by hand: `python -m bench.doelkans --misdrijven CSV --inwoners CSV` (columns as the OData services give them:
SoortMisdrijf, WijkenEnBuurten or RegioS, Perioden, GeregistreerdeMisdrijven_n; and RegioS, Perioden,
GemiddeldAantalInwoners_n).

From every year 2016-2021 the next one to four years are forecast with what was known then, and held against what came.
Scores are relative to "the last value, with Poisson chance". `crps` is the distance between distribution and outcome,
`log` the same on log(1 + count); `80` and `95` are the parts of outcomes inside those intervals; `brier` and `ece`
judge the chance of "at least 10% below the year of the forecast".
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import betainc

from kompas.base import Refused
from kompas.data.definities import laad_definities
from kompas.stats.vooruitblik import Vooruitblik, vooruitblik

Matrix = NDArray[np.float64]
OORSPRONG = range(2016, 2022)
VOORUIT = 4
DALING = 0.9
POISSON = 1e9


@dataclass(frozen=True)
class Gegevens:
    """Counts per kind, areas x years, with the inhabitants within the same boundaries; NaN is missing."""

    gebieden: tuple[str, ...]
    jaren: tuple[int, ...]
    tellingen: dict[str, Matrix]
    inwoners: Matrix


@dataclass(frozen=True)
class Scores:
    crps: float
    log: float
    in80: float
    in95: float
    brier: float
    ece: float
    aantal: int


def lees(misdrijven: Path, inwoners: Path) -> Gegevens:
    """Both files as arrays; inhabitants of before a merger are those of the municipalities that merged."""
    feiten = _tabel(misdrijven, ("WijkenEnBuurten", "RegioS"), "GeregistreerdeMisdrijven", "SoortMisdrijf")
    bevolking = {(g, j): n for g, j, n in _tabel(inwoners, ("RegioS", "WijkenEnBuurten"), "GemiddeldAantalInwoners")}
    gebieden = tuple(sorted({g for _, g, _, _ in feiten if g.startswith("GM")}))
    jaren = tuple(range(min(j for *_, j, _ in feiten), max(j for *_, j, _ in feiten) + 1))
    plek = {g: n for n, g in enumerate(gebieden)}
    tellingen: dict[str, Matrix] = {}
    for soort, gebied, jaar, aantal in feiten:
        if gebied in plek and aantal is not None:
            rij = tellingen.setdefault(soort, np.full((len(gebieden), len(jaren)), np.nan))
            rij[plek[gebied], jaar - jaren[0]] = aantal
    inwoners_nu = np.array([[_binnen_grenzen(g, j, jaren[-1], bevolking) for j in jaren] for g in gebieden])
    return Gegevens(gebieden, jaren, tellingen, inwoners_nu)


def _tabel(pad: Path, gebied: Sequence[str], maat: str, soort: str = "") -> list[tuple]:  # type: ignore[type-arg]
    if not pad.is_file():
        raise SystemExit(f"{pad} is no file.")
    ruw = pl.read_csv(pad, infer_schema=False)
    kolom = next((naam for naam in gebied if naam in ruw.columns), "")
    waarde = next((naam for naam in ruw.columns if naam.startswith(maat)), "")
    nodig = {" or ".join(gebied): kolom, f"{maat}...": waarde, "Perioden": "Perioden" in ruw.columns}
    if soort:
        nodig[soort] = soort in ruw.columns
    if ontbreekt := [naam for naam, is_er in nodig.items() if not is_er]:
        raise SystemExit(f"{pad} has no column {', '.join(ontbreekt)}.")
    jaren = ruw.filter(pl.col("Perioden").str.contains(r"^\d{4}JJ00"))
    return jaren.select(
        *([pl.col(soort).str.strip_chars()] if soort else []),
        pl.col(kolom).str.strip_chars().alias("gebied"),
        pl.col("Perioden").str.slice(0, 4).cast(pl.Int32).alias("jaar"),
        pl.col(waarde).str.strip_chars().cast(pl.Float64, strict=False).alias("waarde"),
    ).rows()


def _binnen_grenzen(gebied: str, jaar: int, nu: int, bevolking: dict[tuple[str, int], float | None]) -> float:
    """Inhabitants in `jaar` of what is the municipality now; counts have the newest boundaries, inhabitants not."""
    later = [h for h in laad_definities().herindelingen if h.naar == gebied and jaar < h.jaar <= nu]
    if later:
        eerste = min(later, key=lambda herindeling: herindeling.jaar)
        delen = [_binnen_grenzen(van, jaar, eerste.jaar - 1, bevolking) for van in eerste.van]
        som = float(np.sum(delen))
        return som if som > 0 else float(bevolking.get((gebied, jaar)) or np.nan)
    return float(bevolking.get((gebied, jaar)) or np.nan)


Methode = Callable[[Matrix, Matrix], Vooruitblik | Refused]


def laatste_waarde(tellingen: Matrix, _inwoners: Matrix) -> Vooruitblik:
    """The last value with Poisson chance: the yardstick."""
    verwacht = np.repeat(np.maximum(tellingen[:, -1:], 0.5), VOORUIT, axis=1)
    return Vooruitblik(verwacht, np.full_like(verwacht, POISSON))


def zonder_bundeling(tellingen: Matrix, _inwoners: Matrix) -> Vooruitblik:
    """The mean and spread of the last five years of the area itself: what a spreadsheet would do."""
    eigen = tellingen[:, -5:]
    gemiddeld = np.maximum(np.nanmean(eigen, axis=1), 0.5)
    over = np.maximum(np.nanvar(eigen, axis=1, ddof=1) - gemiddeld, 1e-3)
    grootte = np.clip(gemiddeld**2 / over, 0.05, POISSON)
    return Vooruitblik(np.repeat(gemiddeld[:, None], VOORUIT, 1), np.repeat(grootte[:, None], VOORUIT, 1))


METHODEN: dict[str, Methode] = {
    "laatste waarde + Poisson": laatste_waarde,
    "eigen vijf jaar": zonder_bundeling,
    "vooruitblik (kompas.stats)": vooruitblik,
}


@dataclass(frozen=True)
class Reeks:
    """All forecasts of one method in one order: mean, size, what came, and the count of the year of the forecast."""

    mu: Matrix
    grootte: Matrix
    kwam: Matrix
    basis: Matrix
    seconden: float


def terugkijken(gegevens: Gegevens, methode: Methode) -> Reeks:
    """Forecast from every origin with the years up to it only."""
    stukken: list[tuple[Matrix, ...]] = []
    bezig = 0.0
    for tellingen in gegevens.tellingen.values():
        for oorsprong in OORSPRONG:
            n = oorsprong - gegevens.jaren[0] + 1
            begin = time.perf_counter()
            blik = methode(tellingen[:, :n], gegevens.inwoners[:, :n])
            bezig += time.perf_counter() - begin
            if isinstance(blik, Refused):
                raise SystemExit(blik.reason)
            for vooruit in range(1, VOORUIT + 1):
                if n - 1 + vooruit >= len(gegevens.jaren):
                    continue
                kwam, basis = tellingen[:, n - 1 + vooruit], tellingen[:, n - 1]
                stukken.append((blik.verwacht[:, vooruit - 1], blik.grootte[:, vooruit - 1], kwam, basis))
    mu, grootte, kwam, basis = (np.concatenate([stuk[deel] for stuk in stukken]) for deel in range(4))
    return Reeks(mu, grootte, kwam, basis, bezig)


def beoordeel(reeks: Reeks, bruikbaar: NDArray[np.bool_]) -> Scores:
    mu, r, y, basis = (deel[bruikbaar] for deel in (reeks.mu, reeks.grootte, reeks.kwam, reeks.basis))
    p = r / (r + mu)
    tot_en_met, onder = betainc(r, y + 1, p), np.where(y > 0, betainc(r, np.maximum(y, 1), p), 0.0)
    crps, log = _crps(mu, r, y)
    mogelijk = basis > 0
    drempel = np.floor(DALING * basis[mogelijk] + 1e-9)
    kans = betainc(r[mogelijk], drempel + 1, p[mogelijk])
    gebeurd = y[mogelijk] <= drempel
    return Scores(
        crps=float(crps.mean()),
        log=float(log.mean()),
        in80=float(((tot_en_met >= 0.1) & (onder < 0.9)).mean()),  # the outcome lies between the two quantiles
        in95=float(((tot_en_met >= 0.025) & (onder < 0.975)).mean()),
        brier=float(((kans - gebeurd) ** 2).mean()),
        ece=_ece(kans, gebeurd),
        aantal=len(y),
    )


def _crps(mu: Matrix, r: Matrix, y: Matrix) -> tuple[Matrix, Matrix]:
    """The sum of (F(k) - [y <= k])^2 over counts, and weighted with the steps of log(1 + k); exact below 1500."""
    top = np.maximum(mu + 12 * np.sqrt(mu + mu**2 / r), y) + 5
    crps, log = np.empty_like(mu), np.empty_like(mu)
    volgorde = np.argsort(top)
    for stuk in np.array_split(volgorde, max(1, len(volgorde) // 800)):
        hoogste = top[stuk].max()
        k = np.arange(hoogste + 2) if hoogste < 1500 else np.unique(np.floor(np.linspace(0, hoogste, 1500)))
        stap = np.append(np.diff(k), 1.0)
        kwadraat = (betainc(r[stuk, None], k + 1, (r / (r + mu))[stuk, None]) - (k >= y[stuk, None])) ** 2
        crps[stuk] = kwadraat @ stap
        log[stuk] = kwadraat @ (np.log1p(k + stap) - np.log1p(k))
    return crps, log


def _ece(kans: Matrix, gebeurd: NDArray[np.bool_], klassen: int = 10) -> float:
    """Expected calibration error: the mean distance between chance and frequency, in ten classes of chance."""
    klasse = np.minimum((kans * klassen).astype(int), klassen - 1)
    afstand = [
        abs(kans[klasse == n].mean() - gebeurd[klasse == n].mean()) * (klasse == n).mean()
        for n in range(klassen)
        if (klasse == n).any()
    ]
    return float(sum(afstand))


def tabel(gegevens: Gegevens, methoden: Sequence[str] = tuple(METHODEN)) -> dict[str, tuple[Scores, float]]:
    """Scores and seconds per method, on the forecasts that every method could make."""
    reeksen = {naam: terugkijken(gegevens, METHODEN[naam]) for naam in methoden}
    bruikbaar = np.logical_and.reduce(
        [np.isfinite(r.mu) & np.isfinite(r.kwam) & np.isfinite(r.basis) for r in reeksen.values()]
    )
    return {naam: (beoordeel(reeks, bruikbaar), reeks.seconden) for naam, reeks in reeksen.items()}


def main() -> None:
    vraag = argparse.ArgumentParser(description="Backtest of the chance that a target is met.")
    vraag.add_argument("--misdrijven", type=Path, required=True)
    vraag.add_argument("--inwoners", type=Path, required=True)
    keuze = vraag.parse_args()
    gegevens = lees(keuze.misdrijven, keuze.inwoners)
    uitslag = tabel(gegevens)
    maat = next(iter(uitslag.values()))[0]
    print(f"{len(gegevens.gebieden)} areas, {len(gegevens.tellingen)} kinds, {maat.aantal} forecasts")
    print(f"{'method':28}{'crps':>7}{'log':>7}{'80':>7}{'95':>7}{'brier':>7}{'ece':>7}{'s':>7}")
    for naam, (s, seconden) in uitslag.items():
        print(
            f"{naam:28}{s.crps / maat.crps:7.3f}{s.log / maat.log:7.3f}{s.in80:7.3f}{s.in95:7.3f}{s.brier:7.3f}"
            f"{s.ece:7.3f}{seconden:7.2f}"
        )


if __name__ == "__main__":
    main()
