"""案件: where it stands, which clock runs, what may lawfully be done next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.matters.models import Draft
from xiezhi.matters.pages.common import CASE_ROLES, case_for, framed
from xiezhi.matters.reads.cases import INSPECTIONS, SUPERVISION, party_names
from xiezhi.matters.reads.origins import origins
from xiezhi.matters.reads.standing import standing
from xiezhi.matters.reads.words import cause_word, state_tag, step_title
from xiezhi.registry.access import page, scope_of
from xiezhi.registry.corpus import corpus
from xiezhi.registry.reads import names_of_organs, names_of_people


@page(CASE_ROLES)
def workspace(request: HttpRequest, matter: str) -> HttpResponse:
    """Everything above the fold; the other sections are tabs."""
    case = case_for(request, matter, "查看案件", ("party_name",))
    if case.procedure.startswith(INSPECTIONS):
        return redirect("inspections:task", matter=matter)
    if case.procedure == SUPERVISION:
        return redirect("supervision:matter", matter=matter)
    people, organs = names_of_people(case.handlers), names_of_organs([case.organ, case.in_name_of])
    moving = Draft.objects.filter(
        matter=matter, state__in=(Draft.State.PROPOSED, Draft.State.RETURNED)
    )
    more = {
        "party": party_names([case])[matter],
        "handlers": "、".join(people.get(code, code) for code in case.handlers),
        "organ": organs.get(case.organ, case.organ),
        "bearer": organs.get(case.in_name_of, case.in_name_of),
        "state": state_tag(case.state),
        "procedure": corpus().procedures.get(case.procedure),
        "cause_word": cause_word(case.procedure),
        "origins": origins(matter),
        "standing": standing(case, scope_of(request)),
        "drafts": [(draft, step_title(draft.procedure, draft.step)) for draft in moving],
    }
    return render(request, "matters/case.html", framed(request, case, "matters:case", **more))
