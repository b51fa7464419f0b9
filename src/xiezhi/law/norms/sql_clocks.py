"""`deadline` in SQL: where its clock starts and ends, and which rows need more than a look-up."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.facts.sql_layout import listed, own_event
from xiezhi.law.facts.sql_stage import Stage
from xiezhi.law.norms.model import Deadline
from xiezhi.law.periods.clock import CONTINUOUS


@dataclass(frozen=True, slots=True)
class ClockColumns:
    """Columns of the marked rows that one clock needs; `unit` (day or min) is what its ends are compared by."""

    start: str
    end: str
    end_order: str
    cuts: str
    start_min: str
    unit: str


def mark_clock(stage: Stage, prefix: str, rule: Deadline, start_unit: str) -> ClockColumns:
    """Adds start, end, order of the end event and number of cutting events to the rows of `stage`."""
    unit = "min" if rule.within.unit in CONTINUOUS else "day"
    names = ClockColumns(
        f"{prefix}_from",
        f"{prefix}_to",
        f"{prefix}_end",
        f"{prefix}_cuts",
        f"{prefix}_from_min",
        unit,
    )
    if rule.from_fact:
        started = ""
        stage.facts[names.start] = _fact_start(rule.from_fact, start_unit, unit)
        later = f" AND s.{start_unit} >= r.x_{rule.to_fact or rule.from_fact}"
    else:
        started = _own_or(stage, rule.from_, "r.ord", first(stage, 0, rule.from_))
        stage.facts[names.start] = _start(stage, rule.from_, started, unit)
        later = f" AND s.ord > {started}"
    ended = _unless_own(stage, rule.to, started, "r.ord", first(stage, 1, rule.to, later))
    stage.facts[names.end_order] = ended
    stage.facts[names.end] = _end(stage, rule.to, started, later, ended, unit)
    stage.facts[names.cuts] = _cutting(stage, rule)
    exact = bool(rule.extended_by and rule.from_)
    null = "CAST(NULL AS BIGINT)"
    stage.facts[names.start_min] = moment(stage, 1, rule.from_, started, "min") if exact else null
    return names


def first(
    stage: Stage, level: int, steps: tuple[str, ...], bound: str = "", of: str = "ord"
) -> str:
    """Order (or day, which never decreases along the order) of the first event of `steps` inside `bound`."""
    if not steps:
        return "CAST(NULL AS BIGINT)"
    text = f"min(CASE WHEN s.step IN ({listed(steps)}){bound} THEN s.{of} END)"
    return f"r.{stage.column(level, text, steps)}"


def moment(stage: Stage, level: int, steps: tuple[str, ...], order: str, unit: str) -> str:
    """Day or minute of the event at `order`, which is one of `steps` or the own event."""
    text = f"max(CASE WHEN s.ord = {order} THEN s.{unit} END)"
    return f"r.{stage.column(level, text, (*steps, *stage.grain.steps))}"


def _fact_start(fact: str, start_unit: str, unit: str) -> str:
    """The start that a fact states; a day has no hour, so a clock in hours cannot start on it."""
    if start_unit == unit:
        return f"r.x_{fact}"
    if unit == "day":
        past = f"((r.x_{fact} % 1440 + 1440) % 1440)"
        return f"CAST((r.x_{fact} - {past}) / 1440 AS BIGINT)"
    return "CAST(NULL AS BIGINT)"


def _start(stage: Stage, steps: tuple[str, ...], started: str, unit: str) -> str:
    if unit == "day":
        return _own_or(stage, steps, "r.x_own_day", first(stage, 0, steps, of="day"))
    return moment(stage, 1, steps, started, unit)


def _end(
    stage: Stage, steps: tuple[str, ...], started: str, later: str, ended: str, unit: str
) -> str:
    if unit == "day":
        other = first(stage, 1, steps, later, of="day")
        return _unless_own(stage, steps, started, "r.x_own_day", other)
    return moment(stage, 2, steps, ended, unit)


def _own_or(stage: Stage, steps: tuple[str, ...], own: str, other: str) -> str:
    """`own` when the step of the own event is among `steps`, else `other`."""
    if not own_event(stage.grain) or not set(stage.grain.steps) & set(steps):
        return other
    if set(stage.grain.steps) <= set(steps):
        return own
    return f"CASE WHEN r.x_step IN ({listed(steps)}) THEN {own} ELSE {other} END"


def _unless_own(stage: Stage, steps: tuple[str, ...], started: str, own: str, other: str) -> str:
    """As `_own_or`, but an own event that starts the clock does not end it."""
    if not own_event(stage.grain) or not set(stage.grain.steps) & set(steps):
        return other
    apart = f" AND r.ord <> {started}" if started else ""
    return f"CASE WHEN r.x_step IN ({listed(steps)}){apart} THEN {own} ELSE {other} END"


def _cutting(stage: Stage, rule: Deadline) -> str:
    """How many events of the row could cut into or extend the clock; such rows are computed one by one."""
    steps = cutting_steps(rule)
    if not steps:
        return "CAST(0 AS BIGINT)"
    text = f"count(CASE WHEN s.step IN ({listed(steps)}) THEN 1 END)"
    return f"COALESCE(r.{stage.column(0, text, steps)}, 0)"


def cutting_steps(rule: Deadline) -> tuple[str, ...]:
    """The steps whose events may change the length of the clock: those that open a cut, and extensions."""
    openings = [step for opening, _ in rule.except_ for step in opening]
    return tuple(sorted({*openings, *(step for step, _ in rule.extended_by)}))
