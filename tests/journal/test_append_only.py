"""Tables that only grow: both databases refuse to change them, whoever asks."""

from __future__ import annotations

import io

import pytest
from django.db import DatabaseError, connection, transaction
from tests.journal.conftest import act

from xiezhi.journal.attempts import keep
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.door import ActRefused, record, record_many
from xiezhi.journal.files import store
from xiezhi.journal.wiring import wired

TABLES = ["entry", "logline", "attempt", "sealed", "storedfile", "checkpoint", "tile"]


@pytest.fixture
def filled(node: str) -> str:
    """At least one row in every table."""
    record_many(act(matter=f"m{i}") for i in range(256))
    record(act(fields={"party_name": "王五"}))
    keep(ActRefused(act("decision_made"), []), wired())
    store(io.BytesIO(b"photo"), "a.jpg", "n1-2026-1", "image/jpeg")
    checkpoint()
    return node


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def first_column(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM journal_{table} LIMIT 1")
        assert cursor.fetchone(), f"{table} 是空的"
        return f'"{cursor.description[0].name if connection.vendor == "postgresql" else cursor.description[0][0]}"'


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_changed_deleted_truncated_or_replaced(filled: str, table: str) -> None:
    column = first_column(table)
    attacks = [f"UPDATE journal_{table} SET {column} = {column}", f"DELETE FROM journal_{table}"]
    if filled == "sqlite":
        attacks.append(f"INSERT OR REPLACE INTO journal_{table} SELECT * FROM journal_{table}")
        attacks.append(f"UPDATE OR REPLACE journal_{table} SET {column} = {column}")
    else:
        attacks.append(f"TRUNCATE journal_{table} CASCADE")
        attacks.append(f"SET LOCAL session_replication_role = replica; DELETE FROM journal_{table}")
    for attack in attacks:
        with pytest.raises(DatabaseError, match="只增不改"):
            execute(attack)
