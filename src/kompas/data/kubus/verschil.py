"""One delivery over what was known: what changed goes to `herzien`, what is equal keeps its first peiling."""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from kompas.data.levering import Levering

MAX_GENOEMD = 20
Vakken = np.ndarray[Any, np.dtype[np.bool_]]
_CEL = ("gebied", "code", "periode")


@dataclass(frozen=True, slots=True)
class Herzien:
    """A figure that the source revised."""

    code: str
    gebied: str
    periode: str
    oud: float | None
    nieuw: float | None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one delivery did, in cells; `voorbeelden` holds the first twenty revisions."""

    tabel: str
    aantal: int
    nieuw: int
    gewijzigd: int
    voorbeelden: tuple[Herzien, ...]

    @property
    def ongewijzigd(self) -> int:
        return self.aantal - self.nieuw - self.gewijzigd


def neem_over(db: duckdb.DuckDBPyConnection, nummer: int, levering: Levering, *, marges: bool) -> Telling:
    """Merge the sparse rows in `ruw` as peiling `nummer`, which is later than every other and already in `dekking`."""
    eerder = _eerder_bekend(db, nummer)
    if eerder == 0:
        db.execute("INSERT INTO op_gebied BY NAME SELECT *, ? AS peiling FROM ruw", [nummer])
        return Telling(levering.tabel, levering.aantal, levering.aantal, 0, ())
    _vergelijk(db, nummer, marges=marges)
    gewijzigd, voorbeelden = _herzieningen(db)
    _schuif(db, nummer, marges=marges)
    return Telling(levering.tabel, levering.aantal, levering.aantal - eerder, gewijzigd, voorbeelden)


def aantal_cellen(db: duckdb.DuckDBPyConnection) -> int:
    """How many cells at least one delivery covered."""
    vraag = "SELECT list(peiling ORDER BY peiling) AS peilingen FROM dekking GROUP BY gebied"
    return sum(
        int(_vakken(db, peilingen).sum()) * aantal
        for peilingen, aantal in db.execute(f"SELECT peilingen, count(*) FROM ({vraag}) GROUP BY ALL").fetchall()  # noqa: S608
    )


def _eerder_bekend(db: duckdb.DuckDBPyConnection, nummer: int) -> int:
    """How many cells of this delivery an earlier one covered too."""
    groepen = db.execute(
        """
        SELECT peilingen, count(*) FROM (
            SELECT list(d.peiling ORDER BY d.peiling) AS peilingen
            FROM dekking n JOIN dekking d USING (gebied) WHERE n.peiling = ? AND d.peiling < ? GROUP BY gebied
        ) GROUP BY ALL
        """,
        [nummer, nummer],
    ).fetchall()
    eigen = _vakken(db, [nummer])
    return sum(int((_vakken(db, peilingen) & eigen).sum()) * aantal for peilingen, aantal in groepen)


def _vakken(db: duckdb.DuckDBPyConnection, peilingen: list[int]) -> Vakken:
    """Of every pair of code and period, whether one of these deliveries covered it."""
    [(codes, perioden)] = db.execute("SELECT (SELECT count(*) FROM code), (SELECT count(*) FROM periode)").fetchall()
    vak: Vakken = np.zeros((codes, perioden), dtype=np.bool_)
    code_van, periode_van = _leden(db, "code"), _leden(db, "periode")
    for peiling in peilingen:
        vak[np.ix_(code_van[peiling], periode_van[peiling])] = True
    return vak


def _leden(db: duckdb.DuckDBPyConnection, wat: str) -> dict[int, list[int]]:
    return dict(db.execute(f"SELECT peiling, list({wat}) FROM peiling_{wat} GROUP BY peiling").fetchall())  # noqa: S608


def _vergelijk(db: duckdb.DuckDBPyConnection, nummer: int, *, marges: bool) -> None:
    """Table `anders`: every cell of this delivery whose stored row is not the same, with both sides.

    `al_bekend`: an earlier delivery covered the cell, so that no row meant 0; `sinds` is when that 0 began.
    """
    velden = ("waarde", "vlag", *(("laag", "hoog") if marges else ()))
    zelfde = " AND ".join(f"o.{veld} IS NOT DISTINCT FROM n.{veld}" for veld in velden)
    keuze = ", ".join(f"o.{veld} AS oud_{veld}, n.{veld} AS nieuw_{veld}" for veld in velden)
    binnen = " AND ".join(
        f"{kolom} IN (SELECT {kolom} FROM {tabel} WHERE peiling = {nummer})"  # noqa: S608
        for kolom, tabel in (("gebied", "dekking"), ("code", "peiling_code"), ("periode", "peiling_periode"))
    )
    db.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE anders AS
        SELECT coalesce(o.gebied, n.gebied) AS gebied, coalesce(o.code, n.code) AS code,
               coalesce(o.periode, n.periode) AS periode, o.peiling AS was, o.peiling IS NOT NULL AS had,
               n.gebied IS NOT NULL AS heeft, {keuze}
        FROM (SELECT * FROM op_gebied WHERE {binnen}) o
        FULL JOIN ruw n ON n.gebied = o.gebied AND n.code = o.code AND n.periode = o.periode
        WHERE o.gebied IS NULL OR n.gebied IS NULL OR NOT ({zelfde})
        """  # noqa: S608
    )
    db.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE nul AS
        SELECT a.gebied, a.code, a.periode, coalesce(max(h.tot), min(d.peiling)) AS sinds
        FROM (SELECT gebied, code, periode FROM anders WHERE NOT had) a
        JOIN dekking d ON d.gebied = a.gebied AND d.peiling < {nummer}
        JOIN peiling_code c ON c.peiling = d.peiling AND c.code = a.code
        JOIN peiling_periode p ON p.peiling = d.peiling AND p.periode = a.periode
        LEFT JOIN herzien h ON h.gebied = a.gebied AND h.code = a.code AND h.periode = a.periode
        GROUP BY a.gebied, a.code, a.periode
        """  # noqa: S608
    )


def _herzieningen(db: duckdb.DuckDBPyConnection) -> tuple[int, tuple[Herzien, ...]]:
    samen = f"FROM anders a LEFT JOIN nul u USING ({', '.join(_CEL)})"
    waar = "WHERE a.had OR u.sinds IS NOT NULL"
    [(aantal,)] = db.execute(f"SELECT count(*) {samen} {waar}").fetchall()
    rijen = db.execute(
        "SELECT c.code, g.code, p.code, if(a.had, a.oud_waarde, 0), if(a.heeft, a.nieuw_waarde, 0)"
        f" {samen} JOIN gebied g ON g.id = a.gebied JOIN code c ON c.id = a.code JOIN periode p ON p.id = a.periode"
        f" {waar} ORDER BY a.gebied, a.code, a.periode LIMIT {MAX_GENOEMD}"
    ).fetchall()
    return int(aantal), tuple(Herzien(*rij) for rij in rijen)


def _schuif(db: duckdb.DuckDBPyConnection, nummer: int, *, marges: bool) -> None:
    """Superseded values to `herzien`, the new ones in their place."""
    extra = ("laag", "hoog") if marges else ()
    oud = "".join(f", a.oud_{veld} AS {veld}" for veld in extra)
    nieuw = "".join(f", nieuw_{veld} AS {veld}" for veld in extra)
    sleutel = " AND ".join(f"op_gebied.{kolom} = a.{kolom}" for kolom in _CEL)
    db.execute(
        f"""
        INSERT INTO herzien BY NAME
        SELECT a.gebied, a.code, a.periode, if(a.had, a.oud_waarde, 0) AS waarde, coalesce(a.oud_vlag, 0) AS vlag,
               coalesce(a.was, u.sinds) AS peiling, {nummer} AS tot{oud}
        FROM anders a LEFT JOIN nul u USING ({", ".join(_CEL)}) WHERE a.had OR u.sinds IS NOT NULL
        """  # noqa: S608
    )
    db.execute(f"DELETE FROM op_gebied USING anders a WHERE a.had AND {sleutel}")  # noqa: S608
    db.execute(
        "INSERT INTO op_gebied BY NAME SELECT gebied, code, periode, nieuw_waarde AS waarde, nieuw_vlag AS vlag,"  # noqa: S608
        f" {nummer} AS peiling{nieuw} FROM anders WHERE heeft"
    )
