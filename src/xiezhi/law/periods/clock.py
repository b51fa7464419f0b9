"""How a period of law runs: from a start, through what is cut out of it, to its last day or minute.

- The start day does not count; hours run on from the minute (民法典 第二百零一条, 民事诉讼法 第八十五条).
- Months and years end on the corresponding day, else on the month's last (民法典 第二百零二条).
- Cut-out stretches are merged, clipped to the own clock and only push the end out; an open one suspends it.
- An extension runs on from the original end, not from its approval.
- A last day on a day off rolls to the next working day, unless the norm says it does not.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from xiezhi.law.events import EPOCH
from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import Calendar, CalendarMissing
from xiezhi.law.periods.intervals import Interval, Moment, as_date, as_moment, merged

Roll = Literal["next_workday", "none"]
CONTINUOUS = frozenset({"minutes", "hours"})


@dataclass(frozen=True, slots=True)
class Cut:
    """One stretch that was cut out: `length` in days, working days or minutes; `end` None: it is still open."""

    start: Moment
    end: Moment | None
    length: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """A period as it ran, every intermediate end kept for the explanation.

    `original`: end without extension; `extended`: with it; `unrolled`: after `cuts`; `last`: the last lawful day
    (or minute). `unrolled` and `last` are None while suspended; `remaining` is then what is left, in the unit of
    the period (minutes for hours, days for months and years).
    """

    start: Moment
    within: Within
    extensions: tuple[Within, ...]
    roll: Roll
    original: Moment
    extended: Moment
    cuts: tuple[Cut, ...]
    unrolled: Moment | None
    last: Moment | None
    remaining: int | None
    provisional: bool


def run(
    start: Moment,
    within: Within,
    calendar: Calendar,
    exclusions: Iterable[Interval] = (),
    roll: Roll = "next_workday",
    extensions: Sequence[Within] = (),
) -> Run:
    """Let the period `within` (its `amount` resolved) run from `start`.

    Raises `CalendarMissing` (which then says from which day on the end may lie), and `ValueError` for an amount that is missing or negative, a period in hours
    without a time of day, or a date out of range.
    """
    periods = _summed([within, *extensions])
    try:
        if within.unit in CONTINUOUS:
            return _run_minutes(start, within, periods, tuple(extensions), exclusions)
        return _run_days(
            as_date(start), within, periods, tuple(extensions), calendar, exclusions, roll
        )
    except CalendarMissing as missing:
        cut = () if within.unit == "workdays" else exclusions
        least = _not_before(as_date(start), periods, calendar, cut)
        raise CalendarMissing(missing.year, least) from None
    except OverflowError as error:
        raise ValueError(f"期间 {within.amount} 过长，超出可计算的日期") from error


def _not_before(
    start: date, periods: Sequence[Within], calendar: Calendar, cuts: Iterable[Interval]
) -> date | None:
    """A day that the end cannot precede: unrolled, and working days of unknown years as bare days."""
    end = start
    for period in periods:
        try:
            end = end_of(end, period, calendar)
        except CalendarMissing:
            end = calendar.not_before(end, amount_of(period))
    return _cut_days(start, end, cuts, None)[1]


def _run_days(
    start: date,
    within: Within,
    periods: Sequence[Within],
    extensions: tuple[Within, ...],
    calendar: Calendar,
    exclusions: Iterable[Interval],
    roll: Roll,
) -> Run:
    original, extended = end_of(start, within, calendar), start
    for period in periods:
        extended = end_of(extended, period, calendar)
    counted = calendar if within.unit == "workdays" else None
    cuts, unrolled, remaining = _cut_days(start, extended, exclusions, counted)
    last = unrolled
    if last is not None and roll == "next_workday":
        last = calendar.next_workday(last)
    depends = roll == "next_workday" or within.unit == "workdays"
    provisional = depends and calendar.provisional((last or extended).year)
    return Run(
        start,
        within,
        extensions,
        roll,
        original,
        extended,
        cuts,
        unrolled,
        last,
        remaining,
        provisional,
    )


def end_of(start: date, period: Within, calendar: Calendar) -> date:
    """Last day of the bare period in days, working days, months or years; the start day does not count."""
    amount = amount_of(period)
    if period.unit == "workdays":
        return calendar.add_workdays(start, amount)
    if period.unit == "days":
        return start + timedelta(days=amount)
    return add_months(start, amount * 12 if period.unit == "years" else amount)


def add_months(start: date, n: int) -> date:
    """The corresponding day n months on (n < 0: back), or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month + 1, min(start.day, months.monthrange(year, month + 1)[1]))


