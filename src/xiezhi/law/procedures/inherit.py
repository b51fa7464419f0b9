"""Special procedures take over the steps of the procedure they are a kind of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.law.reading import Problem


def inherited(procedures: Mapping[str, Procedure], problems: list[Problem]) -> dict[str, Procedure]:
    """Every procedure with the steps that layers add to it, and with the steps and, where it names none, the phases
    that it inherits."""
    whole = {code: each for code, each in procedures.items() if not each.adds_to}
    for each in procedures.values():
        if each.adds_to:
            _add(whole, each, problems)
    return {code: _whole(each, whole, problems) for code, each in whole.items()}


def _add(whole: dict[str, Procedure], more: Procedure, problems: list[Problem]) -> None:
    """The steps and stories of `more` for the procedure it adds to; steps stand once."""
    code = str(more.adds_to)
    if code not in whole:
        problems.append(Problem(more.source, 1, f"adds_to: {code}", "已有的程序编号"))
        return
    known = whole[code]
    for name in sorted(known.steps.keys() & more.steps.keys()):
        found = f"步骤“{name}”在 {code} 中已有"
        problems.append(Problem(more.source, more.steps[name].line, found, "新的步骤"))
    _add_fields(steps := dict(_steps(replace(more, without=()), known)), more, problems)
    phases = tuple(each for each in more.phases if each not in known.phases)
    whole[code] = replace(
        known,
        steps=steps,
        phases=(*known.phases, *phases),
        stories=(*known.stories, *more.stories),
    )


def _add_fields(steps: dict[str, Step], more: Procedure, problems: list[Problem]) -> None:
    """Optional fields for steps that stand in a higher layer: what a sector asks besides."""
    for name, fields in more.adds_fields.items():
        step = steps.get(name)
        if step is None or set(fields) & set(step.fields):
            found = f"adds_fields: {name} {'、'.join(fields)}"
            expected = f"{more.adds_to} 已有的步骤和它没有的字段"
            problems.append(Problem(more.source, 1, found, expected))
            continue
        optional = (*step.optional, *fields)
        steps[name] = replace(step, fields=(*step.fields, *fields), optional=optional)


def _whole(
    own: Procedure, procedures: Mapping[str, Procedure], problems: list[Problem]
) -> Procedure:
    if not own.inherits:
        return own
    parent = procedures.get(own.kind_of or "")
    if parent is None or parent.inherits:
        found = f"inherits 而 kind_of 是“{own.kind_of or '（无）'}”"
        problems.append(Problem(own.source, 1, found, "自己写全步骤的程序"))
        return own
    for name in own.without:
        if name not in parent.steps:
            found = f"without 中的步骤“{name}”"
            problems.append(Problem(own.source, 1, found, f"{parent.code} 的步骤"))
    return replace(own, steps=dict(_steps(own, parent)), phases=own.phases or parent.phases)


def _steps(own: Procedure, parent: Procedure) -> Iterator[tuple[str, Step]]:
    """The parent's order, own steps in the place of those they replace, new ones at the end of their phase."""
    left = {name: step for name, step in own.steps.items() if name not in parent.steps}
    kept = [own.steps.get(n, s) for n, s in parent.steps.items() if n not in own.without]
    for place, step in enumerate(kept):
        yield step.name, step
        following = kept[place + 1 :]
        if all(each.phase != step.phase for each in following):
            for name in [n for n, s in left.items() if s.phase == step.phase]:
                yield name, left.pop(name)
    yield from left.items()
