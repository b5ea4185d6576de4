"""One road for writes: only modules named `actions` change the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ALTIJD = {
    "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "aupdate", "adelete", "asave",
    "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create", "_raw_delete",
}  # fmt: skip
ZONDER_BIBLIOTHEEK = {"save": "docx", "create": "", "delete": ""}
"""Methods that write, unless the module works with this library, where the name means something else."""
OP_QUERYSET = {"update", "set", "add", "remove", "clear"}
"""Methods that sets and dicts have too: a write when called on a manager or a queryset."""
QUERYSET = {"objects", "filter", "exclude", "all", "select_for_update", "_default_manager", "get_queryset"}
SQL = ("insert ", "update ", "delete ", "drop ", "alter ", "create ")
GEEN_DATABASE = {"cache"}
"""Names that by convention are no part of the database: Django's cache."""
BUITEN = {"data", "stats", "base"}
"""Rooms without the ORM."""


def schrijft(boom: ast.Module) -> Iterator[str]:
    """Every call in a module that would change the database."""
    bibliotheken = {
        naam.split(".")[0]
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Import | ast.ImportFrom)
        for naam in ([knoop.module or ""] if isinstance(knoop, ast.ImportFrom) else [n.name for n in knoop.names])
    }
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
            naam = knoop.func.attr
            if isinstance(knoop.func.value, ast.Name) and knoop.func.value.id in GEEN_DATABASE:
                continue
            if (
                naam in ALTIJD
                or (naam in ZONDER_BIBLIOTHEEK and ZONDER_BIBLIOTHEEK[naam] not in bibliotheken)
                or (naam in OP_QUERYSET and _ketting(knoop.func.value) & QUERYSET)
                or (naam in {"execute", "executemany"} and _is_schrijvende_sql(knoop))
            ):
                yield f"line {knoop.lineno}: .{naam}()"


def _ketting(knoop: ast.AST) -> set[str]:
    """The attribute names in `Model.objects.filter(...)` and the like."""
    namen = set()
    while isinstance(knoop, ast.Attribute | ast.Call):
        if isinstance(knoop, ast.Attribute):
            namen.add(knoop.attr)
            knoop = knoop.value
        else:
            knoop = knoop.func
    return namen


def _is_schrijvende_sql(knoop: ast.Call) -> bool:
    eerste = knoop.args[0] if knoop.args else None
    return isinstance(eerste, ast.Constant) and str(eerste.value).lstrip().lower().startswith(SQL)


def is_actions(pad: Path) -> bool:
    """Whether the module lies on the road for writes: `actions.py`, a module in `actions/`, or a migration."""
    return pad.stem == "actions" or bool({"actions", "migrations"} & set(pad.parts))


@pytest.mark.parametrize(
    "regel",
    [
        "plan.save()",
        "Plan.objects.create(titel='x')",
        "Plan.objects.filter(pk=1).update(titel='x')",
        "Plan.objects.all().delete()",
        "Plan.objects.bulk_create(rijen)",
        "Partner.objects.get_or_create(naam='x')",
        "thema.verbindend.all().clear()",
        "cursor.execute('UPDATE beleid_plan SET titel = 1')",
    ],
)
def test_a_write_is_seen(regel: str) -> None:
    assert list(schrijft(ast.parse(regel)))


@pytest.mark.parametrize(
    "regel",
    [
        "woorden.update({'a': 1})",
        "gezien.add(1)",
        "Plan.objects.filter(pk=1)",
        "cache.delete(sleutel)",
        "import docx\ndocument.save(pad)",
        "cursor.execute('SELECT 1')",
    ],
)
def test_what_is_no_write_passes(regel: str) -> None:
    assert not list(schrijft(ast.parse(regel)))


def test_only_actions_write(repo: Path) -> None:
    bron = repo / "src" / "kompas"
    gevonden = [
        f"{pad.relative_to(repo)} {wat}"
        for pad in sorted(bron.rglob("*.py"))
        if pad.relative_to(bron).parts[0] not in BUITEN and not is_actions(pad)
        for wat in schrijft(ast.parse(pad.read_text("utf-8")))
    ]
    assert gevonden == []
