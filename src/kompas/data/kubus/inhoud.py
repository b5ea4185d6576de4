"""The hash of what a kubus holds, whichever way DuckDB or Parquet happened to write it down."""

import hashlib
import json
from typing import Any

import duckdb
import numpy as np

from kompas.data.kubus.schema import DIMENSIES, HERZIEN, SCHEMA, kolommen

_PER_KEER = 1 << 20


def versie_van(db: duckdb.DuckDBPyConnection, kop: dict[str, Any], *, heel: bool, marges: bool) -> str:
    """Sixteen characters that only depend on the rows and the heading of the kubus in `db`."""
    samen = hashlib.sha256(json.dumps([SCHEMA, kop], sort_keys=True).encode())
    for tabel in DIMENSIES:
        rijen = db.execute(f"SELECT * FROM {tabel} ORDER BY ALL").fetchall()  # noqa: S608
        samen.update(json.dumps([tabel, rijen], default=str).encode())
    for tabel in ("op_gebied", HERZIEN):
        samen.update(tabelhash(db, tabel, tuple(kolommen(tabel, heel=heel, marges=marges))).encode())
    return samen.hexdigest()[:16]


def tabelhash(db: duckdb.DuckDBPyConnection, tabel: str, namen: tuple[str, ...]) -> str:
    """The hash of the columns of a table, in the order of its rows; an empty cell counts as 0 beside its mark."""
    keuze = ", ".join(f"coalesce({naam}, 0) AS {naam}, {naam} IS NULL AS {naam}_leeg" for naam in _leeg_kan(namen))
    vast = ", ".join(naam for naam in namen if naam not in _leeg_kan(namen))
    lezer = db.sql(f"SELECT {vast}, {keuze} FROM {tabel}").to_arrow_reader(_PER_KEER)  # noqa: S608
    hashes = {naam: hashlib.sha256() for naam in lezer.schema.names}
    for brok in lezer:
        for naam, hash_ in hashes.items():
            hash_.update(np.ascontiguousarray(brok[naam].to_numpy(zero_copy_only=False)).data)
    return " ".join(f"{naam}:{hash_.hexdigest()}" for naam, hash_ in hashes.items())


def _leeg_kan(namen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(naam for naam in ("waarde", "laag", "hoog") if naam in namen)


def oplopend(db: duckdb.DuckDBPyConnection, tabel: str, volgorde: tuple[str, str, str]) -> bool:
    """Whether the rows stand in this order, each key once."""
    lezer = db.sql(f"SELECT {', '.join(volgorde)} FROM {tabel}").to_arrow_reader(_PER_KEER)  # noqa: S608
    vorige = -1
    for brok in lezer:
        een, twee, drie = (brok[naam].to_numpy().astype(np.int64) for naam in volgorde)
        sleutel = np.concatenate(([vorige], (een << 32) + (twee << 16) + drie))
        if not (np.diff(sleutel) > 0).all():
            return False
        vorige = int(sleutel[-1])
    return True
