"""The event-log format of Xiezhi (`docs/event-log.md`): what a log says that needs no mapping file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xiezhi.insight.logs.lines import json_object
from xiezhi.insight.logs.mapping import FieldOf, ListOf, LogMapping, Moment, StepOf
from xiezhi.insight.logs.opening import BadRow, RawEvent
from xiezhi.law.corpus import Corpus
from xiezhi.law.corpus.names import ACTOR_PARTS

CASE, PROCEDURE, STEP, AT, RECORDED, FIELDS, ID = (
    "case", "procedure", "step", "at", "recorded", "fields", "id",
)  # fmt: skip
#: The type of the objects that are cases in an OCEL log of this format.
CASE_TYPE = "case"
ACTORS = "by"


def standard(corpus: Corpus, form: str) -> LogMapping:
    """The mapping of a log whose names are those of the corpus. Fields with personal content are not read."""
    xes = form == "xes"
    return LogMapping(
        title="獬豸事件日志格式",
        zone="",
        case="concept:name" if xes else CASE,
        activity="concept:name" if xes else STEP,
        time=Moment("time:timestamp" if xes else AT),
        recorded=Moment(RECORDED, optional=True),
        mode="attest",
        lifecycle=None,
        steps=_steps(corpus),
        fields=_same(n for n, f in corpus.fields.items() if f.type != "list" and not f.personal),
        lists=tuple(_lists(corpus)),
        ignored_activities=frozenset(),
        ignored_attributes=frozenset(),
        procedure=PROCEDURE,
        json=FIELDS,
        id=ID,
        case_object_type=CASE_TYPE,
    )


def _steps(corpus: Corpus) -> dict[str, StepOf]:
    return {
        f"{code}/{step}": StepOf(step, code)
        for code, procedure in corpus.procedures.items()
        for step in procedure.steps
    }


def _same(names: Iterable[str]) -> tuple[FieldOf, ...]:
    return tuple(FieldOf(attribute=name, field=name) for name in names)


def _lists(corpus: Corpus) -> Iterator[ListOf]:
    yield ListOf(ACTORS, ACTORS, _same(ACTOR_PARTS))
    for name, field in corpus.fields.items():
        if field.type == "list" and not field.personal:
            open_ = (each for each in field.of if not corpus.fields[each].personal)
            yield ListOf(name, name, _same(open_))


def narrowed(mapping: LogMapping, events: Iterable[RawEvent | BadRow]) -> LogMapping:
    """The mapping with only the fields and lists that the events state: the corpus has hundreds."""
    names = stated(mapping, events)
    return replace(
        mapping,
        fields=tuple(each for each in mapping.fields if each.attribute in names),
        lists=tuple(each for each in mapping.lists if each.attribute in names),
    )


def stated(mapping: LogMapping, events: Iterable[RawEvent | BadRow]) -> set[str]:
    """All attributes of all events, those inside their JSON too."""
    names: set[str] = set()
    for event in events:
        if isinstance(event, RawEvent):
            names |= event.own.keys()
            held = event.own.get(mapping.json, {})
            inner = json_object(held) if isinstance(held, str) else held
            names |= inner.keys() if isinstance(inner, dict) else set()
    return names
