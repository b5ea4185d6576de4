"""Ibis expressions -> SQL of a backend with named parameters, kept in `sql/`, so that nobody pays for it when asking.

Making and compiling an expression takes milliseconds and importing Ibis a second; the questions are fixed. The SQL is
therefore written once (`python -m kompas.data.kubus.compileer`), and a test holds it to the expressions.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import sqlglot.expressions as sge
    from ibis.backends.sql.compilers.base import SQLGlotCompiler

BACKENDS: Final = ("duckdb", "spark")
_KOP: Final = "-- vraag: "


@cache
def vragen_sql(backend: str) -> Mapping[str, str]:
    """Name of every question -> its SQL for this backend."""
    tekst = files("kompas.data.kubus").joinpath("sql", f"{backend}.sql").read_text("utf-8")
    stukken = tekst.split(_KOP)[1:]
    paren = (stuk.split("\n", 1) for stuk in stukken)
    return {naam.strip(): sql.strip().rstrip(";") for naam, sql in paren}


def compileer(uitdrukking: "ir.Table", backend: str) -> str:
    """The SQL of one Ibis expression."""
    vertaler = _vertaler(backend)
    boom = vertaler.to_sqlglot(uitdrukking).transform(lambda knoop: _parameter(knoop, backend))
    sql: str = boom.sql(dialect=vertaler.dialect, pretty=True)
    return sql


def compileer_alles(backend: str) -> str:
    """The text of the file in `sql/`."""
    from kompas.data.kubus.vragen import VRAGEN  # noqa: PLC0415 - Ibis is needed for making SQL only

    kop = "-- Made out of vragen.py by `python -m kompas.data.kubus.compileer`; do not edit.\n"
    return kop + "".join(f"\n{_KOP}{naam}\n{compileer(maak(), backend)};\n" for naam, maak in VRAGEN.items())


def _vertaler(backend: str) -> "SQLGlotCompiler":
    import ibis  # noqa: PLC0415
    from ibis.backends.sql.compilers.duckdb import DuckDBCompiler  # noqa: PLC0415
    from ibis.backends.sql.compilers.pyspark import PySparkCompiler  # noqa: PLC0415

    if backend == "duckdb":
        return DuckDBCompiler()

    class Opties(ibis.config.Config):  # type: ignore[misc]
        """What Ibis asks of a connection, and compiling has none: NULL and NaN stay different things."""

        treat_nan_as_null: bool = False

    ibis.options.pyspark = Opties()
    return PySparkCompiler()


def _parameter(knoop: "sge.Expression", backend: str) -> "sge.Expression":
    """A placeholder with the type of an id in the place of a call that stands for a parameter."""
    import sqlglot.expressions as sge  # noqa: PLC0415

    from kompas.data.kubus.vragen import VOORVOEGSEL  # noqa: PLC0415

    if not (isinstance(knoop, sge.Anonymous) and str(knoop.this).lower().startswith(VOORVOEGSEL)):
        return knoop
    soort, naam = str(knoop.this).lower().removeprefix(VOORVOEGSEL).split("_", 1)
    plek = sge.Placeholder(this=naam)
    # Without its type a number is wider than the column, and comparing would widen every row of the column.
    nauw = backend == "duckdb" and soort == "uint16"
    return sge.cast(plek, "USMALLINT", dialect="duckdb") if nauw else plek


def main() -> None:
    """Write the SQL of every backend."""
    from pathlib import Path  # noqa: PLC0415

    for backend in BACKENDS:
        pad = Path(__file__).with_name("sql") / f"{backend}.sql"
        pad.write_text(compileer_alles(backend), encoding="utf-8")


if __name__ == "__main__":
    main()
