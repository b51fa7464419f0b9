"""One raw event → the step it means, its time and its fields, by the mapping. What it cannot read it sets aside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from xiezhi.insight.logs.aside import SetAside
from xiezhi.insight.logs.lines import json_object
from xiezhi.insight.logs.mapping import FieldOf, ListOf, LogMapping, Moment, StepOf
from xiezhi.insight.logs.opening import BadRow, RawEvent
from xiezhi.insight.logs.problems import LogProblem
from xiezhi.insight.logs.tally import Tally
from xiezhi.insight.logs.values import At, BadValue, Value, clock, converter
from xiezhi.law.corpus import Corpus

Reading = tuple[str, str, Callable[[Any], Value]]
Names = tuple[str, ...]


class Item(NamedTuple):
    """An element of the item list `name`, at its place in the list."""

    name: str
    place: int
    values: dict[str, Value]


class Row(NamedTuple):
    """An event understood. `trace` is 0 where the log has no traces."""

    case: str
    trace: int
    of: StepOf
    at: At
    recorded: At | None
    values: dict[str, Value]
    items: list[Item]


class Shape(NamedTuple):
    """What is read of the events of a step that have the same attributes; few combinations occur."""

    unknown: frozenset[str]
    readings: list[Reading]
    lists: list[tuple[ListOf, list[Reading]]]


class Translator:
    """`tally` and `aside` count what was not used."""

    def __init__(
        self, log: Path, mapping: LogMapping, corpus: Corpus, strict: bool = False
    ) -> None:
        self.log, self.mapping, self.corpus = log, mapping, corpus
        self.tally, self.aside = Tally(), SetAside(log, strict)
        self._time = clock(mapping.time, mapping.zone)
        self._recorded = clock(mapping.recorded, mapping.zone) if mapping.recorded else None
        self._known = mapping.known_attributes()
        self._shapes: dict[tuple[str, Names], Shape] = {}
        self._read = {f: _reading(corpus, f) for f in mapping.fields}
        self._in_list = {
            each.name: [_reading(corpus, f) for f in each.fields] for each in mapping.lists
        }
        self._seen: dict[str, int] = {}
        self._bad: list[LogProblem] = []
        self._event: RawEvent | BadRow | None = None

    def row(self, event: RawEvent | BadRow) -> Row | None:
        """What the event means, or None when it takes no part; then it is counted."""
        self.tally.events += 1
        self._bad, self._event = [], event
        if isinstance(event, BadRow):
            self._problem(event.field, event.reason)
            found, case = None, None
        else:
            found = self._whole(event)
            case = event.case.get(self.mapping.case)
        if self._bad:
            self.aside.add(None if case is None else str(case), self._bad)
            return None
        self.tally.kept += found is not None
        return found

    def _whole(self, raw: RawEvent) -> Row | None:
        event = self._spread(raw)
        activity = self._activity(event)
        if activity is None or not self._wanted(event, activity):
            return None
        of = self.mapping.steps[activity]
        shape = self._shape(of.step, tuple(event.own))
        if shape.unknown:
            self.tally.unknown_attributes.update(shape.unknown)
        case = self._case(event)
        at = self._moment(event, self.mapping.time, self._time)
        recorded = self._recorded_at(event)
        values = self._values(event, event.own, shape.readings)
        items = list(self._items(event, shape)) if shape.lists else []
        if case is None or at is None or self._bad or self._repeated(event, case, of.step, at.us):
            return None
        trace = event.trace if event.number else 0
        return Row(case, trace, of, at, recorded, values, items)

    def _spread(self, event: RawEvent) -> RawEvent:
        """The event with the members of its JSON attribute as attributes of its own."""
        name = self.mapping.json
        held = event.own.get(name) if name else None
        if held is None:
            return event
        inner = json_object(held) if isinstance(held, str) else held
        if not isinstance(inner, dict):
            self._problem(name, inner if isinstance(inner, str) else "不是 JSON 对象")
            return event
        own = {key: value for key, value in inner.items() if value is not None}
        own |= {key: value for key, value in event.own.items() if key != name}
        case = own if event.case is event.own else event.case
        return event._replace(own=own, case=case)

    def _activity(self, event: RawEvent) -> str | None:
        activity = event.own.get(self.mapping.activity)
        if activity is None:
            self._problem(self.mapping.activity, "没有活动名")
            return None
        if not self.mapping.procedure:
            return str(activity)
        procedure = event.own.get(self.mapping.procedure)
        if procedure is None:
            self._problem(self.mapping.procedure, "没有程序名")
            return None
        return f"{procedure}/{activity}"

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

    def _shape(self, step: str, names: Names) -> Shape:
        found = self._shapes.get((step, names))
        if found is None:
            found = self._shapes[step, names] = Shape(
                frozenset(names) - self._known,
                [read for of, read in self._read.items() if _stands_in(of, step, names)],
                [
                    (of, self._in_list[of.name])
                    for of in self.mapping.lists
                    if _stands_in(of, step, names)
                ],
            )
        return found

    def _case(self, event: RawEvent) -> str | None:
        found = event.case.get(self.mapping.case)
        if found is None:
            self._problem(self.mapping.case, "没有案件标识")
            return None
        return str(found)

    def _moment(self, event: RawEvent, of: Moment, read: Callable[[str], At]) -> At | None:
        text = event.own.get(of.attribute)
        if text is None:
            if not of.optional:
                self._problem(of.attribute, "没有时间")
            return None
        try:
            return read(str(text))
        except BadValue as error:
            self._problem(of.attribute, str(error))
            return None

    def _recorded_at(self, event: RawEvent) -> At | None:
        if self._recorded is None or self.mapping.recorded is None:
            return None
        return self._moment(event, self.mapping.recorded, self._recorded)

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
                    self._problem(attribute, str(error))
        return values

    def _items(self, event: RawEvent, shape: Shape) -> Iterator[Item]:
        for of, readings in shape.lists:
            for index, item in enumerate(self._elements(event, of)):
                values = self._values(event, item, readings)
                if values:
                    yield Item(of.name, index, values)

    def _elements(self, event: RawEvent, of: ListOf) -> list[dict[str, Any]]:
        if not of.attribute:
            return [event.own]
        found = event.own.get(of.attribute, [])
        if isinstance(found, str):
            found = _parsed(found)
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self._problem(of.attribute, "应为对象的列表")
            return []
        known = {f.attribute for f in of.fields}
        strange = {f"{of.attribute}.{name}" for item in found for name in item.keys() - known}
        self.tally.unknown_attributes.update(strange)
        return found

    def _repeated(self, event: RawEvent, case: str, step: str, us: int) -> bool:
        """Whether an event of this id came before; the second one is set aside."""
        name = event.own.get(self.mapping.id) if self.mapping.id else None
        if name is None:
            return False
        content = hash((case, step, us, json.dumps(event.own, sort_keys=True)))
        key = f"{case}\0{name}"
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = content
            return False
        same = before == content
        self._problem(self.mapping.id, f"标识“{name}”的行{'重复' if same else '内容矛盾'}")
        return True

    def _problem(self, field: str, reason: str) -> None:
        place = place_of(self._event) if self._event else ""
        self._bad.append(LogProblem(str(self.log), place, field, reason))


def place_of(event: RawEvent | BadRow) -> str:
    """Where an event stands, in words: trace and event number in XES, else the line."""
    if isinstance(event, BadRow):
        return event.place
    if not event.trace:
        return f"事件 {event.number}"
    return f"轨迹 {event.trace} 事件 {event.number}" if event.number else f"第 {event.trace} 行"


def nothing(log: Path, tally: Tally) -> LogProblem:
    """Why a log of which no event was understood is refused."""
    told = "".join(f"；{sentence}" for sentence in tally.sentences())
    reason = f"没有一个事件能对应到步骤{told}" if tally.events else "日志中没有任何事件"
    return LogProblem(str(log), "", "", reason)


def _stands_in(of: FieldOf | ListOf, step: str, names: Names) -> bool:
    """Whether it is read of an event of `step` that has the attributes `names`."""
    name = of.attribute
    return (not of.steps or step in of.steps) and (not name or name in names or name[:5] == "case:")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError):
        return None


def _reading(corpus: Corpus, of: FieldOf) -> Reading:
    if of.word is not None:
        return of.field, "", lambda _: of.word
    return of.field, of.attribute, converter(corpus, of)
