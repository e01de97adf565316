"""Tables that the database itself refuses to change: audit trail, decisions (security rules 38, (b) of section 7)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{what} BEFORE {WHAT} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL = """CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS {table}_no_change ON {table};
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"""


def protect(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the database refuse UPDATE and DELETE on `table`, whoever asks; doing it twice is once.

    A migration that changes such a table calls this again afterwards: SQLite alters a table by making it anew, and its
    triggers are gone.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL.format(table=table), params=None)
        return
    for what in ("update", "delete"):
        schema_editor.execute(_SQLITE.format(table=table, what=what, WHAT=what.upper()), params=None)


def release(schema_editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Undo `protect`: for reversing the migration, and for emptying a test database."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}", params=None)
        return
    for what in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{what}", params=None)
