"""Histories as acts at the door, and what a snapshot says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
from tests.insight.histories import random_matter

from xiezhi.insight.snapshot.manifest import read_manifest
from xiezhi.insight.snapshot.source import NodeLog
from xiezhi.insight.snapshot.write import write_snapshot
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record_many
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import Event

#: Roles that norms ask for, in place of the letters of `random_matter`.
ROLES = {"a": "officer", "b": "agency_head", "c": "reviewer"}


def act_of(event: Event) -> Act:
    """The act that makes the event an entry."""
    fields = {name: value for name, value in event.fields.items() if name != "by"}
    actors = [
        Actor(**{"person": "", **each, "role": ROLES.get(each.get("role", ""), "")})
        for each in event.fields.get("by", ())
    ]
    return Act(
        matter=event.matter,
        step=event.step,
        fields=fields,
        by=tuple(actors),
        at=event.at,
        procedure=event.procedure,
        thread=event.thread,
        mode=event.mode,
        source="测试" if event.mode == "attest" else "",
    )


def play_random(corpus: Corpus, matters: int, seed: int, few: int = 0) -> list[str]:
    """Record random histories of every step of the corpus; the matters' ids.

    `few`: of so many steps of the ordinary procedure only, so that they often meet.
    """
    rng = random.Random(seed)
    steps = [(code, step) for code, p in corpus.procedures.items() for step in p.steps]
    steps = [each for each in steps if each[1] != "entry_corrected"]
    if few:
        steps = rng.sample([each for each in steps if each[0] == "penalty.ordinary"], few)
    played = [random_matter(corpus, f"n1-{n}", rng, steps) for n in range(matters)]
    record_many(act_of(event) for events in played for event in events)
    return [events[0].matter for events in played]


def snapshot(folder: Path, corpus: Corpus, buckets: int = 2) -> NodeLog:
    """Write a snapshot of the node and read it back."""
    write_snapshot(folder, corpus, lambda sentence: None, buckets)
    return NodeLog(folder, read_manifest(folder))


def rows_of(log: NodeLog, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a table in all buckets, as the audit loads them, ordered."""
    found: list[tuple[Any, ...]] = []
    with duckdb.connect() as con:
        for bucket in range(log.buckets):
            log.load(con, bucket)
            found += con.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
    return ordered(found)


def ordered(rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in rows), key=repr)
