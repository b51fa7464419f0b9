"""Which tables a snapshot has, and their columns: those of a staged log, and each event's true place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from xiezhi.insight.logs.tables import EVENT_HEAD, ITEM_HEAD
from xiezhi.insight.logs.values import INTEGRAL
from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS

Columns = tuple[tuple[str, Any], ...]

#: As a staged log, and what a foreign log lacks: `ord` counts a matter's events in replay order.
EVENTS: Columns = (
    *EVENT_HEAD,
    ("thread", pa.string()),
    ("seq", pa.int64()),
    ("ord", pa.int64()),
    ("mode", pa.string()),
)
ITEMS: Columns = (*ITEM_HEAD, ("seq", pa.int64()))
#: The item list of who acted.
ACTORS = "by"


def event_fields(corpus: Corpus) -> dict[str, Any]:
    """Open scalar fields and their Arrow types."""
    return _typed((n for n, f in corpus.fields.items() if f.type != "list"), corpus)


def item_fields(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Item list → its open fields and their types; a list that is itself personal is left out."""
    lists: Mapping[str, Iterable[str]] = {
        name: field.of
        for name, field in corpus.fields.items()
        if field.type == "list" and not field.personal
    }
    found = {name: _typed(of, corpus) for name, of in lists.items()}
    return {**found, ACTORS: {part: pa.string() for part in ACTOR_PARTS}}


def _typed(names: Iterable[str], corpus: Corpus) -> dict[str, Any]:
    return {
        name: pa.int64() if corpus.fields[name].type in INTEGRAL else pa.string()
        for name in names
        if not corpus.fields[name].personal
    }
