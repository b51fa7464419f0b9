"""Working days and deadlines of the road traffic fine example, by our own count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.insight.fine_traces import Happening


class NoCalendar(Exception):
    pass


def easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def works(day: date, hopeful: bool = False) -> bool:
    """`hopeful`: every day of an unknown year is a working day, so that a period ends as early as it can."""
    if not 2000 <= day.year <= 2013:
        if hopeful:
            return True
        raise NoCalendar
    fixed = {(1, 1), (1, 6), (4, 25), (5, 1), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
    fixed |= {(6, 2)} if day.year > 2000 else set()
    fixed |= {(3, 17)} if day.year == 2011 else set()
    holiday = (day.month, day.day) in fixed or day == easter(day.year) + timedelta(days=1)
    return day.weekday() < 5 and not holiday


def rolled(day: date, hopeful: bool) -> date:
    while not works(day, hopeful):
        day += timedelta(days=1)
    return day


def workdays_after(day: date, n: int, hopeful: bool) -> date:
    works(day, hopeful)
    while n:
        day += timedelta(days=1)
        n -= works(day, hopeful)
    return day


def clocked(
    done: Happening | None, as_of: date, due: Callable[[bool], date]
) -> tuple[str, date | None]:
    reached = done.day if done else as_of
    in_time = "met" if done else "running"
    try:
        last = due(False)
    except NoCalendar:
        least = due(True)
        return (in_time, least) if reached <= least else ("unknown", None)
    return (in_time if reached <= last else "breached"), last
