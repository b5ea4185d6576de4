"""Which map of the past foretells best where it will happen, beside the simple count.

Run by hand: `python -m bench.plekken --punten CSV --cel 100` for any CSV with the columns x, y (metres, or degrees) and
datum; or `--gemaakt 1000000` for an invented town. The last twelve months are the test, all before them the past.
PAI = part of the incidents / part of the cells; PEI = part of the incidents / the best part possible with as many
cells. Every cell of the rectangle (or, with `--gebied omhulling`, of the convex hull of the past) counts: a larger
area makes every PAI larger, so compare maps, not towns. `word` tells whether a map differs from the count by more than
chance. Rounds of earlier years (`--ronden`) show whether the order is that of one year only.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from kompas.base import Refused
from kompas.stats.plekken import (
    Raster,
    buren_in_raster,
    getis_ord,
    kernel_density,
    knox,
    laat_zien,
    local_moran,
    raster_om,
    tel,
    treffers,
    vergelijk_treffers,
    verplaatsing,
)

T = TypeVar("T")
Matrix = NDArray[np.float64]
DELEN = (0.01, 0.02, 0.05)
JAAR = 365.25
NAMEN = {
    "x": ("x", "x_rd", "rd_x", "xcoord", "x_coord", "lon", "lng", "longitude", "lengtegraad"),
    "y": ("y", "y_rd", "rd_y", "ycoord", "y_coord", "lat", "latitude", "breedtegraad"),
    "datum": ("datum", "date", "dag", "pleegdatum", "begindatum", "tijd", "datetime"),
}


@dataclass(frozen=True)
class Punten:
    """Metres and days; what has no place or day is gone, and counted in `zonder`."""

    x: Matrix
    y: Matrix
    dag: Matrix
    zonder: int = 0

    def binnen(self, van: float, tot: float) -> "Punten":
        mee = (self.dag >= van) & (self.dag < tot)
        return Punten(self.x[mee], self.y[mee], self.dag[mee])


@dataclass(frozen=True)
class Verleden:
    """What a map may know: the past, on the cells inside the area."""

    punten: Punten
    raster: Raster
    binnen: NDArray[np.bool_]
    tot: float
    bandbreedte: float

    def aantal(self, jaren: float = 1e9) -> Matrix:
        punten = self.punten.binnen(self.tot - jaren * JAAR, self.tot)
        return goed(tel(self.raster, punten.x, punten.y)).aantal.astype(np.float64)


def goed(uitkomst: T | Refused) -> T:
    if isinstance(uitkomst, Refused):
        raise SystemExit(uitkomst.reason)
    return uitkomst


def lees(pad: Path) -> Punten:
    """Points of any CSV; separator, decimal comma and names of columns are found out."""
    with pad.open(encoding="utf-8-sig") as bestand:
        kop = bestand.readline()
    teken = max(",;\t|", key=kop.count)
    ruw = pl.read_csv(pad, separator=teken, infer_schema=False, truncate_ragged_lines=True)
    namen = {naam.strip().lower().lstrip("\ufeff"): naam for naam in ruw.columns}
    gekozen: dict[str, str] = {}
    for wat, mogelijk in NAMEN.items():
        naam = next((namen[naam] for naam in mogelijk if naam in namen), None)
        if naam is None:
            raise SystemExit(f"Geen kolom {wat} gevonden in {pad.name}; de kolommen zijn {', '.join(ruw.columns)}.")
        gekozen[wat] = naam
    x, y = (_getallen(ruw[gekozen[wat]]) for wat in ("x", "y"))
    dag = _dagen(ruw[gekozen["datum"]])
    heel = np.isfinite(x) & np.isfinite(y) & np.isfinite(dag)
    x, y = _meters(x[heel], y[heel])
    mee = _bijeen(x) & _bijeen(y)
    return Punten(x[mee], y[mee], dag[heel][mee], len(ruw) - int(mee.sum()))


def _getallen(kolom: pl.Series) -> Matrix:
    tekst = kolom.str.strip_chars().str.replace(",", ".", literal=True)
    return tekst.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()


def _dagen(kolom: pl.Series) -> Matrix:
    """Days since 1970, of 2024-01-31, 31-01-2024, 20240131 or 31/01/2024, with or without a time behind it."""
    tekst = kolom.str.strip_chars().str.head(10)
    vormen = ("%Y-%m-%d", "%d-%m-%Y", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y")
    pogingen = [tekst.str.to_date(vorm, strict=False) for vorm in vormen]
    pogingen.append(tekst.str.head(8).str.to_date("%Y%m%d", strict=False))
    beste = min(pogingen, key=lambda poging: poging.null_count())
    return beste.to_physical().cast(pl.Float64).fill_null(np.nan).to_numpy()


def _meters(x: Matrix, y: Matrix) -> tuple[Matrix, Matrix]:
    """Degrees become metres around the middle of the points; metres stay."""
    if not len(x) or np.abs(np.median(x)) > 180 or np.abs(np.median(y)) > 90:
        return x, y
    midden = np.radians(np.median(y))
    return x * 111_320 * np.cos(midden), y * 110_574.0


def _bijeen(x: Matrix) -> NDArray[np.bool_]:
    """Without the few points that are far from all others: zero coordinates, another town."""
    if not len(x):
        return np.zeros(0, dtype=bool)
    laag, hoog = np.quantile(x, [0.01, 0.99])
    ruimte = 2 * (hoog - laag) + 1000
    return np.asarray((x >= laag - ruimte) & (x <= hoog + ruimte))


def gemaakt(aantal: int, zaad: int = 1) -> Punten:
    """An invented town: a few hundred places, some of which come up or fade, and much between them."""
    rng = np.random.default_rng(zaad)
    plekken = 600
    mx, my = rng.normal(90_000, 2500, plekken), rng.normal(460_000, 2500, plekken)
    drukte, loop = rng.pareto(1.3, plekken) + 0.1, rng.normal(0, 0.25, plekken)
    jaar = rng.integers(0, 6, aantal)
    kansen = drukte * np.exp(loop * np.arange(6)[:, None])
    plek = np.empty(aantal, dtype=np.int64)
    for nummer, kans in enumerate(kansen):
        plek[jaar == nummer] = rng.choice(plekken, int((jaar == nummer).sum()), p=kans / kans.sum())
    wijdte = rng.uniform(15, 400, plekken)[plek]
    dag = 18_262 + jaar * JAAR + rng.uniform(0, JAAR, aantal)
    x, y = mx[plek] + rng.normal(0, wijdte), my[plek] + rng.normal(0, wijdte)
    return Punten(np.round(x), np.round(y), np.floor(dag))


Kaart = Callable[[Verleden], Matrix]


def _recent(verleden: Verleden) -> Matrix:
    """The count in which an incident weighs half after two years."""
    p = verleden.punten
    nummer = verleden.raster.nummer(p.x, p.y)
    gewicht = 0.5 ** ((verleden.tot - p.dag) / (2 * JAAR))
    cellen = verleden.raster.breed * verleden.raster.hoog
    telling = np.bincount(nummer, weights=gewicht, minlength=cellen)
    return telling.reshape(verleden.raster.vorm).astype(np.float64)


def _kde(verleden: Verleden) -> Matrix:
    p = verleden.punten
    return goed(kernel_density(goed(tel(verleden.raster, p.x, p.y)), verleden.bandbreedte))


def _gemengd(verleden: Verleden) -> Matrix:
    """The recent count with a tenth of its surroundings."""
    glad = _kde(verleden) * verleden.raster.oppervlakte
    recent = _recent(verleden)
    return np.asarray(recent + glad * (recent.sum() / max(glad.sum(), 1e-9)) * 0.1)


def _binnen(verleden: Verleden, waarden: Matrix) -> Matrix:
    uit = np.full(verleden.raster.vorm, -np.inf)
    uit[verleden.binnen] = waarden
    return uit


def _gi_ster(verleden: Verleden) -> Matrix:
    buren = goed(buren_in_raster(verleden.binnen))
    return _binnen(verleden, goed(getis_ord(verleden.aantal()[verleden.binnen], buren)).z)


def _moran(verleden: Verleden) -> Matrix:
    """Cells with many among cells with many, by the index."""
    buren = goed(buren_in_raster(verleden.binnen))
    moran = goed(local_moran(verleden.aantal()[verleden.binnen], buren, rng=np.random.default_rng(1), herhalingen=99))
    return _binnen(verleden, np.where(moran.kwadrant == 0, moran.index, -1.0))


KAARTEN: dict[str, Kaart] = {
    "simple count": Verleden.aantal,
    "count, last year": lambda verleden: verleden.aantal(1.0),
    "count, half after 2 years": _recent,
    "count + surroundings": _gemengd,
    "KDE": _kde,
    "Gi*": _gi_ster,
    "local Moran": _moran,
}


def _gebied(raster: Raster, punten: Punten, *, omhulling: bool) -> NDArray[np.bool_]:
    if not omhulling:
        return np.ones(raster.vorm, dtype=bool)
    mx, my = raster.midden(np.arange(raster.breed * raster.hoog))
    hoeken = np.unique(np.stack(raster.midden(raster.nummer(punten.x, punten.y)), axis=1), axis=0)
    binnen = Delaunay(hoeken).find_simplex(np.stack([mx, my], axis=1)) >= 0
    return np.asarray(binnen.reshape(raster.vorm))


def ronde(punten: Punten, raster: Raster, tot: float, *, bandbreedte: float, omhulling: bool) -> None:
    """One table: the year that ends at `tot` is the test, what came before the past."""
    toets, eerder = punten.binnen(tot - JAAR, tot), punten.binnen(-1e9, tot - JAAR)
    if min(len(toets.x), len(eerder.x)) < 100:
        raise SystemExit("Te weinig punten: minstens honderd in het laatste jaar en honderd daarvoor.")
    verleden = Verleden(
        eerder, raster, _gebied(raster, eerder, omhulling=omhulling), tot - JAAR, bandbreedte or raster.cel
    )
    binnen = verleden.binnen
    kwam = goed(tel(raster, toets.x, toets.y)).aantal[binnen].astype(np.float64)
    print(
        f"test up to {np.datetime64(int(tot), 'D')}: {len(eerder.x)} incidents before, {int(kwam.sum())} after, "
        f"{int(binnen.sum())} cells of {raster.cel:g} m"
    )
    print(
        f"{'map':28}"
        + "".join(f"{f'PAI {deel:.0%}':>9}{'hit':>6}{'PEI':>6}" for deel in DELEN)
        + "   s  word at 1% / 5%"
    )
    maatstaf = verleden.aantal()[binnen]
    for naam, kaart in KAARTEN.items():
        begin = time.perf_counter()
        score = kaart(verleden)[binnen]
        duur = time.perf_counter() - begin
        scores = [goed(treffers(score, kwam, deel)) for deel in DELEN]
        woorden = [goed(vergelijk_treffers(score, maatstaf, kwam, deel)).woord for deel in (DELEN[0], DELEN[-1])]
        cijfers = "".join(f"{s.pai:9.1f}{s.trefkans:6.0%}{s.pei:6.2f}" for s in scores)
        print(f"{naam:28}{cijfers}{duur:5.1f}  {' / '.join(woorden) if naam != 'simple count' else '-'}")


def overig(punten: Punten, raster: Raster) -> None:
    """What else can be said of the points, with the time that it took."""
    begin = time.perf_counter()
    kaart = goed(laat_zien(goed(tel(raster, punten.x, punten.y)), 10))
    print(f"cells that may be shown (10 or more): {len(kaart.x)}; elsewhere {kaart.overig}", end="")
    begin = _duur(begin)
    dag = punten.dag
    uitslag = goed(knox(punten.x, punten.y, dag, (raster.cel, 2 * raster.cel), (7, 14), rng=np.random.default_rng(1)))
    print(f"near repeats, found / expected within {raster.cel:g} m and 7 days: {uitslag.verhouding[0, 0]:.2f}", end="")
    begin = _duur(begin)
    jaar = np.floor((dag - dag.max()) / JAAR).astype(np.int64)
    nummer = raster.nummer(punten.x, punten.y)
    top = max(1, round(raster.breed * raster.hoog * 0.01))
    loop = verplaatsing(nummer, jaar, top, rng=np.random.default_rng(1), herhalingen=19)
    if isinstance(loop, Refused):
        print(loop.reason)
        return
    woorden = ", ".join(f"{woord} {loop.verloop.count(woord)}" for woord in sorted(set(loop.verloop)))
    print(f"top 1%: overlap {loop.overlap:.2f}, if all stayed {loop.overlap_als_vast:.2f}; {woorden}", end="")
    _duur(begin)


def _duur(begin: float) -> float:
    nu = time.perf_counter()
    print(f" ({nu - begin:.1f} s)")
    return nu


def main() -> None:
    vraag = argparse.ArgumentParser(description="Maps of the past against the simple count.")
    bron = vraag.add_mutually_exclusive_group(required=True)
    bron.add_argument("--punten", type=Path)
    bron.add_argument("--gemaakt", type=int)
    vraag.add_argument("--cel", type=float, default=100.0)
    vraag.add_argument("--bandbreedte", type=float, default=0.0, help="metres; the size of a cell when left out")
    vraag.add_argument("--gebied", choices=("rechthoek", "omhulling"), default="rechthoek")
    vraag.add_argument("--ronden", type=int, default=1)
    keuze = vraag.parse_args()
    punten = lees(keuze.punten) if keuze.punten else gemaakt(keuze.gemaakt)
    raster = goed(raster_om(punten.x, punten.y, keuze.cel))
    print(f"{len(punten.x)} incidents; {punten.zonder} without a place or a day, or far away, stay out")
    for terug in range(keuze.ronden):
        tot = float(punten.dag.max()) + 1 - terug * JAAR
        ronde(punten, raster, tot, bandbreedte=keuze.bandbreedte, omhulling=keuze.gebied == "omhulling")
    overig(punten, raster)


if __name__ == "__main__":
    main()
