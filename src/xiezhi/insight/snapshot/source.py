"""A snapshot as the audit's source tables: `events`, `items_<list>`, `register_<name>`, a bucket at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.values import INTEGRAL, day_number
from xiezhi.insight.snapshot.manifest import Manifest
from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.sql_layout import Layout, literal

_EVENT = "matter, thread, procedure, seq, ord, step, mode, day, min, recorded_day, line"


@dataclass(frozen=True, slots=True)
class NodeLog:
    """The Parquet files of a snapshot. Only fields that hold a value anywhere are read."""

    folder: Path
    manifest: Manifest

    @property
    def buckets(self) -> int:
        return self.manifest.buckets

    def layout(self, corpus: Corpus) -> Layout:
        """Which fields the tables hold, and which registers are at hand."""
        return Layout(
            events=frozenset(self.manifest.filled["events"]),
            items={name: frozenset(self.manifest.filled[f"items_{name}"]) for name in self._lists},
            integral=frozenset(n for n, f in corpus.fields.items() if f.type in INTEGRAL),
            registers=frozenset(self.manifest.registers),
        )

    def load(self, con: Any, bucket: int) -> None:
        """Replace the source tables by those of one bucket; registers are the same for all."""
        self._replace(con, "events", _EVENT, bucket)
        for name in self._lists:
            self._replace(con, f"items_{name}", "matter, seq, idx", bucket)
        for name in self.manifest.registers:
            file = literal(str(self.folder / f"register_{name}.parquet"))
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE register_{name} AS SELECT * FROM read_parquet({file})"
            )

    def last_day(self, con: Any) -> int:
        """The day the snapshot was taken (days since 1970-01-01)."""
        return day_number(date.fromisoformat(self.manifest.taken_at[:10]))

    @property
    def _lists(self) -> list[str]:
        return [name.removeprefix("items_") for name in self.manifest.rows if name != "events"]

    def _replace(self, con: Any, table: str, head: str, bucket: int) -> None:
        file = literal(str(self.folder / f"{table}-{bucket}.parquet"))
        fields = "".join(f", f_{name}" for name in sorted(self.manifest.filled[table]))
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT {head}{fields} FROM read_parquet({file})"
        )
