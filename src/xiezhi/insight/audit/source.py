"""A staged log as the audit's source tables: `events` and `items_<list>` of one bucket at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from xiezhi.insight.logs.mapping import FieldOf, LogMapping
from xiezhi.insight.logs.values import INTEGRAL
from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.sql_layout import Layout, literal

#: Matters of different buckets have numbers this far apart.
BUCKET = 1 << 32


class Source(Protocol):
    """Where an audit reads from: whole matters in `buckets` parts, one at a time."""

    @property
    def buckets(self) -> int: ...

    def layout(self, corpus: Corpus) -> Layout:
        """Which fields and registers the tables hold."""
        ...

    def load(self, con: Any, bucket: int) -> None:
        """Replace `events`, `items_<list>` (and `register_<name>`) by those of one bucket."""
        ...

    def last_day(self, con: Any) -> int:
        """The day by which it is judged unless another is given (days since 1970-01-01)."""
        ...


@dataclass(frozen=True, slots=True)
class StagedLog:
    """The Parquet files that `logs.stage` wrote to `folder`."""

    folder: Path
    buckets: int
    mapping: LogMapping

    def layout(self, corpus: Corpus) -> Layout:
        """Which fields the tables hold."""
        return Layout(
            events=_names(self.mapping.fields),
            items={each.name: _names(each.fields) for each in self.mapping.lists},
            integral=frozenset(n for n, f in corpus.fields.items() if f.type in INTEGRAL),
            numbered=True,
        )

    def load(self, con: Any, bucket: int) -> None:
        """Replace the source tables by those of one bucket."""
        for statement in self._events(bucket):
            con.execute(statement)
        for each in self.mapping.lists:
            con.execute(self._items(each.name, _names(each.fields), bucket))

    def last_day(self, con: Any) -> int:
        """The day of the last event of the whole log (days since 1970-01-01)."""
        files = literal(str(self.folder / "events-*.parquet"))
        return int(con.execute(f"SELECT max(day) FROM read_parquet({files})").fetchall()[0][0])

    def split_cases(self, con: Any) -> list[str]:
        """Case ids that more than one trace of the log bears."""
        files = literal(str(self.folder / "events-*.parquet"))
        found = con.execute(
            f"SELECT matter FROM read_parquet({files}) GROUP BY matter"
            " HAVING min(trace) < max(trace) ORDER BY matter LIMIT 5"
        )
        return [row[0] for row in found.fetchall()]

    def _file(self, name: str, bucket: int) -> str:
        return f"read_parquet({literal(str(self.folder / f'{name}-{bucket}.parquet'))})"

    def _events(self, bucket: int) -> Iterator[str]:
        """The events under numbers in the place of ids, and which id each number stands for."""
        fields = "".join(f", f_{name}" for name in sorted(_names(self.mapping.fields)))
        file, number = self._file("events", bucket), f"no + {bucket * BUCKET}"
        yield (
            f"CREATE OR REPLACE TEMP TABLE numbered AS SELECT {number} AS matter, procedure, seq, ord,"
            f" step, day, min, recorded_day, line{fields} FROM {file}"
        )
        yield (
            "CREATE OR REPLACE TEMP VIEW events AS SELECT *, procedure || '#1' AS thread,"
            f" {literal(self.mapping.mode)} AS mode FROM numbered"
        )
        yield (
            f"CREATE OR REPLACE TEMP VIEW matters AS SELECT {number} AS matter, matter AS name"
            f" FROM {file} WHERE ord = 1"
        )

    def _items(self, name: str, fields: Iterable[str], bucket: int) -> str:
        columns = "".join(f", i.f_{field}" for field in sorted(fields))
        return (
            f"CREATE OR REPLACE TEMP TABLE items_{name} AS SELECT e.matter, e.seq, i.idx{columns}"
            f" FROM {self._file(f'items_{name}', bucket)} AS i"
            " JOIN numbered AS e ON e.line = i.line"
        )


def _names(fields: Iterable[FieldOf]) -> frozenset[str]:
    return frozenset(each.field for each in fields)
