"""From the text of an attribute to the integer or word that facts are made of. Money never passes a float."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from xiezhi.insight.logs.mapping import FieldOf, Moment
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import EPOCH

Value = int | str | None
#: So many different texts of one attribute are remembered with what they mean.
REMEMBERED = 100_000
START = datetime(1970, 1, 1, tzinfo=UTC)
CHINA = ZoneInfo("Asia/Shanghai")
_CENTS = {"cents": 1, "yuan": 100, "euro": 100}
_TRUTH = {"true": 1, "1": 1, "是": 1, "false": 0, "0": 0, "否": 0}
#: Field types kept as 64-bit integers; all others are words.
INTEGRAL = frozenset({"integer", "cents", "bool", "date", "datetime"})


class BadValue(ValueError):
    """A value that cannot be read; the message is the reason, in Chinese."""


class At(NamedTuple):
    """A moment: microseconds since 1970 UTC (for order), and day and minute in the mapping's zone."""

    us: int
    day: int
    minute: int


def clock(moment: Moment, zone: str) -> Callable[[str], At]:
    """Reads times of one attribute. Times without offset are wall-clock times of `zone`.

    An empty `zone` keeps day and minute as they are written; times without offset are then China's.
    """
    place = ZoneInfo(zone) if zone else None
    seen: dict[str, At] = {}

    def read(text: str) -> At:
        found = seen.get(text)
        if found is None:
            found = _at(_moment(text, moment.format), place)
            if len(seen) < REMEMBERED:
                seen[text] = found
        return found

    return read


def _moment(text: str, form: str) -> datetime:
    try:
        return datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007
    except ValueError:
        wanted = f"写法应为 {form}" if form else "应为 ISO 8601，例如 2026-03-02T09:30:00+08:00"
        raise BadValue(f"不认识的时间“{text}”；{wanted}") from None


def _at(moment: datetime, place: ZoneInfo | None) -> At:
    if moment.tzinfo is None:
        local = moment.replace(tzinfo=place or CHINA)
    else:
        local = moment.astimezone(place) if place else moment
    day = (local.date() - EPOCH).days
    us = (local - START) // timedelta(microseconds=1)
    return At(us, day, day * 1440 + local.hour * 60 + local.minute)


def kind_of(corpus: Corpus, name: str) -> str:
    """The type of a field; the parts of an actor (list `by`) are words."""
    found = corpus.fields.get(name)
    return found.type if found else "text"


def converter(corpus: Corpus, of: FieldOf) -> Callable[[Any], Value]:
    """Reads the values of one attribute for its field. Raises `BadValue`."""
    words, empty = dict(of.words), frozenset(of.empty)
    read = _reader(corpus, of)
    seen: dict[str, Value] = {}

    def convert(raw: Any) -> Value:
        text = raw if isinstance(raw, str) else str(raw).lower()
        if text in seen:
            return seen[text]
        if words and text not in words and text not in empty:
            raise BadValue(f"值“{text}”不在 mapping 的 words 中")
        found = None if text in empty else read(words.get(text, text))
        if len(seen) < REMEMBERED:
            seen[text] = found
        return found

    return convert


def _reader(corpus: Corpus, of: FieldOf) -> Callable[[str], Value]:
    kind = kind_of(corpus, of.field)
    if kind == "cents":
        return lambda text: _cents(text, _CENTS[of.unit])
    if kind == "date":
        return lambda text: (_moment(text, of.format).date() - EPOCH).days
    if kind == "datetime":
        return lambda text: _wall_minute(_moment(text, of.format))
    if kind == "choice":
        return lambda text: _option(text, corpus.fields[of.field].options)
    return {"integer": _integer, "bool": _truth}.get(kind, lambda text: text)


def _wall_minute(moment: datetime) -> int:
    return (moment.date() - EPOCH).days * 1440 + moment.hour * 60 + moment.minute


def _cents(text: str, factor: int) -> int:
    try:
        cents = Decimal(text) * factor
    except InvalidOperation:
        raise BadValue(f"不是金额“{text}”") from None
    if not cents.is_finite() or cents != cents.to_integral_value():
        raise BadValue(f"金额“{text}”不是整分")
    return int(cents)


def _integer(text: str) -> int:
    if not re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        raise BadValue(f"不是整数“{text}”")
    return int(text)


def _truth(text: str) -> int:
    if text.lower() not in _TRUTH:
        raise BadValue(f"不是真假值“{text}”；应为 true 或 false")
    return _TRUTH[text.lower()]


def _option(text: str, options: Any) -> str:
    if text not in options:
        raise BadValue(f"值“{text}”不在选项 {'、'.join(options)} 中")
    return text


def iso(day: int) -> str:
    """The ISO date of a day number."""
    return (EPOCH + timedelta(days=day)).isoformat()


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days
