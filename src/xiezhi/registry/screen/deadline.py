"""A deadline in words: 「还剩 3 天，至 11 月 24 日（周一）24:00」."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """`tone` is plain | care | bad; `mark` the word beside it; `calculation` the sentences behind it."""

    words: str
    tone: str = "plain"
    mark: str = ""
    calculation: tuple[str, ...] = ()


def deadline(
    due: date | datetime,
    now: datetime,
    calculation: tuple[str, ...] = (),
    *,
    soon_days: int = 0,
    provisional: bool = False,
) -> DeadlineView:
    """`due` is the last lawful day, or the last lawful minute; `soon_days` the ladder's amber (临期).

    A date of a year without a published calendar is 暂定 and never red.
    """
    left = (_day(due) - now.date()).days
    passed = now > due if isinstance(due, datetime) else left < 0
    words = f"{_left(due, now, left, passed)}，至{_until(due, now)}"
    if provisional:
        return DeadlineView(words, "plain", "暂定", calculation)
    if passed:
        return DeadlineView(words, "bad", "超期", calculation)
    if left <= soon_days:
        return DeadlineView(words, "care", "临期", calculation)
    return DeadlineView(words, "plain", "", calculation)


def suspended(since: date, reason: str, calculation: tuple[str, ...] = ()) -> DeadlineView:
    """A clock that stands still."""
    words = f"自{since.month}月{since.day}日起中止计时：{reason}"
    return DeadlineView(words, "plain", "已中止", calculation)


def _day(due: date | datetime) -> date:
    return due.date() if isinstance(due, datetime) else due


def _left(due: date | datetime, now: datetime, left: int, passed: bool) -> str:
    if passed:
        return f"已超过{_span(due, now, -left)}"
    if left == 0 or (isinstance(due, datetime) and left < 2):
        return f"还剩{_span(due, now, left)}" if isinstance(due, datetime) else "今天到期"
    return f"还剩{left}天"


def _span(due: date | datetime, now: datetime, days: int) -> str:
    if not isinstance(due, datetime) or days > 1:
        return f"{days}天"
    hours = int(abs((due - now).total_seconds()) // 3600)
    return f"{hours}小时" if hours else "不到1小时"


def _until(due: date | datetime, now: datetime) -> str:
    day = _day(due)
    year = f"{day.year}年" if day.year != now.year else ""
    clock = due.strftime("%H:%M") if isinstance(due, datetime) else "24:00"
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）{clock}"
