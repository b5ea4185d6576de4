"""Models: foreign keys only point down, migrations are complete, nothing happens in save()."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import Model
from django.utils.translation import override as override_taal

HOOGTE = {
    "rapportage": 6,
    "uitvoering": 5,
    "beleid": 4,
    "analyse": 3,
    "casus": 3,
    "evenementen": 3,
    "registers": 3,
    "core": 2,
}


def wijst_verkeerd(van: str, naar: str) -> bool:
    """Whether a foreign key between these rooms points up or sideways; Django's own models lie under everything."""
    if van == naar or naar not in HOOGTE:
        return False
    return HOOGTE[naar] >= HOOGTE[van]


@pytest.mark.parametrize(
    ("van", "naar", "fout"),
    [
        ("beleid", "core", False),
        ("beleid", "beleid", False),
        ("core", "auth", False),
        ("core", "beleid", True),
        ("analyse", "casus", True),
        ("analyse", "beleid", True),
    ],
)
def test_which_directions_are_wrong(van: str, naar: str, fout: bool) -> None:
    assert wijst_verkeerd(van, naar) is fout


def test_foreign_keys_never_point_up_or_sideways(modellen: list[type[Model]]) -> None:
    verkeerd = [
        f"{model._meta.label}.{veld.name} -> {veld.related_model._meta.label}"
        for model in modellen
        for veld in [*model._meta.fields, *model._meta.many_to_many]
        if veld.is_relation and wijst_verkeerd(model._meta.app_label, veld.related_model._meta.app_label)
    ]
    assert verkeerd == []


def test_every_room_with_models_has_a_height(modellen: list[type[Model]]) -> None:
    assert {model._meta.app_label for model in modellen} <= set(HOOGTE)


def test_no_change_of_a_model_waits_for_a_migration() -> None:
    loader = MigrationLoader(None)
    with override_taal(None):  # migrations keep the untranslated words
        nu = ProjectState.from_apps(apps)
        wijzigingen = MigrationAutodetector(loader.project_state(), nu).changes(loader.graph)
    assert wijzigingen == {}


def verborgen_gang(boom: ast.AST) -> Iterator[str]:
    """Control flow that grep does not find: signals, and an overridden save() or delete()."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.ImportFrom) and "signals" in (knoop.module or "") + "".join(
            naam.name for naam in knoop.names
        ):
            yield f"line {knoop.lineno}: signals"
        if isinstance(knoop, ast.ClassDef):
            for deel in knoop.body:
                if isinstance(deel, ast.FunctionDef) and deel.name in {"save", "delete"} and not _weigert(deel):
                    yield f"line {deel.lineno}: {knoop.name}.{deel.name}"


def _weigert(functie: ast.FunctionDef) -> bool:
    """Whether the function does nothing but refuse."""
    return isinstance(functie.body[-1], ast.Raise) and all(isinstance(r, ast.Expr) for r in functie.body[:-1])


def test_hidden_control_flow_is_seen() -> None:
    fout = "from django.db.models.signals import post_save\nclass Plan:\n    def save(self): pass\n"
    assert len(list(verborgen_gang(ast.parse(fout)))) == 2
    assert not list(verborgen_gang(ast.parse("class Wijziging:\n    def delete(self): raise ValueError\n")))


def test_no_signals_and_no_logic_in_save(repo: Path) -> None:
    gevonden = [
        f"{pad.relative_to(repo)} {wat}"
        for pad in (repo / "src").rglob("*.py")
        for wat in verborgen_gang(ast.parse(pad.read_text("utf-8")))
    ]
    assert gevonden == []
