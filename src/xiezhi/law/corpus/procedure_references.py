"""Do the steps of procedures, their fields and stories name things that exist?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.procedures.model import Procedure, Step, Story
from xiezhi.law.procedures.order import OUT_OF_PLACE
from xiezhi.law.reading import Problem


def field_problems(corpus: Corpus) -> Iterator[Problem]:
    for field in corpus.fields.values():
        for name in field.of:
            inner = corpus.fields.get(name)
            if inner is None or inner.type == "list":
                found = f"列表“{field.name}”的“{name}”"
                yield Problem(field.source, field.line, found, "fields 中的非列表字段")


def procedure_problems(corpus: Corpus) -> Iterator[Problem]:
    for procedure in corpus.procedures.values():
        if procedure.kind_of and procedure.kind_of not in corpus.procedures:
            yield Problem(procedure.source, 1, f"kind_of: {procedure.kind_of}", "已有的程序码")
        for step in procedure.steps.values():
            yield from _step_problems(corpus, procedure, step)
        for story in procedure.stories:
            yield from _story_problems(corpus, procedure, story)


def _step_problems(corpus: Corpus, procedure: Procedure, step: Step) -> Iterator[Problem]:
    def problem(found: str, expected: str) -> Problem:
        return Problem(step.source, step.line, f"步骤“{step.name}”的{found}", expected)

    for name in step.fields:
        if name not in corpus.fields:
            yield problem(f"字段“{name}”", "fields 中的字段")
    for name in (*step.after, *step.not_after):
        if name not in corpus.steps:
            yield problem(f"前后步骤“{name}”", "某一程序中的步骤")
    if step.phase and step.phase not in dict(procedure.phases):
        yield problem(f"阶段“{step.phase}”", "phases 中的阶段")
    if step.starts and corpus.step(step.starts, step.name) is None:
        yield problem(f"starts: {step.starts}", "有同名步骤的程序")


def _story_problems(corpus: Corpus, procedure: Procedure, story: Story) -> Iterator[Problem]:
    def problem(found: str, expected: str) -> Problem:
        return Problem(story.source, story.line, f"故事“{story.name}”的{found}", expected)

    for each in story.steps:
        for found, expected in _played_faults(corpus, each):
            yield problem(found, expected)
    for name in _unknown_fields(corpus, story.fields):
        yield problem(f"字段“{name}”", "fields 中的字段")
    last = story.refuses or story.warns or story.allows
    if last and last not in corpus.steps:
        yield problem(f"步骤“{last}”", "某一程序中的步骤")
    if story.because and story.because not in {*corpus.norms, *OUT_OF_PLACE}:
        yield problem(f"because: {story.because}", "规范编号，或者" + "、".join(OUT_OF_PLACE))


_PLAYED = ("step", "at", "fields", "by", "mode", "procedure")


def _played_faults(corpus: Corpus, each: Mapping[str, Any] | str) -> Iterator[tuple[str, str]]:
    detail: Mapping[str, Any] = each if isinstance(each, Mapping) else {"step": each}
    if unknown := set(detail) - set(_PLAYED):
        yield "、".join(sorted(unknown)), "、".join(_PLAYED)
    if detail.get("step") not in corpus.steps:
        yield f"步骤“{detail.get('step')}”", "某一程序中的步骤"
    for name in _unknown_fields(corpus, detail.get("fields")):
        yield f"字段“{name}”", "fields 中的字段"


def _unknown_fields(corpus: Corpus, fields: object) -> Iterator[str]:
    """Names that are no field, those in list rows included."""
    for name, value in fields.items() if isinstance(fields, Mapping) else ():
        if name not in corpus.fields:
            yield name
        for row in value if isinstance(value, list) else ():
            yield from _unknown_fields(corpus, row)
