"""Random histories of a corpus, and the same events as the audit's tables."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

import pyarrow as pa

from xiezhi.insight.logs.values import INTEGRAL
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import Event, in_order
from xiezhi.law.facts.sql_layout import Layout
from xiezhi.law.facts.values import Values, converters

CHINA = timezone(timedelta(hours=8))
#: When random histories begin, at the earliest.
FIRST = datetime(2025, 12, 1, 9, tzinfo=CHINA)
ACTORS = ("person", "role", "organ", "in_name_of", "on_behalf_of", "proof")


def random_matter(
    corpus: Corpus,
    name: str,
    rng: random.Random,
    steps: Sequence[tuple[str, str]],
    most: int = 14,
    started: datetime = FIRST,
) -> list[Event]:
    """Up to `most` events of `steps` (procedure, step), some on the same minute, some recorded late."""
    at = started + timedelta(days=rng.randrange(200))
    events = []
    for seq in range(1, rng.randint(1, most) + 1):
        at += timedelta(minutes=rng.choice((0, 0, 30, 1440, 4320, 14400, 43200)))
        procedure, step = rng.choice(steps)
        occurred = at - timedelta(days=rng.choice((0, 0, 0, 3)))
        fields = random_fields(corpus, corpus.procedures[procedure].steps[step].fields, rng)
        fields["by"] = [
            {part: rng.choice("abc") for part in ACTORS if rng.random() < 0.7}
            for _ in range(rng.randrange(3))
        ]
        thread = f"{procedure}#{rng.choice((1, 1, 1, 2))}"
        mode = rng.choice(("decide", "attest"))
        events.append(Event(name, thread, procedure, seq, step, occurred, at, mode, fields))
    return events


def random_fields(corpus: Corpus, names: Sequence[str], rng: random.Random) -> dict[str, Any]:
    """Most of the named fields, with small values so that equal ones are common."""
    return {
        n: random_value(corpus, n, rng) for n in names if n in corpus.fields and rng.random() < 0.8
    }


def random_value(corpus: Corpus, name: str, rng: random.Random) -> Any:
    field = corpus.fields[name]
    day = datetime(2026, 1, 1, 8, 30, tzinfo=CHINA) + timedelta(days=rng.randrange(300))
    return {
        "integer": lambda: rng.randrange(4),
        "cents": lambda: rng.choice((0, 1, 10_000, 20_000, 20_001, 5_000_000, 100_000_000)),
        "bool": lambda: rng.random() < 0.5,
        "date": lambda: day.date().isoformat(),
        "datetime": lambda: day.replace(tzinfo=None).isoformat(),
        "choice": lambda: rng.choice(list(field.options)),
        "list": lambda: [random_fields(corpus, field.of, rng) for _ in range(rng.randrange(4))],
    }.get(field.type, lambda: rng.choice(("x", "y", "z")))()


def tables_of(corpus: Corpus, matters: Sequence[Sequence[Event]]) -> tuple[Layout, dict[str, Any]]:
    """The layout and the Arrow tables `events` and `items_<list>` of these matters."""
    reading = converters(corpus.fields)
    lists = {n: f.of for n, f in corpus.fields.items() if f.type == "list"} | {"by": ACTORS}
    scalars = [n for n, f in corpus.fields.items() if f.type != "list"]
    integral = frozenset(n for n, f in corpus.fields.items() if f.type in INTEGRAL)
    layout = Layout(frozenset(scalars), {k: frozenset(v) for k, v in lists.items()}, integral)
    ordered = [(order, e) for m in matters for order, e in enumerate(in_order(m), 1)]
    found = {
        "events": _table([_event(o, e, scalars, reading) for o, e in ordered], scalars, integral)
    }
    for name, parts in lists.items():
        rows = [row for _, e in ordered for row in _items(e, name, parts, reading)]
        found[f"items_{name}"] = _table(rows, parts, integral)
    return layout, found


def _event(order: int, e: Event, scalars: Sequence[str], reading: Any) -> dict[str, Any]:
    values = Values(e.fields, e, reading)
    head = {
        "matter": e.matter,
        "thread": e.thread,
        "procedure": e.procedure,
        "seq": e.seq,
        "ord": order,
        "step": e.step,
        "mode": e.mode,
        "day": e.day,
        "min": e.minute,
        "recorded_day": values["recorded_day"],
    }
    return head | {f"f_{n}": values[n] if n in e.fields else None for n in scalars}


def _items(e: Event, name: str, parts: Sequence[str], reading: Any) -> list[dict[str, Any]]:
    rows = e.fields.get(name, ())
    head = {"matter": e.matter, "seq": e.seq}
    return [
        head | {"idx": index} | {f"f_{p}": Values(row, e, reading)[p] for p in parts}
        for index, row in enumerate(rows)
    ]


def _table(rows: list[dict[str, Any]], fields: Sequence[str], integral: frozenset[str]) -> Any:
    words = {"matter", "thread", "procedure", "step", "mode"}
    names = list(rows[0]) if rows else ["matter", "seq", "idx", *(f"f_{n}" for n in fields)]
    kinds = [pa.string() if n in words or _word(n, integral) else pa.int64() for n in names]
    columns = [pa.array([r[n] for r in rows], kind) for n, kind in zip(names, kinds, strict=True)]
    return pa.table(columns, names=names)


def _word(name: str, integral: frozenset[str]) -> bool:
    return name.startswith("f_") and name.removeprefix("f_") not in integral
