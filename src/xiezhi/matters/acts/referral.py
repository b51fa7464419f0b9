"""A draft sent back so that those in charge discuss it together first (行政处罚法第五十七条第二款)."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record_together
from xiezhi.law.norms.model import Norm, RequiresBefore
from xiezhi.matters.acts.drafts import check_turn, movement, waiting
from xiezhi.matters.models import Draft
from xiezhi.registry.corpus import corpus

ASKED, HELD = "discussion_requested", "collective_discussion"


def discussion_norm(draft: Draft) -> Norm | None:
    """The norm by which this step may need a collective discussion; None when it never does."""
    if ASKED not in corpus().procedures[draft.procedure].steps:
        return None
    gating = (corpus().norms[name] for name in corpus().gating.get(draft.step, ()))
    return next((norm for norm in gating if _asks(norm)), None)


def _asks(norm: Norm) -> bool:
    return isinstance(norm.rule, RequiresBefore) and HELD in norm.rule.steps


def refer(draft: Draft, approver: Actor, reason: str) -> None:
    """Return the draft with the reason and ask for the discussion; both are recorded or neither.

    Raises NotYours, ChangedMeanwhile, and what the door raises.
    """
    held = waiting(draft, draft.digest)
    check_turn(held, approver)
    told = f"提交负责人集体讨论：{reason}"
    back = movement(held, "draft_returned", approver, return_reason=told)
    record_together([back, _asked(held, approver, reason)])


def _asked(draft: Draft, by: Actor, reason: str) -> Act:
    return Act(
        matter=draft.matter,
        step=ASKED,
        fields={"reason_text": reason, "draft_digest": draft.digest},
        by=(by,),
        at=timezone.localtime(),
        procedure=draft.procedure,
        thread=draft.thread or None,
        key=f"{draft.id}:{ASKED}",
    )
