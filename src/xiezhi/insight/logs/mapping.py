"""How one foreign log speaks: which activity is which step, which attribute is which field."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Literal

MoneyUnit = Literal["cents", "yuan", "euro"]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a time stands: `attribute`, and its strptime `format` (empty: ISO 8601); `optional`: may be absent."""

    attribute: str
    format: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StepOf:
    """The step an activity means, in the thread of `procedure`."""

    step: str
    procedure: str


@dataclass(frozen=True, slots=True)
class FieldOf:
    """An attribute that fills a field at `steps` (empty: at every step).

    `unit` is the money unit of the attribute, `words` translates its values, `empty` lists the values that
    mean "nothing stated", `format` is for dates that are not ISO. `word` is a constant instead of an attribute.
    """

    attribute: str
    field: str
    steps: tuple[str, ...] = ()
    unit: MoneyUnit = "cents"
    words: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    format: str = ""
    word: str | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """An item list: elements of the list attribute `attribute`, or (empty) one item per event from its scalars."""

    name: str
    attribute: str
    fields: tuple[FieldOf, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogMapping:
    """A whole `mapping.yaml`. `case` and the attributes named `case:…` are read from the trace in XES.

    `procedure` names the attribute that holds an event's procedure; `steps` then has keys `procedure/step`.
    `json` names an attribute whose JSON object holds further attributes, `id` one that tells events apart.
    `case_object_type` says which objects of an OCEL log are the cases. `zone` empty: days as they are written.
    """

    title: str
    zone: str
    case: str
    activity: str
    time: Moment
    recorded: Moment | None
    mode: str
    lifecycle: tuple[str, frozenset[str]] | None
    steps: Map[str, StepOf]
    fields: tuple[FieldOf, ...]
    lists: tuple[ListOf, ...]
    ignored_activities: frozenset[str]
    ignored_attributes: frozenset[str]
    delimiter: str = ","
    procedure: str = ""
    json: str = ""
    id: str = ""
    case_object_type: str = ""

    def known_attributes(self) -> frozenset[str]:
        """Every attribute that the mapping reads or sets aside by name."""
        names = {self.case, self.activity, self.time.attribute, *self.ignored_attributes}
        names |= {self.procedure, self.id} - {""}
        names |= {f.attribute for f in self.fields}
        names |= {self.recorded.attribute} if self.recorded else set()
        names |= {self.lifecycle[0]} if self.lifecycle else set()
        for each in self.lists:
            names |= {each.attribute} if each.attribute else {f.attribute for f in each.fields}
        return frozenset(names)
