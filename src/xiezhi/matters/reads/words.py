"""Chinese words for codes of procedures, phases and states."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from xiezhi.law.fields import Field
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item, Party, Person
from xiezhi.registry.screen import Tag
from xiezhi.registry.screen.words import day_words, moment_words, yuan_words

STATES = {
    "open": Tag("办理中", "now"),
    "suspended": Tag("已中止", "care"),
    "closed": Tag("已结案", "good"),
    "archived": Tag("已归档"),
    "not_filed": Tag("不予立案"),
    "transferred": Tag("已移送"),
}


def cause_word(procedure: str) -> str:
    """What the subject of a matter is called: a penalty case has a 案由."""
    return "案由" if procedure.startswith(("clue", "penalty")) else "事由"


def state_tag(state: str) -> Tag:
    return STATES.get(state, Tag(state))


def procedure_title(procedure: str) -> str:
    found = corpus().procedures.get(procedure)
    return found.title if found else procedure


def phase_title(procedure: str, phase: str) -> str:
    found = corpus().procedures.get(procedure)
    return dict(found.phases).get(phase, "") if found else ""


def step_title(procedure: str, step: str) -> str:
    found = corpus().step(procedure, step)
    return found.title if found else step


def field_rows(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """(title, value in words) of what a step stated, for check pages and records."""
    known = corpus().fields
    return [
        (known[name].title, value_words(known[name], value))
        for name, value in fields.items()
        if name in known and value not in (None, "", [])
    ]


def value_words(field: Field, value: Any) -> str:
    """One value as a person reads it; lists one row a line."""
    if value in (None, ""):
        return ""
    if field.type == "list":
        return "\n".join(_row_words(field, row) for row in value)
    maker = _MAKERS.get(field.type)
    return maker(field, value) if maker else str(value)


def _row_words(field: Field, row: dict[str, Any]) -> str:
    known = corpus().fields
    parts = [
        f"{known[name].title}：{value_words(known[name], row[name])}"
        for name in field.of
        if name in row and row[name] not in (None, "") and name != "act_key"
    ]
    return "；".join(parts)


def _person(field: Field, value: Any) -> str:
    row = Person.objects.filter(pk=value).first()
    return row.name if row else str(value)


def _party(field: Field, value: Any) -> str:
    row = Party.objects.filter(pk=value).first()
    return row.name if row else str(value)


def _item(field: Field, value: Any) -> str:
    row = Item.objects.filter(code=value).last()
    return row.title if row else str(value)


def _norm(field: Field, value: Any) -> str:
    known = corpus().norms.get(value)
    return f"{value} {known.title}" if known else str(value)


def _day(field: Field, value: Any) -> str:
    return day_words(date.fromisoformat(value) if isinstance(value, str) else value)


def _moment(field: Field, value: Any) -> str:
    return moment_words(datetime.fromisoformat(value) if isinstance(value, str) else value)


_MAKERS = {
    "choice": lambda field, value: field.options.get(value, str(value)),
    "bool": lambda field, value: "是" if value else "否",
    "cents": lambda field, value: yuan_words(value),
    "date": _day,
    "datetime": _moment,
    "person": _person,
    "party": _party,
    "item": _item,
    "norm": _norm,
}
