"""Start Django for a command, once; with a database that is up to date when the command needs one."""

import os
import sys
from pathlib import Path

from rich.console import Console

from kompas.cli.slot import slot


def setup() -> None:
    """Load settings and models; call this before importing any model."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kompas.project.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def setup_met_database() -> None:
    """Like `setup`, and bring the database up to date first: the command may be the first one in a new data folder."""
    setup()
    from django.conf import settings

    with slot(bijwerkslot(settings.KOMPAS_HOME)):
        migreer()


def bijwerkslot(home: Path) -> Path:
    """The lock of everybody who brings the data folder up to date."""
    return home / "bezig.slot"


def migreer() -> None:
    """Carry out the migrations that are still open; call it inside the lock."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        Console(stderr=True, highlight=False, soft_wrap=True).print("Database bijwerken ...")
        call_command("migrate", interactive=False, verbosity=0)


def databasefout(fout: BaseException) -> str:
    """A sentence when the database is what went wrong, else nothing. Does not load Django to find out."""
    django_db = sys.modules.get("django.db")
    if django_db is None or not isinstance(fout, django_db.Error):
        return ""
    oorzaak = " ".join(str(fout).split()) or type(fout).__name__
    return (
        "De database kan niet worden gebruikt. Controleer KOMPAS_HOME en KOMPAS_DATABASE_URL, en of de schijf niet vol"
        f" is. De database zelf zegt: {oorzaak}"
    )
