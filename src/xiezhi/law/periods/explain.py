"""A period's calculation in Chinese sentences, for officers, parties and reviewers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from xiezhi.law.norms.model import Within
from xiezhi.law.periods.calendar import ONE_DAY, Calendar
from xiezhi.law.periods.clock import CONTINUOUS, Cut, Run
from xiezhi.law.periods.intervals import Moment, as_date

_WEEKDAYS = "一二三四五六日"
_UNITS = {
    "workdays": "个工作日",
    "days": "日",
    "minutes": "分钟",
    "hours": "小时",
    "months": "个月",
    "years": "年",
}


def sentences(run: Run, calendar: Calendar) -> tuple[str, ...]:
    """起算、期间、延长、扣除、节假日、顺延、结果、暂定, those that apply."""
    parts = [_start(run), _period(run)]
    parts += [_extension(run)] if run.extensions else []
    parts += [_cut(cut, run.within.unit) for cut in run.cuts]
    if run.cuts and run.unrolled is not None:
        parts.append(f"扣除后，末日为{moment(run.unrolled)}。")
    parts += list(_holidays(run, calendar))
    parts += list(_roll(run, calendar))
    parts.append(_result(run))
    if run.provisional:
        parts.append(_provisional(as_date(run.last or run.extended).year))
    return tuple(parts)


def reverse_sentences(
    event: Moment, gap: Within, last: Moment, calendar: Calendar, word: str
) -> tuple[str, ...]:
    """起算、期间、节假日、结果 of a period that runs back from `event`."""
    parts = [
        f"起算：自{moment(event)}向前计算，通知当日不计，{_ON_OR_AT[gap.unit in CONTINUOUS]}。"
    ]
    parts.append(f"期间：须满{period(gap)}。")
    if gap.unit == "workdays":
        parts += _unusual(as_date(last), as_date(event), calendar)
    parts.append(f"结果：{word}{moment(last)}。")
    if gap.unit == "workdays" and calendar.provisional(as_date(event).year):
        parts.append(_provisional(as_date(event).year))
    return tuple(parts)


_ON_OR_AT = {False: "该日计入", True: "连续计算"}


def moment(value: Moment) -> str:
    """2026年3月2日（周一）, with the time of day for clocks in hours."""
    day = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime):
        return f"{day}{value.hour:02}:{value.minute:02}"
    return f"{day}（周{_WEEKDAYS[value.weekday()]}）"


def period(within: Within) -> str:
    """5个工作日, 90日, 三 months as 3个月."""
    return f"{within.amount}{_UNITS[within.unit]}"


def _start(run: Run) -> str:
    if run.within.unit in CONTINUOUS:
        return f"起算：{moment(run.start)}，以小时计的连续计算，跨夜、跨节假日不停。"
    return f"起算：{moment(run.start)}当日不计，自次日起算。"


def _period(run: Run) -> str:
    word = "届满时刻" if run.within.unit in CONTINUOUS else "末日"
    return f"期间：{period(run.within)}，{word}为{moment(run.original)}。"


def _extension(run: Run) -> str:
    added = "、".join(period(each) for each in run.extensions)
    return f"延长：{added}，自原期限届满起接续计算，延长后至{moment(run.extended)}。"


def _cut(cut: Cut, unit: str) -> str:
    if cut.end is None:
        return f"扣除：自{moment(cut.start)}起不计入，尚未结束。"
    counted = {"workdays": "个工作日", "minutes": "分钟", "hours": "分钟"}.get(unit, "日")
    return f"扣除：{moment(cut.start)}至{moment(cut.end)}不计入，共{cut.length}{counted}。"


def _holidays(run: Run, calendar: Calendar) -> Iterator[str]:
    if run.within.unit == "workdays":
        yield from _unusual(as_date(run.start), as_date(run.unrolled or run.extended), calendar)


def _unusual(after: date, until: date, calendar: Calendar) -> list[str]:
    """Holidays and worked weekends in (after, until]."""
    off: dict[str, list[date]] = {}
    worked: dict[str, list[date]] = {}
    day = after + ONE_DAY
    while day <= until:
        if name := calendar.day_off(day):
            off.setdefault(name, []).append(day)
        elif name := calendar.made_workday(day):
            worked.setdefault(name, []).append(day)
        day += ONE_DAY
    told = [f"节假日：{name}{stretch(days)}休息，不计入。" for name, days in off.items()]
    return told + [
        f"节假日：{name}调休，{stretch(days)}上班，计入。" for name, days in worked.items()
    ]


def stretch(days: list[date]) -> str:
    """Days in order as 2月15日至2月23日、2月25日."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return "、".join(
        _short(each[0]) + (f"至{_short(each[-1])}" if each[1:] else "") for each in runs
    )


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _roll(run: Run, calendar: Calendar) -> Iterator[str]:
    if run.unrolled is None or run.last is None or run.within.unit in CONTINUOUS:
        return
    last = as_date(run.unrolled)
    if run.unrolled != run.last:
        why = calendar.day_off(last) or f"周{_WEEKDAYS[last.weekday()]}"
        yield f"顺延：末日{moment(last)}不是工作日（{why}），顺延至其后第一个工作日。"
    elif run.roll == "none":
        yield "顺延：本期限不因末日为节假日而顺延。"


def _result(run: Run) -> str:
    if run.last is None:
        unit = {"workdays": "个工作日", "minutes": "分钟", "hours": "分钟"}.get(
            run.within.unit, "日"
        )
        return f"结果：期间中止，尚余{run.remaining}{unit}，恢复后接续计算。"
    clock = "" if run.within.unit in CONTINUOUS else "24时"
    return f"结果：最迟{moment(run.last)}{clock}。"


def _provisional(year: int) -> str:
    return f"暂定：{year}年的放假安排尚未公布，按周末和法定节日估算，公布后重新计算。"
