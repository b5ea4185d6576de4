"""What is in a kubus: its tables, their columns, and where its files stand.

A kubus never changes after it was written: a newer delivery gives a new version beside it.

Reading it back, for one cell (area, code, period):
- it is known when at least one peiling covers it: `dekking` x `peiling_code` x `peiling_periode` of that peiling;
- a known cell without a row in `op_gebied` is the number 0;
- `peiling` of a row is the delivery from which this value was known; a later one that gave the same value leaves it.
  The last peiling that covers the cell is the one that the value was last seen in (retrieved, address, raw file);
- as known on a day: the value of the row of `herzien` with `peiling` <= p < `tot`, else of `op_gebied` with
  `peiling` <= p, else 0; p is the last peiling with `opgehaald` on or before that day, and the cell is known when a
  peiling up to p covers it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SCHEMA: Final = 1
DATABASE: Final = "kubus.duckdb"
MANIFEST: Final = "manifest.json"

# The code of `vlag` is the place in this tuple; everything but "" comes with an empty value.
VLAGGEN: Final = ("", "blanco", "punt")

MARGES: Final = {"laag": "DOUBLE", "hoog": "DOUBLE"}
_CEL: Final = {"gebied": "USMALLINT", "code": "USMALLINT", "periode": "USMALLINT"}

# Small tables, in the order in which they are written; ids count from 0.
DIMENSIES: Final[dict[str, dict[str, str]]] = {
    "gebied": {"id": "USMALLINT", "code": "VARCHAR", "naam": "VARCHAR", "soort": "VARCHAR", "gemeente": "USMALLINT"},
    "code": {"id": "USMALLINT", "code": "VARCHAR", "is_totaal": "BOOLEAN"},
    # maand = 12 * year + month - 1 of the first month; ids of one soort are in order of time.
    "periode": {
        "id": "USMALLINT",
        "code": "VARCHAR",
        "soort": "VARCHAR",
        "jaar": "SMALLINT",
        "maand": "INTEGER",
    },
    "peiling": {
        "id": "USMALLINT",
        "moment": "TIMESTAMP",
        "opgehaald": "DATE",
        "gewijzigd": "VARCHAR",
        "indeling": "SMALLINT",
        "adres": "VARCHAR",
        "ruw": "VARCHAR",
    },
    "dekking": {"peiling": "USMALLINT", "gebied": "USMALLINT"},
    "peiling_code": {"peiling": "USMALLINT", "code": "USMALLINT"},
    "peiling_periode": {"peiling": "USMALLINT", "periode": "USMALLINT"},
}
# Sort orders of the values: the same rows twice, because questions come from both sides.
VOLGORDES: Final[dict[str, tuple[str, str, str]]] = {
    "op_gebied": ("gebied", "code", "periode"),
    "op_code": ("code", "gebied", "periode"),
}
HERZIEN: Final = "herzien"
# The exchange form has one sort order.
PARQUET: Final = (*DIMENSIES, "op_gebied", HERZIEN)
SOORTEN_PERIODE: Final = ("JJ", "HJ", "KW", "MM")


def kolommen(tabel: str, *, heel: bool, marges: bool) -> dict[str, str]:
    """Name and DuckDB type of every column of a table."""
    if tabel in DIMENSIES:
        return DIMENSIES[tabel]
    waarde = {"waarde": "INTEGER" if heel else "DOUBLE", "vlag": "UTINYINT", "peiling": "USMALLINT"}
    tot = {"tot": "USMALLINT"} if tabel == HERZIEN else {}
    return {**_CEL, **waarde, **tot, **(MARGES if marges else {})}


@dataclass(frozen=True, slots=True)
class Kubus:
    """One version of one source table on disk."""

    tabel: str
    bron: str
    versie: str
    map: Path
    totaal: str
    heel: bool
    heeft_marges: bool

    @classmethod
    def lees(cls, map_: Path) -> "Kubus":
        """The kubus in a folder; raises `FileNotFoundError` when there is none."""
        velden = lees_manifest(map_)
        namen = ("tabel", "bron", "versie", "totaal", "heel", "heeft_marges")
        return cls(map=map_, **{naam: velden[naam] for naam in namen})

    @property
    def database(self) -> Path:
        """The native DuckDB file: every table of this module."""
        return self.map / DATABASE

    def parquet(self, tabel: str) -> Path:
        """One table of the exchange form; `op_code` is left out of it."""
        return self.map / f"{tabel}.parquet"

    def kolommen(self, tabel: str) -> dict[str, str]:
        return kolommen(tabel, heel=self.heel, marges=self.heeft_marges)


def lees_manifest(map_: Path) -> dict[str, Any]:
    """Everything that was written down about a kubus: counts, hashes, raw files."""
    velden: dict[str, Any] = json.loads((map_ / MANIFEST).read_text("utf-8"))
    return velden
