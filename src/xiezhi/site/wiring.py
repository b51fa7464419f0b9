"""What plugs into the journal's door: the law, the fields' privacy, the rooms' projectors and followers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.utils import timezone

from xiezhi.documents.project import PROJECTIONS as DOCUMENTS
from xiezhi.insight.overview.source import CardSource, plug
from xiezhi.inspections.project import PROJECTIONS as INSPECTIONS
from xiezhi.journal.acts import NotWellFormed
from xiezhi.journal.wiring import Judge, Projector, Wiring, install
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.procedures.order import begins, closes, misplaced
from xiezhi.law.verdicts import Finding
from xiezhi.lawroom.reads.cards import CardLine
from xiezhi.lawroom.reads.cards import plug as plug_cards
from xiezhi.matters.follow import FOLLOWERS as MATTERS_FOLLOWERS
from xiezhi.matters.project import GATHERERS as MATTERS_GATHERERS
from xiezhi.matters.project import PROJECTIONS as MATTERS
from xiezhi.matters.search.follow import FOLLOWERS as SEARCH_FOLLOWERS
from xiezhi.publicity.follow import FOLLOWERS as PUBLICITY_FOLLOWERS
from xiezhi.publicity.project import PROJECTORS as PUBLICITY
from xiezhi.registry.context import RememberedRegisters, law_context, verified_norms
from xiezhi.registry.corpus import corpus
from xiezhi.registry.links import keep_links
from xiezhi.registry.parameters.project import PROJECTORS as PARAMETERS
from xiezhi.registry.parameters.reads import parameters_digest
from xiezhi.registry.project import PROJECTORS as REGISTRY
from xiezhi.site.well_formed import faults as form_faults
from xiezhi.supervision.follow import FOLLOWERS as SUPERVISION_FOLLOWERS
from xiezhi.supervision.models import Card, Watch
from xiezhi.supervision.project import PROJECTIONS as SUPERVISION
from xiezhi.supervision.reads import last_round, over
from xiezhi.supervision.states import cards_in

#: Whose personal data a field holds, where it is not the party's.
SUBJECTS = {
    name: "complainant"
    for name in (
        "complainant_name",
        "complainant_id_number",
        "complainant_phone",
        "complainant_address",
        "complaint_text",
    )
}


#: Procedures whose acts change what the next act is judged by.
CHANGING = frozenset({"register", "lawkeeping"})


def judge(history: Sequence[Event], candidate: Event) -> Sequence[Finding]:
    """The findings of every norm that gates the candidate's step.

    Raises NotWellFormed where the step has no meaning yet or any more (what happened elsewhere is recorded
    wherever it stands).
    """
    return _considered(history, candidate, law_context(timezone.localtime()))


def judging() -> Judge:
    """`judge` for one transaction: registers and parameters are read once, until one of its own acts changes them."""
    known: list[Context] = []

    def judge_next(history: Sequence[Event], candidate: Event) -> Sequence[Finding]:
        now = timezone.localtime()
        context = replace(known[0], as_of=now) if known else law_context(now, RememberedRegisters())
        known[:] = [] if candidate.procedure in CHANGING else [context]
        return _considered(history, candidate, context)

    return judge_next


def _considered(history: Sequence[Event], candidate: Event, context: Context) -> Sequence[Finding]:
    if candidate.mode == "decide" and (faults := _order_faults(history, candidate)):
        raise NotWellFormed(faults)
    return consider(corpus(), history, candidate, context)


def _order_faults(history: Sequence[Event], candidate: Event) -> list[str]:
    """Sentences for `after`, `not_after` and `once`; steps of no procedure have no place to be out of."""
    found = misplaced(corpus(), history, candidate)
    return [each.reason for each in found if each.because != "unknown"]


def stopping(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Those findings that refuse the act."""
    return refusing(findings, corpus(), verified_norms())


def projectors() -> Mapping[str, Sequence[Projector]]:
    """Every room's projectors by step."""
    found: defaultdict[str, list[Projector]] = defaultdict(list)
    for room in (REGISTRY, PARAMETERS, PUBLICITY):
        for step, calls in room.items():
            found[step] += calls
    for steps, call in (*MATTERS, *DOCUMENTS, *INSPECTIONS, *SUPERVISION):
        for step in steps:
            found[step].append(call)
    return found


def card_source() -> CardSource:
    """The cards of supervision, as the overview counts them."""
    colours = tuple((str(code), str(word)) for code, word in Card.Colour.choices)
    return CardSource(cards_in, Watch.objects.all, last_round, colours, "supervision:board")


def card_lines(norms: Collection[str], organs: Collection[str], most: int) -> list[CardLine]:
    """The cards of supervision, as the law room lists them."""
    return [
        CardLine(card.matter, card.norm, card.get_colour_display(), card.reason)
        for card in over(norms, organs, most)
    ]


def wire() -> None:
    """Install the wiring of this node."""
    plug(card_source())
    plug_cards(card_lines)
    install(
        Wiring(
            judge=judge,
            refusing=stopping,
            well_formed=form_faults,
            personal=corpus().personal,
            subjects=SUBJECTS,
            projectors=projectors(),
            wholes=[keep_links],
            gatherers=MATTERS_GATHERERS,
            judging=judging,
            followers=[
                *MATTERS_FOLLOWERS,
                *SEARCH_FOLLOWERS,
                *PUBLICITY_FOLLOWERS,
                *SUPERVISION_FOLLOWERS,
            ],
            law_version=lambda: corpus().version,
            parameters_head=parameters_digest,
            closes=partial(closes, corpus()),
            begins=partial(begins, corpus()),
        )
    )
