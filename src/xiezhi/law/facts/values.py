"""Fields of events and items as fact values: integers, short words, NULL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from xiezhi.law.events import Event
from xiezhi.law.facts.context import Scalar
from xiezhi.law.fields import Field

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
Converter = Callable[[Any], Scalar]


def _whole(value: Any) -> Scalar:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(value: Any) -> Scalar:
    return int(value) if isinstance(value, int) and value in (0, 1) else None


def _word(value: Any) -> Scalar:
    return value if isinstance(value, str) and value else None


def as_day_number(value: Any) -> Scalar:
    try:
        return date.fromisoformat(value[:10]).toordinal() - EPOCH_ORDINAL
    except (TypeError, ValueError):
        return None


def as_minute_number(value: Any) -> Scalar:
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return (at.toordinal() - EPOCH_ORDINAL) * 1440 + at.hour * 60 + at.minute


def plain(value: Any) -> Scalar:
    """A field that `fields/` does not know (foreign logs): integers and words as they are."""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | str) and value != "" else None


_BY_TYPE: dict[str, Converter] = {
    "integer": _whole,
    "cents": _whole,
    "bool": _flag,
    "date": as_day_number,
    "datetime": as_minute_number,
}


def converters(fields: Mapping[str, Field]) -> dict[str, Converter]:
    """Field name → how its value becomes a fact value; what is ill-typed becomes NULL."""
    return {name: _BY_TYPE.get(each.type, _word) for name, each in fields.items()}


#: What can be read off an event besides its fields.
EVENT_PARTS: dict[str, Callable[[Event], Scalar]] = {
    "day": lambda e: e.day,
    "min": lambda e: e.minute,
    "seq": lambda e: e.seq,
    "step": lambda e: e.step,
    "procedure": lambda e: e.procedure,
    "mode": lambda e: e.mode,
    "recorded_day": lambda e: e.recorded_at.toordinal() - EPOCH_ORDINAL,
}


class Values(dict[str, Scalar]):
    """The scalars of one event or item, converted when first asked for; a missing field is NULL."""

    __slots__ = ("converters", "event", "raw")

    def __init__(
        self, raw: Mapping[str, Any], event: Event, converters: Mapping[str, Converter]
    ) -> None:
        self.raw, self.event, self.converters = raw, event, converters

    def __missing__(self, name: str) -> Scalar:
        found = self.raw.get(name)
        if found is not None:
            value = self.converters.get(name, plain)(found)
        elif name in EVENT_PARTS:
            value = EVENT_PARTS[name](self.event)
        else:
            value = None
        self[name] = value
        return value

    get = dict.__getitem__  # type: ignore[assignment]  # a missing name is NULL: `__missing__`
