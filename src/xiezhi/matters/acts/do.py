"""The one call pages make when somebody acts."""

from __future__ import annotations

from xiezhi.journal.acts import NotWellFormed
from xiezhi.matters.acts.actors import check_proof, check_role
from xiezhi.matters.acts.binding import bind_archived
from xiezhi.matters.acts.carry_out import Done, carry_out
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.drafts import propose
from xiezhi.matters.acts.move import Move
from xiezhi.matters.acts.two_officers import second_missing
from xiezhi.matters.models import Draft


def do(move: Move) -> Done | Draft:
    """Record the act, or propose it when its step asks for approval. Raises what the door raises."""
    for each in move.by:
        check_role(each)
    check_proof(move.author, move.shape)
    present = {each.person for each in move.by if each.role in move.shape.by}
    if len(present) < move.shape.people and move.mode == "decide":
        raise NotWellFormed([second_missing(move.shape)])
    if move.shape.approval and move.mode == "decide":
        return propose(completed(move))
    done = carry_out(completed(move))
    bind_archived(move)
    return done
