"""Turns raw events into rows of the audit's tables and writes them to Parquet, in buckets by case.

A bucket holds whole cases (crc32 of the case id), so each bucket can be audited alone in bounded memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.forms import place_of
from xiezhi.insight.logs.mapping import FieldOf, ListOf, LogMapping
from xiezhi.insight.logs.opening import RawEvent
from xiezhi.insight.logs.problems import LogError, LogProblem
from xiezhi.insight.logs.tables import event_table, item_table
from xiezhi.insight.logs.tally import Tally
from xiezhi.insight.logs.values import At, BadValue, Value, clock, converter
from xiezhi.law.corpus import Corpus

#: So many mistakes are listed before giving up.
MOST_PROBLEMS = 20
Reading = tuple[str, str, Callable[[Any], Value]]


class Stage:
    """Writes one log. `add` takes raw events in file order, `close` ends the files or raises `LogError`."""

    def __init__(
        self, log: Path, mapping: LogMapping, corpus: Corpus, folder: Path, buckets: int
    ) -> None:
        self.log, self.mapping, self.corpus, self.buckets = log, mapping, corpus, buckets
        self.tally = Tally()
        self.problems: list[LogProblem] = []
        self._time = clock(mapping.time, mapping.zone)
        self._recorded = clock(mapping.recorded, mapping.zone) if mapping.recorded else None
        self._known = mapping.known_attributes()
        self._shapes: dict[tuple[str, ...], frozenset[str]] = {}
        self._readings = {
            step: self._readings_at(mapping.fields, step)
            for step in {s.step for s in mapping.steps.values()}
        }
        self._events = event_table(mapping, corpus, folder, buckets)
        self._items = {
            each.name: item_table(each, corpus, folder, buckets) for each in mapping.lists
        }
        self._lists = {each.name: self._list_readings(each) for each in mapping.lists}

    def add_all(self, events: Iterable[RawEvent]) -> None:
        """Stage every event, then finish the files."""
        for event in events:
            self._add(event)
            if len(self.problems) >= MOST_PROBLEMS:
                break
        for table in (self._events, *self._items.values()):
            table.close()
        if not self.problems and self.tally.kept == 0:
            self.problems.append(LogProblem(str(self.log), "", "", self._nothing()))
        if self.problems:
            raise LogError(self.problems)

    def _nothing(self) -> str:
        told = "".join(f"；{sentence}" for sentence in self.tally.sentences())
        return f"没有一个事件能对应到步骤{told}" if self.tally.events else "日志中没有任何事件"

    def _add(self, event: RawEvent) -> None:
        self.tally.events += 1
        activity = event.own.get(self.mapping.activity)
        if activity is None:
            self._problem(event, self.mapping.activity, "没有活动名")
        elif self._wanted(event, activity):
            self._row(event, activity)

    def _wanted(self, event: RawEvent, activity: str) -> bool:
        """Whether the event takes part; if not, it is counted under its reason."""
        if self.mapping.lifecycle:
            attribute, keep = self.mapping.lifecycle
            state = event.own.get(attribute)
            if state is not None and state not in keep:
                self.tally.other_lifecycle[state] += 1
                return False
        if activity in self.mapping.steps:
            return True
        ignored = activity in self.mapping.ignored_activities
        (self.tally.ignored_activities if ignored else self.tally.unknown_activities)[activity] += 1
        return False

    def _row(self, event: RawEvent, activity: str) -> None:
        for name in self._unknown(tuple(event.own)):
            self.tally.unknown_attributes[name] += 1
        case = self._case(event)
        at = self._moment(event, self.mapping.time.attribute, self._time)
        if case is None or at is None:
            return
        of = self.mapping.steps[activity]
        recorded = self._recorded_day(event)
        values = self._values(event, event.own, self._readings[of.step])
        bucket = zlib.crc32(case.encode()) % self.buckets
        line = self.tally.kept = self.tally.kept + 1
        trace = event.trace if event.number else 0
        head = (case, trace, line, of.procedure, of.step, at.us, at.day, at.minute, recorded)
        self._events.add(bucket, head, values)
        for name, readings in self._lists.items():
            self._add_items(event, name, readings, of.step, (bucket, case, line))

    def _unknown(self, names: tuple[str, ...]) -> frozenset[str]:
        """Those of an event's attributes that the mapping does not mention; few combinations occur."""
        found = self._shapes.get(names)
        if found is None:
            found = self._shapes[names] = frozenset(names) - self._known
        return found

    def _case(self, event: RawEvent) -> str | None:
        found = event.case.get(self.mapping.case)
        if found is None:
            self._problem(event, self.mapping.case, "没有案件标识")
            return None
        return str(found)

    def _moment(self, event: RawEvent, name: str, read: Callable[[str], At]) -> At | None:
        text = event.own.get(name)
        if text is None:
            self._problem(event, name, "没有时间")
            return None
        try:
            return read(str(text))
        except BadValue as error:
            self._problem(event, name, str(error))
            return None

    def _recorded_day(self, event: RawEvent) -> int | None:
        if self._recorded is None or self.mapping.recorded is None:
            return None
        found = self._moment(event, self.mapping.recorded.attribute, self._recorded)
        return found.day if found else None

    def _values(
        self, event: RawEvent, own: dict[str, Any], readings: list[Reading]
    ) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for field, attribute, read in readings:
            raw = own.get(attribute) if attribute[:5] != "case:" else event.case.get(attribute[5:])
            if raw is not None or not attribute:
                try:
                    values[field] = read(raw)
                except BadValue as error:
                    self._problem(event, attribute, str(error))
        return values

    def _add_items(
        self,
        event: RawEvent,
        name: str,
        readings: tuple[ListOf, list[Reading]],
        step: str,
        key: tuple[int, str, int],
    ) -> None:
        of, columns = readings
        if of.steps and step not in of.steps:
            return
        bucket, case, line = key
        for index, item in enumerate(self._elements(event, of)):
            values = self._values(event, item, columns)
            if values:
                self._items[name].add(bucket, (case, line, index), values)

    def _elements(self, event: RawEvent, of: ListOf) -> list[dict[str, Any]]:
        if not of.attribute:
            return [event.own]
        found = event.own.get(of.attribute, [])
        if isinstance(found, list) and all(isinstance(item, dict) for item in found):
            return found
        self._problem(event, of.attribute, "应为对象的列表")
        return []

    def _readings_at(self, fields: Iterable[FieldOf], step: str) -> list[Reading]:
        return [self._reading(f) for f in fields if not f.steps or step in f.steps]

    def _list_readings(self, of: ListOf) -> tuple[ListOf, list[Reading]]:
        return of, [self._reading(f) for f in of.fields]

    def _reading(self, of: FieldOf) -> Reading:
        if of.word is not None:
            return of.field, "", lambda _: of.word
        return of.field, of.attribute, converter(self.corpus, of)

    def _problem(self, event: RawEvent, field: str, reason: str) -> None:
        self.problems.append(LogProblem(str(self.log), place_of(event), field, reason))