def _cut_days(
    start: date, end: date, exclusions: Iterable[Interval], calendar: Calendar | None
) -> tuple[tuple[Cut, ...], date | None, int | None]:
    """Cuts, the end they push out to, and what remains when the last cut is open.

    With `calendar`, only working days are cut. A stretch (a, b] that begins on or after the end finds nothing.
    """
    cuts = []
    for a, b in merged(_dated(exclusions)):
        opened = max(as_date(a), start)
        if opened >= end or (b is not None and as_date(b) <= start):
            continue
        if b is None:
            cuts.append(Cut(opened, None, None))
            return tuple(cuts), None, _days_between(opened, end, calendar)
        length = _days_between(opened, as_date(b), calendar)
        cuts.append(Cut(opened, as_date(b), length))
        end = calendar.add_workdays(end, length) if calendar else end + timedelta(days=length)
    return tuple(cuts), end, None


def _dated(exclusions: Iterable[Interval]) -> list[Interval]:
    return [(as_date(a), b if b is None else as_date(b)) for a, b in exclusions]


def _days_between(a: date, b: date, calendar: Calendar | None) -> int:
    return calendar.workdays_between(a, b) if calendar else (b - a).days


def _run_minutes(
    start: Moment,
    within: Within,
    periods: Sequence[Within],
    extensions: tuple[Within, ...],
    exclusions: Iterable[Interval],
) -> Run:
    if not isinstance(start, datetime):
        raise ValueError("以小时计的期间须有起算的时刻，只有日期不能计算")
    if any(period.unit not in CONTINUOUS for period in periods):
        raise ValueError("以小时计的期间只能以小时延长")
    original, extended = start + span(within), start
    for period in periods:
        extended += span(period)
    cuts, last, remaining = _cut_minutes(start, extended, exclusions)
    return Run(
        start, within, extensions, "none", original, extended, cuts, last, last, remaining, False
    )


def span(period: Within) -> timedelta:
    """The length of a period in hours or minutes."""
    return timedelta(minutes=amount_of(period) * (60 if period.unit == "hours" else 1))


def _cut_minutes(
    start: datetime, end: datetime, exclusions: Iterable[Interval]
) -> tuple[tuple[Cut, ...], datetime | None, int | None]:
    cuts = []
    exact = [(as_moment(a, start), b if b is None else as_moment(b, start)) for a, b in exclusions]
    for a, b in merged(exact):
        opened = max(as_moment(a, start), start)
        if opened >= end or (b is not None and as_moment(b, start) <= start):
            continue
        if b is None:
            cuts.append(Cut(opened, None, None))
            return tuple(cuts), None, (end - opened) // timedelta(minutes=1)
        closed = as_moment(b, start)
        cuts.append(Cut(opened, closed, (closed - opened) // timedelta(minutes=1)))
        end += closed - opened
    return tuple(cuts), end, None


def _summed(periods: Sequence[Within]) -> list[Within]:
    """Neighbours of one unit as one period: 30 + 30 days are 60 days from the start (calendar.md 扣除 4)."""
    total: list[Within] = []
    for period in periods:
        if total and total[-1].unit == period.unit:
            total[-1] = Within(period.unit, amount=amount_of(total[-1]) + amount_of(period))
        else:
            total.append(period)
    return total


def amount_of(period: Within) -> int:
    """The resolved amount; `ValueError` when it is missing or negative."""
    if period.amount is None:
        raise ValueError("期间的长度尚未确定")
    if period.amount < 0:
        raise ValueError(f"期间的长度不能为负数（{period.amount}）")
    return period.amount


def day_number(moment: Moment) -> int:
    """Days since 1970-01-01."""
    return (as_date(moment) - EPOCH).days


def minute_number(moment: datetime) -> int:
    """Minutes since 1970-01-01 00:00 of the local wall clock."""
    return day_number(moment) * 1440 + moment.hour * 60 + moment.minute
