"""The second officer: why one is asked for, and that one's own answer (行政处罚法第四十二条)."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.journal.acts import Act, Actor, Ref
from xiezhi.journal.door import record
from xiezhi.law.norms.citing import cited
from xiezhi.law.norms.model import Citation
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.actors import NotYours, check_role
from xiezhi.matters.acts.threads import PRESENCE
from xiezhi.matters.models import Presence
from xiezhi.registry.corpus import corpus
from xiezhi.registry.roles import title

OFFICER = "officer"
CONFIRMED, DENIED = "presence_confirmed", "presence_denied"
#: Relation of an answer to the entry it answers.
ANSWERS = "answers_presence"


def second_role(step: Step) -> str:
    """The role in which the second person of a step acts."""
    return OFFICER if OFFICER in step.by else step.by[0]


def second_missing(step: Step) -> str:
    """The sentence for a step that lacks its second person, with the article where it is an officer."""
    role = second_role(step)
    if role != OFFICER:
        return f"请选择另一名{title(role)}，本步骤须由两人以上进行。"
    law, article = corpus().parameters["officer_minimum"].basis
    return f"请选择另一名执法人员，本步骤须由两人以上进行（{cited(Citation(law, article))}）。"


def answer(presence: Presence, by: Actor, denied: str | None = None) -> None:
    """Confirm having acted together, or deny it with the reason; said once and for all.

    Raises NotYours for anyone but the person named, and what the door raises.
    """
    if by.person != presence.person or presence.answer:
        raise NotYours("这条记载不等您确认，或者您已经回答过。没有改动。")
    check_role(by)
    fields = {"presence_of": presence.entry} | ({"reason_text": denied} if denied else {})
    record(
        Act(
            matter=presence.matter,
            step=DENIED if denied else CONFIRMED,
            fields=fields,
            by=(by,),
            at=timezone.localtime(),
            procedure=PRESENCE,
            refs=(Ref(ANSWERS, entry=presence.entry),),
            key=f"{presence.entry}:{presence.person}:presence",
        )
    )
