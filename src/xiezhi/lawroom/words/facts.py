"""Names and values of facts as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from xiezhi.law.events import EPOCH
from xiezhi.law.facts.model import Fact, Own, Pick
from xiezhi.law.procedures.order import title as step_title
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import OUTSIDE, ROLES
from xiezhi.registry.screen.words import day_words, yuan_words

#: Facts that every row has, and what examples say besides facts.
AUTOMATIC = {
    "procedure": "程序", "as_of_day": "判断之日", "own_day": "办理之日", "own_min": "办理时刻",
    "own_seq": "次序", "step": "步骤", "mode": "办理方式", "from": "起算", "to": "办理", "as_of": "判断之日",
    "except": "扣除的期间",
}  # fmt: skip
#: What a unit is called after a number.
UNITS = {"count": "", "days": "日", "number": "", "seq": ""}
MINUTES_A_DAY = 1440
FIELD_UNITS = {
    "bool": "bool",
    "cents": "cents",
    "date": "day",
    "datetime": "min",
    "integer": "count",
}


def fact_title(name: str) -> str:
    """Of a fact, or of the field of an event that a rule looks at."""
    law = corpus()
    if name in AUTOMATIC or name in law.facts or name not in law.fields:
        return AUTOMATIC.get(name) or law.title_of(name)
    return law.fields[name].title


def unit_of(name: str) -> str:
    """Of a fact; of a field by its type; of what every row has by its name."""
    law = corpus()
    if name in law.facts:
        return law.facts[name].unit
    if name in law.fields:
        return FIELD_UNITS.get(law.fields[name].type, "word")
    return "day" if name.endswith("_day") else "min" if name.endswith("_min") else "count"


def value_words(name: str, value: object) -> str:
    """The value of a fact: a day, an amount, the word of an option, 是 or 否."""
    if value is None:
        return "没有记录"
    if isinstance(value, str):
        return word(name, value)
    return _number(unit_of(name), value) if isinstance(value, int) else str(value)


def _number(unit: str, value: int) -> str:
    if unit == "day":
        return day_words(EPOCH + timedelta(days=value))
    if unit == "min":
        day, minute = divmod(value, MINUTES_A_DAY)
        at = f"{minute // 60:02d}:{minute % 60:02d}"
        return f"{day_words(EPOCH + timedelta(days=day))} {at}"
    if unit == "cents":
        return yuan_words(value)
    if unit == "bool":
        return "是" if value else "否"
    return f"{value}{UNITS.get(unit, '')}"


def word(name: str, value: str) -> str:
    """A word of a fact as the field, the procedures, the roles or the glossary call it."""
    law = corpus()
    if name == "step":
        return step_title(law, value)
    if name == "procedure" and value in law.procedures:
        return law.procedures[value].title
    known = _options(name).get(value) or ROLES.get(value) or OUTSIDE.get(value)
    term = law.glossary.get(value)
    return known or (term.title if term else value)


def _options(name: str) -> Mapping[str, str]:
    """The options of the field behind a fact."""
    law = corpus()
    for candidate in (name, _taken(law.facts.get(name))):
        field = law.fields.get(candidate)
        if field and field.options:
            return field.options
    fact = law.facts.get(name)
    words = set(fact.words) if fact else set()
    alike = (f.options for f in law.fields.values() if words and words <= f.options.keys())
    return next(alike, {})


def _taken(fact: Fact | None) -> str:
    derive = fact.derive if fact else None
    return str(derive.take or "") if isinstance(derive, Own | Pick) else ""
