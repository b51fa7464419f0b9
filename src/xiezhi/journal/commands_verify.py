"""`xiezhi journal verify [BUNDLE]`: the verifier, for this node's own database when no bundle is named."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db import connection

from xiezhi.journal.files import folder as files_folder
from xiezhi.journal.keys import folder as keys_folder
from xiezhi.journal.verifier.program import main as verifier


def main(argv: Sequence[str]) -> int:
    """Exit code 0: sound; 1: the first alteration is named; 2: nothing could be read."""
    elsewhere = bool(argv) and (not argv[0].startswith("-") or "--database" in argv)
    return verifier(argv if elsewhere else [*_here(), *argv])


def _here() -> list[str]:
    keys = str(keys_folder())
    return ["--database", _address(), "--files", str(files_folder()), "--keys", keys]


def _address() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return "postgresql://?" + urlencode({n: database[k] for n, k in names.items() if database[k]})
