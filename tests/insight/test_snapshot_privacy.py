"""No sealed value leaves the journal by a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
from tests.insight.playing import snapshot

from xiezhi.journal import wiring
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record
from xiezhi.journal.reads import history
from xiezhi.journal.wiring import wired
from xiezhi.registry.corpus import corpus

CANARY, OPEN = "金丝雀", "公开词"


def texts(folder: Path) -> Iterator[str]:
    """Everything in the folder: the bytes of each file, and what its compressed columns and footer say."""
    for path in folder.iterdir():
        yield path.read_bytes().decode("utf-8", "ignore")
        if path.suffix == ".parquet":
            file = pq.ParquetFile(path)
            yield str(file.metadata.to_dict())
            yield str(file.read().to_pylist())


def full_act() -> Act:
    """Every field of the corpus at once: personal ones hold a canary, open texts an open word."""
    fields = {n: _value(n) for n, f in corpus().fields.items() if f.type != "list"}
    lists = {n: f.of for n, f in corpus().fields.items() if f.type == "list"}
    items = {n: [{each: _value(each) for each in of}] * 2 for n, of in lists.items()}
    by = (Actor("p-zhang", "officer", "o-market"),)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Act("n1-1", "case_filed", {**fields, **items}, by, at, "penalty.ordinary")


def _value(name: str) -> str | None:
    field = corpus().fields[name]
    if field.personal:
        return f"{CANARY}{name}"
    return OPEN if field.type in ("text", "paragraph") else None


def test_no_sealed_value_is_in_any_byte_of_a_snapshot(node: str, tmp_path: Path) -> None:
    record(full_act())
    assert CANARY in str(history("n1-1", reveal=True, protected=True))
    snapshot(tmp_path / "out", corpus())
    found = list(texts(tmp_path / "out"))
    assert any(OPEN in text for text in found)
    assert not any(CANARY in text for text in found)


def test_what_was_recorded_open_before_it_was_declared_personal_stays_behind_too(
    node: str, tmp_path: Path
) -> None:
    wiring.install(replace(wired(), personal=frozenset()))
    assert CANARY in record(full_act()).entry.text
    snapshot(tmp_path / "out", corpus())
    assert not any(CANARY in text for text in texts(tmp_path / "out"))
