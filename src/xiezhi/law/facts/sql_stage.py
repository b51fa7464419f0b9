"""One stage of a grain: its rows so far, joined with what one more rank of facts needs, as one statement.

A stage is a chain of common tables, each adding columns to the rows (alias `r`):

1. *levels* 0, 1, 2, …: aggregates over the events (or items) a row sees, written `CASE WHEN`; a level may look
   at columns of earlier ones. Facts use 0 for marks that others are measured from (`since`, `next … after`),
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

#: Aggregates of one source table: column → aggregate, and the steps that any of them looks at.
Source = tuple[str | None, bool]


@dataclass(slots=True)
class Reading:
    """Aggregates over one source, which is limited to `steps` unless one of them looks at every event."""

    columns: dict[str, str] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    unlimited: bool = False


@dataclass(slots=True)
class Stage:
    """Collects what a rank of facts needs and renders it.

    `kept` are the columns of the rows so far. A level is keyed by (item list or None, whether its aggregates look
    at the row's own columns).
    """

    grain: Grain
    layout: Layout
    kept: tuple[str, ...]
    levels: dict[int, dict[Source, Reading]] = field(default_factory=dict)
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
        reading = self.levels.setdefault(level, {}).setdefault((items, "r." in text), Reading())
        reading.unlimited |= steps is None
        reading.steps |= set(steps or ())
        for name, known in reading.columns.items():
            if known == text:
                return name
        self._named += 1
        reading.columns[name := f"k{self._named}"] = text
        return name

    def render(self, before: str) -> str:
        """The SELECT that extends the rows of `before`."""
        tables = [("r0", before)]
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

    def _widen(
        self, tables: list[tuple[str, str]], name: str, readings: dict[Source, Reading]
    ) -> None:
        """Add one table per source, and one that joins them all to the rows."""
        before, chosen, joins = tables[-1][0], [], []
        for number, (source, reading) in enumerate(readings.items()):
            each = f"{name}{number}"
            keys = key_columns(self.grain) if source[1] else self.scope
            tables.append((each, self._aggregate(before, source, reading)))
            joins.append(f" LEFT JOIN {each} ON {equal(keys, each, 'r')}")
            chosen += [f", {each}.{column}" for column in reading.columns]
        tables.append(
            (f"{name}s", f"SELECT r.*{''.join(chosen)} FROM {before} AS r{''.join(joins)}")
        )

    @property
    def scope(self) -> tuple[str, ...]:
        """Columns that decide which events a row sees."""
        return ("matter", "thread") if self.grain.of == "thread" else ("matter",)

    def _aggregate(self, before: str, source: Source, reading: Reading) -> str:
        items, own = source
        columns = "".join(f", {text} AS {name}" for name, text in reading.columns.items())
        limit = (
            "" if reading.unlimited else f" WHERE s.step IN ({listed(frozenset(reading.steps))})"
        )
        table = source_name(items)
        if not own:
            keys = ", ".join(f"s.{key}" for key in self.scope)
            return f"SELECT {keys}{columns} FROM {table} AS s{limit} GROUP BY {keys}"
        keys = ", ".join(f"r.{key}" for key in key_columns(self.grain))
        return (
            f"SELECT {keys}{columns} FROM {before} AS r"
            f" JOIN {table} AS s ON {equal(self.scope, 's', 'r')}{limit} GROUP BY {keys}"
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
