"""A procedure and its steps as the file states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure.

    `by`: role codes that may record it; `people`: how many `by` entries of role officer the form asks for;
    `modes`: `decide`, `attest`; `approval`: role codes that sign in turn before it becomes effective;
    `document`: document kind made from it; `fields`: names from `fields/` (`name?` = optional);
    `after`: one of these steps must have happened, else the step is meaningless; `once`: at most once a thread;
    `starts`: procedure code of the thread this step opens (child of the current one); `event`: fact/system event
    that no organ performs; `closes`: the step ends its thread, which then takes no act decided here except those
    `after` this step, and what is attested; `step_up`: who signs it gives the signing PIN; `phase`: stage shown in
    the flow list.
    """

    name: str
    title: str
    by: tuple[str, ...]
    modes: tuple[str, ...]
    phase: str = ""
    people: int = 0
    approval: tuple[str, ...] = ()
    document: str | None = None
    fields: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    once: bool = False
    closes: bool = False
    step_up: bool = False
    starts: str | None = None
    event: bool = False
    hint: str = ""
    source: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Story:
    """An acceptance test a lawyer writes: play `steps` (each a name or {step, at, fields, by, mode, procedure}),
    then `refuses` a step `because` of a norm (or of `after`, `not_after`, `once`, `closed`), `warns` at it `because` of a
    norm that does not refuse, or `allows` it; `fields`, `by` and `at` are those of that last step. `not_valid`: registers
    (`certificate`) or entries of them (`certificate:o-1`) that are not in force; `elsewhere`: rows of other matters that
    a cross-case fact counts. See `stories`."""

    name: str
    steps: tuple[Mapping[str, Any] | str, ...]
    refuses: str | None = None
    because: str | None = None
    allows: str | None = None
    warns: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    by: tuple[Mapping[str, str], ...] = ()
    not_valid: tuple[str, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    at: str | int | None = None
    source: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Procedure:
    """`kind_of`: the procedure it is a special case of; with `inherits` it has all steps of that one but for those in
    `without`, its own steps replacing those of the same name. `adds_to`: no procedure of its own, but more steps
    and stories for that one (a lower layer: what a sector or a place adds), and `adds_fields`, optional ones for steps
    it has. `recurs`: once its thread is closed, a first step opens another one in the same matter (a second measure, a
    second reconsideration); else a matter has one thread of it, unless another procedure starts it again."""

    code: str
    title: str
    cite: str
    steps: Mapping[str, Step]
    phases: tuple[tuple[str, str], ...] = ()
    kind_of: str | None = None
    inherits: bool = False
    without: tuple[str, ...] = ()
    adds_to: str | None = None
    adds_fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recurs: bool = False
    stories: tuple[Story, ...] = ()
    source: str = field(default="", compare=False)
