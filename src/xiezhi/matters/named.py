"""Whoever was only named as acting together is asked for an own answer: rows of `Presence`, from entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from xiezhi.journal.models import Entry
from xiezhi.law.events import Event
from xiezhi.matters.acts.actors import NAMED
from xiezhi.matters.acts.two_officers import CONFIRMED, DENIED
from xiezhi.matters.models import Presence

SAID = {CONFIRMED: Presence.Answer.CONFIRMED, DENIED: Presence.Answer.DENIED}


def project_named(written: Sequence[tuple[Entry, Event]]) -> None:
    """A row for everyone named by the first officer in the entries of a transaction."""
    rows = [row for entry, event in written for row in _named(entry, event)]
    Presence.objects.bulk_create(rows, ignore_conflicts=True)


def _named(entry: Entry, event: Event) -> Iterator[Presence]:
    people: Sequence[Mapping[str, Any]] = event.fields.get("by") or ()
    for by in people:
        if by.get("proof") == NAMED and by["person"] != people[0]["person"]:
            yield Presence(
                entry=entry.id,
                person=by["person"],
                matter=entry.matter,
                procedure=entry.procedure,
                step=entry.step,
                named_by=people[0]["person"],
                at=entry.occurred_at,
                recorded_at=entry.recorded_at,
            )


def project_answers(written: Sequence[tuple[Entry, Event]]) -> None:
    """The answers, beside the entries they are about."""
    for entry, event in written:
        if entry.step in SAID:
            named = Presence.objects.filter(
                entry=event.fields["presence_of"], person=event.fields["by"][0]["person"]
            )
            named.update(answer=SAID[entry.step], answered_at=entry.occurred_at)
