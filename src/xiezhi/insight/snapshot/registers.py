"""The registers as intervals of validity: `register_<name>(key, from_day, to_day, a_<attribute>…)`.

Both days are included; `to_day` NULL is open. A day has the answer that `registry.context` gives for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiezhi.law.events import EPOCH
from xiezhi.registry.models import Certificate, Item, KeptRow, Organ, Qualification
from xiezhi.registry.models.kept import KEPT

Interval = tuple[date, date | None]
Row = tuple[str | None, ...]
RegisterRow = tuple[str, Interval, Row]
_DAY = timedelta(days=1)


def write_registers(folder: Path) -> dict[str, int]:
    """Write every register; its rows counted by name."""
    counts = {}
    for name, (attributes, read) in REGISTERS.items():
        table = _table(attributes, list(read()))
        pq.write_table(table, folder / f"register_{name}.parquet", compression="zstd")
        counts[name] = table.num_rows
    return counts


def _table(attributes: tuple[str, ...], rows: list[tuple[str, Interval, Row]]) -> Any:
    columns = {
        "key": pa.array([key for key, _, _ in rows], pa.string()),
        "from_day": pa.array([_number(start) for _, (start, _), _ in rows], pa.int64()),
        "to_day": pa.array([_number(end) for _, (_, end), _ in rows], pa.int64()),
    }
    for place, name in enumerate(attributes):
        columns[f"a_{name}"] = pa.array([values[place] for _, _, values in rows], pa.string())
    return pa.table(columns)


def _number(day: date | None) -> int | None:
    return (day - EPOCH).days if day else None


def _certificates() -> Iterator[tuple[str, Interval, Row]]:
    """处罚法第四十二条第一款: in force and neither suspended nor cancelled."""
    rows = Certificate.objects.order_by("number").prefetch_related("suspensions")
    for each in rows.iterator(chunk_size=1000):
        end = each.valid_to
        if each.cancelled_on:
            end = min(end, each.cancelled_on - _DAY)
        pauses = [(s.since, s.until) for s in each.suspensions.all()]
        for interval in without(each.valid_from, end, pauses):
            yield each.person_id, interval, (each.region,)


def without(
    start: date, end: date, pauses: list[tuple[date, date | None]]
) -> Iterator[tuple[date, date]]:
    """The days from `start` to `end` outside `pauses`, which are ordered and end before their second day."""
    for since, until in pauses:
        if start < since:
            yield from _not_empty(start, min(end, since - _DAY))
        if until is None:
            return
        start = max(start, until)
    yield from _not_empty(start, end)


def _not_empty(start: date, end: date) -> Iterator[tuple[date, date]]:
    if start <= end:
        yield start, end


def _qualifications() -> Iterator[tuple[str, Interval, Row]]:
    rows = Qualification.objects.filter(kind=Qualification.Kind.LAW)
    for person, since in rows.order_by("person_id").values_list("person_id", "since"):
        yield person, (since, None), ()


def _items() -> Iterator[tuple[str, Interval, Row]]:
    for each in Item.objects.order_by("code", "published_on"):
        end = each.withdrawn_on - _DAY if each.withdrawn_on else None
        yield each.code, (each.published_on, end), (each.organ_id,)


def _organs() -> Iterator[tuple[str, Interval, Row]]:
    rows = Organ.objects.filter(confirmed_on__isnull=False).order_by("code")
    for code, since in rows.values_list("code", "confirmed_on"):
        yield code, (since, None), ()


def _kept(register: str, attributes: tuple[str, ...]) -> Callable[[], Iterator[RegisterRow]]:
    """The rows of one of the registers that are kept as rows."""

    def read() -> Iterator[RegisterRow]:
        for each in KeptRow.objects.filter(register=register):
            values = tuple(str(each.attributes[name]) for name in attributes)
            yield each.key, (each.valid_from, each.valid_to), values

    return read


REGISTERS: Mapping[str, tuple[tuple[str, ...], Callable[[], Iterator[RegisterRow]]]] = {
    "certificate": (("region",), _certificates),
    "qualification": ((), _qualifications),
    "item": (("organ",), _items),
    "organ": ((), _organs),
    **{name: (attributes, _kept(name, attributes)) for name, attributes in KEPT.items()},
}
