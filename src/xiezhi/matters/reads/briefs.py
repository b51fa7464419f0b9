"""What an approver must know before signing, in a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.reads.cases import party_names
from xiezhi.matters.reads.clocks import case_due
from xiezhi.matters.reads.words import step_title, value_words
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.screen import DeadlineView
from xiezhi.registry.screen.words import yuan_words


@dataclass(frozen=True, slots=True)
class Brief:
    """`asked` in one sentence; `amounts`, `facts` (at most three), `tier`, `reviews`, `defences` in lines."""

    asked: str
    party: str
    amounts: tuple[str, ...]
    facts: tuple[str, ...]
    tier: tuple[str, ...]
    reviews: tuple[str, ...]
    defences: tuple[str, ...]
    signatures: tuple[str, ...]
    due: DeadlineView | None


def brief(draft: Draft, fields: Mapping[str, Any], case: Case) -> Brief:
    """Drawn from the draft and the matter's history, personal fields opened (the page logs it)."""
    events = history(draft.matter, reveal=True)
    rows = fields.get("dispositions") or ()
    found = fields.get("facts_found") or _latest(events, "facts_found") or _suspected(fields)
    return Brief(
        asked=_asked(draft),
        party=_parties(fields) or party_names([case])[case.matter],
        amounts=_amounts(fields),
        facts=tuple(str(row.get("fact_text", "")) for row in found[:3]),
        tier=tuple(_tier(row) for row in rows),
        reviews=_reviews(events),
        defences=_defences(events),
        signatures=_signatures(draft),
        due=case_due(case),
    )


def _asked(draft: Draft) -> str:
    author = Person.objects.filter(pk=draft.author).first()
    step = step_title(draft.procedure, draft.step)
    role = role_title(draft.waits_for) if draft.waits_for else ""
    ask = f"请{role}审批" if role else draft.get_state_display()
    return f"{author.name if author else ''}拟“{step}”，{ask}。"


def _parties(fields: Mapping[str, Any]) -> str:
    """Those the draft names itself, before the register knows them as the case's."""
    return "、".join(str(row.get("party_name", "")) for row in fields.get("parties") or ())


def _suspected(fields: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """Before facts are found: what speaks for opening the case (行政处罚法第五十四条)."""
    texts = (fields.get("preliminary_evidence"), fields.get("filing_reason"))
    return tuple({"fact_text": text} for text in texts if text)


def _amounts(fields: Mapping[str, Any]) -> tuple[str, ...]:
    known = corpus().fields
    names = ("total_fine_cents", "total_confiscation_cents")
    return tuple(f"{known[n].title}：{yuan_words(fields[n])}" for n in names if fields.get(n))


def _tier(row: Mapping[str, Any]) -> str:
    known = corpus().fields
    names = ("kind", "fine_cents", "severity", "severity_ground", "benchmark_tier", "grounds")
    return "；".join(
        f"{known[n].title}：{value_words(known[n], row[n])}" for n in names if row.get(n)
    )


def _reviews(events: Sequence[Event]) -> tuple[str, ...]:
    known = corpus().fields
    found = []
    for event in events:
        for name, text in (
            ("review_conclusion", "review_opinion"),
            ("case_review_conclusion", "case_review_text"),
        ):
            if event.fields.get(name):
                word = value_words(known[name], event.fields[name])
                found.append(f"{known[name].title}：{word}。{event.fields.get(text, '')}")
    return tuple(found)


def _defences(events: Sequence[Event]) -> tuple[str, ...]:
    known = corpus().fields["adopted"]
    rights = corpus().fields["waived_rights"]
    found = []
    for event in events:
        if event.step == "statement_received":
            found.append(f"当事人陈述申辩：{event.fields.get('statement_text', '')}")
        if event.step == "statement_waived":
            right = value_words(rights, event.fields.get("waived_rights"))
            found.append(f"当事人放弃{right}。")
        for row in event.fields.get("statement_points") or ():
            answer = f"{value_words(known, row.get('adopted'))}，{row.get('adopt_reason', '')}"
            found.append(f"对“{row.get('point_text', '')}”：{answer}")
    return tuple(found)


def _signatures(draft: Draft) -> tuple[str, ...]:
    people = Person.objects.in_bulk([each["person"] for each in draft.signed])
    return tuple(
        f"{role_title(each['role'])}{people[each['person']].name}已同意"
        for each in draft.signed
        if each["person"] in people
    )


def _latest(events: Sequence[Event], name: str) -> Any:
    return next((e.fields[name] for e in reversed(events) if e.fields.get(name)), None)
