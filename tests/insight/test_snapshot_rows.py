"""A snapshot holds what `journal.reads.history` tells, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.insight.histories import tables_of
from tests.insight.playing import ordered, play_random, rows_of, snapshot

from xiezhi.journal.acts import CORRECTION, CORRECTS, Act, Actor, Ref
from xiezhi.journal.door import record
from xiezhi.journal.reads import history
from xiezhi.journal.streaming import histories, log_head
from xiezhi.registry.corpus import corpus

AT = datetime(2026, 3, 2, 23, 50, tzinfo=timezone(timedelta(hours=8)))
FILED = Act(
    matter="n1-2026-1",
    step="case_filed",
    fields={"sector": "market", "discovered_on": "2026-03-01"},
    by=(Actor("p-zhang", "officer", "o-market"),),
    at=AT,
    procedure="penalty.ordinary",
)


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_are_those_of_the_matters_histories(node: str, tmp_path: Path, seed: int) -> None:
    matters = play_random(corpus(), 25, seed)
    log = snapshot(tmp_path / "out", corpus(), buckets=3)
    _, expected = tables_of(corpus(), [history(matter) for matter in matters])
    layout = log.layout(corpus())
    assert layout.events and layout.items["by"] and layout.items["dispositions"]
    for name, table in expected.items():
        held = layout.events if name == "events" else layout.items[name.removeprefix("items_")]
        head = [c for c in table.column_names if not c.startswith("f_")]
        columns = [*head, *(f"f_{n}" for n in sorted(held))]
        wanted = ordered(zip(*(table[c].to_pylist() for c in columns), strict=True))
        assert rows_of(log, name, columns) == wanted, name


def test_what_no_column_holds_has_no_value_in_any_history(node: str, tmp_path: Path) -> None:
    matters = play_random(corpus(), 25, 3)
    log = snapshot(tmp_path / "out", corpus())
    _, expected = tables_of(corpus(), [history(matter) for matter in matters])
    layout = log.layout(corpus())
    for name, table in expected.items():
        held = layout.events if name == "events" else layout.items[name.removeprefix("items_")]
        fields = {c.removeprefix("f_") for c in table.column_names if c.startswith("f_")}
        for field in fields - held - corpus().personal:
            assert not any(table[f"f_{field}"].to_pylist()), field


def test_a_correction_changes_the_row_and_its_place_in_the_order(node: str, tmp_path: Path) -> None:
    first = record(FILED).entry
    record(replace(FILED, step="interview", fields={}, at=AT + timedelta(days=1)))
    record(
        Act(
            matter=FILED.matter,
            step=CORRECTION,
            fields={
                "at": (AT + timedelta(days=2)).isoformat(),
                "sector": "food",
                "discovered_on": None,
            },
            by=FILED.by,
            at=AT + timedelta(days=3),
            procedure=FILED.procedure,
            refs=(Ref(CORRECTS, entry=first.id),),
        )
    )
    log = snapshot(tmp_path / "out", corpus())
    assert "discovered_on" not in log.layout(corpus()).events
    rows = rows_of(log, "events", ["ord", "seq", "step", "day", "f_sector"])
    assert [row[1:3] for row in rows] == [(2, "interview"), (1, "case_filed"), (3, CORRECTION)]
    assert rows[1][4] == "food"
    assert rows[1][3] == rows[0][3] + 1


def test_a_matter_is_in_one_bucket_with_its_items(node: str, tmp_path: Path) -> None:
    play_random(corpus(), 20, 4)
    folder = tmp_path / "out"
    snapshot(folder, corpus(), buckets=2)
    first, second = (_matters(folder / f"events-{bucket}.parquet") for bucket in (0, 1))
    assert first and second and not first & second
    assert len(first | second) == 20
    assert _matters(folder / "items_by-0.parquet") <= first
    assert _matters(folder / "items_by-1.parquet") <= second


def _matters(path: Path) -> set[str]:
    return set(pq.read_table(path, columns=["matter"])["matter"].to_pylist())


def test_entries_after_the_position_do_not_show(node: str) -> None:
    record(FILED)
    position, _ = log_head()
    record(replace(FILED, step="interview", at=AT + timedelta(days=1)))
    record(replace(FILED, matter="n1-2026-2"))
    assert [[e.step for e in events] for events in histories(position)] == [["case_filed"]]


def test_names_the_corpus_does_not_know_are_counted_not_written(node: str, tmp_path: Path) -> None:
    record(replace(FILED, fields={"sector": "market", "mood": "good"}))
    log = snapshot(tmp_path / "out", corpus())
    assert log.manifest.unknown == {"mood": 1}
    assert log.layout(corpus()).events == {"sector"}
