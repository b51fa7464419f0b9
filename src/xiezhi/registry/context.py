"""The registers as the law asks them: what was in force on a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from xiezhi.law.events import EPOCH
from xiezhi.law.facts.context import Context
from xiezhi.registry import reads
from xiezhi.registry.certificates import state
from xiezhi.registry.corpus import online_calendar
from xiezhi.registry.links import Links
from xiezhi.registry.models import Certificate
from xiezhi.registry.models.kept import KEPT
from xiezhi.registry.parameters.reads import parameters_here
from xiezhi.registry.reads import in_force


class LiveRegisters:
    """The law kernel's `Registers` over this room's tables."""

    def valid(
        self, register: str, key: str, on: int, match: Mapping[str, int | str]
    ) -> bool | None:
        """None for a register that is not kept here (`_REGISTERS`)."""
        ask = _REGISTERS.get(register)
        return None if ask is None else ask(key, EPOCH + timedelta(days=on), match)


@dataclass(slots=True)
class RememberedRegisters:
    """`LiveRegisters` for as long as no register changes: each question is put once."""

    _live: LiveRegisters = field(default_factory=LiveRegisters)
    _known: dict[tuple[object, ...], bool | None] = field(default_factory=dict)

    def valid(
        self, register: str, key: str, on: int, match: Mapping[str, int | str]
    ) -> bool | None:
        asked = (register, key, on, *match.items())
        if asked not in self._known:
            self._known[asked] = self._live.valid(register, key, on, match)
        return self._known[asked]


def _certificate(person: str, on: date, match: Mapping[str, int | str]) -> bool:
    """处罚法第四十二条第一款;with `region` also 地域."""
    found = reads.valid_certificate(person, on)
    return found is not None and match.get("region", found.region) == found.region


def _qualification(person: str, on: date, match: Mapping[str, int | str]) -> bool:
    return reads.is_legally_qualified(person, on)


def _item(code: str, on: date, match: Mapping[str, int | str]) -> bool:
    found = reads.item_on(code, on)
    return found is not None and match.get("organ", found.organ_id) == found.organ_id


def _organ(code: str, on: date, match: Mapping[str, int | str]) -> bool:
    return reads.is_confirmed(code, on)


def _kept(register: str) -> Callable[[str, date, Mapping[str, int | str]], bool]:
    """The question put to one of the registers that are kept as rows."""

    def ask(key: str, on: date, match: Mapping[str, int | str]) -> bool:
        rows = in_force(register, on).filter(key=key)
        return any(match.items() <= row.attributes.items() for row in rows)

    return ask


_REGISTERS: Mapping[str, Callable[[str, date, Mapping[str, int | str]], bool]] = {
    "certificate": _certificate,
    "qualification": _qualification,
    "item": _item,
    "organ": _organ,
    **{name: _kept(name) for name in KEPT},
}


class RegistersOfRun(LiveRegisters):
    """The same for a run of matters judged at one go: the certificates of `people`, who act in them, are read
    once, other answers kept."""

    def __init__(self, people: Collection[str]) -> None:
        self._held: dict[str, Sequence[Certificate]] = {person: () for person in people}
        self._held |= reads.certificates_of_people(people)
        self._answers: dict[tuple[object, ...], bool | None] = {}

    def valid(
        self, register: str, key: str, on: int, match: Mapping[str, int | str]
    ) -> bool | None:
        if register == "certificate":
            return self._certificate(key, EPOCH + timedelta(days=on), match)
        asked = (register, key, on, *sorted(match.items()))
        if asked not in self._answers:
            self._answers[asked] = super().valid(register, key, on, match)
        return self._answers[asked]

    def _certificate(self, person: str, on: date, match: Mapping[str, int | str]) -> bool:
        if person not in self._held:
            self._held[person] = reads.certificates_of_people([person]).get(person, ())
        found = next((c for c in self._held[person] if state(c, on) == "valid"), None)
        return found is not None and match.get("region", found.region) == found.region


def law_context(
    now: datetime, registers: LiveRegisters | RememberedRegisters | None = None
) -> Context:
    """What judging online needs besides the events; years without a calendar are estimated (暂定).

    `now` is aware, in the organ's zone; `registers` default to live ones.
    """
    return Context(
        calendar=online_calendar(),
        as_of=now,
        parameters=parameters_here(),
        registers=registers or LiveRegisters(),
        elsewhere=Links(),
        verified=verified_norms(),
    )


def verified_norms() -> frozenset[str]:
    """Norms without their text in the corpus that the operator has verified, in force today."""
    rows = in_force("norm", timezone.localdate())
    return frozenset(row.key for row in rows)
