"""Proposing and setting a parameter, verifying a norm, act by act."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

import time_machine
from tests.matters.play import moment

from xiezhi.journal.door import Act, Actor, Recorded, record
from xiezhi.registry.parameters.faults import norm_matter, parameter_matter

FINE = "hearing_fine_cents"


def keep(step: str, who: str, at: str, role: str = "legal_reviewer", **fields: Any) -> Recorded:
    """One step of `lawkeeping` by a person of organ o-1."""
    named = fields.get("parameter_id")
    matter = parameter_matter(named) if named else norm_matter(fields["norm_id"])
    when: datetime = moment(at)
    act = Act(
        matter=matter,
        step=step,
        fields=fields,
        by=(Actor(who, role, "o-1"),),
        at=when,
        procedure="lawkeeping",
        key=uuid4().hex,
    )
    with time_machine.travel(when, tick=False):
        return record(act)


def propose(who: str, at: str, value: int, since: str, **more: Any) -> Recorded:
    stated: dict[str, Any] = {
        "parameter_id": FINE,
        "parameter_value": value,
        "effective_from_on": since,
        "keeping_document": "本市听证标准通告",
        "keeping_reason": "本市已经公布标准",
        **more,
    }
    return keep("parameter_proposed", who, at, **stated)


def confirm(who: str, at: str, value: int, since: str, **more: Any) -> Recorded:
    stated: dict[str, Any] = {
        "parameter_id": FINE,
        "parameter_value": value,
        "effective_from_on": since,
        "keeping_document": "本市听证标准通告",
        **more,
    }
    return keep("parameter_set", who, at, **stated)
