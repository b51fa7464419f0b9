"""当事人: what a party who holds a receipt may see of the matter: where it stands, the papers addressed to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from xiezhi.documents.models import Document
from xiezhi.documents.reads import of_matter, stored_bytes
from xiezhi.journal.reads import history
from xiezhi.law.procedures.replay import replay
from xiezhi.matters.models import Case
from xiezhi.matters.pages.documents import pdf_response
from xiezhi.registry.access import PARTY, hidden, page, scope_of
from xiezhi.registry.context import law_context
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.reading import log_access

#: Papers that are addressed to the party and were handed over or served.
TO_PARTY = (
    "penalty_notice",
    "hearing_notice",
    "correction_order",
    "penalty_decision",
    "spot_decision",
    "no_penalty_decision",
)
#: Steps that a party takes; a running clock that waits for one of them is the party's own.
PARTY_ROLES = frozenset({"party", "agent"})


@page(PARTY)
def party(request: HttpRequest) -> HttpResponse:
    """「您现在需要做什么」 with days and date, then papers and what happened."""
    scope = scope_of(request)
    case = get_object_or_404(Case, pk=scope.matter)
    log_access(request, "查看", case.matter, "当事人查询本人案件", ("案件进展",))
    state = replay(corpus(), history(case.matter), law_context(timezone.localtime()))
    context = {
        "case": case,
        "organ": Organ.objects.filter(code=case.in_name_of).first(),
        "due": [clock for clock in state.clocks if _is_mine(clock.to)],
        "documents": of_matter(case.matter).filter(kind__in=TO_PARTY),
        "done": [d for thread in state.threads for d in thread.done],
    }
    return render(request, "matters/party.html", context)


@page(PARTY)
def party_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper addressed to the party, as issued."""
    matter = scope_of(request).matter
    found = Document.objects.filter(matter=matter, pk=pk, kind__in=TO_PARTY).first() or hidden()
    log_access(request, "打开文书", found.matter, "当事人查阅本人文书", ("决定书全文",))
    return pdf_response(stored_bytes(found), found.name)


def _is_mine(steps: tuple[str, ...]) -> bool:
    """Whether a party takes one of the steps in some procedure."""
    takers = (p.steps[s].by for p in corpus().procedures.values() for s in steps if s in p.steps)
    return any(PARTY_ROLES & set(by) for by in takers)
