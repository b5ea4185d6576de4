"""The database itself refuses to change history; Python code cannot forget it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER wijziging_staat_vast BEFORE UPDATE ON core_wijziging
BEGIN SELECT RAISE(ABORT, 'de geschiedenis wordt aangevuld, nooit gewijzigd'); END
"""
POSTGRESQL = """
CREATE FUNCTION wijziging_staat_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'de geschiedenis wordt aangevuld, nooit gewijzigd' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER wijziging_staat_vast BEFORE UPDATE ON core_wijziging
FOR EACH ROW EXECUTE FUNCTION wijziging_staat_vast();
"""


def vastzetten(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def loslaten(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER wijziging_staat_vast")
        return
    schema_editor.execute("DROP TRIGGER wijziging_staat_vast ON core_wijziging")
    schema_editor.execute("DROP FUNCTION wijziging_staat_vast()")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(vastzetten, loslaten)]
