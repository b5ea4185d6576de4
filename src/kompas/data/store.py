"""A build, opened read-only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from kompas.data.build.opslag import DATABASE, Opslag

_KOLOMMEN = (
    "bron, tabel, code, gebied, periode, gebied_jaar, naam, waarde, vlag, laag, hoog, vindplaats, toelichting,"
    " opgehaald, ingelezen, voorbeeld, bestand, regel"
)
MAX_ONTHOUDEN = 20_000


@dataclass(frozen=True, slots=True)
class FeitRij:
    """One stored figure, as `data.build` wrote it."""

    bron: str
    tabel: str
    code: str
    gebied: str
    periode: str
    gebied_jaar: int
    naam: str
    waarde: float | None
    vlag: str
    laag: float | None
    hoog: float | None
    vindplaats: str
    toelichting: str
    opgehaald: date | None
    ingelezen: date | None
    voorbeeld: bool
    bestand: str
    regel: int


@dataclass(frozen=True)
class Store:
    """The figures of one build; a series is read once and remembered, because a build never changes."""

    build_id: str
    _db: duckdb.DuckDBPyConnection = field(repr=False)
    _onthouden: dict[tuple[str, str, str], tuple[FeitRij, ...]] = field(default_factory=dict, repr=False)
    _namen: dict[str, str] = field(default_factory=dict, repr=False)
    _kolommen: str = _KOLOMMEN

    @classmethod
    def open(cls, map_: Path, build_id: str = "") -> "Store | None":
        """The given build or the active one; None when nothing was read yet."""
        opslag = Opslag(map_)
        build_id = build_id or opslag.actief
        if not build_id:
            return None
        opslag.manifest(build_id)
        db = duckdb.connect(str(opslag.pad(build_id) / DATABASE), read_only=True)
        namen = db.execute("SELECT code, naam FROM gebieden").fetchall()
        return cls(build_id, db, {}, dict(namen), _aanwezig(db))

    def close(self) -> None:
        self._db.close()

    def naam(self, gebied: str) -> str:
        """The name of an area; its code when no source named it."""
        return self._namen.get(gebied, gebied)

    def feiten(self, bron: str, code: str, gebied: str) -> tuple[FeitRij, ...]:
        """Every figure of one code of a source in one area, all tables and periods."""
        sleutel = (bron, code, gebied)
        if sleutel not in self._onthouden:
            if len(self._onthouden) >= MAX_ONTHOUDEN:
                self._onthouden.clear()
            vraag = f"SELECT {self._kolommen} FROM feiten WHERE bron = ? AND code = ? AND gebied = ? ORDER BY periode, tabel, gebied_jaar"  # noqa: S608, E501
            self._onthouden[sleutel] = tuple(self._rijen(vraag, list(sleutel)))
        return self._onthouden[sleutel]

    def feiten_van_bron(self, bron: str, gebied: str) -> tuple[FeitRij, ...]:
        """Every figure of a source in one area, in the order of the raw files."""
        vraag = f"SELECT {self._kolommen} FROM feiten WHERE bron = ? AND gebied = ? ORDER BY tabel, bestand, regel"  # noqa: S608
        return tuple(self._rijen(vraag, [bron, gebied]))

    def aantal_voorbeeldcijfers(self) -> int:
        """How many figures belong to the example."""
        with self._db.cursor() as cursor:
            [aantal] = cursor.execute("SELECT count(*) FROM feiten WHERE voorbeeld").fetchall()[0]
        return int(aantal)

    def gebieden(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every area that has a name."""
        return tuple(sorted(self._namen.items()))

    def _rijen(self, vraag: str, waarden: list[str]) -> Iterator[FeitRij]:
        # A cursor of its own: pages are served by several threads.
        with self._db.cursor() as cursor:
            for rij in cursor.execute(vraag, waarden).fetchall():
                yield FeitRij(*rij)


def _aanwezig(db: duckdb.DuckDBPyConnection) -> str:
    """The columns of a figure; a build of before schema 2 does not know when its files were read in."""
    namen = {rij[0] for rij in db.execute("DESCRIBE feiten").fetchall()}
    return _KOLOMMEN if "ingelezen" in namen else _KOLOMMEN.replace("ingelezen", "NULL AS ingelezen")
