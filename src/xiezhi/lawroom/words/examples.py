"""The examples of a norm as rows: the situation in words, the verdict, the last lawful day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from xiezhi.law.norms.model import Example, Norm
from xiezhi.lawroom.words.facts import fact_title, value_words
from xiezhi.registry.screen.words import day_words, moment_words


@dataclass(frozen=True, slots=True)
class ExampleRow:
    given: tuple[tuple[str, str], ...]
    verdict: str
    due: str


def example_rows(norm: Norm) -> list[ExampleRow]:
    return [_row(each) for each in norm.examples]


def _row(example: Example) -> ExampleRow:
    given = tuple((fact_title(name), _said(name, each)) for name, each in example.given.items())
    return ExampleRow(given, example.expect, _moment(example.due) if example.due else "")


def _said(name: str, value: object) -> str:
    if name in ("from", "to", "as_of"):
        return _moment(str(value))
    if name == "except" and isinstance(value, list):
        return "、".join("至".join(_moment(str(end)) for end in pair) for pair in value)
    return value_words(name, value)


def _moment(text: str) -> str:
    """A day or a minute as the corpus writes it."""
    try:
        if len(text) > len("2026-03-02"):
            return moment_words(datetime.fromisoformat(text))
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text
