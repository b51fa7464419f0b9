"""Calendar and statutory periods: working days, last lawful days, minimal intervals, each with its calculation."""

from xiezhi.law.periods.calendar import Arrangement, Calendar, CalendarMissing
from xiezhi.law.periods.due import (
    Bound,
    Due,
    due,
    earliest,
    enough_before,
    latest_before,
    planned_before,
    served_by_announcement,
)
from xiezhi.law.periods.intervals import Interval, Moment
from xiezhi.law.periods.load import load_calendar

__all__ = [
    "Arrangement",
    "Bound",
    "Calendar",
    "CalendarMissing",
    "Due",
    "Interval",
    "Moment",
    "due",
    "earliest",
    "enough_before",
    "latest_before",
    "load_calendar",
    "planned_before",
    "served_by_announcement",
]
