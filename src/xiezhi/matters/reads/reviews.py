"""Files that wait for legal review, and who may review them (行政处罚法第五十八条)."""

from __future__ import annotations

from collections.abc import Sequence

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import visible
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person
from xiezhi.registry.reads import is_legally_qualified
from xiezhi.registry.scope import Scope

HEARD = ("hearing_held", "hearing_terminated")
REQUESTED = "legal_review_requested"
ASKS = ("investigation_concluded", "review_submitted", REQUESTED, *HEARD)
DECIDED = ("decision_made", "decision_no_penalty", "decision_transfer")
ANSWERS = ("legal_review_done", "legal_review_returned")
#: Grounds in the investigation report that need no legal review.
NO_GROUND = "none"
#: Who may review: the norm that says so.
QUALIFIED = "PEN-058-2"


def review_queue(scope: Scope) -> list[Case]:
    """Visible ordinary cases whose investigation is concluded and whose review is due and not yet given."""
    asked = _last_seq(ASKS)
    answered = _last_seq(ANSWERS)
    waiting = [m for m, seq in asked.items() if seq > answered.get(m, -1)]
    cases = visible(scope).filter(matter__in=waiting, state="open").order_by("due_on")
    return [case for case in cases if needs_review(history(case.matter))]


def _last_seq(steps: Sequence[str]) -> dict[str, int]:
    rows = Entry.objects.filter(step__in=steps).order_by("seq").values_list("matter", "seq")
    return dict(rows)


def needs_review(events: Sequence[Event]) -> bool:
    """The last investigation report names a ground of 行政处罚法第五十八条第一款 (or states none), the case was heard
    after it, or a review was asked for."""
    reports = [place for place, e in enumerate(events) if e.step == "investigation_concluded"]
    if not reports or any(e.step.startswith(DECIDED) for e in events):
        return False
    since = events[reports[-1] :]
    if since[0].fields.get("legal_review_ground") != NO_GROUND:
        return True
    return any(e.step in ("hearing_held", REQUESTED) for e in since)


def why_not(person: Person, events: Sequence[Event]) -> str:
    """Why this person may not review this file; empty when they may.

    Whoever took part in the investigation may not; who else may is for the norm on reviewers to say.
    """
    took_part = {
        by["person"] for e in events for by in e.fields.get("by", ()) if by["role"] == "officer"
    }
    if person.code in took_part:
        return "您参加过本案的调查，不能审核本案。请由没有参加调查的法制审核人员审核。"
    if not is_legally_qualified(person.code, today()):
        norm = corpus().norms[QUALIFIED]
        return f"名录中没有您的法律职业资格。{norm.statement}{norm.breach.cure}已有资格的，请名录管理员登记。"
    return ""
