"""What stands on the map, read from the corpus; the picture and the table show the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.model import Procedure, Step
from xiezhi.law.procedures.order import title
from xiezhi.registry.maps.periods import TimedNorm, timed_norms
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.screen import Tag


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a case is with a step: `tone` done | current | open | refused | skipped | plain; `why` for what may not be
    done or does not apply, `when` for what was done."""

    tone: str
    tag: Tag
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MapStep:
    """One line of the table. `after` and `not_after` are titles; `gates` the norms that may refuse the step."""

    name: str
    title: str
    phase: str
    who: str
    approval: str
    document: str
    after: tuple[str, ...]
    not_after: tuple[str, ...]
    once: bool
    starts: str
    hint: str
    gates: tuple[Norm, ...]
    clocks: tuple[TimedNorm, ...]
    state: StepState | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """`clocks` are all that begin or end in the procedure."""

    procedure: Procedure
    steps: tuple[MapStep, ...]
    clocks: tuple[TimedNorm, ...]


def procedure_map(corpus: Corpus, code: str, states: Mapping[str, StepState] | None = None) -> Map:
    """The map of the procedure `code`; with `states` (step → state) that of one case. KeyError for no such code."""
    procedure = corpus.procedures[code]
    clocks = timed_norms(corpus, procedure)
    steps = tuple(
        _step(corpus, procedure, step, clocks, (states or {}).get(step.name))
        for step in procedure.steps.values()
    )
    return Map(procedure, steps, clocks)


def _step(
    corpus: Corpus,
    procedure: Procedure,
    step: Step,
    clocks: tuple[TimedNorm, ...],
    state: StepState | None,
) -> MapStep:
    return MapStep(
        name=step.name,
        title=step.title,
        phase=dict(procedure.phases).get(step.phase, ""),
        who="、".join(role_title(role) for role in step.by),
        approval="、".join(role_title(role) for role in step.approval),
        document=_document(corpus, step.document),
        after=_titles(corpus, procedure, step.after),
        not_after=_titles(corpus, procedure, step.not_after),
        once=step.once,
        starts=corpus.procedures[step.starts].title if step.starts else "",
        hint=step.hint,
        gates=_gates(corpus, procedure.code, step.name),
        clocks=tuple(clock for clock in clocks if step.name in clock.ends),
        state=state,
    )


def _titles(corpus: Corpus, procedure: Procedure, names: tuple[str, ...]) -> tuple[str, ...]:
    """As this procedure calls them; steps of another one by that one's title."""
    return tuple(dict.fromkeys(title(corpus, name, procedure.code) for name in names))


def _document(corpus: Corpus, kind: str | None) -> str:
    known = corpus.documents.get(kind) if kind else None
    return str(known.get("title", "")) if known else ""


def _gates(corpus: Corpus, code: str, step: str) -> tuple[Norm, ...]:
    """The norms whose gate the step is, as far as they apply to this procedure."""
    norms = (corpus.norms[name] for name in corpus.gating.get(step, ()))
    return tuple(norm for norm in norms if covers(corpus, norm, code))


def covers(corpus: Corpus, norm: Norm, code: str) -> bool:
    covered = corpus.covered(norm.applies.procedures)
    return covered is None or code in covered
