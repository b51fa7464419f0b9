"""Special procedures take over the steps of the procedure they are a kind of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.law.reading import Problem


def inherited(procedures: Mapping[str, Procedure], problems: list[Problem]) -> dict[str, Procedure]:
    """Every procedure with the steps and, where it names none, the phases it inherits."""
    return {code: _whole(each, procedures, problems) for code, each in procedures.items()}


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
