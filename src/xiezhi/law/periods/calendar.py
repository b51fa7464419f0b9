"""Which days are working days.

Order of sources (全国年节及纪念日放假办法 第七条, 国务院关于职工工作时间的规定 第七条): a weekend day that the
year's arrangement makes a working day is one; a day off of the arrangement or of a local rule is not; otherwise
the weekend decides. A year whose arrangement is not loaded has no answer (`CalendarMissing`), except in the
`online()` variant, which estimates it from weekends and statutory days: `provisional(year)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

ONE_DAY = timedelta(days=1)
DayOffKind = Literal["arranged", "weekend"]


class CalendarMissing(Exception):
    """The arrangement of days off of `year` is not loaded, so working days cannot be counted.

    `least`: a day that the end cannot precede, whatever that year brings; None when nothing can be said.
    """

    def __init__(self, year: int, least: date | None = None) -> None:
        self.year, self.least = year, least
        super().__init__(
            f"{year}年的放假安排尚未载入，不能计算工作日。请补录当年的放假安排后重算。"
        )


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Days off and weekend days worked, each with the name of its holiday."""

    off: Mapping[date, str] = field(default_factory=dict)
    work: Mapping[date, str] = field(default_factory=dict)

    def __or__(self, other: Arrangement) -> Arrangement:
        return Arrangement({**self.off, **other.off}, {**self.work, **other.work})


class Calendar:
    """Working days of a contiguous run of years.

    `years`: arrangement per published year; `statutory`: statutory holidays (法定节日) by day, also of years not
    yet published; `local`: days added by local or temporary rules; `weekend`: ISO weekdays that are days off.
    Raises `ValueError` when a year between two published years is missing.
    """

    def __init__(
        self,
        years: Mapping[int, Arrangement],
        statutory: Mapping[date, str] | None = None,
        local: Arrangement | None = None,
        weekend: Iterable[int] = (6, 7),
        estimating: bool = False,
    ) -> None:
        self._published = dict(sorted(years.items()))
        self._statutory = dict(statutory or {})
        self._local, self._weekend = local or Arrangement(), frozenset(weekend)
        self.estimating = estimating
        _refuse_gaps(list(self._published))
        self._estimated = self._years_ahead() if estimating else {}
        self._names = self._local
        for arrangement in (*self._estimated.values(), *self._published.values()):
            self._names = self._names | arrangement
        self._lay_out([*self._published, *self._estimated])

    def online(self) -> Calendar:
        """The same calendar, with the years after the last published one estimated (暂定)."""
        return Calendar(self._published, self._statutory, self._local, self._weekend, True)

    def published(self, year: int) -> bool:
        return year in self._published

    def provisional(self, year: int) -> bool:
        """True when this calendar only estimates `year`."""
        return year in self._estimated

    def is_workday(self, d: date) -> bool:
        i = self._index(d)
        return self._count[i + 1] > self._count[i]

    def next_workday(self, d: date) -> date:
        """`d` itself when it is a working day, else the first one after it."""
        return self._workday(self._count[self._index(d)])

    def add_workdays(self, d: date, n: int) -> date:
        """The n-th working day after `d` (n < 0: before `d`; n = 0: `d` itself)."""
        if n == 0:
            return d
        i = self._index(d)
        return self._workday(self._count[i + 1] + n - 1 if n > 0 else self._count[i] + n)

    def not_before(self, d: date, n: int) -> date:
        """A day that the n-th working day after `d` (n > 0) cannot precede, where the calendar ends before it:
        every day of unknown years taken as a working day."""
        end = self._first + timedelta(days=len(self._count) - 2)
        if not self._first <= d <= end:
            return d + timedelta(days=n)
        counted = len(self._days) - self._count[self._index(d) + 1]
        return end + timedelta(days=n - counted)

    def workdays_between(self, a: date, b: date) -> int:
        """How many working days lie after `a` up to and including `b` (negative when `b` is before `a`)."""
        return self._count[self._index(b) + 1] - self._count[self._index(a) + 1]

    def day_off(self, d: date) -> str | None:
        """Name of the holiday when `d` is a day off by arrangement or local rule."""
        return None if d in self._names.work else self._names.off.get(d)

    def off_as(self, d: date, kind: DayOffKind) -> bool:
        """Whether `d` is a day off, by arrangement or local rule (`arranged`) or only as a `weekend` day."""
        arranged = self.day_off(d) is not None
        return not self.is_workday(d) and arranged == (kind == "arranged")

    def made_workday(self, d: date) -> str | None:
        """Name of the holiday for which the weekend day `d` is worked (调休上班)."""
        return self._names.work.get(d)

    def statutory(self, d: date) -> str | None:
        """Name of the statutory holiday (法定节日) on `d`; unlike `day_off` without the days moved around it."""
        return self._statutory.get(d)

    def _years_ahead(self) -> dict[int, Arrangement]:
        known, ahead = {d.year for d in self._statutory}, {}
        year = max(self._published, default=min(known, default=1) - 1) + 1
        while year in known:
            days = {d: name for d, name in self._statutory.items() if d.year == year}
            ahead[year] = Arrangement(off=days)
            year += 1
        return ahead

    def _lay_out(self, years: list[int]) -> None:
        """`_days`: all working days in order; `_count[i]`: how many of them before day number i."""
        self._first = date(min(years, default=1), 1, 1)
        self._days: list[date] = []
        self._count = [0]
        for year in years:
            d = date(year, 1, 1)
            while d.year == year:
                if self._works(d):
                    self._days.append(d)
                self._count.append(len(self._days))
                d += ONE_DAY

    def _works(self, d: date) -> bool:
        if d in self._names.work:
            return True
        return d not in self._names.off and d.isoweekday() not in self._weekend

    def _index(self, d: date) -> int:
        i = d.toordinal() - self._first.toordinal()
        if not 0 <= i < len(self._count) - 1:
            raise CalendarMissing(d.year)
        return i

    def _workday(self, position: int) -> date:
        if position < 0:
            raise CalendarMissing(self._first.year - 1)
        if position >= len(self._days):
            raise CalendarMissing(max([*self._published, *self._estimated]) + 1)
        return self._days[position]


def _refuse_gaps(years: list[int]) -> None:
    for earlier, later in zip(years, years[1:], strict=False):
        if later != earlier + 1:
            raise ValueError(f"工作日历缺少{earlier + 1}年的放假安排，年份必须连续")
