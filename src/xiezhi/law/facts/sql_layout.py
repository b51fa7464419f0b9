"""Names of the bulk tables and their columns.

Source tables (made by `insight`): `events(matter, thread, procedure, seq, ord, step, mode, day, min, recorded_day,
f_<field>…)`, where `ord` counts a matter's events in replay order, and per item list
`items_<list>(matter, seq, idx, f_<field>…)`. Facts are columns `x_<fact>`; row tables are `rows_<grain>_<n>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xiezhi.law.facts.model import Grain

#: What every event offers besides its fields.
EVENT_COLUMNS = ("day", "min", "seq", "procedure", "mode", "step", "recorded_day")
#: Facts that every row of the grain kind has without a derivation, and the event column they repeat.
OWN_FACTS = {
    "own_day": "day",
    "own_min": "min",
    "own_seq": "seq",
    "step": "step",
    "mode": "mode",
    "procedure": "procedure",
}
#: Items of one event are ordered inside it: position = ord * ITEMS + index.
ITEMS = 1_000_000
#: Columns beside the key that entry and item rows carry.
OWN_KEYS = {"entry": ("thread", "seq"), "item": ("thread", "seq")}
_KEYS = {
    "matter": ("matter",),
    "thread": ("matter", "thread"),
    "entry": ("matter", "ord"),
    "item": ("matter", "ord", "idx"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which fields the source tables hold: of events, and of the items of each list. `integral` fields are
    64-bit integers (days, minutes, cents, counts, 0/1), all others words. `registers` are those at hand.
    `numbered`: `matter` is a number, and `matters(matter, name)` tells whose.
    `extremes`: the engine has `arg_min_null` and `arg_max_null` (DuckDB); else two levels find what stands first."""

    events: frozenset[str]
    items: Mapping[str, frozenset[str]]
    integral: frozenset[str]
    registers: frozenset[str] = frozenset()
    numbered: bool = False
    extremes: bool = False

    def column(self, name: str, items: str | None = None, alias: str = "s") -> str:
        """The column of an event field (or, with `items`, of an item field); typed NULL when the log has none."""
        if name in self._held(items):
            return f"{alias}.{field_column(name, bool(items))}"
        if name in EVENT_COLUMNS:
            return f"{alias}.{name}"
        return f"CAST(NULL AS {'BIGINT' if name in self.integral else 'VARCHAR'})"

    def lacks(self, name: str, items: str | None) -> bool:
        """Whether the column is a NULL, the tables holding no such field."""
        return name not in self._held(items) and name not in EVENT_COLUMNS

    def _held(self, items: str | None) -> frozenset[str]:
        return self.items.get(items, frozenset()) if items else self.events


def field_column(name: str, item: bool = False) -> str:
    """Event fields are `f_…`, item fields `i_…` once an item stands beside its event."""
    return f"i_{name}" if item else f"f_{name}"


def key_columns(grain: Grain) -> tuple[str, ...]:
    """The columns that name one row of the grain."""
    return _KEYS[grain.of]


def own_event(grain: Grain) -> bool:
    """Whether a row of the grain is (an item of) one event."""
    return grain.of in ("entry", "item")


def source_name(items: str | None) -> str:
    """The table that a derivation reads: all events, or the items of one list beside their events."""
    return f"each_{items}" if items else "events"


def equal(columns: tuple[str, ...], left: str, right: str) -> str:
    """Equi-join condition on `columns`."""
    return " AND ".join(f"{left}.{c} = {right}.{c}" for c in columns)


def listed(names: tuple[str, ...] | frozenset[str]) -> str:
    """A SQL list of words."""
    return ", ".join(literal(name) for name in sorted(names))


def literal(word: str) -> str:
    """A SQL word literal."""
    return "'" + word.replace("'", "''") + "'"


def made(name: str, select: str, kind: str = "TABLE") -> tuple[str, str]:
    """Statements that put a temporary table (or view) in the place of one of the same name."""
    return f"DROP {kind} IF EXISTS {name}", f"CREATE TEMP {kind} {name} AS {select}"


def items_view(layout: Layout, items: str) -> tuple[str, str]:
    """Statements: the items of one list beside the columns of their events."""
    fields = "".join(f", i.f_{f} AS i_{f}" for f in sorted(layout.items.get(items, ())))
    shared = "e.matter, e.thread, e.procedure, e.seq, e.ord, e.step, e.mode, e.day, e.min, e.recorded_day"
    own = "".join(f", e.f_{f}" for f in sorted(layout.events))
    if items not in layout.items:
        none = f"SELECT {shared}, CAST(0 AS BIGINT) AS idx, CAST(0 AS BIGINT) AS pos{own}"
        return made(f"each_{items}", f"{none} FROM events AS e WHERE 1 = 0", "VIEW")
    select = (
        f"SELECT {shared}, i.idx, e.ord * {ITEMS} + i.idx AS pos{own}{fields} FROM events AS e"
        f" JOIN items_{items} AS i ON i.matter = e.matter AND i.seq = e.seq"
    )
    return made(f"each_{items}", select, "VIEW")
