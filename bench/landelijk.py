"""The national table of police figures by month and neighbourhood, made up: the shape of 47022NED, with sums that hold.

    python -m bench.landelijk [--deel 0.01] [--map MAP]

Makes the raw Parquet parts as a fetch would leave them, builds the kubus from them and prints time, memory and size.
Neighbourhoods add up to districts, municipalities and the country; kinds to the total; months to years.
"""

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kompas.data.kubus.bouwen import Peiling, bouw
from kompas.data.kubus.schema import Kubus
from kompas.data.levering import Levergebied, Levering

TABEL, BRON, TOTAAL = "47022NED", "politie-misdrijven", "0.0.0"
GEMEENTEN, WIJKEN, BUURTEN, SOORTEN = 342, 3353, 14_423, 55
MAANDEN = [f"{jaar}MM{maand:02}" for jaar in range(2012, 2027) for maand in range(1, 13)][:174]
JAREN = [f"{jaar}JJ00" for jaar in range(2012, 2026)]
PERIODEN = (*MAANDEN, *JAREN)
CODES = (TOTAAL, *(f"{1 + nr // 22}.{1 + nr % 22 // 5}.{1 + nr % 5}" for nr in range(SOORTEN)))
# Mean per neighbourhood, kind and month: with these weights nine cells of ten are 0, as in real municipalities.
GEMIDDELD = 0.045
Getallen = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Gemeente:
    """A made-up municipality: in which district each neighbourhood lies, by number."""

    nummer: int
    wijken: int
    wijk_van: tuple[int, ...]

    @property
    def code(self) -> str:
        return f"GM{self.nummer:04}"

    def gebieden(self) -> tuple[Levergebied, ...]:
        """The municipality, its districts, its neighbourhoods."""
        eigen = f"{self.nummer:04}"
        return (
            Levergebied(self.code, f"Gemeente {eigen}", "GM", self.code),
            *(Levergebied(f"WK{eigen}{w:02}", f"Wijk {w} van {eigen}", "WK", self.code) for w in range(self.wijken)),
            *(
                Levergebied(f"BU{eigen}{w:02}{b:02}", f"Buurt {b} van {eigen}", "BU", self.code)
                for b, w in enumerate(self.wijk_van)
            ),
        )


