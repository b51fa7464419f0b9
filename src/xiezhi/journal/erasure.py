"""Erasing personal data: the key goes, the entry and its place in the chain stay (《个人信息保护法》第四十七条)."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from xiezhi.journal import attempts
from xiezhi.journal.acts import ERASES, Act, ActRefused, NotWellFormed, Recorded, Ref
from xiezhi.journal.door import record_erasure
from xiezhi.journal.models import SealKey
from xiezhi.journal.wiring import wired


def erase(act: Act, subject: str) -> Recorded:
    """Record `act` and delete the key of `subject` in its matter, in one transaction.

    The act's entry names the key (`erases`), so the verifier can tell an erasure from a lost key.
    `subject` `files` erases the matter's files. Raises as `record`.
    """
    try:
        with transaction.atomic(durable=True):
            return _erased(act, subject)
    except ActRefused as refused:
        attempts.keep(refused, wired())
        raise


def _erased(act: Act, subject: str) -> Recorded:
    key = SealKey.objects.select_for_update().filter(matter=act.matter, subject=subject).first()
    if key is None:
        raise NotWellFormed(["本事项没有此人的密封内容，或者已经删除。"])
    recorded = record_erasure(replace(act, refs=(*act.refs, Ref(ERASES, key=key.id))))
    key.delete()
    return recorded
