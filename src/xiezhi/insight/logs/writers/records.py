"""One understood event as the event-log format states it: words, numbers and ISO times under the corpus's names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from xiezhi.insight.logs.translate import Row
from xiezhi.insight.logs.values import START, At, Value, iso, kind_of
from xiezhi.law.corpus import Corpus


class Record(NamedTuple):
    """`recorded` is empty where it was not stated; a value of `fields` is a scalar or a list of maps."""

    case: str
    procedure: str
    step: str
    at: str
    recorded: str
    fields: dict[str, Any]


def recorder(corpus: Corpus) -> Callable[[Row], Record]:
    """Turns rows into records."""

    def shown(values: dict[str, Value]) -> dict[str, Any]:
        return {
            name: _plain(kind_of(corpus, name), value)
            for name, value in values.items()
            if value is not None
        }

    def record(row: Row) -> Record:
        fields = shown(row.values)
        for item in row.items:
            held = fields.setdefault(item.name, [])
            held.extend({} for _ in range(item.place - len(held)))
            held.append(shown(item.values))
        recorded = moment(row.recorded) if row.recorded else ""
        return Record(row.case, row.of.procedure, row.of.step, moment(row.at), recorded, fields)

    return record


def moment(at: At) -> str:
    """ISO 8601 with the offset of the place where the day and the minute were read."""
    offset = timedelta(minutes=at.minute - at.us // 60_000_000)
    return (START + timedelta(microseconds=at.us)).astimezone(timezone(offset)).isoformat()


def _plain(kind: str, value: Value) -> Any:
    if kind == "bool":
        return bool(value)
    if kind == "date" and isinstance(value, int):
        return iso(value)
    if kind == "datetime" and isinstance(value, int):
        wall = datetime(1970, 1, 1) + timedelta(minutes=value)  # noqa: DTZ001  local wall clock
        return wall.isoformat(timespec="minutes")
    return value
