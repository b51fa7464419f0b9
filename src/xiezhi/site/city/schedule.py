"""The days and times of a story's steps for a given start."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from random import Random

from xiezhi.site.city.story import Part, Story

Counts = Mapping[str, int]


def shown(story: Story, flags: Collection[str]) -> dict[str, Part]:
    """The steps a case with these flags takes."""
    return {n: part for n, part in story.parts.items() if not part.flag or part.flag in flags}


def drawn(parts: Mapping[str, Part], rng: Random) -> dict[str, int]:
    """How many days, working days or minutes each step waits, from what its story allows."""
    return {f"{name}/{when.base}": when.draw(rng) for name, p in parts.items() for when in p.at}


def times(parts: Mapping[str, Part], counts: Counts, start: datetime) -> dict[str, datetime]:
    """When each step happens. A step whose bases are all absent is an error of the data (KeyError)."""
    known: dict[str, datetime] = {"start": start}
    for name in parts:
        _time(name, parts, counts, known)
    del known["start"]
    return known


def _time(
    name: str, parts: Mapping[str, Part], counts: Counts, known: dict[str, datetime]
) -> datetime:
    if name not in known:
        when = next(w for w in parts[name].at if w.base in parts or w.base == "start")
        base = _time(when.base, parts, counts, known)
        known[name] = when.after(base, counts[f"{name}/{when.base}"])
    return known[name]
