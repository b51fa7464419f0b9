"""What a transaction knows of a matter: its past, its last hash, its threads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from xiezhi.journal.acts import Act, NotWellFormed
from xiezhi.journal.history import Past, corrected, past
from xiezhi.journal.models import Entry
from xiezhi.journal.wiring import Wiring
from xiezhi.law.events import Event


@dataclass(slots=True)
class Head:
    """A matter as it stands, growing as the transaction writes. `seen` is its `seq` at the start."""

    matter: str
    past: list[Past] = field(default_factory=list)
    seen: int = 0

    @property
    def seq(self) -> int:
        return self.past[-1].event.seq if self.past else 0

    @property
    def hash(self) -> str | None:
        return self.past[-1].hash if self.past else None

    def history(self) -> list[Event]:
        return corrected(self.past)

    def thread_for(self, act: Act, wiring: Wiring) -> str:
        """The thread `act` belongs to: named, else the latest of its procedure; a new one when there is none, or
        when that one is closed and the step begins another."""
        if act.thread is not None:
            return act.thread
        events = [p.event for p in self.past if p.event.procedure == act.procedure]
        if not events:
            return f"{act.procedure}#1"
        latest = max((e.thread for e in events), key=_number)
        closed = any(wiring.closes(e.procedure, e.step) for e in events if e.thread == latest)
        again = closed and wiring.begins(act.procedure, act.step)
        return f"{act.procedure}#{_number(latest) + 1}" if again else latest

    def parent_for(self, act: Act, thread: str) -> str | None:
        """The thread above: as the thread began. Raises NotWellFormed where `act` says otherwise."""
        begun = next((p for p in self.past if p.event.thread == thread), None)
        if begun is None:
            return act.parent
        if act.parent not in (None, begun.parent or None):
            raise NotWellFormed([f"程序 {thread} 的上级程序已定为「{begun.parent}」，不能改变。"])
        return begun.parent or None


def _number(thread: str) -> int:
    return int(thread.rpartition("#")[2])


def heads(matters: Collection[str]) -> dict[str, Head]:
    """The heads of `matters`, in one query."""
    found = {matter: Head(matter) for matter in matters}
    rows = Entry.objects.filter(matter__in=found).order_by("matter", "seq")
    for text, digest in rows.values_list("text", "hash").iterator():
        entry = past(text, digest)
        found[entry.event.matter].past.append(entry)
    for head in found.values():
        head.seen = head.seq
    return found
