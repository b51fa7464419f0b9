"""转为案源: a violation found becomes a clue that holds what the inspection already states."""

from __future__ import annotations

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xiezhi.inspections.carrying import clue_values
from xiezhi.inspections.pages.common import inspection_for, proposed, unborn
from xiezhi.inspections.pages.sign import signed
from xiezhi.inspections.project import OPENS
from xiezhi.inspections.reads import last_record, party_row
from xiezhi.journal.acts import Act, Ref
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.acts.move import Move, step_of
from xiezhi.matters.forms.request import Filled, filled, opened
from xiezhi.matters.models import Case
from xiezhi.matters.pages.step import answer, form_page
from xiezhi.matters.reads.origins import FROM
from xiezhi.registry.access import page, roles
from xiezhi.registry.models import Party

CLUE, FIRST, LAST = "clue", "clue_registered", "inspection_to_case"
#: Relation to the entry whose facts were carried over.
DRAWN_FROM = "drawn_from"


@page(roles("officer"), methods=("GET", "POST"))
def to_case(request: HttpRequest, matter: str) -> HttpResponse:
    """Both acts are recorded together, or neither is. One inspection opens one clue."""
    row, _ = inspection_for(request, matter, "转为案源")
    if row.clue:
        return redirect("matters:case", matter=row.clue)
    events = history(matter, reveal=True)
    case = unborn(request, _clue_of(matter), CLUE)
    step = step_of(CLUE, FIRST)
    if request.method != "POST":
        party = Party.objects.filter(pk=row.party).first()
        return form_page(request, case, _proposed(request, case, events, party))
    form = filled(request, case, CLUE, step)
    for each in form.form.values.get("parties", ())[:1]:
        each["party"] = row.party
    if request.POST.get("go") != "sign" or form.errors:
        return answer(request, case, form)
    return signed(
        request, case, form, lambda move: _opening(move, events), _referring(form.move(), events)
    )


def _clue_of(matter: str) -> str:
    """The clue's id follows from the inspection's, so that two officers cannot open two."""
    return str(uuid5(NAMESPACE_URL, f"xiezhi:clue-of:{matter}"))


def _proposed(request: HttpRequest, case: Case, events: list[Event], party: Party | None) -> Filled:
    form = opened(request, case, CLUE, step_of(CLUE, FIRST))
    return proposed(form, clue_values(events, party_row(party) if party else {}))


def _referring(move: Move, events: list[Event]) -> Move:
    """The clue names the inspection and the record it was drawn from, and is not earlier than it."""
    matter, ended = events[0].matter, last_record(events)
    refs = [Ref(FROM, matter=matter)]
    if ended is None:
        return replace(move, matter=_clue_of(matter), refs=tuple(refs))
    refs.append(Ref(DRAWN_FROM, entry=ended.id))
    return replace(move, matter=_clue_of(matter), refs=tuple(refs), at=max(move.at, ended.at))


def _opening(move: Move, events: list[Event]) -> Act:
    """The inspection's own entry that names the clue."""
    return Act(
        matter=events[0].matter,
        step=LAST,
        fields={},
        by=move.by,
        at=move.at,
        procedure=events[0].procedure,
        refs=(Ref(OPENS, matter=move.matter),),
        key=f"{move.key}-opens",
    )
