"""One finding opened: from which facts, from when to when, and how its last day was counted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from xiezhi.law.corpus import Corpus
from xiezhi.law.facts.model import Fact, Own, Pick
from xiezhi.law.norms.model import Deadline, Publicity, Within
from xiezhi.law.periods import CalendarMissing, due

Finding = Mapping[str, Any]


def times(finding: Finding) -> Iterator[tuple[str, str]]:
    """起算、期限、办理, as far as the finding has them."""
    for title, name in (("起算", "from_at"), ("期限", "due_at"), ("办理", "to_at")):
        if finding[name]:
            yield title, finding[name].replace("T", " ")


def facts(corpus: Corpus, finding: Finding) -> Iterator[tuple[str, str]]:
    """Title and value of every fact the verdict rests on."""
    for name, value in json.loads(finding["facts"]).items():
        yield corpus.title_of(name), shown(corpus, name, value)


def shown(corpus: Corpus, name: str, value: Any) -> str:
    """The value for the eye; absent data are called so."""
    if value is None:
        return "（没有数据）"
    known = corpus.facts.get(name)
    if known and known.unit == "cents":
        return f"{int(value) // 100:,}.{int(value) % 100:02d} 元"
    if known and known.unit == "bool":
        return "是" if value else "否"
    if known and known.unit == "word":
        return _word(corpus, known, str(value))
    return str(value).replace("T", " ") if known and known.unit == "min" else str(value)


def _word(corpus: Corpus, known: Fact, word: str) -> str:
    """The Chinese of a word: of the options of the field it was taken from, or of the glossary."""
    taken = known.derive.take if isinstance(known.derive, Own | Pick) else ""
    field, term = corpus.fields.get(taken or ""), corpus.glossary.get(word)
    if field and word in field.options:
        return field.options[word]
    return term.title if term else word


def counted(corpus: Corpus, finding: Finding) -> tuple[str, ...]:
    """The calculation of the last day, sentence by sentence; empty where the norm has no clock."""
    stated = corpus.norms[finding["norm"]].rule
    rule = stated.deadline if isinstance(stated, Publicity) else stated
    if not isinstance(rule, Deadline) or not finding["from_at"]:
        return ()
    amount = _amount(corpus, rule.within, json.loads(finding["facts"]))
    if amount is None or not finding["due_at"]:
        return ()
    try:
        start = _moment(finding["from_at"])
        found = due(start, Within(rule.within.unit, amount), corpus.calendar, roll=rule.roll)
    except (CalendarMissing, ValueError, OverflowError) as error:
        return (str(error),)
    plain = found.on is not None and finding["due_at"].startswith(found.on.isoformat())
    told = found.calculation
    return (
        told
        if plain
        else (*told[:-1], "期间中另有中止、延长或者放假安排未载入，期限以上列日期为准。")
    )


def _amount(corpus: Corpus, within: Within, known: Mapping[str, Any]) -> int | None:
    if within.fact:
        return known.get(within.fact)
    if within.param:
        held = corpus.parameters[within.param]
        return None if held.keys else held.default
    return within.amount


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
