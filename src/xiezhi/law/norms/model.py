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
    """`procedures` are codes with `*` wildcards; empty means all. `when` is a predicate or None."""

    procedures: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class RequiresBefore:
    """Before `to` (default: the row's own event, else the norm's gates) one of `steps` must have happened,
    after the last of `since`, matching `where`, and at least `min_gap` earlier.
    `unless` (a predicate) lifts the requirement."""

    steps: tuple[str, ...]
    to: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    where: str | None = None
    min_gap: Within | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """`to` must happen within the period after `from_`.

    `from_`/`to` are step tuples: `from_` is the row's own event when its step is among them, else the first
    such event the row sees; `to` is the first such event at or after `from_`. `from_fact` names a day (or
    min) fact instead of a step. `except_` are step pairs cut out of the clock (open interval = suspended).
    `roll`: move a last day on a non-working day to the next working day. `unless` (a predicate) stops judging.
    `extended_by` adds a period when the step happened inside the original period.
    """

    from_: tuple[str, ...]
    to: tuple[str, ...]
    within: Within
    from_fact: str | None = None
    except_: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    roll: Literal["next_workday", "none"] = "next_workday"
    extended_by: tuple[tuple[str, Within], ...] = ()


@dataclass(frozen=True, slots=True)
class Requires:
    """kinds limit | content | role | prohibition: `requires` must be true (prohibition: `forbids` must be false)."""

    kind: Literal["limit", "content", "role", "prohibition", "cross_case"]
    text: str


@dataclass(frozen=True, slots=True)
class Publicity:
    """`required`: `deadline` runs. `barred`: an event of `bars` is a breach. `judgement`: a person answers
    (`answer` is a word fact: `publish` | `bar`, NULL = needs_judgement)."""

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
    effect: Effect
    severity: Severity
    finding: str
    cure: str = ""
    override: str = "never"
    duty_of: str = ""
    cure_by: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """`given` fact values (for deadlines also `from`, `to`, `as_of` as ISO dates or datetimes and `except`
    as [[from, to]]), `expect` a verdict word, optional `due`."""

    given: Mapping[str, object]
    expect: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Norm:
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
    verified: bool = True
    note: str = ""
    source: str = field(default="", compare=False)
