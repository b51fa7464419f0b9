"""How near its end a clock is. The steps of the ladder are parameters `card_yellow_days_to_<n>` (clocks of up to n
days turn yellow with so many left) and `card_yellow_percent_longer` (longer ones, and those in months and years)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from xiezhi.law.facts.values import EPOCH_ORDINAL
from xiezhi.law.norms.model import Deadline
from xiezhi.law.periods.calendar import Calendar, CalendarMissing
from xiezhi.law.periods.clock import minute_number
from xiezhi.law.procedures.state import Colour
from xiezhi.law.verdicts import Finding

if TYPE_CHECKING:
    from xiezhi.law.facts.context import Scalar
    from xiezhi.law.texts import Compiler

_STEP = re.compile(r"card_yellow_days_to_(\d+)")
_LONGER = "card_yellow_percent_longer"
_DAY = 1440


class Ladder:
    """The ladder of one set of parameters."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        matches = (_STEP.fullmatch(name) for name in compiler.parameters)
        self._steps = sorted((int(found[1]), found[0]) for found in matches if found)

    def yellow(self, length: int, left: int, unit: str, facts: Mapping[str, Scalar]) -> bool:
        """Whether `left` of `length` (days, working days or minutes, by `unit`) is little."""
        scale = _DAY if unit in ("hours", "minutes") else 1
        steps = [] if unit in ("months", "years") else self._steps
        for upper, name in steps:
            if length <= upper * scale:
                days = self._compiler.parameter(name, facts)
                return isinstance(days, int) and left <= days * scale
        if _LONGER not in self._compiler.parameters:
            return False
        percent = self._compiler.parameter(_LONGER, facts)
        return isinstance(percent, int) and left * 100 <= length * percent


def measured(
    finding: Finding, rule: Deadline, as_of: datetime, calendar: Calendar
) -> tuple[int, int] | None:
    """(length, what is left) of a clock in its own unit; None while suspended."""
    if finding.due_min is not None:
        start = finding.facts.get("from_min")
        begun = start if isinstance(start, int) else finding.due_min
        return finding.due_min - begun, finding.due_min - minute_number(as_of)
    if finding.due_day is None:
        return None
    start = finding.facts.get("from_day")
    begun = start if isinstance(start, int) else finding.due_day
    today = as_of.toordinal() - EPOCH_ORDINAL
    if rule.within.unit == "workdays":
        return _counted(calendar, begun, finding.due_day), _counted(
            calendar, today, finding.due_day
        )
    return finding.due_day - begun, finding.due_day - today


def _counted(calendar: Calendar, start: int, end: int) -> int:
    """Working days from `start` to `end`; calendar days where the calendar does not say."""
    days = (date.fromordinal(each + EPOCH_ORDINAL) for each in (start, end))
    try:
        return calendar.workdays_between(*days)
    except CalendarMissing:
        return end - start


def colour_of(finding: Finding, left: int | None, yellow: bool) -> Colour:
    """Red from the day after the last one; an estimated calendar is never red."""
    if left is None:
        return "suspended"
    if left < 0:
        return "yellow" if finding.provisional else "red"
    return "yellow" if yellow else "green"
