"""The one call pages make when somebody acts."""

from __future__ import annotations

from xiezhi.journal.acts import NotWellFormed
from xiezhi.matters.acts.actors import check_proof, check_role
from xiezhi.matters.acts.binding import bind_archived
from xiezhi.matters.acts.carry_out import Done, carry_out
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.drafts import propose
from xiezhi.matters.acts.move import Move
from xiezhi.matters.acts.two_officers import two_needed
from xiezhi.matters.models import Draft


def do(move: Move) -> Done | Draft:
    """Record the act, or propose it when its step asks for approval. Raises what the door raises."""
    for each in move.by:
        check_role(each)
    check_proof(move.author, move.shape)
    officers = {each.person for each in move.by if each.role == "officer"}
    if len(officers) < move.shape.people and move.mode == "decide":
        raise NotWellFormed([f"请选择另一名执法人员，{two_needed()}。"])
    if move.shape.approval and move.mode == "decide":
        return propose(completed(move))
    done = carry_out(completed(move))
    bind_archived(move)
    return done
