"""A decision made becomes a publication waiting for its clerk."""

from __future__ import annotations

from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.journal.wiring import Follower
from xiezhi.law.events import Event
from xiezhi.publicity.kinds import KINDS, STEPS, queued
from xiezhi.publicity.models import Publication
from xiezhi.publicity.publishability import publishability
from xiezhi.publicity.version import public_version, searchable


def queue(entry: Entry) -> None:
    """Queue the public version of a decision; run twice it changes nothing."""
    if entry.step not in KINDS or Publication.objects.filter(decision=entry.id).exists():
        return
    events = history(entry.matter, reveal=True)
    decision = next(e for e in events if e.seq == entry.seq)
    if not queued(decision):
        return
    public, hidden = public_version(decision, events)
    Publication.objects.create(
        decision=entry.id,
        matter=entry.matter,
        organ=next((a["organ"] for a in decision.fields["by"] if a.get("organ")), ""),
        decided_on=decision.at.date(),
        due_on=publishability(entry.matter, entry.seq).due_on,
        version=public,
        hidden=hidden,
        search=searchable(public),
        **_already(events, decision),
    )


def _already(events: list[Event], decision: Event) -> dict[str, Any]:
    """What happened to the decision before it was queued: imported cases bring their publication along."""
    found: dict[str, Any] = {}
    for event in events:
        if event.seq > decision.seq and event.step in STEPS:
            found = {"state": Publication.State.PUBLISHED, "published_at": event.at}
        elif event.seq > decision.seq and event.step == "publication_withdrawn":
            reason = event.fields["withdrawal_text"]
            found |= {"state": Publication.State.WITHDRAWN, "ended_at": event.at, "reason": reason}
    return found


def news(entry: Entry) -> None:
    """Later entries (judgements, outcomes) may set the clock of a waiting publication."""
    waiting = Publication.objects.filter(matter=entry.matter, state=Publication.State.QUEUED)
    for publication in waiting:
        decision = Entry.objects.get(pk=publication.decision)
        publication.due_on = publishability(decision.matter, decision.seq).due_on
        publication.save(update_fields=["due_on"])


def handle(entry: Entry) -> None:
    """Queue new decisions, then keep the clocks of waiting ones."""
    queue(entry)
    news(entry)


FOLLOWERS = [Follower("publicity.queue", handle)]
