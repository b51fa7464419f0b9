"""The last lawful day or minute of a period, and the first day after a minimal interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiezhi.law.norms.model import Within
from xiezhi.law.periods import explain
from xiezhi.law.periods.calendar import ONE_DAY, Calendar
from xiezhi.law.periods.clock import (
    CONTINUOUS,
    Roll,
    Run,
    add_months,
    amount_of,
    day_number,
    end_of,
    minute_number,
    run,
    span,
)
from xiezhi.law.periods.intervals import Interval, Moment, as_date


@dataclass(frozen=True, slots=True)
class Due:
    """When a period ends. `calculation` is composed only when it is read."""

    run: Run
    calendar: Calendar

    @property
    def day(self) -> int | None:
        """Last lawful day since 1970-01-01; None for clocks in hours and while suspended."""
        return None if self.run.last is None or self._continuous else day_number(self.run.last)

    @property
    def minute(self) -> int | None:
        """Last lawful minute since 1970-01-01 00:00; None for clocks in days and while suspended."""
        last = self.run.last
        return minute_number(last) if isinstance(last, datetime) else None

    @property
    def on(self) -> date | None:
        """Date of the last day (or of the last minute); None while suspended."""
        return None if self.run.last is None else as_date(self.run.last)

    @property
    def suspended(self) -> bool:
        return self.run.last is None

    @property
    def remaining(self) -> int | None:
        """While suspended: days, working days or minutes left when the clock goes on."""
        return self.run.remaining

    @property
    def provisional(self) -> bool:
        """暂定: the year of the end has no published arrangement."""
        return self.run.provisional

    @property
    def calculation(self) -> tuple[str, ...]:
        """Chinese sentences: 起算、期间、延长、扣除、节假日、顺延、结果."""
        return explain.sentences(self.run, self.calendar)

    def days_late(self, done: date) -> int:
        """Calendar days from the last lawful day to `done`; 0 when in time or suspended (处罚法 第七十二条)."""
        return 0 if self.on is None else max(0, (done - self.on).days)

    @property
    def _continuous(self) -> bool:
        return self.run.within.unit in CONTINUOUS


@dataclass(frozen=True, slots=True)
class Bound:
    """The earliest or latest moment that a minimal interval leaves open."""

    at: Moment
    provisional: bool
    calculation: tuple[str, ...]

    @property
    def day(self) -> int:
        return day_number(self.at)

    @property
    def minute(self) -> int | None:
        return minute_number(self.at) if isinstance(self.at, datetime) else None


def due(
    start: Moment,
    within: Within,
    calendar: Calendar,
    exclusions: Iterable[Interval] = (),
    roll: Roll = "next_workday",
    extensions: Sequence[Within] = (),
) -> Due:
    """When `within` from `start` ends; arguments and errors as `clock.run`."""
    return Due(run(start, within, calendar, exclusions, roll, extensions), calendar)


def earliest(start: Moment, gap: Within, calendar: Calendar, roll: Roll = "none") -> Bound:
    """The first day after the minimal interval `gap` has fully passed (强制法 第五十四条: 十日后方可申请).

    For hours and minutes: the moment at which it has passed.
    """
    passed = run(start, gap, calendar, roll=roll)
    assert passed.last is not None
    first = passed.last if gap.unit in CONTINUOUS else as_date(passed.last) + ONE_DAY
    told = (*explain.sentences(passed, calendar)[:-1], f"结果：最早{explain.moment(first)}。")
    return Bound(first, passed.provisional, told)


def latest_before(event: Moment, gap: Within, calendar: Calendar) -> Bound:
    """The last day on which a notice `gap` before `event` is lawful (“七日前”), as the audit counts.

    Days are counted from the day after the notice up to and including the day of `event`.
    """
    last = _latest(event, gap, calendar)
    return _reverse(event, gap, last, calendar, "最迟")


def planned_before(event: Moment, gap: Within, calendar: Calendar) -> Bound:
    """As `latest_before` with one more working day to spare: what scheduling suggests to officers."""
    lawful = _latest(event, gap, calendar)
    if gap.unit == "workdays":
        more = Within("workdays", amount=(gap.amount or 0) + 1)
        return _reverse(event, gap, _latest(event, more, calendar), calendar, "建议不迟于")
    earlier = calendar.add_workdays(as_date(lawful), -1)
    return _reverse(event, gap, earlier, calendar, "建议不迟于")


def enough_before(notice: Moment, event: Moment, gap: Within, calendar: Calendar) -> bool:
    """Whether `notice` came at least `gap` before `event`, as the audit counts."""
    return notice <= latest_before(event, gap, calendar).at


def served_by_announcement(published: date, days: int) -> date:
    """Day on which an announcement counts as served: `days` after it went out (民事诉讼法 第九十五条).

    Periods that start with the service count from the next day on.
    """
    return published + timedelta(days=days)


_STEP_BACK: dict[str, Callable[[date, int, Calendar], date]] = {
    "workdays": lambda d, n, calendar: (
        calendar.add_workdays(d, int(calendar.is_workday(d)) - n) - ONE_DAY
    ),
    "days": lambda d, n, _: d - timedelta(days=n),
    "months": lambda d, n, _: add_months(d, -n),
    "years": lambda d, n, _: add_months(d, -12 * n),
}


def _latest(event: Moment, gap: Within, calendar: Calendar) -> Moment:
    if gap.unit in CONTINUOUS:
        if not isinstance(event, datetime):
            raise ValueError("以小时计的期间须有时刻，只有日期不能计算")
        return event - span(gap)
    day = as_date(event)
    amount = amount_of(gap)
    if amount == 0:
        return day
    last = _STEP_BACK[gap.unit](day, amount, calendar)
    while gap.unit in ("months", "years") and end_of(last + ONE_DAY, gap, calendar) <= day:
        last += ONE_DAY
    return last


def _reverse(event: Moment, gap: Within, last: Moment, calendar: Calendar, word: str) -> Bound:
    told = explain.reverse_sentences(event, gap, last, calendar, word)
    provisional = gap.unit == "workdays" and calendar.provisional(as_date(event).year)
    return Bound(last, provisional, told)
