"""登记新的事项: the procedures a person may open from the desk, in groups, each with the steps that open it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from xiezhi.law.norms.model import RequiresBefore
from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.matters.acts.threads import APART
from xiezhi.matters.reads.next_acts import may
from xiezhi.registry.corpus import corpus
from xiezhi.registry.maps.content import covers
from xiezhi.registry.roles import ROLES
from xiezhi.registry.scope import Scope

#: Heading → how the codes of its procedures begin.
GROUPS = (
    ("处罚", ("clue", "penalty", "hearing", "preservation")),
    ("检查", ("inspect",)),
    ("强制", ("measure", "enforce")),
    ("许可", ("licence",)),
    ("征收", ("expropriation", "levy")),
    ("公开", ("disclosure",)),
    ("复议应诉", ("review", "litigation", "outcome")),
    ("监督", ("supervision",)),
    ("移送", ("transfer",)),
)
OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Opening:
    """`steps`: title and address of each step that may begin the matter."""

    title: str
    about: str
    href: str
    steps: list[tuple[str, str]]


def openings(scope: Scope) -> list[tuple[str, list[Opening]]]:
    """(heading, procedures) of what the person's roles may begin."""
    found: dict[str, list[Opening]] = {}
    for procedure in corpus().procedures.values():
        if steps := first_steps(procedure, scope):
            found.setdefault(_group(procedure.code), []).append(_opening(procedure, steps))
    order = [*(title for title, _ in GROUPS), OTHER]
    return sorted(found.items(), key=lambda pair: order.index(pair[0]))


def first_steps(procedure: Procedure, scope: Scope) -> list[Step]:
    """What the person may begin it with: the first act of theirs that others build on, and what reaches the organ
    from outside."""
    mine = [step for step in opening_steps(procedure) if may(step, scope)]
    acts = [step for step in mine if "decide" in step.modes][:1]
    return [step for step in mine if step in acts or _received(step)]


def opening_steps(procedure: Procedure) -> list[Step]:
    """The steps of its first phase that need nothing before them and that others build on; where another procedure
    starts it, only what registers the parties of a matter apart."""
    if procedure.code in APART:
        return []
    phase = procedure.phases[0][0] if procedure.phases else ""
    free = [s for s in procedure.steps.values() if not s.after and s.phase == phase]
    if starting := _starting(procedure.code):
        return [s for s in free if s.name not in starting and "parties" in s.fields]
    built_on = _built_on(procedure)
    return [step for step in free if step.name in built_on] or free


def _built_on(procedure: Procedure) -> set[str]:
    """Steps that others of the procedure come after, or must come after by a norm."""
    rules = (n.rule for n in corpus().norms.values() if covers(corpus(), n, procedure.code))
    wanted = {s for rule in rules if isinstance(rule, RequiresBefore) for s in rule.steps}
    return wanted | {name for step in procedure.steps.values() for name in step.after}


def _received(step: Step) -> bool:
    return "decide" not in step.modes and set(step.by) <= ROLES.keys()


def _starting(code: str) -> set[str]:
    """The steps by which other procedures start this one."""
    return {
        step.name
        for each in corpus().procedures.values()
        if each.code != code
        for step in each.steps.values()
        if step.starts == code
    }


def _opening(procedure: Procedure, steps: list[Step]) -> Opening:
    links = [
        (step.title, reverse("matters:open_first", args=(procedure.code, step.name)))
        for step in steps
    ]
    href = reverse("registry:procedure", args=(procedure.code,))
    return Opening(procedure.title, _about(procedure), href, links)


def _about(procedure: Procedure) -> str:
    """One line from the glossary, else the articles."""
    words = corpus().glossary
    names = (f"procedure_{procedure.code}", procedure.code.replace(".", "_"), procedure.code)
    known: Iterator[str] = (words[name].gloss for name in names if name in words)
    return next(known, f"依据：{procedure.cite}")


def _group(code: str) -> str:
    return next((title for title, begins in GROUPS if code.startswith(begins)), OTHER)
