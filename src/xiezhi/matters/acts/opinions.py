"""Who approved an act, when, and with which opinion: what approval forms print (`approvals` of a document)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from xiezhi.journal.acts import Actor
from xiezhi.law.events import Event
from xiezhi.matters.acts import content
from xiezhi.matters.acts.actors import NAMED
from xiezhi.matters.acts.move import Move
from xiezhi.matters.models import Draft
from xiezhi.matters.reads.about import acts_of
from xiezhi.registry.reads import names_of_people

Row = dict[str, str]
#: The words of the two movements, where whoever made them wrote none of their own.
PROPOSED, AGREED = "报请审批。", "同意。"
#: The key of the act of a fully signed draft: `<draft>:effective`.
EFFECTIVE = ":effective"


def opinions(move: Move, events: Sequence[Event]) -> list[Row]:
    """Rows of role, name, day and opinion, for the document of `move`.

    Of a signed draft: those who signed and those who drafted; of a paper about other acts: theirs; else whoever acts,
    without an opinion of their own, so that the form leaves room for one.
    """
    draft = _draft_of(move)
    if draft is not None:
        last = {"person": move.by[-1].person, "role": draft.chain[-1], "at": move.at.isoformat()}
        return _of_draft(draft, [*draft.signed, last])
    found = [row for event in reversed(acts_of(move.shape, events)) for row in _of_event(event)]
    return found or _own(move)


def _draft_of(move: Move) -> Draft | None:
    name, mark, rest = move.key.partition(EFFECTIVE)
    return Draft.objects.filter(pk=name).first() if mark and not rest else None


def _of_event(event: Event) -> list[Row]:
    draft = Draft.objects.filter(entry=event.id).first() if event.id else None
    return _of_draft(draft, draft.signed) if draft else []


def _of_draft(draft: Draft, signed: Iterable[Mapping[str, str]]) -> list[Row]:
    drafters = [each.person for each in content.actors_of(draft)]
    rows = [_row(s["role"], [s["person"]], datetime.fromisoformat(s["at"]), AGREED) for s in signed]
    return [*rows, _row(draft.author_role, drafters, draft.at, PROPOSED)]


def _own(move: Move) -> list[Row]:
    return [_row(role, people, move.at, "") for role, people in _by_role(move.by).items()]


def _by_role(by: Iterable[Actor]) -> dict[str, list[str]]:
    """Those who were there themselves, not who was only named by another."""
    found: dict[str, list[str]] = {}
    for each in by:
        if each.proof != NAMED:
            found.setdefault(each.role, []).append(each.person)
    return found


def _row(role: str, people: Sequence[str], at: datetime, opinion: str) -> Row:
    names = names_of_people(people)
    return {
        "role": role,
        "opinion": opinion,
        "name": "、".join(names.get(person, "") for person in people),
        "signed_on": timezone.localtime(at).date().isoformat(),
    }
