"""The parameters in force on this node: those of the corpus with the values set here above them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from xiezhi.journal.canonical import canonical
from xiezhi.journal.digests import of_text
from xiezhi.law.parameters import Parameter, Value, overlaid
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.models import Change

#: (parameter, conditions, since, value)
Set = tuple[str, tuple[tuple[str, int | str], ...], date, int]


def parameters_here() -> Mapping[str, Parameter]:
    """All parameters as they stand now; the same object until somebody sets another value."""
    return _overlaid(_set_here())


def parameters_digest() -> str:
    """Hash of the parameters in force on this node, as every entry states it (docs/journal-format.md)."""
    return _digest(_set_here())


def value_here(parameter: str, on: date) -> int:
    """The value of a parameter without key facts on the day; 0 while nobody has set one."""
    return parameters_here()[parameter].value_at({}, on) or 0


def changes_of(parameter: str) -> QuerySet[Change]:
    """Every proposal of a value, the latest first."""
    return Change.objects.filter(parameter=parameter).order_by("-pk")


def open_change(matter: str) -> Change | None:
    """The proposal that waits for a second person."""
    return Change.objects.filter(matter=matter, state=Change.State.PROPOSED).last()


def _set_here() -> tuple[Set, ...]:
    rows = Change.objects.filter(state=Change.State.SET).order_by("answered_at", "pk")
    stated = rows.values_list("parameter", "conditions", "since", "value")
    return tuple(
        (name, tuple(sorted(when.items())), day, value) for name, when, day, value in stated
    )


def local_values() -> dict[str, list[Value]]:
    """What is set on this node, by parameter."""
    return _local(_set_here())


@lru_cache(maxsize=4)
def _overlaid(rows: tuple[Set, ...]) -> Mapping[str, Parameter]:
    known, local = corpus().parameters, _local(rows)
    return overlaid(known, local) if local else known


def _local(rows: tuple[Set, ...]) -> dict[str, list[Value]]:
    """Of two values for the same conditions and day the one set last counts; parameters that the corpus no longer
    has are left out."""
    known = corpus().parameters
    latest = {(name, when, since): value for name, when, since, value in rows if name in known}
    local: defaultdict[str, list[Value]] = defaultdict(list)
    for (name, when, since), value in latest.items():
        local[name].append(Value(when, since, value))
    return dict(local)


@lru_cache(maxsize=4)
def _digest(rows: tuple[Set, ...]) -> str:
    stated = {name: each.stated() for name, each in _overlaid(rows).items()}
    return of_text(canonical(stated))
