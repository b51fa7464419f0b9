"""What a paper repeats of the acts it speaks of: the steps its kind is `about`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xiezhi.documents.render import current_library
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step

#: Of whoever did that act, not of whoever makes the paper.
PEOPLE = frozenset({"by", "signature"})


def acts_of(step: Step, events: Sequence[Event]) -> list[Event]:
    """The latest act of each step the paper of `step` is about, as ordered in its kind."""
    kind = current_library().kinds.get(step.document or "")
    found = {event.step: event for event in events}
    return [found[name] for name in (kind.about if kind else ()) if name in found]


def about_values(step: Step, events: Sequence[Event]) -> dict[str, Any]:
    """What was stated in them, by the names of `fields/`."""
    return {
        name: value
        for event in acts_of(step, events)
        for name, value in event.fields.items()
        if name not in PEOPLE and value not in (None, "", [])
    }
