"""Aggregates over events (or items) alone: the same for every row of a matter or thread, so read once for all stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from xiezhi.law.facts.sql_layout import listed, made, source_name

#: Columns of one table; PostgreSQL holds 1600, SQLite 2000.
MOST = 400


@dataclass(slots=True)
class Reading:
    """Aggregates over one source, which is limited to `steps` unless one of them looks at every event."""

    columns: dict[str, str] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    unlimited: bool = False

    def add(self, name: str, text: str, steps: Iterable[str] | None) -> str:
        """The column of the aggregate `text`, `name` unless it is there; `steps` it looks at (None: every event)."""
        self.unlimited |= steps is None
        self.steps |= set(steps or ())
        return self.columns.setdefault(text, name)

    def chosen(self) -> str:
        """The columns, each after a comma."""
        return "".join(f", {text} AS {name}" for text, name in self.columns.items())

    def limit(self) -> str:
        """The condition that drops events which no aggregate looks at."""
        return "" if self.unlimited else f" WHERE s.step IN ({listed(frozenset(self.steps))})"


#: Columns that decide which events a row sees; the item list, if any.
Source = tuple[tuple[str, ...], str | None]


@dataclass(slots=True)
class Seen:
    """Tables `<prefix>_<n>` of one plan, to be made before its stages; a column's name occurs once among them."""

    prefix: str
    tables: list[tuple[Source, Reading]] = field(default_factory=list)
    _named: int = 0

    def column(
        self,
        scope: tuple[str, ...],
        items: str | None,
        text: str,
        steps: Iterable[str] | None,
    ) -> tuple[str, str]:
        """The table and the column of an aggregate over `s`."""
        number = self._place((scope, items), text)
        self._named += 1
        column = self.tables[number][1].add(f"e{self._named}", text, steps)
        return f"{self.prefix}_{number}", column

    def _place(self, source: Source, text: str) -> int:
        """The table that has the text, or has room for it."""
        fit = [n for n, (of, _) in enumerate(self.tables) if of == source]
        for number in fit:
            if text in self.tables[number][1].columns:
                return number
        if not fit or len(self.tables[fit[-1]][1].columns) >= MOST:
            self.tables.append((source, Reading()))
            return len(self.tables) - 1
        return fit[-1]

    def statements(self) -> list[str]:
        """Makes all tables, in one pass over the events for each."""
        found: list[str] = []
        for number, ((scope, items), reading) in enumerate(self.tables):
            keys = ", ".join(f"s.{key}" for key in scope)
            select = f"SELECT {keys}{reading.chosen()} FROM {source_name(items)} AS s"
            found += made(f"{self.prefix}_{number}", f"{select}{reading.limit()} GROUP BY {keys}")
        return found
