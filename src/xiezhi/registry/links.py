"""Cross-case facts online: kept by a projector, read by the gate."""

from __future__ import annotations

from django.utils import timezone

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive, elsewhere_keys
from xiezhi.law.facts.model import Elsewhere
from xiezhi.registry.corpus import corpus, online_calendar
from xiezhi.registry.models import Link


class Links:
    """The law kernel's `Elsewhere` over the links of this node."""

    def count(self, fact: str, key: str, matter: str) -> int:
        return Link.objects.filter(fact=fact, key=key).exclude(matter=matter).count()


def keep_links(entry: Entry, event: Event) -> None:
    """Rebuild what the entry's matter contributes, when its step can change it.

    The entry is being written: the stored history ends before it.
    """
    if event.step not in _steps():
        return
    law = corpus()
    context = Context(calendar=online_calendar(), as_of=timezone.localtime())
    past = [each for each in history(entry.matter) if each.id != event.id]
    found = elsewhere_keys(law, derive(law, [*past, event], context))
    rows = [Link(fact=f, key=k, matter=entry.matter, row=row) for f, k, row in found]
    Link.objects.filter(matter=entry.matter).delete()
    Link.objects.bulk_create(rows)


def _steps() -> frozenset[str]:
    """Steps whose rows cross-case facts count, and those that can undo a decision."""
    law = corpus()
    grains = [f.grain for f in law.facts.values() if isinstance(f.derive, Elsewhere)]
    counted = {step for name in grains for step in law.grains[name].steps}
    return frozenset(counted | set(law.procedures["outcome"].steps))
