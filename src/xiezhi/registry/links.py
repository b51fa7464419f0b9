"""Cross-case facts online: kept by a projector, read by the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import timezone

from xiezhi.journal.acts import CORRECTION
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive, elsewhere_keys
from xiezhi.law.facts.model import Elsewhere
from xiezhi.registry.corpus import corpus, online_calendar
from xiezhi.registry.models import Link

UNDOING = ("review", "litigation", "outcome")


class Links:
    """The law kernel's `Elsewhere` over the links of this node."""

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int:
        found = Link.objects.filter(fact=fact, key=key).exclude(matter=matter)
        if at is not None:
            found = found.filter(since__lte=at).exclude(until__lt=at)
        return found.count()


def keep_links(event: Event, history: Callable[[], Sequence[Event]]) -> None:
    """Rebuild what the event's matter contributes, when its step can change it; `history` ends with the event."""
    if event.step not in _steps():
        return
    law = corpus()
    context = Context(calendar=online_calendar(), as_of=timezone.localtime())
    found = elsewhere_keys(law, derive(law, history(), context))
    rows = [Link(matter=event.matter, **each._asdict()) for each in found]
    Link.objects.filter(matter=event.matter).delete()
    Link.objects.bulk_create(rows)


def _steps() -> frozenset[str]:
    """Steps whose rows cross-case facts count, those that can undo a decision or end a dispute, and corrections."""
    law = corpus()
    grains = [f.grain for f in law.facts.values() if isinstance(f.derive, Elsewhere)]
    counted = {step for name in grains for step in law.grains[name].steps}
    undoing = {step for code in UNDOING for step in law.procedures[code].steps}
    return frozenset({*counted, *undoing, CORRECTION})
