"""Acts that others must approve: drafted, proposed, signed in turn, then effective (行政处罚法第五十七条等).

Each movement is an entry that names the digest of what was read; `project.py` moves the draft with it.
The act's own entry is made together with the last signature, over exactly that digest.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from xiezhi.journal.acts import Act, Actor, NotTaken
from xiezhi.journal.door import record
from xiezhi.matters.acts import content, papers
from xiezhi.matters.acts.actors import NotYours, actor, check_proof, check_role
from xiezhi.matters.acts.carry_out import Done, carry_out, check
from xiezhi.matters.acts.move import Move, step_of
from xiezhi.matters.acts.threads import DRAFTING, new_thread
from xiezhi.matters.models import Case, Draft
from xiezhi.registry.clock import today
from xiezhi.registry.reads import holders
from xiezhi.registry.roles import title

State = Draft.State
APPROVED = "draft_approved"


class ChangedMeanwhile(NotTaken):
    """What the approver read is not what lies there now."""


def propose(move: Move) -> Draft:
    """Save the draft and send it to its first approver. The same key again gives the same draft.

    Raises ActRefused when the law already refuses it, NotWellFormed when it is incomplete.
    """
    draft = Draft.objects.filter(key=move.key).first()
    if draft is None:
        check(papers.with_number(as_if_signed(move).act(), papers.PROVISIONAL))
        draft = _drafted(move)
        draft.save()
    if draft.state == State.DRAFTED:
        record(movement(draft, "draft_proposed", move.author))
    draft.refresh_from_db()
    return draft


def as_if_signed(move: Move) -> Move:
    """The move as it would take effect were all signatures there. Raises NotYours when nobody could sign last."""
    role, organ = move.shape.approval[-1], move.author.organ
    people = [p for p in holders(role, organ, today()) if p.code != move.author.person]
    if not people:
        raise NotYours(f"名录中没有本机关的{title(role)}，无法送审。请联系名录管理员登记后再送。")
    return _signed_by(move, actor(people[0], role))


def _signed_by(move: Move, approver: Actor) -> Move:
    """By the approver when the step is the approver's own, else by those who drafted it and the approver."""
    own = approver.role in move.shape.by
    return replace(move, by=(approver,) if own else (*move.by, approver))


def _drafted(move: Move) -> Draft:
    draft = Draft(
        matter=move.matter,
        organ=move.author.organ,
        thread=move.thread or "",
        procedure=move.procedure,
        step=move.step,
        author=move.author.person,
        author_role=move.author.role,
        chain=list(move.shape.approval),
        key=move.key,
        moves=new_thread(move.matter, DRAFTING),
        at=move.at,
    )
    content.put(draft, move.fields, move.by)
    draft.document_digest = papers.preview_digest(move)
    return draft


def approve(draft: Draft, approver: Actor, digest: str) -> Done | None:
    """Sign the draft. The last signature gives the act its effect and returns it; others return None.

    Raises NotYours, ChangedMeanwhile, and what the door raises; then nothing was signed.
    """
    held = waiting(draft, digest)
    check_turn(held, approver)
    check_proof(approver, step_of(DRAFTING, APPROVED))
    signature = movement(held, APPROVED, approver)
    if len(held.signed) + 1 < len(held.chain):
        record(signature)
        return None
    done = carry_out(effective_move(held, approver), before=(signature,))
    Draft.objects.filter(pk=held.pk).update(entry=done.entry.id)
    return done


def return_draft(draft: Draft, approver: Actor, reason: str) -> None:
    """Send it back to its author with the reason. Raises NotYours, ChangedMeanwhile."""
    held = waiting(draft, draft.digest)
    check_turn(held, approver)
    record(movement(held, "draft_returned", approver, return_reason=reason))


def withdraw(draft: Draft, author: Actor) -> None:
    """The author takes a proposed draft back, or lays a returned one aside. Raises NotYours."""
    if draft.author != author.person:
        raise NotYours("只有拟稿人可以撤回。没有改动。")
    if draft.state == State.PROPOSED:
        record(movement(draft, "draft_withdrawn", author))
    else:
        Draft.objects.filter(pk=draft.pk, state=State.RETURNED).update(state=State.WITHDRAWN)


def waiting(draft: Draft, digest: str) -> Draft:
    """The draft as it is. Raises ChangedMeanwhile unless it still waits with the digest that was read."""
    held = Draft.objects.get(pk=draft.pk)
    if held.state != State.PROPOSED or held.digest != digest:
        raise ChangedMeanwhile(
            f"这份拟稿现在的状态是“{held.get_state_display()}”，与您看到的不同。没有签署，请重新打开查看。"
        )
    return held


def check_turn(draft: Draft, approver: Actor) -> None:
    """Raises NotYours unless the approver is the next to sign, and has no part of their own in it."""
    check_role(approver)
    if approver.role != draft.waits_for or approver.organ != draft.organ:
        raise NotYours("现在不是由您签署这份拟稿。没有签署。")
    if approver.person in {draft.author, *(each["person"] for each in draft.signed)}:
        raise NotYours("拟稿人和已签署的人不能再作审批签署，请由其他有权的负责人签署。没有签署。")
    if Case.objects.filter(pk=draft.matter, handlers__icontains=f'"{approver.person}"').exists():
        raise NotYours("您是本案的承办人，不能审批本案，请由其他有权的负责人签署。没有签署。")


def drafted_move(draft: Draft) -> Move:
    """The act as it was proposed: what the document's digest was taken of."""
    return Move(
        matter=draft.matter,
        procedure=draft.procedure,
        step=draft.step,
        fields=content.fields_of(draft),
        by=content.actors_of(draft),
        at=timezone.localtime(draft.at),
        key=draft.key,
        thread=draft.thread or None,
    )


def effective_move(draft: Draft, approver: Actor) -> Move:
    """The act as it takes effect now, signed by the approver."""
    now = replace(drafted_move(draft), at=timezone.localtime(), key=f"{draft.id}:effective")
    return _signed_by(now, approver)


def movement(draft: Draft, step: str, by: Actor, **more: str) -> Act:
    """The entry by which the draft moves; it names what was read."""
    fields = {"draft_step": draft.step, "draft_digest": draft.digest, **more}
    if draft.document_digest and step in ("draft_proposed", APPROVED):
        fields["document_digest"] = draft.document_digest
    return Act(
        matter=draft.matter,
        step=step,
        fields=fields,
        by=(by,),
        at=timezone.localtime(),
        procedure=DRAFTING,
        thread=draft.moves,
        parent=draft.thread or None,
        key=f"{draft.id}:{step}:{len(draft.signed)}",
    )
