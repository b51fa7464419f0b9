"""当事人: what a party who holds a receipt may see of the matter: where it stands, the papers addressed to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from xiezhi.documents.reads import stored_bytes
from xiezhi.journal.reads import history
from xiezhi.law.procedures.replay import replay
from xiezhi.matters.acts.threads import ASIDE
from xiezhi.matters.models import Case
from xiezhi.matters.pages.documents import pdf_response
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.served import numbers_of, remedies, served
from xiezhi.registry.access import PARTY, hidden, page, scope_of
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.reading import log_access

#: Steps that a party takes; a running clock that waits for one of them is the party's own.
PARTY_ROLES = frozenset({"party", "agent"})


@page(PARTY)
def party(request: HttpRequest) -> HttpResponse:
    """「您现在需要做什么」 with days and date, then papers and what happened."""
    scope = scope_of(request)
    case = get_object_or_404(Case, pk=scope.matter)
    log_access(request, "查看", case.matter, "当事人查询本人案件", ("案件进展",))
    law, events = law_context(timezone.localtime()), history(case.matter)
    state, numbers = replay(corpus(), events, law), numbers_of(scope.party, events)
    context = {
        "case": case,
        "organ": Organ.objects.filter(code=case.in_name_of).first(),
        "due": [(c.title, clock_due(c)) for c in state.clocks if _is_mine(c.to)],
        "documents": list(served(case.matter, events, numbers)),
        "remedies": remedies(events, numbers, law.calendar),
        "today": law.as_of.date(),
        "done": [d for t in state.threads if t.procedure not in ASIDE for d in t.done],
    }
    return render(request, "matters/party.html", context)


@page(PARTY)
def party_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper addressed to the party, as issued."""
    scope = scope_of(request)
    matter, events = scope.matter or hidden(), history(scope.matter or "")
    papers = served(matter, events, numbers_of(scope.party, events))
    found = next((paper for paper, _ in papers if paper.pk == pk), None) or hidden()
    log_access(request, "打开文书", found.matter, "当事人查阅本人文书", ("决定书全文",))
    return pdf_response(stored_bytes(found), found.name)


def _is_mine(steps: tuple[str, ...]) -> bool:
    """Whether a party takes one of the steps in some procedure."""
    takers = (p.steps[s].by for p in corpus().procedures.values() for s in steps if s in p.steps)
    return any(PARTY_ROLES & set(by) for by in takers)
