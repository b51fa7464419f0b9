"""Reads `calendars/*.yaml` of the corpus layers into one `Calendar`.

Shape of a file: `weekend`, `statutory`, `anchors`, `years` (published arrangements) and `local` (local or temporary
days, which only add). A lower layer may add years that are missing above it, and local days; nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from xiezhi.law.periods.calendar import Arrangement, Calendar
from xiezhi.law.periods.statutory import StatutoryHoliday, statutory_days
from xiezhi.law.reading import Problem, View, all_or_raise, as_day, read


def load_calendar(layers: Sequence[Path], problems: list[Problem] | None = None) -> Calendar:
    """The calendar of `layers` (directories holding `calendars/`; later ones are lower).

    With `problems`, mistakes are added to it; without, they are raised together as `CorpusError`.
    """
    found: list[Problem] = [] if problems is None else problems
    draft = _Draft()
    for layer in layers:
        for path in sorted((layer / "calendars").glob("*.yaml")):
            table = read(path, found, path.relative_to(layer).as_posix())
            if table is not None:
                draft.take(View(table, found))
    if problems is None:
        all_or_raise(found)
    return draft.calendar()


@dataclass(slots=True)
class _Draft:
    years: dict[int, Arrangement] = field(default_factory=dict)
    statutory: list[StatutoryHoliday] = field(default_factory=list)
    anchors: dict[int, dict[str, date]] = field(default_factory=dict)
    local: Arrangement = field(default_factory=Arrangement)
    weekend: tuple[int, ...] = (6, 7)

    def calendar(self) -> Calendar:
        days = statutory_days(self.statutory, self.anchors)
        return Calendar(self.years, days, self.local, self.weekend)

    def take(self, view: View) -> None:
        for key in ("id", "title"):
            view.text(key)
        view.value("cite", None)
        self.weekend = _weekend(view, self.weekend)
        for name, anchors in view.entries("anchors"):
            self._take_anchors(view, name, anchors)
        self.statutory += [_statutory(each) for each in view.tables("statutory")]
        self._take_years(view)
        local = view.table("local")
        for name in local.raw if local else ():
            if local and (year := _year(local, name)):
                self.local |= _arrangement(local, name, year)
        view.done()

    def _take_anchors(self, view: View, name: str, anchors: View) -> None:
        if year := _year(view, name):
            self.anchors[year] = {key: _day(anchors, key, year) for key in anchors.raw}

    def _take_years(self, view: View) -> None:
        years = view.table("years")
        for name in years.raw if years else ():
            if not years or not (year := _year(years, name)):
                continue
            if year in self.years:
                years.problem(name, f"{year}年已有放假安排", "每年只载入一次（地方日子写在 local）")
            elif self.years and year not in (min(self.years) - 1, max(self.years) + 1):
                years.problem(name, f"{year}年与已有年份不相连", "连续的年份")
            else:
                self.years[year] = _arrangement(years, name, year)


def _weekend(view: View, default: tuple[int, ...]) -> tuple[int, ...]:
    found = view.value("weekend", default)
    days = tuple(found) if isinstance(found, Iterable) else ()
    if all(isinstance(day, int) and 1 <= day <= 7 for day in days) and days:
        return days
    view.problem("weekend", f"{found!r}", "星期几的列表，1 为星期一，7 为星期日")
    return default


def _year(view: View, name: str) -> int | None:
    if re.fullmatch(r"[12][0-9]{3}", name):
        return int(name)
    view.problem(name, f"“{name}”", "四位数的年份")
    return None


def _day(view: View, key: str, year: int) -> date:
    text = view.text(key)
    if found := as_day(f"{year}-{text}"):
        return found
    view.problem(key, f"“{text}”", f"{year}年的月-日，如 01-01")
    return date(year, 1, 1)


def _statutory(view: View) -> StatutoryHoliday:
    holiday = StatutoryHoliday(
        name=view.text("name"),
        start=view.text("start"),
        days=view.integer("days"),
        from_=view.day("from"),
        to=view.day("to", None),
        shift=view.integer("shift", 0),
    )
    view.done()
    return holiday


def _arrangement(years: View, name: str, year: int) -> Arrangement:
    whole = Arrangement()
    for view in years.tables(name):
        title = view.text("name")
        view.text("basis", "")
        off = {day: title for day in _days(view, "off", year)}
        work = {day: title for day in _days(view, "work", year)}
        view.done()
        for day in sorted((off.keys() | work.keys()) & (whole.off.keys() | whole.work.keys())):
            view.problem(None, f"{day.isoformat()} 写了两次", "每天只属于一项安排")
        whole |= Arrangement(off, work)
    return whole


def _days(view: View, key: str, year: int) -> list[date]:
    """Days of a list such as `[01-01..01-03, 01-05]`."""
    days: list[date] = []
    for text in view.names(key, ()):
        first, _, last = text.partition("..")
        a, b = as_day(f"{year}-{first}"), as_day(f"{year}-{last or first}")
        if a is None or b is None or b < a:
            view.problem(key, f"“{text}”", f"{year}年的 月-日 或 月-日..月-日")
            continue
        days += [a + timedelta(days=i) for i in range((b - a).days + 1)]
    return days
