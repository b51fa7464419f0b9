"""The questions of a legal review, each with what the machine found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from xiezhi.law.events import Event
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.model import Norm, Requires
from xiezhi.law.verdicts import PASSING, Finding, Verdict
from xiezhi.matters.models import Case
from xiezhi.matters.reads.findings import missing_words, sentence
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus

#: Where orders, clocks and all that no other question claims belong.
PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding beside a question; `tag` is its verdict word."""

    tag: str
    sentence: str
    law: str
    article: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`judged` norms were looked at; `found` are those that do not simply hold; the answer is the reviewer's."""

    point: str
    title: str
    judged: int
    found: tuple[Found, ...]
    answer: str = ""
    note: str = ""


def questions(
    case: Case, events: Sequence[Event], given: Mapping[str, tuple[str, str]]
) -> list[Question]:
    """Every review point in order, none answered beforehand."""
    context = law_context(timezone.localtime())
    findings = judge(corpus(), derive(corpus(), events, context), context)
    options = corpus().fields["review_point"].options
    return [_question(point, title, findings, given) for point, title in options.items()]


def _question(
    point: str, title: str, findings: Sequence[Finding], given: Mapping[str, tuple[str, str]]
) -> Question:
    norms = corpus().norms
    mine = [f for f in findings if _point(norms[f.norm]) == point]
    judged = [f for f in mine if f.verdict is not Verdict.NOT_APPLICABLE]
    open_ = {f.norm: f for f in mine if f.verdict not in PASSING}
    found = tuple(_found(f, norms[f.norm]) for f in open_.values())
    answer, note = given.get(point, ("", ""))
    return Question(point, title, len(judged), found, answer, note)


def _point(norm: Norm) -> str:
    """The question of the norm's grain for conditions; orders and clocks are procedure."""
    asked = corpus().grains[norm.grain].review if isinstance(norm.rule, Requires) else None
    return asked or PROCEDURE


def _found(finding: Finding, norm: Norm) -> Found:
    cite = norm.cite[0]
    return Found(
        finding.verdict.value,
        sentence(finding, norm),
        cite.law,
        str(cite.article),
        missing_words(finding),
    )
