"""What the site plugs into the door: the law, the fields' privacy, the rooms' projectors and followers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from xiezhi.journal.acts import Act
from xiezhi.law.events import Event
from xiezhi.law.verdicts import Finding

if TYPE_CHECKING:
    from xiezhi.journal.models import Entry

Projector = Callable[["Entry", Event], None]
#: Gets all entries of a transaction, in the order they were written.
Gatherer = Callable[[Sequence[tuple["Entry", Event]]], None]
Judge = Callable[[Sequence[Event], Event], Sequence[Finding]]

#: Called with the event of an entry and a way to the matter's history up to it, its own corrections applied.
Whole = Callable[[Event, Callable[[], Sequence[Event]]], None]

#: Projectors under this word are called for every step.
EVERY_STEP = "*"


@dataclass(frozen=True, slots=True)
class Follower:
    """A reader of the log: `handle` is called for each entry in order, at least once, so it must be idempotent.

    `handle_all`, where given, takes a run of entries at once instead; when it fails they go one by one, so
    that the entry that stops the follower is named.
    """

    name: str
    handle: Callable[[Entry], None]
    handle_all: Callable[[Sequence[Entry]], None] | None = None


def local_now() -> datetime:
    return timezone.localtime()


def _never(procedure: str, step: str) -> bool:
    return False


def _always(procedure: str, step: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Wiring:
    """`judge(history, candidate)` gives the findings of the norms that gate the candidate's step, `refusing`
    those of them that stop it; `well_formed(act)` Chinese sentences for what is missing or wrong.

    `personal`: names of the fields that are sealed; `subjects`: whose they are, by field name (default
    the item's own `party` or `person`, else `party`); `protected`: subjects only opened when asked for
    by name (投诉人、举报人). `projectors`: step (or `*`) to callables; they get the event with personal fields.
    `wholes` are called for every entry, for tables that the law reads of whole matters; `gatherers` once before a transaction ends, for tables that the law does not read. `judging`
    gives a judge for one transaction, which may remember what it reads (default `judge`).
    `law_version` and `parameters_head` are written into each entry; `closes(procedure, step)`: the step ends
    its thread; `begins(procedure, step)`: it opens another one after that; `now`: the node's clock.
    """

    judge: Judge
    refusing: Callable[[Sequence[Finding]], Sequence[Finding]]
    well_formed: Callable[[Act], Sequence[str]]
    personal: frozenset[str]
    projectors: Mapping[str, Sequence[Projector]]
    law_version: Callable[[], str]
    parameters_head: Callable[[], str]
    subjects: Mapping[str, str] = field(default_factory=dict)
    protected: frozenset[str] = frozenset({"complainant", "informant"})
    followers: Sequence[Follower] = ()
    wholes: Sequence[Whole] = ()
    gatherers: Sequence[Gatherer] = ()
    judging: Callable[[], Judge] | None = None
    closes: Callable[[str, str], bool] = _never
    begins: Callable[[str, str], bool] = _always
    now: Callable[[], datetime] = local_now


class NotWired(RuntimeError):
    """The door was used before the site installed its wiring."""


_installed: list[Wiring] = []


def install(wiring: Wiring) -> None:
    """Use `wiring` from now on in this process."""
    _installed[:] = [wiring]


def wired() -> Wiring:
    """The installed wiring. Raises NotWired."""
    if not _installed:
        raise NotWired("尚未接线：请由 site 在启动时调用 journal.wiring.install()。")
    return _installed[0]
