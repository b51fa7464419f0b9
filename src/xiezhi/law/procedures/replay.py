"""Events of one matter → what was done, what may be done, what the law refuses and which clocks run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xiezhi.law.events import Event, in_order
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.law.procedures.order import misplaced
from xiezhi.law.procedures.state import Done, OpenStep, RefusedStep, State, Thread
from xiezhi.law.procedures.watching import missing_facts, running_clocks
from xiezhi.law.verdicts import PASSING, Finding

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus


def replay(corpus: Corpus, events: Iterable[Event], context: Context) -> State:
    """Where the matter stands at `context.as_of`. Pure; nothing is stored. No events: an empty state.

    A step is tried as an empty `decide` event at `as_of`; what depends on the form that is still to be filled in
    is left to `consider`.
    """
    history = in_order(events)
    if not history:
        return State()
    findings = judge(corpus, derive(corpus, history, context), context)
    worrying = [each for each in findings if each.verdict not in PASSING]
    return State(
        threads=tuple(_threads(corpus, history, context)),
        clocks=tuple(running_clocks(corpus, worrying, context)),
        missing=tuple(missing_facts(corpus, worrying)),
        findings=tuple(worrying),
    )


def _threads(corpus: Corpus, history: Sequence[Event], context: Context) -> Iterator[Thread]:
    for thread in dict.fromkeys(event.thread for event in history):
        own = [event for event in history if event.thread == thread]
        code = own[0].procedure
        procedure = corpus.procedures.get(code)
        steps = list(_steps(corpus, procedure, history, own[0], context)) if procedure else []
        yield Thread(
            id=thread,
            procedure=code,
            title=procedure.title if procedure else code,
            done=tuple(_done(corpus, event) for event in own),
            open=tuple(each for each in steps if isinstance(each, OpenStep)),
            refused=tuple(each for each in steps if isinstance(each, RefusedStep)),
        )


def _done(corpus: Corpus, event: Event) -> Done:
    step = corpus.step(event.procedure, event.step)
    title, phase = (step.title, step.phase) if step else (event.step, "")
    return Done(event.step, title, phase, event.at, event.seq, event.mode)


def _steps(
    corpus: Corpus,
    procedure: Procedure,
    history: Sequence[Event],
    first: Event,
    context: Context,
) -> Iterator[OpenStep | RefusedStep]:
    for step in procedure.steps.values():
        tried = _tried(step, history, first, context)
        wrong = misplaced(corpus, history, tried)
        if any(each.because in ("after", "unknown") for each in wrong):
            continue
        findings = [] if wrong else _independent(corpus, history, tried, context)
        refused = refusing(findings, corpus, context.verified)
        if wrong or refused:
            cures = dict.fromkeys(corpus.norms[each.norm].breach.cure for each in refused)
            yield RefusedStep(
                step, tuple(refused), tuple(wrong), tuple(cure for cure in cures if cure)
            )
        else:
            warned = (each for each in findings if each.verdict not in PASSING)
            yield OpenStep(step, tuple(warned))


def _tried(step: Step, history: Sequence[Event], first: Event, context: Context) -> Event:
    """The step as if taken now with an empty form, in the thread it would open or in the present one."""
    at = max(context.as_of, history[-1].at)
    seq = 1 + max(event.seq for event in history)
    procedure = step.starts or first.procedure
    thread = f"{step.starts}#{seq}" if step.starts else first.thread
    return Event(first.matter, thread, procedure, seq, step.name, at, at)


def _independent(
    corpus: Corpus, history: Sequence[Event], tried: Event, context: Context
) -> list[Finding]:
    """Findings that no form can change: those of other rows, and of norms that read no field of the own one."""
    return [
        each
        for each in consider(corpus, history, tried, context)
        if tried.step not in corpus.grains[each.grain].steps or each.norm not in corpus.form_bound
    ]
