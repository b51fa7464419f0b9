"""Entries become rows of this room. `PROJECTIONS` is what the site plugs into the door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.threads import APART, DRAFTING
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.named import project_answers, project_named
from xiezhi.registry.corpus import corpus

#: Procedures that follow one another in a matter, and move its row wherever they run; other procedures move only
#: the row of a matter that they began.
BEGINNING = (
    "clue", "penalty.ordinary", "penalty.summary", "inspect.plan", "inspect.daily", "inspect.special",
    "inspect.random", "inspect.joint", "inspect.offsite", "licence", "disclosure", "duty", "agency",
    "supervision",
)  # fmt: skip
#: Fields by which a matter without a cause is called.
SUBJECTS = ("inspection_title", "licence_title", "disclosure_title", "duty_title", "agency_title")
#: Fields a case row takes from any entry that states them.
TAKEN = ("cause", "item", "sector")
ENDINGS = {
    "case_closed": "closed",
    "case_archived": "archived",
    "case_not_filed": "not_filed",
    "clue_transferred": "transferred",
    "inspection_archived": "archived",
    "supervision_closed": "closed",
    "licence_refused": "closed",
    "licence_published": "closed",
    "licence_renewal_applied": "open",
    "licence_revoked": "closed",
    "disclosure_decided": "closed",
    "disclosure_abandoned": "closed",
    "duty_performed": "closed",
    "duty_refused": "closed",
    "annual_report_published": "closed",
    "investigation_suspended": "suspended",
    "investigation_resumed": "open",
}


#: What entries set of a case row; the rest is the clock follower's.
PROJECTED = (
    *TAKEN, "number", "procedure", "parties", "handlers", "organ", "in_name_of", "phase", "step",
    "state", "opened_at", "changed_at", "seq",
)  # fmt: skip


def project_cases(written: Sequence[tuple[Entry, Event]]) -> None:
    """Keep the rows of the cases of a transaction up to date with its entries."""
    cases = Case.objects.in_bulk({entry.matter for entry, _ in written})
    for entry, event in written:
        case = cases.get(entry.matter) or _begun(entry, event)
        if case is not None:
            cases[entry.matter] = case
            _move(case, entry, event)
    Case.objects.bulk_create(
        cases.values(), update_conflicts=True, unique_fields=["matter"], update_fields=PROJECTED
    )


def _move(case: Case, entry: Entry, event: Event) -> None:
    for name in TAKEN:
        if event.fields.get(name):
            setattr(case, name, event.fields[name])
    case.cause = next(filter(None, map(event.fields.get, SUBJECTS)), case.cause) or _title(case)
    case.cause = _supervised(event) or case.cause
    _people(case, event)
    _place(case, entry, event)


def _supervised(event: Event) -> str:
    """What a matter of supervision is called: the organ, and the case it is about."""
    if event.step != "supervision_opened":
        return ""
    told = (event.fields.get(f"supervised_{name}") for name in ("organ_name", "title"))
    return "：".join(each for each in told if each)


def _begun(entry: Entry, event: Event) -> Case | None:
    procedure, by = _opened(event), event.fields.get("by")
    if not procedure or not by:
        return None
    first = next((each for each in by if each.get("organ")), by[0])
    organ = first.get("organ") or ""
    return Case(
        matter=entry.matter,
        procedure=procedure,
        organ=organ,
        in_name_of=first.get("in_name_of") or organ,
        opened_at=entry.occurred_at,
    )


def _opened(event: Event) -> str:
    """The procedure of the matter that begins here: the event's own, or that of the first act on its way through
    approval; none for what is kept beside cases."""
    if event.procedure == DRAFTING:
        draft = Draft.objects.filter(matter=event.matter, moves=event.thread).first()
        return draft.procedure if draft else ""
    return "" if event.procedure in APART else event.procedure


def _title(case: Case) -> str:
    """What a matter is called that nobody has given a cause."""
    procedure = corpus().procedures.get(case.procedure)
    return procedure.title if procedure and case.procedure not in BEGINNING else ""


#: Steps that name who handles the matter, and in which list.
_NAMING = {"officers_assigned": "officers", "inspection_approved": "inspectors"}


def _people(case: Case, event: Event) -> None:
    if event.fields.get("parties"):
        case.parties = [row["party"] for row in event.fields["parties"] if row.get("party")]
    named = event.fields.get(_NAMING.get(event.step, ""))
    if named:
        case.handlers = [row["officer"] for row in named]
    elif event.step == "handler_changed":
        swap = {event.fields["handler_from"]: event.fields["handler_to"]}
        case.handlers = [swap.get(person, person) for person in case.handlers]
    elif not case.handlers:
        case.handlers = [by["person"] for by in event.fields["by"] if by["role"] == "officer"]


def _place(case: Case, entry: Entry, event: Event) -> None:
    case.seq, case.changed_at = entry.seq, entry.recorded_at
    step = corpus().step(event.procedure, event.step)
    if step is None or not _leads(case, event.procedure):
        return
    case.phase, case.step = step.phase, event.step
    if event.procedure in BEGINNING:
        case.procedure = event.procedure
    case.state = ENDINGS.get(event.step) or _closed(case, step) or case.state
    case.number = event.fields.get("case_no") or case.number


def _leads(case: Case, procedure: str) -> bool:
    """Whether the matter stands where its steps of the procedure say: those that begin matters, and its own."""
    own = procedure == case.procedure or corpus().procedures[procedure].kind_of == case.procedure
    return own or procedure in BEGINNING


def _closed(case: Case, step: Step) -> str:
    """A matter that is one run of one procedure ends with it."""
    return "closed" if step.closes and case.procedure not in BEGINNING else ""


def project_draft(entry: Entry, event: Event) -> None:
    """Move the draft with the entry of its movement."""
    draft = Draft.objects.filter(matter=entry.matter, moves=entry.thread).first()
    if draft is not None:
        _MOVES[event.step](draft, entry, event.fields)
        draft.save()


def _proposed(draft: Draft, entry: Entry, fields: Mapping[str, Any]) -> None:
    draft.state = Draft.State.PROPOSED


def _approved(draft: Draft, entry: Entry, fields: Mapping[str, Any]) -> None:
    by = fields["by"][0]
    at = entry.occurred_at.isoformat()
    draft.signed = [*draft.signed, {"person": by["person"], "role": by["role"], "at": at}]
    if len(draft.signed) == len(draft.chain):
        draft.state = Draft.State.EFFECTIVE


def _returned(draft: Draft, entry: Entry, fields: Mapping[str, Any]) -> None:
    draft.state = Draft.State.RETURNED
    draft.return_reason = fields["return_reason"]
    draft.returned_by = fields["by"][0]["person"]


def _withdrawn(draft: Draft, entry: Entry, fields: Mapping[str, Any]) -> None:
    draft.state = Draft.State.WITHDRAWN


_MOVES: Mapping[str, Callable[[Draft, Entry, Mapping[str, Any]], None]] = {
    "draft_proposed": _proposed,
    "draft_approved": _approved,
    "draft_returned": _returned,
    "draft_withdrawn": _withdrawn,
}

PROJECTIONS: tuple[tuple[tuple[str, ...], Callable[[Entry, Event], None]], ...] = (
    (tuple(_MOVES), project_draft),
)
GATHERERS = (
    project_cases,
    project_named,
    project_answers,
)
