"""The answers of a legal review, read from the desk and turned into the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from xiezhi.documents.models import Document
from xiezhi.law.events import Event
from xiezhi.matters.acts.actors import actor
from xiezhi.matters.acts.move import Move
from xiezhi.matters.models import Case
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person
from xiezhi.registry.screen import FieldError

RETURN = "return"
PROCEDURE, DONE, RETURNED = "penalty.ordinary", "legal_review_done", "legal_review_returned"


@dataclass(frozen=True, slots=True)
class Answers:
    """`given` point → (answer, note); `conclusion` one of review_conclusion's options or return."""

    given: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    conclusion: str = ""
    opinion: str = ""
    start: str = ""
    key: str = ""
    errors: tuple[FieldError, ...] = ()


def answered(post: Mapping[str, str]) -> Answers:
    """What the reviewer answered; a sentence for each question left open."""
    points = corpus().fields["review_point"].options
    given = {p: (post.get(f"answer-{p}", ""), post.get(f"note-{p}", "").strip()) for p in points}
    answers = Answers(
        given,
        post.get("conclusion", ""),
        post.get("opinion", "").strip(),
        post.get("start", ""),
        post.get("key", ""),
    )
    return Answers(**{**_plain(answers), "errors": tuple(_faults(answers))})


def _plain(answers: Answers) -> dict[str, Any]:
    return {
        name: getattr(answers, name) for name in ("given", "conclusion", "opinion", "start", "key")
    }


def _faults(answers: Answers) -> list[FieldError]:
    known = corpus().fields
    points, options = known["review_point"].options, known["review_answer"].options
    faults = [
        FieldError(f"answer-{p}", f"“{points[p]}”还没有回答。")
        for p, (answer, _) in answers.given.items()
        if answer not in options
    ]
    faults += [
        FieldError(f"note-{p}", f"“{points[p]}”不符合，请写明是什么问题。")
        for p, (answer, note) in answers.given.items()
        if answer == "problem" and not note
    ]
    if answers.conclusion not in (*known["review_conclusion"].options, RETURN):
        faults.append(FieldError("conclusion", "请选择审核结论。"))
    if not answers.opinion:
        faults.append(FieldError("opinion", "请写审核意见。"))
    if answers.conclusion != RETURN and answers.start not in known["reviewer_start"].options:
        faults.append(FieldError("start", "请选择您首次从事法制审核的时期。"))
    return faults


def review_move(case: Case, events: Sequence[Event], answers: Answers, person: Person) -> Move:
    """The review as an act of the reviewer: done, or returned to the investigators."""
    returned = answers.conclusion == RETURN
    return Move(
        matter=case.matter,
        procedure=PROCEDURE,
        step=RETURNED if returned else DONE,
        fields=_fields(case, events, answers, returned),
        by=(actor(person, "legal_reviewer"),),
        at=timezone.localtime(),
        key=answers.key,
    )


def _fields(
    case: Case, events: Sequence[Event], answers: Answers, returned: bool
) -> dict[str, Any]:
    rows = [
        {"review_point": point, "review_answer": answer, **({"review_note": note} if note else {})}
        for point, (answer, note) in answers.given.items()
    ]
    fields = {
        "review_of": _reviewed(events),
        "review_answers": rows,
        "review_opinion": answers.opinion,
    }
    report = Document.objects.filter(matter=case.matter, step="investigation_concluded").last()
    if report:
        fields["reviewed_digest"] = report.sha256
    if not returned:
        fields |= {"review_conclusion": answers.conclusion, "reviewer_start": answers.start}
    return fields


def _reviewed(events: Sequence[Event]) -> str:
    """What is reviewed follows from the proposal of the investigation report."""
    reports = [e for e in events if e.step == "investigation_concluded"]
    proposal = str(reports[-1].fields.get("proposal", "")) if reports else ""
    return proposal if proposal in corpus().fields["review_of"].options else "penalty"
