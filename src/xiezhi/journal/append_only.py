"""Tables that only grow: triggers on SQLite and PostgreSQL that refuse UPDATE, DELETE and TRUNCATE.

There is no switch. On SQLite a guard before INSERT also refuses `INSERT OR REPLACE`, which would delete
without calling a trigger. Altering such a table on SQLite rebuilds it without its triggers, so a
migration that alters one names `AppendOnly` again after the change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "记载只增不改"

_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION xiezhi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}：%', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def sqlite_triggers(table: str, unique: Sequence[Sequence[str]]) -> list[str]:
    """`unique`: every unique column, or group of columns, of the table."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}：{table}'); END"
    same = " OR ".join(_exists(table, columns) for columns in unique)
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {same} {refuse}",
    ]


def _exists(table: str, columns: Sequence[str]) -> str:
    match = " AND ".join(f'"{c}" = NEW."{c}"' for c in columns)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {match})"


def postgresql_triggers(table: str) -> list[str]:
    call = "EXECUTE FUNCTION xiezhi_append_only()"
    return [
        _PG_FUNCTION,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {call}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]


class AppendOnly(migrations.RunPython):
    """Migration step: `AppendOnly("journal_entry", [["id"], ["matter", "seq"]])`."""

    def __init__(self, table: str, unique: Sequence[Sequence[str]]) -> None:
        self.table, self.unique = table, unique
        super().__init__(self._create, migrations.RunPython.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("AppendOnly", [self.table, self.unique], {})

    def _create(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            statements = sqlite_triggers(self.table, self.unique)
        else:
            statements = postgresql_triggers(self.table)
        with editor.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
