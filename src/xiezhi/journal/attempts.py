"""Tries the law refused, kept in a chain of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from xiezhi.journal.acts import ActRefused
from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.digests import of_text
from xiezhi.journal.locks import lock_log
from xiezhi.journal.models import Attempt
from xiezhi.journal.sealing import split
from xiezhi.journal.shaping import shape
from xiezhi.journal.wiring import Wiring


def keep(refused: ActRefused, wiring: Wiring) -> Attempt:
    """Store the refused try: its open fields, who tried, and why it was refused. Personal fields are left out."""
    now = wiring.now()
    with transaction.atomic():
        lock_log()
        last = Attempt.objects.order_by("-number").first()
        number = last.number + 1 if last else 1
        body = {**_body(refused, wiring), "v": 1, "node": settings.XIEZHI_NODE, "number": number}
        text = canonical({**body, "recorded_at": moment(now), "prev": last.hash if last else None})
        return Attempt.objects.create(
            number=number,
            matter=refused.act.matter,
            step=refused.act.step,
            recorded_at=now,
            hash=of_text(text),
            text=text,
        )


def _body(refused: ActRefused, wiring: Wiring) -> dict[str, object]:
    act, shaped = refused.act, shape(refused.act)
    fields, _ = split(shaped.fields, wiring)
    return {
        "matter": act.matter,
        "procedure": act.procedure,
        "thread": act.thread,
        "step": act.step,
        "occurred_at": shaped.occurred_at,
        "by": shaped.by,
        "fields": fields,
        "key": act.key,
        "verdicts": [
            {"norm": f.norm, "verdict": f.verdict.value, "reason": f.reason}
            for f in refused.findings
        ],
    }
