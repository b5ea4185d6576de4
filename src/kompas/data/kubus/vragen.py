"""The questions over kubussen, written once as Ibis expressions; `compileer` makes the SQL of each backend out of them.

Parameters are ids, not codes: the reader has the small tables in memory, so a question touches one big table. Areas,
codes and periods are asked as a range of ids, because a range skips the parts of a file that cannot match.
"""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Any, Final

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from kompas.data.kubus.schema import DIMENSIES, HERZIEN, MARGES, kolommen

_SOORTEN: Final = {
    "USMALLINT": "uint16",
    "SMALLINT": "int16",
    "INTEGER": "int32",
    "UTINYINT": "uint8",
    "DOUBLE": "float64",
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
VOORVOEGSEL: Final = "waarde_"
"""A parameter is a call with this name, then its type and name."""
CEL: Final = ("waarde", "vlag")
TOEN: Final = "_toen"
"""Ending of a question that asks what was known at an earlier delivery (`peiling`)."""


def _tabel(naam: str, *, marges: bool = False) -> ir.Table:
    # Whether values are whole numbers makes no difference to the SQL.
    velden = kolommen(naam, heel=False, marges=marges)
    return ibis.table({veld: _SOORTEN[soort] for veld, soort in velden.items()}, name=naam)


def _waarde(naam: str, soort: str = "uint16") -> ir.Scalar:
    """A bound parameter; Ibis sees a call without arguments, which `compileer` turns into a placeholder."""

    def roep() -> None: ...

    roep.__name__ = f"{VOORVOEGSEL}{soort}_{naam}"
    roep.__annotations__ = {"return": dt.dtype(soort)}
    oproep: Any = ibis.udf.scalar.builtin(roep)
    waarde: ir.Scalar = oproep()
    return waarde


def _tussen(kolom: ir.Column, naam: str) -> ir.BooleanValue:
    gevonden: ir.BooleanValue = kolom.between(_waarde(f"{naam}_van"), _waarde(f"{naam}_tot"))
    return gevonden


def _kies(tabel: str, *, toen: bool, marges: bool = False) -> ir.Table:
    """The values as known now, or as known at `peiling`."""
    nu = _tabel(tabel, marges=marges)
    if not toen:
        return nu
    vroeger = _tabel(HERZIEN, marges=marges)
    peiling = _waarde("peiling")
    geldend = vroeger.filter(vroeger.peiling <= peiling, vroeger.tot > peiling)
    return nu.filter(nu.peiling <= peiling).select(*nu.columns).union(geldend.select(*nu.columns))


def op_code(*, met: tuple[str, ...], toen: bool, marges: bool = False) -> ir.Table:
    """The cells of one code in a range of areas and of periods."""
    cel = _kies("op_code", toen=toen, marges=marges)
    # DuckDB keeps this order: the period first, which leaves the fewest rows for what comes after it.
    gevonden = cel.filter(_tussen(cel.periode, "periode"), cel.code == _waarde("code"), _tussen(cel.gebied, "gebied"))
    return gevonden.select("gebied", "periode", *met)


def op_gebied(*, met: tuple[str, ...], toen: bool, marges: bool = False) -> ir.Table:
    """The cells of a range of areas and of periods, all codes."""
    cel = _kies("op_gebied", toen=toen, marges=marges)
    gevonden = cel.filter(_tussen(cel.gebied, "gebied"), _tussen(cel.periode, "periode"))
    return gevonden.select("gebied", "code", "periode", *met)


def totalen(*, toen: bool) -> ir.Table:
    """Sums over the areas of one kind for every code and period, with how many cells hold no number."""
    cel, gebied = _kies("op_code", toen=toen), _tabel("gebied")
    van_soort = gebied.filter(gebied.soort == _waarde("soort", "string")).select(gebied=gebied.id)
    binnen = cel.semi_join(van_soort, "gebied")
    return binnen.group_by("code", "periode").agg(som=binnen.waarde.sum(), leeg=binnen.count() - binnen.waarde.count())


def alle_totalen(*, toen: bool) -> ir.Table:
    """As `totalen`, over every area."""
    cel = _kies("op_code", toen=toen)
    return cel.group_by("code", "periode").agg(som=cel.waarde.sum(), leeg=cel.count() - cel.waarde.count())


def herzien() -> ir.Table:
    """Superseded values of a range of areas and codes, in the order in which they were known."""
    cel = _tabel(HERZIEN)
    binnen = cel.filter(_tussen(cel.gebied, "gebied"), _tussen(cel.code, "code"))
    return binnen.order_by("gebied", "code", "periode", "peiling").select(
        "gebied", "code", "periode", "waarde", "vlag", "peiling", "tot"
    )


def _alles(naam: str) -> ir.Table:
    tabel = _tabel(naam)
    return tabel.order_by("id" if "id" in tabel.columns else tabel.columns)


def _vragen() -> Mapping[str, Callable[[], ir.Table]]:
    uit: dict[str, Callable[[], ir.Table]] = {naam: partial(_alles, naam) for naam in DIMENSIES}
    for vraag, toen in product((op_code, op_gebied), (False, True)):
        # A column that is not asked for is not read: whole tables do without what only series need.
        einde = f"{vraag.__name__}{TOEN * toen}"
        uit[f"blok_{einde}"] = partial(vraag, met=CEL, toen=toen)
        uit[f"reeks_{einde}"] = partial(vraag, met=(*CEL, "peiling"), toen=toen)
        uit[f"reeks_{einde}_marges"] = partial(vraag, met=(*CEL, "peiling", *MARGES), toen=toen, marges=True)
    for som, toen in product((totalen, alle_totalen), (False, True)):
        uit[f"{som.__name__}{TOEN * toen}"] = partial(som, toen=toen)
    uit["herzien"] = herzien
    return uit


VRAGEN: Final = _vragen()
"""Name of a question -> what makes its expression. Tables are named as in `schema`, without a place."""
