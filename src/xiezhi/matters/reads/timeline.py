"""The case on a line of days: its entries, and every clock that a norm runs or ran over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString

from xiezhi.law.events import EPOCH, Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive
from xiezhi.law.facts.pairs import intervals
from xiezhi.law.facts.rows import Row
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Deadline, Norm
from xiezhi.law.periods.calendar import CalendarMissing
from xiezhi.law.procedures.watching import clock_of
from xiezhi.law.verdicts import Finding, Verdict
from xiezhi.registry.corpus import corpus, online_calendar
from xiezhi.registry.drawing import Mark, Span, both, timeline
from xiezhi.registry.screen import Tag
from xiezhi.registry.screen.words import day_words

ONE_DAY = timedelta(days=1)
WORDS = {
    Verdict.MET: Tag("按期", "good"),
    Verdict.BREACHED: Tag("超期", "bad"),
    Verdict.RUNNING: Tag("计时中", "now"),
    Verdict.UNKNOWN: Tag("无法判断", "care"),
}
TONES = {"good": "green", "bad": "red", "now": "amber", "care": "grey", "plain": "grey"}


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock: `span` as drawn, `due` its last lawful day in words, `cuts` what does not count."""

    norm: Norm
    tag: Tag
    span: Span
    due: str
    cuts: tuple[str, ...]
    calculation: tuple[str, ...]


def clock_lines(events: Sequence[Event], context: Context) -> list[ClockLine]:
    """The clocks that have started, in the order of their starts; those of one norm with the same days once."""
    law = corpus()
    rows = derive(law, events, context)
    timed = [name for name, norm in law.norms.items() if clock_of(norm)]
    found = {}
    for finding in judge(law, rows, context, timed):
        line = _line(law.norms[finding.norm], finding, rows, context)
        if line is not None:
            found[finding.norm, line.span] = line
    return sorted(found.values(), key=lambda each: (each.span.since, each.norm.id))


def _line(
    norm: Norm, finding: Finding, rows: Mapping[str, Iterable[Row]], context: Context
) -> ClockLine | None:
    started = finding.facts.get("from_day")
    tag = WORDS.get(finding.verdict)
    rule = clock_of(norm)
    if tag is None or rule is None or not isinstance(started, int):
        return None
    tag = Tag("已中止", "care") if finding.suspended else tag
    due, ended = _due(finding), finding.facts.get("to_day")
    until = _day(ended) if isinstance(ended, int) else context.as_of.date()
    cuts = tuple(_cuts(finding, rule, rows[finding.grain], until))
    span = Span(norm.title, tag.word, TONES[tag.tone], _day(started), until + ONE_DAY, due, cuts)
    words = day_words(due) if due else "中止期间不计算"
    told = tuple(f"{day_words(a)}至{day_words(b - ONE_DAY)}" for a, b in cuts)
    return ClockLine(norm, tag, span, words, told, finding.calculation)


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def _due(finding: Finding) -> date | None:
    if finding.due_min is not None:
        return _day(finding.due_min // (24 * 60))
    return None if finding.due_day is None else _day(finding.due_day)


def _cuts(
    finding: Finding, rule: Deadline, rows: Iterable[Row], until: date
) -> Iterator[tuple[date, date]]:
    """Days cut out of the clock: from the opening act to the day of the closing one, or to today."""
    row = next((each for each in rows if each.key == finding.row), None)
    if row is None:
        return
    for opened, closed in intervals(row.history, rule.except_):
        since = row.history.events[opened].at.date()
        end = until if closed is None else row.history.events[closed].at.date()
        if since < end:
            yield since, min(end, until)


def marks(rows: Sequence[tuple[int, datetime, str]]) -> list[Mark]:
    """Entries as (number, moment, title) by day; the day's label is its last act."""
    by_day: dict[date, list[tuple[int, str]]] = {}
    for number, at, title in sorted(rows, key=lambda row: (row[1], row[0])):
        by_day.setdefault(timezone.localtime(at).date(), []).append((number, title))
    return [Mark(day, _numbers(some), some[-1][1]) for day, some in by_day.items()]


def _numbers(some: Sequence[tuple[int, str]]) -> str:
    numbers = [number for number, _ in some]
    first, last = min(numbers), max(numbers)
    if len(numbers) == 1:
        return str(first)
    whole = last - first + 1 == len(numbers)
    return f"{first}–{last}" if whole else f"{first}等{len(numbers)}项"


def drawn_timeline(
    acts: Sequence[tuple[int, datetime, str]], spans: Sequence[Span], today: date
) -> SafeString:
    """`acts` as (number, moment, title), at least one."""
    points, about = (
        marks(acts),
        f"{len(acts)}项办理记载，{len(spans)}个期限。下面的表格有同样的内容。",
    )
    days = [mark.on for mark in points] + [today]
    off = off_days(min(days), max(days + [span.due for span in spans if span.due]))
    return both(
        "time",
        lambda key, width: timeline(key, "本案时间轴", about, points, spans, today, off, width),
    )


def off_days(first: date, last: date) -> list[date]:
    """Days from first to last that are no working days; years without an arrangement are estimated."""
    calendar = online_calendar()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    try:
        return [day for day in days if not calendar.is_workday(day)]
    except CalendarMissing:
        return []
