"""Where a matter stands, as `replay` finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from xiezhi.law.procedures.model import Step
from xiezhi.law.procedures.order import Misplaced
from xiezhi.law.verdicts import Finding

Colour = Literal["green", "yellow", "red", "suspended"]


@dataclass(frozen=True, slots=True)
class Done:
    """One event that happened."""

    step: str
    title: str
    phase: str
    at: datetime
    seq: int
    mode: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that may be taken now; `warnings` ask for a reason, they do not refuse."""

    step: Step
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedStep:
    """A step that has its meaning but that the law refuses now: findings with their reason; `cures` say what to do
    first; `misplaced`: `not_after` or `once`."""

    step: Step
    findings: tuple[Finding, ...] = ()
    misplaced: tuple[Misplaced, ...] = ()
    cures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """One run of one procedure. Steps whose `after` is not there yet are neither open nor refused."""

    id: str
    procedure: str
    title: str
    done: tuple[Done, ...]
    open: tuple[OpenStep, ...]
    refused: tuple[RefusedStep, ...]


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock that waits for one of `to`; `remaining` in `unit` (days, workdays, minutes; negative: overdue),
    None while suspended. `finding.calculation` explains the date."""

    norm: str
    title: str
    to: tuple[str, ...]
    colour: Colour
    remaining: int | None
    unit: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that was not recorded, and the norms that cannot be judged without it."""

    name: str
    title: str
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """`findings`: everything judged on the history that is neither met nor not applicable."""

    threads: tuple[Thread, ...] = ()
    clocks: tuple[RunningClock, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    findings: tuple[Finding, ...] = ()
