"""Statutory holidays (全国年节及纪念日放假办法 第二条): rules in time → days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class StatutoryHoliday:
    """`days` days from `shift` days after `start`, in the years of `from_`..`to`.

    `start` is "MM-DD" or the name of an anchor (春节, 清明, 端午, 中秋) whose day differs by year.
    """

    name: str
    start: str
    days: int
    from_: date
    to: date | None = None
    shift: int = 0

    def falls_on(self, year: int, anchors: Mapping[str, date]) -> tuple[date, ...]:
        """Its days in `year`; none when not in force then."""
        first = anchors.get(self.start) or date.fromisoformat(f"{year}-{self.start}")
        first += timedelta(days=self.shift)
        if first < self.from_ or (self.to and first > self.to):
            return ()
        return tuple(first + timedelta(days=i) for i in range(self.days))


def statutory_days(
    holidays: Iterable[StatutoryHoliday], anchors: Mapping[int, Mapping[str, date]]
) -> dict[date, str]:
    """Day → name for every year that has anchors; two holidays on one day share it (国庆节、中秋节)."""
    rules, days = tuple(holidays), dict[date, str]()
    for year, known in anchors.items():
        for rule in rules:
            for day in rule.falls_on(year, known):
                days[day] = f"{days[day]}、{rule.name}" if day in days else rule.name
    return dict(sorted(days.items()))
