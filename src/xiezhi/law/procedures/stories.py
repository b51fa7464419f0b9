"""Plays the stories of procedures: acceptance tests that a lawyer writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.norms.moments import moment
from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.procedures.filling import actors, filled
from xiezhi.law.procedures.model import Procedure, Story
from xiezhi.law.procedures.order import misplaced
from xiezhi.law.reading import Problem
from xiezhi.law.verdicts import PASSING

if TYPE_CHECKING:
    from xiezhi.law.corpus.model import Corpus

#: The first day of a story that gives none.
FIRST_DAY = datetime(2026, 3, 2, 9)  # noqa: DTZ001
_A_LITTLE_LATER = timedelta(minutes=10)


def story_problems(corpus: Corpus) -> Iterator[Problem]:
    """Stories that do not end as they say."""
    for procedure in corpus.procedures.values():
        for story in procedure.stories:
            for found, expected in story_differences(corpus, procedure, story):
                named = f"故事“{story.name}”{found}"
                yield Problem(story.source, story.line, named, expected)


def story_differences(
    corpus: Corpus, procedure: Procedure, story: Story
) -> Iterator[tuple[str, str]]:
    """(found, expected) where the story's last step is answered differently from what it says.

    Steps before the last one are taken as having happened. The last step is an act decided now.
    """
    try:
        events = list(played(corpus, procedure, story))
    except (ValueError, TypeError) as error:
        yield f"不能演（{error}）", "时刻写作 2026-03-02T09:00，或者第几日的整数"
        return
    *past, last = events
    reasons = {each.because: each.reason for each in misplaced(corpus, past, last)}
    findings = [] if reasons else consider(corpus, past, last, context_of(corpus, story, last.at))
    reasons |= {each.norm: each.reason for each in refusing(findings, corpus)}
    warned = {each.norm for each in findings if each.verdict not in PASSING}
    told = "；".join(f"{name} {reason}" for name, reason in reasons.items()) or "可以办理"
    if not story.refuses and reasons:
        yield f"中“{last.step}”被拒绝：{told}", "可以办理"
    elif story.refuses and story.because not in reasons:
        yield f"中“{last.step}”：{told}", f"因 {story.because} 被拒绝"
    elif story.warns and story.because not in warned:
        yield f"中“{last.step}”没有提示", f"因 {story.because} 提示"


def context_of(corpus: Corpus, story: Story, as_of: datetime) -> Context:
    """What the story is judged in: its registers and other matters, the published calendar."""
    return Context(
        corpus.calendar,
        as_of,
        registers=StoryRegisters(frozenset(story.not_valid)),
        elsewhere=StoryMatters(story.elsewhere),
    )


def played(corpus: Corpus, procedure: Procedure, story: Story) -> Iterator[Event]:
    """The story's events in order, the refused or allowed one last.

    `at`: an ISO moment, or the number of days after the story's first day; without it, ten minutes after the step
    before. Required fields that the story does not give are filled by `filling`.
    """
    end = {
        "step": story.refuses or story.warns or story.allows,
        "fields": story.fields,
        "at": story.at,
        "by": list(story.by),
    }
    at = FIRST_DAY - _A_LITTLE_LATER
    first: datetime | None = None
    for seq, each in enumerate((*story.steps, end), 1):
        detail: Mapping[str, Any] = {"step": each} if isinstance(each, str) else each
        at = _at(detail.get("at"), first or FIRST_DAY, at + _A_LITTLE_LATER)
        first = first or at
        yield _event(corpus, procedure, detail, seq, at)


def _at(stated: Any, first: datetime, otherwise: datetime) -> datetime:
    if stated is None:
        return otherwise
    if isinstance(stated, int):
        return first + timedelta(days=stated)
    return moment(stated)


def _event(
    corpus: Corpus, procedure: Procedure, detail: Mapping[str, Any], seq: int, at: datetime
) -> Event:
    name = str(detail["step"])
    own = str(detail.get("procedure") or procedure.code)
    step = corpus.step(own, name)
    code = step.starts if step and step.starts else own
    step = corpus.step(code, name)
    if step is None:
        raise ValueError(f"程序“{code}”没有步骤“{name}”")
    fields = {**filled(corpus, step, at), **(detail.get("fields") or {})}
    fields["by"] = detail.get("by") or actors(step)
    return Event("story", code, code, seq, name, at, at, detail.get("mode", "decide"), fields)


@dataclass(frozen=True, slots=True)
class StoryRegisters:
    """Registers in which everybody and everything is in force but for `missing`: names, or `name:key`."""

    missing: frozenset[str] = frozenset()

    def valid(self, register: str, key: str, on: int, match: Mapping[str, int | str]) -> bool:
        return not self.missing & {register, f"{register}:{key}"}


@dataclass(frozen=True, slots=True)
class StoryMatters:
    """Other matters, as counts by cross-case fact."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int:
        return self.counts.get(fact, 0)
