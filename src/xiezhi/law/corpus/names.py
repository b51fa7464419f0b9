"""What the texts of norms and facts may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.predicates import PredicateError, parse
from xiezhi.law.reading import Problem
from xiezhi.law.texts import Compiler

#: What can be read off an event besides its fields, and its unit.
EVENT_PARTS = {
    "day": "day",
    "min": "min",
    "seq": "seq",
    "step": "word",
    "procedure": "word",
    "mode": "word",
    "recorded_day": "day",
}
#: The columns of the item list `by`.
ACTOR_PARTS = ("person", "role", "organ", "in_name_of", "on_behalf_of", "proof")


def text_problems(
    corpus: Corpus, file: str, line: int, text: str | None, names: Mapping[str, str]
) -> Iterator[Problem]:
    """A predicate that does not parse, mixes types, or reads something other than `names` (name → unit)."""
    if text is None:
        return
    try:
        parse(text, names, Compiler(corpus.parameters).expand)
    except PredicateError as error:
        yield Problem(file, line, str(error), "只用可见的名称和允许的写法")


def columns(corpus: Corpus, list_field: str | None, steps: Iterable[str]) -> dict[str, str]:
    """Name → unit of what a `where` over events (or list rows) may read: open fields and event parts."""
    known = fields_of(corpus, list_field, steps)
    found = {name: unit_of(corpus, name) for name, personal in known.items() if not personal}
    return {**EVENT_PARTS, **found}


def unit_of(corpus: Corpus, field: str) -> str:
    """The unit of a field's value as a fact."""
    declared = corpus.fields.get(field)
    return _UNITS.get(declared.type, "word") if declared else "word"


_UNITS = {
    "integer": "number",
    "cents": "cents",
    "bool": "bool",
    "date": "day",
    "datetime": "min",
}


def fields_of(corpus: Corpus, list_field: str | None, steps: Iterable[str]) -> Mapping[str, bool]:
    """Name → personal of what an event of `steps` (or a row of its `list_field`) may hold."""
    if list_field == "by":
        return dict.fromkeys(ACTOR_PARTS, False)
    if list_field is not None:
        inner = corpus.fields.get(list_field)
        names = inner.of if inner else ()
    else:
        wanted = set(steps)
        names = tuple(
            name
            for procedure in corpus.procedures.values()
            for step in procedure.steps.values()
            if step.name in wanted
            for name in step.fields
        )
    return {name: corpus.fields[name].personal for name in names if name in corpus.fields}
