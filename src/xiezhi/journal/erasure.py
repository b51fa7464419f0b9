"""Erasing personal data: the key goes, the entry and its place in the chain stay (《个人信息保护法》第四十七条)."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from xiezhi.journal import attempts
from xiezhi.journal.acts import ERASES, Act, ActRefused, NotWellFormed, Recorded, Ref
from xiezhi.journal.door import record_erasure
from xiezhi.journal.keys import FILES
from xiezhi.journal.models import Entry, Sealed, SealKey
from xiezhi.journal.wiring import wired


def erase(act: Act, subject: str) -> Recorded:
    """Record `act` and delete the key of `subject` in its matter, in one transaction.

    The act's entry refers to every entry that loses content (`erases`), so the verifier can tell an
    erasure from a lost key. `subject` `files` erases the matter's files. Raises as `record`.
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
    refs = tuple(Ref(ERASES, entry=entry) for entry in _losing(act.matter, key))
    recorded = record_erasure(replace(act, refs=act.refs + refs))
    key.delete()
    return recorded


def _losing(matter: str, key: SealKey) -> list[str]:
    if key.subject != FILES:
        rows = Sealed.objects.filter(key=key.id).order_by("entry_id")
        return list(dict.fromkeys(rows.values_list("entry_id", flat=True)))
    entries = Entry.objects.filter(matter=matter).order_by("seq")
    return [entry.id for entry in entries if entry.content["files"]]
