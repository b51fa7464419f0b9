"""Cross-case facts online: kept by a projector, read by the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import timezone

from xiezhi.journal.acts import CORRECTION
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive, elsewhere_keys
from xiezhi.law.facts.model import Elsewhere
from xiezhi.law.facts.needs import steps_read
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
    """Steps whose rows cross-case facts count or read, those that can undo a decision or end a dispute, and corrections."""
    law = corpus()
    across = [fact for fact in law.facts.values() if isinstance(fact.derive, Elsewhere)]
    counted = {step for fact in across for step in law.grains[fact.grain].steps}
    behind = law.facts_behind(fact.name for fact in across)
    read = {step for fact in behind for step in steps_read(fact.derive)}
    undoing = {step for code in UNDOING for step in law.procedures[code].steps}
    return frozenset({*counted, *read, *undoing, CORRECTION})
