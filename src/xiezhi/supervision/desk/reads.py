"""Which matters of supervision a person sees, and what a new one starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from xiezhi.law.norms.model import Deadline, Norm
from xiezhi.matters.models import Case
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.parameters.reads import value_here
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import DeadlineView, deadline
from xiezhi.supervision.models import Card, Concern
from xiezhi.supervision.project import PAPERS

PROCEDURE = "supervision"
#: Days that a paper gives unless its author says otherwise.
GIVEN = "rectification_days"
OPEN = Q(closed_at__isnull=True)
#: Open matters that stand on the board.
SHOWN = 8
#: Steps of the organ that is supervised.
ANSWERS = (
    "supervision_explanation_submitted",
    "supervision_objection_raised",
    "rectification_reported",
)
#: What is looked for first, by kind of paper.
ISSUES = dict(zip(PAPERS, ("omission", "unlawful", "not_corrected"), strict=True))


def concerns(scope: Scope) -> QuerySet[Concern]:
    """Those of the bureaus one supervises for, and those about one's own organ."""
    watching = scope.organs if scope.oversees else frozenset[str]()
    return Concern.objects.filter(Q(organ__in=watching) | Q(supervised__in=scope.acting))


def due_view(row: Concern) -> DeadlineView | None:
    """Until when a report is awaited; none when none is."""
    if row.rectify_by is None or row.reported_at or row.closed_at:
        return None
    return deadline(row.rectify_by, timezone.localtime(), soon_days=2)


@dataclass(frozen=True, slots=True)
class Awaited:
    """An open matter with its clock."""

    row: Concern
    due: DeadlineView | None


def awaited(scope: Scope) -> list[Awaited]:
    """The open matters, for the board: what is due first on top."""
    rows = concerns(scope).filter(OPEN).order_by("rectify_by", "opened_at")[:SHOWN]
    return [Awaited(row, due_view(row)) for row in rows]


def from_card(card: Card) -> dict[str, Any]:
    """What `supervision_opened` says when a card was the reason."""
    norm = corpus().norms.get(card.norm)
    case = Case.objects.filter(pk=card.matter).first()
    words = f"{card.norm} {norm.title}" if norm else card.norm
    return {
        **_about(card.organ, case, card.matter),
        "supervision_source": "card",
        "norm_words": words,
    }


def from_case(case: Case) -> dict[str, Any]:
    """The same, when a case was."""
    return {**_about(case.organ, case, case.matter), "supervision_source": "case"}


def _about(organ: str, case: Case | None, matter: str) -> dict[str, Any]:
    known = Organ.objects.filter(pk=organ).first()
    return {
        "supervised_organ": organ,
        "supervised_organ_name": known.name if known else organ,
        "supervised_title": str(case) if case else "",
        "supervised_case": matter,
    }


def called_for(row: Concern) -> tuple[str, ...]:
    """What the matter waits for: a paper, then the report on it, then its end."""
    if row.closed_at:
        return ()
    if row.reported_at:
        return ("supervision_closed", "supervision_decision_issued")
    if row.paper:
        return ("rectification_reported", "supervision_objection_handled")
    return (*PAPERS[:2], "corrected_on_spot")


def paper_for(norm: Norm | None) -> str:
    """A duty not done in time asks for a 督办函, anything else that was found for an 意见书 (第二十七、二十八条)."""
    return PAPERS[0] if norm is not None and isinstance(norm.rule, Deadline) else PAPERS[1]


def paper_of(card: Card) -> str:
    """The paper that a card asks for, in words."""
    return step_title(PROCEDURE, paper_for(corpus().norms.get(card.norm)))


def proposed(step: str, row: Concern) -> dict[str, Any]:
    """What a step's form says before anybody has typed: from the matter, and from the card it began with."""
    found: dict[str, Any] = {
        "supervised_organ_name": row.supervised_name,
        "supervised_title": row.title,
        "norm_words": row.norms,
    }
    if step in PAPERS:
        found |= {
            "supervision_issue": ISSUES[step],
            "supervision_text": _told_by(row),
            "supervision_demand": _asked_by(row),
            "rectify_by_on": (today() + timedelta(days=value_here(GIVEN, today()))).isoformat(),
        }
    return {name: value for name, value in found.items() if value}


def _cards(row: Concern) -> list[Card]:
    named = row.norms.split(" ", 1)[0]
    return list(Card.objects.filter(matter=row.case, norm=named)) if row.case and named else []


def _told_by(row: Concern) -> str:
    return "\n".join(card.reason for card in _cards(row))


def _asked_by(row: Concern) -> str:
    norm = corpus().norms.get(row.norms.split(" ", 1)[0])
    return norm.breach.cure if norm else ""
