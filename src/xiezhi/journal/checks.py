"""What the journal needs of the database settings, checked at start-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connection


@register()
def sqlite_transactions_exclude_each_other(
    app_configs: Any = None, **kwargs: Any
) -> Sequence[CheckMessage]:
    """Positions in the log are given without gaps or overtaking only under IMMEDIATE transactions."""
    mode = connection.settings_dict.get("OPTIONS", {}).get("transaction_mode")
    if connection.vendor != "sqlite" or mode in ("IMMEDIATE", "EXCLUSIVE"):
        return []
    return [
        Error(
            "SQLite 未设为 IMMEDIATE 事务，记载的先后次序无法保证。",
            hint='在数据库设置的 OPTIONS 中写 "transaction_mode": "IMMEDIATE"。',
            id="journal.E001",
        )
    ]
