"""What a person wants to do, before the law was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from xiezhi.journal.acts import Act, Actor, FileRef, Ref
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.threads import new_thread
from xiezhi.registry.corpus import corpus


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a procedure wanted by `by[0]` (and a second officer) at `at`.

    `thread` None: the matter's latest open thread of the procedure. `key` belongs to the form it came
    from; `expect` is the last entry its author had seen.
    """

    matter: str
    procedure: str
    step: str
    fields: Mapping[str, Any]
    by: tuple[Actor, ...]
    at: datetime
    key: str
    thread: str | None = None
    parent: str | None = None
    mode: str = "decide"
    source: str = ""
    reason: str = ""
    files: tuple[FileRef, ...] = ()
    refs: tuple[Ref, ...] = ()
    expect: int | None = None

    @property
    def shape(self) -> Step:
        return step_of(self.procedure, self.step)

    @property
    def author(self) -> Actor:
        return self.by[0]

    def proven(self, proof: str) -> Move:
        """The same move, its author known by `proof` at the moment of signing."""
        return replace(self, by=(replace(self.author, proof=proof), *self.by[1:]))

    def act(self) -> Act:
        return Act(
            matter=self.matter,
            step=self.step,
            fields=self.fields,
            by=self.by,
            at=self.at,
            procedure=self.started or self.procedure,
            thread=new_thread(self.matter, self.started) if self.started else self.thread,
            parent=self.thread if self.started else self.parent,
            mode=self.mode,
            source=self.source,
            reason=self.reason,
            files=self.files,
            refs=self.refs,
            expect=self.expect,
            key=self.key,
        )

    @property
    def started(self) -> str | None:
        """The procedure whose new thread this step opens, if it opens one."""
        return self.shape.starts if self.shape.starts != self.procedure else None


class NoSuchStep(LookupError):
    """The procedure has no step of this name."""


def step_of(procedure: str, name: str) -> Step:
    """The step as its file states it. Raises NoSuchStep."""
    found = corpus().procedures.get(procedure)
    if found is None or name not in found.steps:
        raise NoSuchStep(f"{procedure} 没有步骤 {name}")
    return found.steps[name]
