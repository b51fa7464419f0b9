"""Why a step stands among the next ones, and under which article: read from the norms that speak of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xiezhi.law.norms.model import Norm, RequiresBefore
from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.state import State
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title as role_title


@dataclass(frozen=True, slots=True)
class Ground:
    """One line; `law` and `article` are empty where only the procedure's own articles are known."""

    reason: str
    law: str = ""
    article: str = ""


def ground(procedure: str, step: Step, state: State) -> Ground:
    """A clock that waits for the step, a refused step that it cures, a norm that wants it before another step, a
    norm it is measured by; else the articles of its procedure."""
    found = next(_norms(procedure, step, state), None)
    if found is None:
        who = "、".join(role_title(role) for role in step.approval)
        approved = f"，须经{who}审批" if who else ""
        return Ground(f"依照{corpus().procedures[procedure].cite}{approved}")
    norm, reason = found
    return Ground(reason, norm.cite[0].law, str(norm.cite[0].article))


def _norms(procedure: str, step: Step, state: State) -> Iterator[tuple[Norm, str]]:
    norms = corpus().norms
    for clock in state.clocks:
        if step.name in clock.to:
            yield norms[clock.norm], clock.title
    for refused, norm in _refused(state):
        if norm.breach.cure_by == step.name:
            yield norm, f"办了才能“{refused.title}”：{norm.title}"
    for norm in _of_procedure(procedure):
        if isinstance(norm.rule, RequiresBefore) and step.name in norm.rule.steps:
            yield norm, norm.title
    for name in corpus().gating.get(step.name, ()):
        yield norms[name], f"办理时核对：{norms[name].title}"


def _of_procedure(procedure: str) -> Iterator[Norm]:
    for norm in corpus().norms.values():
        covered = corpus().covered(norm.applies.procedures)
        if covered is None or procedure in covered:
            yield norm


def cures(state: State) -> set[str]:
    """Steps that cure what the law refuses now."""
    return {norm.breach.cure_by for _, norm in _refused(state)}


def _refused(state: State) -> Iterator[tuple[Step, Norm]]:
    norms = corpus().norms
    for thread in state.threads:
        for each in thread.refused:
            for finding in each.findings:
                yield each.step, norms[finding.norm]
