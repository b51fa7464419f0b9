"""One stage of a grain: its rows so far, joined with what one more rank of facts needs, as one statement.

A stage is a chain of common tables, each adding columns to the rows (alias `r`):

1. what its matter (or thread) has *seen*: aggregates over the events alone, from tables shared with other stages;
   then *levels* 0, 1, 2, …: aggregates that look at columns of the row, of earlier levels too, written `CASE WHEN`. Facts use 0 for marks that others are measured from (`since`, `next … after`),
   1 for picks, 2 for what stands at a picked position;
2. joins to other tables, and the facts themselves;
3. layers of expressions, each over the ones before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xiezhi.law.facts.model import Grain
from xiezhi.law.facts.sql_layout import (
    OWN_KEYS,
    Layout,
    equal,
    key_columns,
    listed,
    source_name,
)
from xiezhi.law.facts.sql_seen import Reading, Seen


@dataclass(slots=True)
class Stage:
    """Collects what a rank of facts needs and renders it.

    `kept` are the columns of the rows so far. A level is keyed by the item list or None; `reads`: columns of each
    table of `seen`.
    """

    grain: Grain
    layout: Layout
    kept: tuple[str, ...]
    seen: Seen
    levels: dict[int, dict[str | None, Reading]] = field(default_factory=dict)
    reads: dict[str, set[str]] = field(default_factory=dict)
    joins: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    layers: list[dict[str, str]] = field(default_factory=list)
    _named: int = 0

    def column(
        self, level: int, text: str, steps: Iterable[str] | None, items: str | None = None
    ) -> str:
        """The column of the aggregate `text` over `s` at `level`; the same text is computed once.

        `steps` are those it looks at (None: every event).
        """
        if "r." not in text:
            table, name = self.seen.column(self.scope, items, text, steps)
            self.reads.setdefault(table, set()).add(name)
            return name
        self._named += 1
        reading = self.levels.setdefault(level, {}).setdefault(items, Reading())
        return reading.add(f"k{self._named}", text, steps)

    def render(self, before: str) -> str:
        """The SELECT that extends the rows of `before`."""
        tables = [("r0", before)]
        if self.reads:
            tables.append(("r1", self._remembering()))
        for number, readings in sorted(self.levels.items()):
            self._widen(tables, f"l{number}_", readings)
        last = tables[-1][0]
        joined = "".join(f" LEFT JOIN {table} ON {on}" for table, on in self.joins)
        added = "".join(f", {text} AS {name}" for name, text in self.facts.items())
        kept = ", ".join(f"r.{column}" for column in self.kept)
        text = f"SELECT {kept}{added} FROM {last} AS r{joined}"
        for layer in self.layers:
            more = "".join(f", {expr} AS {name}" for name, expr in layer.items())
            text = f"SELECT r.*{more} FROM ({text}) AS r"
        return "WITH " + ", ".join(f"{n} AS ({t})" for n, t in tables) + " " + text

    def _remembering(self) -> str:
        """The rows with what their matter (or thread) has seen."""
        columns = "".join(f", {t}.{c}" for t, names in self.reads.items() for c in sorted(names))
        joins = "".join(f" LEFT JOIN {t} ON {equal(self.scope, t, 'r')}" for t in self.reads)
        return f"SELECT r.*{columns} FROM r0 AS r{joins}"

    def _widen(
        self,
        tables: list[tuple[str, str]],
        name: str,
        readings: dict[str | None, Reading],
    ) -> None:
        """Add one table per source, and one that joins them all to the rows."""
        before, chosen, joins = tables[-1][0], [], []
        for number, (items, reading) in enumerate(readings.items()):
            each = f"{name}{number}"
            tables.append((each, self._aggregate(before, items, reading)))
            joins.append(f" LEFT JOIN {each} ON {equal(key_columns(self.grain), each, 'r')}")
            chosen += [f", {each}.{column}" for column in reading.columns.values()]
        tables.append(
            (f"{name}s", f"SELECT r.*{''.join(chosen)} FROM {before} AS r{''.join(joins)}")
        )

    @property
    def scope(self) -> tuple[str, ...]:
        """Columns that decide which events a row sees."""
        return ("matter", "thread") if self.grain.of == "thread" else ("matter",)

    def _aggregate(self, before: str, items: str | None, reading: Reading) -> str:
        keys = ", ".join(f"r.{key}" for key in key_columns(self.grain))
        return (
            f"SELECT {keys}{reading.chosen()} FROM {before} AS r JOIN {source_name(items)} AS s"
            f" ON {equal(self.scope, 's', 'r')}{reading.limit()} GROUP BY {keys}"
        )


def first_rows(grain: Grain, columns: dict[str, str]) -> str:
    """The SELECT of a grain's rows, before any fact: keys, and `columns` of the own event or item."""
    keys = [f"s.{key}" for key in (*key_columns(grain), *OWN_KEYS.get(grain.of, ()))]
    chosen = ", ".join([*keys, *(f"{text} AS {name}" for name, text in columns.items())])
    if grain.of in ("matter", "thread"):
        return f"SELECT {chosen} FROM events AS s{_threads(grain)} GROUP BY {', '.join(keys)}"
    return f"SELECT {chosen} FROM {source_name(grain.list)} AS s WHERE s.step IN ({listed(grain.steps)})"


def _threads(grain: Grain) -> str:
    """Limits a thread grain to its procedures."""
    if grain.of != "thread" or not grain.procedures:
        return ""
    return f" WHERE s.procedure IN ({listed(grain.procedures)})"
