"""One question of a form as the template draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiezhi.law.fields import Field

#: Possible answers for party, person, item and evidence fields and for numbers that point to a row, by field name
#: or by `list.field` for the rows of one list only: (value, words).
Choices = Mapping[str, Sequence[tuple[str, str]]]
#: The longest text a text field takes when its field says nothing.
TEXT_MAX = 300
PARAGRAPH_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list field; `remove` is the value of the button that takes it away."""

    number: int
    remove: str
    widgets: tuple[Widget, ...]


@dataclass(frozen=True, slots=True)
class Widget:
    """`name` is the input's name (`dispositions-0-kind` inside a list); `text` what stands in it."""

    field: Field
    name: str
    text: str = ""
    optional: bool = False
    error: str = ""
    warning: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def drawn_as(self) -> str:
        """text | paragraph | integer | cents | date | datetime | radio | select | list."""
        if self.field.type == "list":
            return "list"
        if self.answers:
            return (
                "radio"
                if self.field.type in ("bool", "choice") and len(self.answers) < 4
                else "select"
            )
        plain = ("paragraph", "integer", "cents", "date", "datetime")
        return self.field.type if self.field.type in plain else "text"

    @property
    def described_by(self) -> str:
        parts = [("h", self.field.help), ("e", self.error), ("w", self.warning)]
        return " ".join(f"{letter}-{self.name}" for letter, there in parts if there)

    @property
    def longest(self) -> int:
        return self.field.max or (PARAGRAPH_MAX if self.field.type == "paragraph" else TEXT_MAX)

    @property
    def input_type(self) -> str:
        kinds = {"date": "date", "datetime": "datetime-local"}
        return kinds.get(self.field.type, "text")

    @property
    def input_mode(self) -> str:
        return {"integer": "numeric", "cents": "decimal"}.get(self.field.type, "text")


def answers_of(field: Field, name: str, choices: Choices) -> tuple[tuple[str, str], ...]:
    """What a field can be answered with; empty when it is typed freely."""
    if field.type == "bool":
        return (("true", "是"), ("false", "否"))
    if field.type == "choice":
        return tuple(field.options.items())
    return chosen(choices, name)


def chosen(choices: Choices, name: str) -> tuple[tuple[str, str], ...]:
    """What is offered for `list.field`, else for the field wherever it stands."""
    return tuple(choices.get(name) or choices.get(name.rpartition(".")[2], ()))
