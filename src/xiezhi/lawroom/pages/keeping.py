"""One step of `lawkeeping`: recorded at the journal's door, or a sentence why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from xiezhi.journal.acts import Actor, ActRefused, NotTaken
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.move import Move, step_of
from xiezhi.matters.pages.signature import proof_of
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.registry.parameters.faults import PROCEDURE
from xiezhi.registry.pins import PinRefused
from xiezhi.registry.screen import RefusalView


def keep(
    request: HttpRequest, step: str, matter: str, by: Actor, fields: Mapping[str, Any]
) -> tuple[list[RefusalView], list[str]]:
    """What refuses it: (norms with their article and cure, other sentences); both empty once it is recorded."""
    move = Move(
        matter=matter,
        procedure=PROCEDURE,
        step=step,
        fields=fields,
        by=(by,),
        at=timezone.localtime(),
        key=request.POST.get("key", "")[:64] or "none",
    )
    try:
        do(move.proven(proof_of(request, step_of(PROCEDURE, step))))
    except ActRefused as refused:
        return refusal_views(refused.findings, step_of(PROCEDURE, step).title, matter), []
    except (NotTaken, PinRefused) as fault:
        return [], [str(fault)]
    return [], []
