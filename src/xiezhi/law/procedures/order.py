"""Where a step has no meaning: `after`, `not_after`, `once`. What has legal force is a norm, not this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xiezhi.law.events import Event

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus
    from xiezhi.law.procedures.model import Step


@dataclass(frozen=True, slots=True)
class Misplaced:
    """`because`: `unknown` (no such step in the procedure), `after`, `not_after` or `once`; `steps` are the steps
    that are lacking or in the way."""

    because: str
    reason: str
    steps: tuple[str, ...] = ()


def misplaced(corpus: Corpus, events: Sequence[Event], candidate: Event) -> list[Misplaced]:
    """Why the candidate's step is out of place after `events`; empty when it is not.

    `after` looks at the whole matter, `not_after` and `once` at the candidate's own thread.
    """
    step = corpus.step(candidate.procedure, candidate.step)
    if step is None:
        reason = f"程序“{candidate.procedure}”没有步骤“{candidate.step}”。请检查程序和步骤的名称。"
        return [Misplaced("unknown", reason)]
    return list(_faults(corpus, step, events, candidate))


def _faults(
    corpus: Corpus, step: Step, events: Sequence[Event], candidate: Event
) -> Iterator[Misplaced]:
    happened = {event.step for event in events}
    own = {event.step for event in events if event.thread == candidate.thread}
    if step.after and not happened.intersection(step.after):
        names = "”或者“".join(title(corpus, name) for name in step.after)
        yield Misplaced("after", f"尚未办理“{names}”，不能办理“{step.title}”。", step.after)
    blocking = tuple(name for name in step.not_after if name in own)
    if blocking:
        names = "”“".join(title(corpus, name) for name in blocking)
        yield Misplaced("not_after", f"已经办理“{names}”，不能再办理“{step.title}”。", blocking)
    if step.once and step.name in own:
        yield Misplaced("once", f"“{step.title}”在同一程序中只办理一次，已经办理。", (step.name,))


def title(corpus: Corpus, step: str) -> str:
    """The Chinese title of a step, from the first procedure that has it."""
    for procedure in corpus.procedures.values():
        if step in procedure.steps:
            return procedure.steps[step].title
    return step