def gemeenten(deel: float) -> tuple[Gemeente, ...]:
    """Municipalities of about real sizes, the same every time; `deel` is the share of the country."""
    aantal = max(1, round(GEMEENTEN * deel))
    wijken = np.full(GEMEENTEN, WIJKEN // GEMEENTEN)
    wijken[: WIJKEN % GEMEENTEN] += 1
    buurten = np.full(GEMEENTEN, BUURTEN // GEMEENTEN)
    buurten[: BUURTEN % GEMEENTEN] += 1
    return tuple(
        Gemeente(100 + nr, int(wijken[nr]), tuple(b % int(wijken[nr]) for b in range(int(buurten[nr]))))
        for nr in range(aantal)
    )


def maak_landelijk(map_: Path, deel: float = 1.0, zaad: int = 1) -> Levering:
    """Write the delivery into `map_`; the same numbers for the same seed, whatever the share."""
    shutil.rmtree(map_, ignore_errors=True)
    (map_ / "delen").mkdir(parents=True)
    landelijk: Getallen = np.zeros((1, len(CODES), len(PERIODEN)), dtype=np.int32)
    gebieden = [Levergebied("NL", "Nederland", "NL")]
    for gemeente in gemeenten(deel):
        cijfers = _cijfers(gemeente, np.random.default_rng([zaad, gemeente.nummer]))
        landelijk += cijfers[:1]
        _schrijf(map_ / "delen" / f"{gemeente.code}.parquet", gemeente.gebieden(), cijfers)
        gebieden += gemeente.gebieden()
    _schrijf(map_ / "delen" / "NL.parquet", gebieden[:1], landelijk)
    levering = Levering(
        tabel=TABEL,
        bron=BRON,
        map=map_,
        gebieden=tuple(gebieden),
        codes=CODES,
        perioden=PERIODEN,
        totaal=TOTAAL,
        gewijzigd="2026-07-15T02:00:00",
        opgehaald=datetime(2026, 7, 16, 8, tzinfo=UTC),
        indeling=2026,
        adres="https://bron.example/OData/47022NED/UntypedDataSet?$filter=SoortMisdrijf eq '{code}'"
        " and WijkenEnBuurten eq '{gebied}' and Perioden eq '{periode}'",
    )
    levering.schrijf()
    return levering


def _cijfers(gemeente: Gemeente, rng: np.random.Generator) -> Getallen:
    """Numbers for every area, code and period of a municipality."""
    buurten = len(gemeente.wijk_van)
    soort = 1 / np.arange(1, SOORTEN + 1) ** 1.3
    drukte = rng.gamma(1.2, 1.0, buurten)
    seizoen = 1 + 0.2 * np.sin(np.arange(len(MAANDEN)) / 6 * np.pi)
    verwacht = GEMIDDELD * SOORTEN / soort.sum() * np.einsum("b,s,m->bsm", drukte, soort, seizoen)
    per_soort = rng.poisson(verwacht).astype(np.int32)
    per_code = np.concatenate((per_soort.sum(axis=1, keepdims=True), per_soort), axis=1)
    jaren = per_code[..., : 12 * len(JAREN)].reshape(buurten, len(CODES), len(JAREN), 12).sum(axis=3)
    per_buurt = np.concatenate((per_code, jaren), axis=2).astype(np.int32)
    per_wijk = np.zeros((gemeente.wijken, *per_buurt.shape[1:]), dtype=np.int32)
    np.add.at(per_wijk, np.array(gemeente.wijk_van), per_buurt)
    return np.concatenate((per_wijk.sum(axis=0, keepdims=True, dtype=np.int32), per_wijk, per_buurt))


def _schrijf(pad: Path, gebieden: tuple[Levergebied, ...] | list[Levergebied], cijfers: Getallen) -> None:
    """One dense part, sorted by area, code and period."""
    maat = cijfers.shape
    plekken = np.indices(maat, dtype=np.int32).reshape(3, -1)
    leden = ([gebied.code for gebied in gebieden], CODES, PERIODEN)
    kolommen: dict[str, Any] = {
        naam: pa.DictionaryArray.from_arrays(pa.array(plek), pa.array(lid)).cast(pa.dictionary(pa.int32(), pa.string()))
        for naam, plek, lid in zip(("gebied", "code", "periode"), plekken, leden, strict=True)
    }
    kolommen["waarde"] = pa.array(cijfers.reshape(-1).astype(np.int64))
    kolommen["vlag"] = pa.array(np.zeros(cijfers.size, dtype=np.uint8))
    pq.write_table(pa.table(kolommen), pad, compression="zstd", row_group_size=1_000_000)


@dataclass(frozen=True)
class Meting:
    """What making and building took."""

    rijen: int
    nullen: float
    maken_s: float
    ruw_mb: float
    bouwen_s: float
    geheugen_mb: float
    database_mb: float
    parquet_mb: float
    kubus: Kubus

    def tekst(self) -> Iterator[str]:
        yield f"{self.rijen:,} rows, {self.nullen:.1%} zeros; raw Parquet {self.ruw_mb:.1f} MB in {self.maken_s:.1f} s"
        yield f"build        {self.bouwen_s:7.1f} s   peak memory {self.geheugen_mb:,.0f} MB"
        yield f"DuckDB file  {self.database_mb:7.1f} MB  (two sort orders)"
        yield f"Parquet      {self.parquet_mb:7.1f} MB  (exchange form)"


def meet(map_: Path, deel: float) -> Meting:
    """Make, build and measure; memory is that of the whole process."""
    begin = time.perf_counter()
    levering = maak_landelijk(map_ / "levering", deel)
    gemaakt = time.perf_counter()
    gebouwd = bouw(map_ / "kubus", [Peiling(levering, "ruw")])
    klaar = time.perf_counter()
    parquet = sum(pad.stat().st_size for pad in gebouwd.kubus.map.glob("*.parquet"))
    schaars = pq.ParquetFile(gebouwd.kubus.parquet("op_gebied")).metadata.num_rows
    return Meting(
        rijen=levering.aantal,
        nullen=1 - schaars / levering.aantal,
        maken_s=gemaakt - begin,
        ruw_mb=sum(pad.stat().st_size for pad in levering.delen) / 1e6,
        bouwen_s=klaar - gemaakt,
        geheugen_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        database_mb=gebouwd.kubus.database.stat().st_size / 1e6,
        parquet_mb=parquet / 1e6,
        kubus=gebouwd.kubus,
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deel", type=float, default=1.0, help="share of the country, 0.01 for a try")
    parser.add_argument("--map", type=Path, help="keep what is made in this folder")
    keuze = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="landelijk-") as tijdelijk:
        for regel in meet(keuze.map or Path(tijdelijk), keuze.deel).tekst():
            print(regel)


if __name__ == "__main__":
    main()
