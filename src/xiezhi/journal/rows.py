"""Many rows in one statement: what an ORM spends on each row is most of the time of an append."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models

#: Values in one statement; SQLite takes at most 32,766.
VALUES = 30_000


def insert(model: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Insert `rows`, each with a value for every column of `model` in order, times already adapted."""
    if not rows:
        return
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    batch = VALUES // len(rows[0])
    with connection.cursor() as cursor:
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            marks = f"({', '.join(['%s'] * len(rows[0]))})"
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({columns}) VALUES {', '.join([marks] * len(part))}",
                [value for row in part for value in row],
            )


def of(instance: models.Model) -> list[Any]:
    """The column values of an instance, times as this database wants them."""
    return [_adapted(getattr(instance, field.attname)) for field in instance._meta.concrete_fields]


def _adapted(value: Any) -> Any:
    is_time = hasattr(value, "tzinfo")
    return connection.ops.adapt_datetimefield_value(value) if is_time else value
