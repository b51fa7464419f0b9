"""What the texts of norms and facts may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.reading import Problem
from xiezhi.law.texts import names_in

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
    corpus: Corpus, file: str, line: int, text: str | None, names: Iterable[str]
) -> Iterator[Problem]:
    """A predicate that does not parse, or names something other than `names` and known parameters."""
    if text is None:
        return
    parameters = {f"param.{name}" for name in corpus.parameters}
    try:
        unknown = names_in(text) - {*names, *parameters}
    except ValueError as error:
        yield Problem(file, line, f"条件“{text}”:{error}", "条件语言之内的写法")
        return
    if unknown:
        found = f"条件“{text}”中的" + "、".join(sorted(unknown))
        yield Problem(file, line, found, "可见的事实、字段和已有的参数")


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
