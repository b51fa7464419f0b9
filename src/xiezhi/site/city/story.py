"""Stories: lawful cases as lists of steps, and what a defect changes of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from xiezhi.site.city.reading import HERE, book
from xiezhi.site.city.when import When


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a story. `by`: place of a person (lead, head, …) to role; `flag`: only in cases that have
    it; `late`: recorded after everything else, though it happened in its place."""

    step: str
    procedure: str
    at: tuple[When, ...] = ()
    by: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    flag: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """`parts` by their own name; `flags`: how many of a hundred cases have each; `size` of the fine; `alone`: its
    party is met in no other case, so that nothing is counted across cases by chance."""

    parts: Mapping[str, Part]
    flags: Mapping[str, int]
    procedure: str
    size: str = ""
    spot: bool = False
    alone: bool = False


@cache
def story(name: str) -> Story:
    """The story in `stories/NAME.yaml`."""
    table = book(Path(HERE / "stories" / f"{name}.yaml"))
    base = story(table["base"]) if "base" in table else Story({}, {}, table["procedure"])
    return replace(
        changed(base, table),
        size=table.get("size", base.size),
        spot=bool(table.get("spot", base.spot)),
        alone=bool(table.get("alone", base.alone)),
    )


def changed(base: Story, change: Mapping[str, Any]) -> Story:
    """The story without the steps of `without`, with those of `steps` added or altered, fields of `set` put in.

    A field set to null is taken away.
    """
    gone = set(change.get("without", ()))
    parts = {name: part for name, part in base.parts.items() if name not in gone}
    for name, spec in change.get("steps", {}).items():
        parts[name] = _part(name, spec, parts.get(name), base.procedure)
    for name, fields in change.get("set", {}).items():
        parts[name] = replace(parts[name], fields=_with(parts[name].fields, fields))
    return replace(base, parts=parts, flags={**base.flags, **change.get("flags", {})})


def _part(name: str, spec: Mapping[str, Any], old: Part | None, procedure: str) -> Part:
    old = old or Part(step=name, procedure=procedure)
    at = spec.get("at", ())
    return Part(
        step=spec.get("step", old.step),
        procedure=spec.get("procedure", old.procedure),
        at=tuple(When.of(t) for t in ([at] if isinstance(at, str) else at)) or old.at,
        by=spec.get("by", old.by),
        fields=_with(old.fields, spec.get("fields", {})),
        flag=spec.get("if", old.flag),
        late=bool(spec.get("late", old.late)),
    )


def _with(fields: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in {**fields, **changes}.items() if v is not None}
