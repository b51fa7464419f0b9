"""Ordinary content for the required fields of a step, for stories and demonstrations."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from xiezhi.law.fields import Field
from xiezhi.law.procedures.model import Step

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def filled(corpus: Corpus, step: Step, at: datetime) -> dict[str, Any]:
    """Every required field of the step that is not sealed: the first option, the day itself, 1, true, 0 cents."""
    names = [name for name in step.fields if name not in step.optional]
    return {
        name: _value(corpus, corpus.fields[name], at)
        for name in names
        if not corpus.fields[name].personal
    }


def _value(corpus: Corpus, field: Field, at: datetime) -> Any:
    match field.type:
        case "list":
            inner = [corpus.fields[name] for name in field.of]
            return [{each.name: _value(corpus, each, at) for each in inner if not each.personal}]
        case "choice":
            return next(iter(field.options))
        case "integer":
            return 1
        case "cents":
            return 0
        case "bool":
            return True
        case "date":
            return at.date().isoformat()
        case "datetime":
            return at.isoformat(timespec="minutes")
        case _:
            return "示例"


def actors(step: Step) -> list[dict[str, str]]:
    """The people of the step's first role, as many as it asks for."""
    role = step.by[0] if step.by else "system"
    return [
        {"person": f"{role}-{number}", "role": role, "organ": "org-1"}
        for number in range(1, max(step.people, 1) + 1)
    ]
