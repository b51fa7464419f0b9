"""A norm as its file states it. Nothing here evaluates; see `judge` (Python) and `to_sql` (bulk)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PeriodUnit = Literal["workdays", "days", "minutes", "hours", "months", "years"]
Effect = Literal["block", "warn", "audit"]
Severity = Literal["red", "yellow", "notice"]


@dataclass(frozen=True, slots=True)
class Citation:
    law: str
    article: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Within:
    """A period of law: exactly one of `amount`, parameter `param`, or integer fact `fact`, in `unit`."""

    unit: PeriodUnit
    amount: int | None = None
    param: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Applies:
    """`procedures` are codes with `*` wildcards; empty means all; a code also covers its `kind_of` descendants.
    `when` is a predicate or None. A matter row matches when any of its threads does."""

    procedures: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class RequiresBefore:
    """Before `to` one of `steps` must have happened, after the last of `since` before `to`, matching `where`,
    and at least `min_gap` before `to`.

    `to` event: the row's own event when `to` is empty or holds its step; else the first event of `to` after
    the own event; matter and thread rows: the first event of `to` (default: the norm's gates). No such event:
    not applicable. The first event that matches counts for `min_gap`. A `where` that is NULL on a candidate
    event, with no other that matches, is unknown. `unless` (a predicate) lifts the requirement."""

    steps: tuple[str, ...]
    to: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    where: str | None = None
    min_gap: Within | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`to` must happen within the period after `from_`.

    - Start: the row's own event when its step is in `from_`, else the first such event the row sees (none: the
      clock has not started, not applicable). `from_fact` names a day or min fact instead (NULL: unknown).
    - End: the row's own event when its step is in `to` (and not in `from_`), else the first event of `to` after
      the start event (with `from_fact`: on or after that day). `to_fact`, beside `from_fact` and in the same unit:
      the first event of `to` on or after the day or minute that fact states (NULL: not ended), for an end that is
      not every such step (the record of this interview).
    - `except_`: step pairs cut out of the clock: each opening event to the first closing event after it; an
      interval still open ends on the day of the end event, or suspends the clock when there is none.
    - `roll`: move a last day on a non-working day to the next working day.
    - `unless` (a predicate): true stops judging, NULL is unknown.
    - `extended_by`: the first event of the step on or before the original last day adds its period, counted
      from the original last day (same unit: the two amounts are added and counted from the start).
    """

    from_: tuple[str, ...]
    to: tuple[str, ...]
    within: Within
    from_fact: str | None = None
    to_fact: str | None = None
    except_: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    roll: Literal["next_workday", "none"] = "next_workday"
    extended_by: tuple[tuple[str, Within], ...] = ()
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Requires:
    """kinds limit | content | role | cross_case: `text` must be true; prohibition: `text` must be false.

    A matter or thread row of a norm with `gates` is judged only once one of these steps has happened in it."""

    kind: Literal["limit", "content", "role", "prohibition", "cross_case"]
    text: str


@dataclass(frozen=True, slots=True)
class Publicity:
    """`required`: `deadline` runs. `barred`: an event of `bars` (the own event or a later one; matter and thread
    rows: any) is a breach. `judgement`: a person answers; `answer` is a word fact: `publish` (then `deadline`
    runs, if any), `bar` (then as barred), anything else or NULL = needs_judgement."""

    means: Literal["required", "barred", "judgement"]
    ground: str
    deadline: Deadline | None = None
    bars: tuple[str, ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question that only the named role can answer; `answer` is a word fact: `yes` met, `no` breached, NULL asks."""

    question: str
    role: str
    answer: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Catalogue rows of kind `data`: no verdict."""


Rule = RequiresBefore | Deadline | Requires | Publicity | Judgement | Interpretation


@dataclass(frozen=True, slots=True)
class Breach:
    """What a breach does and means: `duty_of` is the role whose duty it was, `cure_of` the role that must cure it,
    `cure_by` the step that cures, `override` who may go on in writing all the same (`never`: nobody)."""

    effect: Effect
    severity: Severity
    finding: str
    cure: str = ""
    override: str = "never"
    duty_of: str = ""
    cure_of: str = ""
    cure_by: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """`given` fact values (for deadlines also `from`, `to`, `as_of` as ISO dates or datetimes and `except`
    as [[from, to]]), `expect` a verdict word, optional `due`."""

    given: Mapping[str, object]
    expect: str
    due: str | None = None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Norm:
    """`first`: no rule stood in its place before `in_force` begins, so earlier acts are outside it; else what stood
    there is unknown until it is loaded and displaced. `lines` gives the line of each top-level key of the file
    `source`, for messages."""

    id: str
    title: str
    statement: str
    cite: tuple[Citation, ...]
    in_force: tuple[date, date | None]
    grain: str
    applies: Applies
    rule: Rule
    breach: Breach
    gates: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    displaces: tuple[str, ...] = ()
    first: bool = False
    verified: bool = True
    note: str = ""
    source: str = field(default="", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
