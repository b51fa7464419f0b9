"""An example of a norm as a row with just enough events around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from xiezhi.law.events import Event, in_order
from xiezhi.law.facts.context import Context, Scalar
from xiezhi.law.facts.derive import Derived
from xiezhi.law.facts.plans import automatic
from xiezhi.law.facts.rows import Row
from xiezhi.law.facts.values import as_day_number, as_minute_number
from xiezhi.law.norms.model import Deadline, Example, Norm, Publicity, RequiresBefore
from xiezhi.law.norms.moments import MOMENTS, moment

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus

_UNRELATED = "example"


def staged(corpus: Corpus, norm: Norm, example: Example) -> Row:
    """The row of the example: given facts, everything else NULL, events at the given moments.

    Raises `ValueError` when a moment is not an ISO day or minute.
    """
    stage = _Stage(corpus, norm, example.given)
    events = in_order(stage.events())
    context = Context(corpus.calendar, stage.as_of(events))
    grain = corpus.grains[norm.grain]
    plans = {norm.grain: automatic(grain)}
    own = stage.own_step()
    tables = Derived(
        {norm.grain: replace(grain, parent=None)}, plans, stage.converters, events, context
    )
    position = next((i for i, e in enumerate(events) if e.step == own), -1)
    row = Row(tables, norm.grain, "example", tables.history, position)
    row.facts.update(stage.facts())
    return row


class _Stage:
    def __init__(self, corpus: Corpus, norm: Norm, given: Mapping[str, Any]) -> None:
        self.corpus, self.norm, self.given = corpus, norm, given
        self.grain = corpus.grains[norm.grain]
        self.converters = corpus.engine().converters
        rule = norm.rule
        self.rule = rule.deadline if isinstance(rule, Publicity) and rule.deadline else rule
        self._covered = sorted(corpus.covered(norm.applies.procedures) or corpus.procedures)

    def own_step(self) -> str:
        """The step of the own event; none on matter and thread rows."""
        if self.grain.of in ("matter", "thread"):
            return ""
        ends = [self.from_step(), self.to_step()]
        return next((step for step in ends if step in self.grain.steps), self.grain.steps[0])

    def from_step(self) -> str:
        match self.rule:
            case Deadline(from_=steps) | RequiresBefore(steps=steps):
                return self._preferred(steps)
            case _:
                return ""

    def to_step(self) -> str:
        rule = self.norm.rule
        match self.rule:
            case Deadline(to=steps):
                return self._preferred(steps)
            case RequiresBefore(to=steps):
                return self._preferred(steps or self.norm.gates or self.grain.steps)
            case _:
                return self._preferred(
                    rule.bars if isinstance(rule, Publicity) else self.norm.gates
                )

    def _preferred(self, steps: tuple[str, ...]) -> str:
        """A step of the grain when there is one, so that the own event takes part."""
        own = [step for step in steps if step in self.grain.steps]
        return (own or list(steps) or [""])[0]

    def events(self) -> list[Event]:
        played = [(step, at) for step, at in self._played() if step]
        own = self.own_step()
        if own and all(step != own for step, _ in played):
            played.insert(0, (own, self._own_moment()))
        if not played:
            played = [(_UNRELATED, self._own_moment())]
        return [self._event(seq, step, at) for seq, (step, at) in enumerate(played, 1)]

    def _played(self) -> Iterator[tuple[str, datetime]]:
        if "from" in self.given:
            yield self.from_step(), moment(self.given["from"])
        yield from self._pairs()
        if isinstance(self.rule, Deadline) and "extended" in self.given:
            for (step, _), at in zip(
                self.rule.extended_by, _listed(self.given["extended"]), strict=False
            ):
                yield step, moment(at)
        if "to" in self.given:
            yield self.to_step(), moment(self.given["to"])

    def _pairs(self) -> Iterator[tuple[str, datetime]]:
        pairs = self.rule.except_ if isinstance(self.rule, Deadline) else ()
        for opened, closed in self.given.get("except", ()) if pairs else ():
            opening, closing = pairs[0]
            yield opening[0], moment(opened)
            if closed is not None:
                yield closing[0], moment(closed)

    def _own_moment(self) -> datetime:
        day = self.given.get("own_day")
        if isinstance(day, int):
            return datetime(1970, 1, 1, 9) + timedelta(days=day)  # noqa: DTZ001
        for name in ("from", "to", "as_of"):
            if name in self.given:
                return moment(self.given[name])
        start, end = self.norm.in_force
        return datetime.combine(end or start, datetime.min.time())

    def _event(self, seq: int, step: str, at: datetime) -> Event:
        procedure = self.given.get("procedure") or self._covered[0]
        return Event("example", "example", str(procedure), seq, step, at, at)

    def as_of(self, events: list[Event]) -> datetime:
        if "as_of" in self.given:
            return moment(self.given["as_of"])
        return max(event.at for event in events)

    def facts(self) -> dict[str, Scalar]:
        """The given facts; days and minutes may be written as ISO."""
        units = self.corpus.visible(self.norm.grain)
        found = {
            name: _scalar(value, units.get(name, "number"))
            for name, value in self.given.items()
            if name not in MOMENTS
        }
        rule = self.rule
        if isinstance(rule, Deadline) and rule.from_fact and "from" in self.given:
            found[rule.from_fact] = _scalar(self.given["from"], units[rule.from_fact])
        if isinstance(rule, Deadline) and rule.to_fact:
            ended = _scalar(self.given.get("to"), units[rule.to_fact])
            found.setdefault(rule.to_fact, ended)
        return found


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _scalar(value: Any, unit: str) -> Scalar:
    if isinstance(value, str) and unit == "day":
        return as_day_number(value)
    if isinstance(value, str) and unit == "min":
        return as_minute_number(value)
    return int(value) if isinstance(value, bool) else value
