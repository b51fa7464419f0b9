"""Database settings from one address: `sqlite:///path/to/file` or `postgresql://…`."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA mmap_size=268435456;PRAGMA cache_size=-32000;"
)


def database(url: str, *, pool: bool = False) -> dict[str, Any]:
    """Django's settings for `url`. Raises ValueError for an address of another kind."""
    if url.startswith("sqlite:///"):
        return _sqlite(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        return _postgresql(url, pool=pool)
    raise ValueError(f"数据库地址须以 sqlite:/// 或 postgresql:// 开头,现在是:{url.split(':')[0]}")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgresql(url: str, *, pool: bool) -> dict[str, Any]:
    part = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": part.get("dbname", ""),
        "USER": part.get("user", ""),
        "PASSWORD": part.get("password", ""),
        "HOST": part.get("host", ""),
        "PORT": part.get("port", ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}} if pool else {},
    }
