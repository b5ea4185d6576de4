"""Kubussen asked on this machine: one DuckDB in memory that attaches every kubus read-only, a cursor per thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock, local
from weakref import WeakSet

import duckdb

from kompas.data.kubus.compileer import vragen_sql
from kompas.data.kubus.indeling import Kolommen
from kompas.data.kubus.schema import Kubus


@dataclass(frozen=True, slots=True)
class _Aansluiting:
    """A cursor in which the tables of one kubus have their plain names, with the questions it has parsed before."""

    cursor: duckdb.DuckDBPyConnection
    vragen: dict[str, duckdb.Statement] = field(default_factory=dict)

    def vraag(self, naam: str) -> duckdb.Statement:
        if naam not in self.vragen:
            [self.vragen[naam]] = self.cursor.extract_statements(vragen_sql("duckdb")[naam])
        return self.vragen[naam]


@dataclass(frozen=True)
class DuckdbMotor:
    """Runs questions in this process. A kubus is attached at its first question and stays so."""

    _db: duckdb.DuckDBPyConnection = field(repr=False)
    _eigen: local = field(default_factory=local, repr=False)
    _namen: dict[str, str] = field(default_factory=dict, repr=False)
    _open: "WeakSet[duckdb.DuckDBPyConnection]" = field(default_factory=WeakSet, repr=False)
    _slot: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def open(cls) -> "DuckdbMotor":
        db = duckdb.connect()
        # Sums per code and period: 56 x 188 groups fit in an array of 2^16, which is a third faster than hashing.
        db.execute("SET GLOBAL perfect_ht_threshold = 16")
        return cls(db)

    def stel(self, kubus: Kubus, vraag: str, waarden: Mapping[str, int | str]) -> Kolommen:
        aansluiting = self._aansluiting(kubus)
        antwoord: Kolommen = aansluiting.cursor.execute(aansluiting.vraag(vraag), dict(waarden)).fetchnumpy()
        return antwoord

    def close(self) -> None:
        with self._slot:
            for cursor in list(self._open):
                cursor.close()
            self._db.close()

    def _aansluiting(self, kubus: Kubus) -> _Aansluiting:
        """That of this thread."""
        eigen: dict[str, _Aansluiting] = self._eigen.__dict__
        pad = str(kubus.database)
        if pad not in eigen:
            with self._slot:
                cursor = self._db.cursor()
                cursor.execute(f"USE {self._neem_op(kubus)}")
                self._open.add(cursor)
                eigen[pad] = _Aansluiting(cursor)
        return eigen[pad]

    def _neem_op(self, kubus: Kubus) -> str:
        pad = str(kubus.database)
        if pad not in self._namen:
            naam = f"k{len(self._namen)}"
            self._db.execute(f"ATTACH '{pad.replace(chr(39), chr(39) * 2)}' AS {naam} (READ_ONLY)")
            self._namen[pad] = naam
        return self._namen[pad]
