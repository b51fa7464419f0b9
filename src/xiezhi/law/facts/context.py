"""What a judgement needs besides the events: the day, the calendar, parameters, registers, other matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from xiezhi.law.parameters import Parameter
from xiezhi.law.periods.calendar import Calendar

Scalar = int | str | None


class Registers(Protocol):
    """Registers of officers, qualifications, items: what was in force on a day."""

    def valid(
        self, register: str, key: str, on: int, match: Mapping[str, int | str]
    ) -> bool | None:
        """Whether `register` holds an entry for `key` in force on the day `on` (days since 1970-01-01) whose
        attributes equal `match`; None when the register is not kept here."""
        ...


class Elsewhere(Protocol):
    """What other matters hold under the same key (cross-case norms)."""

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int | None:
        """Rows outside `matter` that the `elsewhere` fact counts under `key` (whose span holds `at`, for a fact that
        asks for one); None when not known."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """`parameters` None: those of the corpus. Registers or other matters that are absent make facts NULL.

    `as_of` is a moment in the organ's zone; `calendar` decides what happens in years without an arrangement:
    `Calendar.online()` estimates them (暂定), the published one makes verdicts `unknown`. `verified`: ids of the norms
    that the operator has verified; a norm whose text was not at hand warns until then, whatever its effect.
    """

    calendar: Calendar
    as_of: datetime
    parameters: Mapping[str, Parameter] | None = None
    registers: Registers | None = None
    elsewhere: Elsewhere | None = None
    verified: frozenset[str] = frozenset()
