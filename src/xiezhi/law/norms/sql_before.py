"""`requires_before` in SQL: the event it protects, what came before it, and the end of the minimal interval."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.facts.sql_layout import listed, own_event
from xiezhi.law.facts.sql_picks import last_of
from xiezhi.law.facts.sql_stage import Stage
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.norms.model import RequiresBefore
from xiezhi.law.norms.sql_clocks import first, moment
from xiezhi.law.periods.clock import CONTINUOUS


@dataclass(frozen=True, slots=True)
class BeforeColumns:
    """Columns of the marked rows: order and moment of the target, order and moment of the first event that
    satisfies the rule, number of events whose `where` is NULL."""

    target: str
    end: str
    found: str
    start: str
    doubtful: str
    unit: str


def mark_before(
    stage: Stage, prefix: str, rule: RequiresBefore, gates: tuple[str, ...], texts: Texts
) -> BeforeColumns:
    """Adds what the rule compares to the rows of `stage`."""
    unit = "min" if rule.min_gap and rule.min_gap.unit in CONTINUOUS else "day"
    names = BeforeColumns(
        f"{prefix}_target",
        f"{prefix}_to",
        f"{prefix}_found",
        f"{prefix}_from",
        f"{prefix}_doubt",
        unit,
    )
    target = _target(stage, rule, gates)
    stage.facts[names.target] = target
    stage.facts[names.end] = _end(stage, rule.to or gates, target, unit)
    if rule.since or rule.where or unit != "day":
        _mark_found(stage, names, rule, target, texts)
    else:
        _mark_first(stage, names, rule, target)
    return names


def _end(stage: Stage, steps: tuple[str, ...], target: str, unit: str) -> str:
    """Day or minute of the target; of the own event it is a fact of the row already."""
    return f"r.x_own_{unit}" if target == "r.ord" else moment(stage, 1, steps, target, unit)


def _mark_found(
    stage: Stage, names: BeforeColumns, rule: RequiresBefore, target: str, texts: Texts
) -> None:
    """The first event that satisfies the rule, looked for row by row."""
    held, doubt = _candidates(stage, rule, target, texts)
    found = f"r.{stage.column(2, f'min(CASE WHEN {held} THEN s.ord END)', rule.steps)}"
    stage.facts[names.found] = found
    stage.facts[names.start] = moment(stage, 3, rule.steps, found, names.unit)
    count = f"count(CASE WHEN {doubt} THEN 1 END)"
    stage.facts[names.doubtful] = f"COALESCE(r.{stage.column(2, count, rule.steps)}, 0)"


def _mark_first(stage: Stage, names: BeforeColumns, rule: RequiresBefore, target: str) -> None:
    """Where every event of the steps satisfies the rule, the first of the whole history decides for all rows."""
    earliest = first(stage, 0, rule.steps)
    inside = f"CASE WHEN {earliest} < {target} THEN"
    stage.facts[names.found] = f"{inside} {earliest} END"
    stage.facts[names.start] = f"{inside} {first(stage, 0, rule.steps, of='day')} END"
    stage.facts[names.doubtful] = "CAST(0 AS BIGINT)"


def _target(stage: Stage, rule: RequiresBefore, gates: tuple[str, ...]) -> str:
    if not own_event(stage.grain):
        return first(stage, 0, rule.to or gates)
    if not rule.to:
        return "r.ord"
    later = first(stage, 0, rule.to, " AND s.ord > r.ord")
    return f"CASE WHEN r.x_step IN ({listed(rule.to)}) THEN r.ord ELSE {later} END"


def _candidates(stage: Stage, rule: RequiresBefore, target: str, texts: Texts) -> tuple[str, str]:
    """Conditions that an event `s` satisfies the rule, and that it might."""
    before = f"s.step IN ({listed(rule.steps)}) AND s.ord < {target}"
    if rule.since:
        before += f" AND s.ord > COALESCE(r.{last_of(stage, 1, rule.since, target)}, 0)"
    if rule.where is None:
        return before, "1 = 0"
    where = texts.condition(rule.where, stage.layout.column)
    return f"{before} AND ({where})", f"{before} AND ({where}) IS NULL"
