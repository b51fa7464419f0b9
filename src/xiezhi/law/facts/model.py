"""Grains and fact derivations, as `facts/` states them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import DayOffKind

Unit = Literal["day", "min", "seq", "count", "cents", "bool", "word", "days", "number"]
GrainOf = Literal["matter", "thread", "entry", "item"]
When = Literal["any", "before", "after", "own"]


@dataclass(frozen=True, slots=True)
class Grain:
    """What a norm is judged once per.

    - `matter`: one row per matter; sees all its events.
    - `thread`: one row per thread of `procedures`; sees that thread's events.
    - `entry`: one row per event of `steps`; sees the whole matter, `before`/`after` are relative to it.
    - `item`: one row per element of the list field `list` of an event of `steps`; as `entry`.

    A row also sees the facts of its `parent` grain (for `item` the entry grain over the same steps; for
    everything else the matter grain `case`), by their names.
    Every row has `procedure`, `own_day`, `as_of_day`; entry and item rows `own_min`, `own_seq`, `step`, `mode`. On
    matter and thread rows `own_day` is the day of the last event they see, `procedure` that of the first.
    Row keys: matter; matter/thread; matter/seq; matter/seq/index. `review`: the question of the legal review that
    conditions over these rows belong to (an option of the field `review_point`); none: the procedure.
    """

    name: str
    title: str
    of: GrainOf
    steps: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    list: str | None = None
    parent: str | None = None
    review: str | None = None
    source: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose among the events a row sees: `first`/`last`/`count`/`sum`/`distinct`.

    `steps`: event steps; `take`: `day` | `min` | `seq` | `procedure` | `mode` | a field name (for count: none);
    `where`: predicate over the event's own scalar fields, or over item fields when `list` names an item list;
    `when`: only events before/after the row's own event, or only that event; `since`: only events after the last event of these
    steps (itself before the own event, when there is one); `same`: pairs (field of the event or item, fact of
    the row) that must be equal: the same party, the same person, the same evidence. A NULL fact matches nothing.
    """

    how: Literal["first", "last", "count", "sum", "distinct"]
    steps: tuple[str, ...]
    take: str | None = None
    where: str | None = None
    when: When = "any"
    since: tuple[str, ...] = ()
    list: str | None = None
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """A field (or `day`, `min`, `seq`, `step`, `procedure`, `mode`, `recorded_day`) of the row's own event/item."""

    take: str


@dataclass(frozen=True, slots=True)
class Next:
    """`take` of the first event of `steps` after the first (`of: first`) or last event of `after`."""

    steps: tuple[str, ...]
    after: tuple[str, ...]
    take: str = "day"
    of: Literal["first", "last"] = "first"


@dataclass(frozen=True, slots=True)
class Valid:
    """1 when `register` holds an entry for the word fact `key` in force on the day fact `on`; 0 when not;
    NULL when key or day is missing. `match` adds equalities: register attribute -> fact name."""

    register: str
    key: str
    on: str
    match: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IntervalUnion:
    """Total days in the union of intervals opened and closed by step pairs (calendar.md 扣除 3, 5): each opening
    event to the first closing event after it; intervals that are still open are not counted."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of the period `within` that starts on the day fact `from_fact` (first day not counted);
    NULL when that fact is NULL. For limits whose end must be compared, not clocked (追责时效)."""

    from_fact: str
    within: Within
    roll: Literal["next_workday", "none"] = "none"


@dataclass(frozen=True, slots=True)
class DayOff:
    """1 when the day fact `on` is a day off: `arranged` (放假安排、地方放假日) or an ordinary `weekend` day; 0 when not;
    NULL when that fact is NULL or the calendar does not know the year."""

    on: str
    of: DayOffKind


@dataclass(frozen=True, slots=True)
class Child:
    """Aggregate over the rows of a child grain: count|sum|min|max|distinct of `fact`, `where` over its facts."""

    grain: str
    how: Literal["count", "sum", "min", "max", "distinct"]
    fact: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many rows of the same grain in other matters share the word fact `key` (cross-case norms).

    `at`: only those whose span, from their fact `since` to their fact `until` (none, or NULL: still), holds this
    row's fact `at`; a row without a `since` has no span."""

    key: str
    where: str | None = None
    at: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Expr:
    """A closed-subset expression over facts of the same row; a boolean becomes 1/0/NULL."""

    text: str


Derivation = Pick | Own | Next | Valid | IntervalUnion | Due | DayOff | Child | Elsewhere | Expr


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    grain: str
    title: str
    unit: Unit
    derive: Derivation
    words: tuple[str, ...] = ()
    note: str = ""
    source: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
