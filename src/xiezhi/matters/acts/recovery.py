"""What a stop in the middle of an act leaves behind, brought to its end or voided with the reason."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from xiezhi.documents import numbers
from xiezhi.documents.recovery import NO_EFFECT, left_reserved, unclaimed, void_without_effect
from xiezhi.journal.models import Entry
from xiezhi.matters.acts.case_number import SERIES
from xiezhi.matters.models import Case, Draft

#: Made after its entry, by another room.
ELSEWHERE = "decision_published"


def settle(before: datetime) -> int:
    """Everything begun before that time; how much there was. Running it twice changes nothing."""
    lost = [each for each in unclaimed(before) if each.step != ELSEWHERE]
    return void_without_effect(lost) + _case_numbers(before) + _signed_drafts()


def _case_numbers(before: datetime) -> int:
    """A case number stands when its case does; else the filing never took effect."""
    rows = list(left_reserved(before).filter(series__kind=SERIES))
    for row in rows:
        if Case.objects.filter(number=row.text).exists():
            numbers.use(row, timezone.localtime())
        else:
            numbers.void(row, NO_EFFECT, timezone.localtime())
    return len(rows)


def _signed_drafts() -> int:
    """Drafts in effect that do not yet name their entry."""
    rows = Draft.objects.filter(state=Draft.State.EFFECTIVE, entry="")
    found = {entry.key: entry.id for entry in Entry.objects.filter(key__in=[_key(d) for d in rows])}
    for draft in rows:
        if _key(draft) in found:
            Draft.objects.filter(pk=draft.pk, entry="").update(entry=found[_key(draft)])
    return len(found)


def _key(draft: Draft) -> str:
    return f"{draft.id}:effective"
