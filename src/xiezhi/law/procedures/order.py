"""Where a step has no meaning: `after`, `not_after`, `once`, `closed`. What has legal force is a norm, not this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xiezhi.law.events import Event

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus
    from xiezhi.law.procedures.model import Step

#: Why a step of the procedure can be out of place.
OUT_OF_PLACE = ("after", "not_after", "once", "closed")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """`because`: `unknown` (no such step in the procedure), `after`, `not_after`, `once` or `closed`; `steps` are the
    steps that are lacking or in the way."""

    because: str
    reason: str
    steps: tuple[str, ...] = ()


def misplaced(corpus: Corpus, events: Sequence[Event], candidate: Event) -> list[Misplaced]:
    """Why the candidate's step is out of place after `events`; empty when it is not.

    `after` looks at the whole matter, `not_after`, `once` and `closed` at the candidate's own thread.
    """
    step = corpus.step(candidate.procedure, candidate.step)
    if step is None:
        reason = f"程序“{candidate.procedure}”没有步骤“{candidate.step}”。请检查程序和步骤的名称。"
        return [Misplaced("unknown", reason)]
    return list(_faults(corpus, step, events, candidate))


def _faults(
    corpus: Corpus, step: Step, events: Sequence[Event], candidate: Event
) -> Iterator[Misplaced]:
    happened, code = {event.step for event in events}, candidate.procedure
    own = {event.step for event in events if event.thread == candidate.thread}
    if step.after and not happened.intersection(step.after):
        names = "”或者“".join(title(corpus, name, code) for name in step.after)
        yield Misplaced("after", f"尚未办理“{names}”，不能办理“{step.title}”。", step.after)
    blocking = tuple(name for name in step.not_after if name in own)
    if blocking:
        names = "”“".join(title(corpus, name, code) for name in blocking)
        yield Misplaced("not_after", f"已经办理“{names}”，不能再办理“{step.title}”。", blocking)
    repeated = step.once and step.name in own
    ended = _ended(corpus, step, own, code)
    if ended and not blocking and not repeated:
        names = "”“".join(title(corpus, name, code) for name in ended)
        yield Misplaced(
            "closed",
            f"本程序已由“{names}”终结，不能再办理“{step.title}”；当时已经办完、没有登记的，请补录并写明来源。",
            ended,
        )
    if repeated:
        yield Misplaced("once", f"“{step.title}”在同一程序中只办理一次，已经办理。", (step.name,))


def _ended(corpus: Corpus, step: Step, own: set[str], procedure: str) -> tuple[str, ...]:
    """The steps that have ended the thread, when this one is neither to follow them nor only attested."""
    if "decide" not in step.modes:
        return ()
    ended = tuple(name for name in sorted(own) if closes(corpus, procedure, name))
    return () if set(ended) & set(step.after) else ended


def closes(corpus: Corpus, procedure: str, step: str) -> bool:
    """Whether the step ends its thread."""
    found = corpus.step(procedure, step)
    return found is not None and found.closes


def begins(corpus: Corpus, procedure: str, step: str) -> bool:
    """Whether the step opens another thread of the procedure once the last one is closed: a first step of a
    procedure that recurs."""
    found, known = corpus.step(procedure, step), corpus.procedures.get(procedure)
    if found is None or known is None or not known.recurs:
        return False
    return not set(found.after) & set(known.steps)


def title_under(corpus: Corpus, patterns: tuple[str, ...], step: str) -> str:
    """The title of a step as the first procedure that `patterns` cover calls it: what is lifted in a seizure is not
    called as in a freezing."""
    covered = corpus.covered(patterns) or frozenset()
    codes = (code for code, p in corpus.procedures.items() if code in covered and step in p.steps)
    return title(corpus, step, next(codes, ""))


def title(corpus: Corpus, step: str, procedure: str = "") -> str:
    """The Chinese title of a step as `procedure` calls it, else as the first procedure that has it."""
    own = corpus.step(procedure, step)
    if own is not None:
        return own.title
    for other in corpus.procedures.values():
        if step in other.steps:
            return other.steps[step].title
    return step
