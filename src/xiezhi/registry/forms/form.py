"""A form of corpus fields: drawn blank or from values, read from a request, row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from xiezhi.law.fields import Field
from xiezhi.registry.forms.cleaning import NotUnderstood, clean, shown
from xiezhi.registry.forms.warnings import warning
from xiezhi.registry.forms.widget import Choices, Row, Widget, answers_of, chosen
from xiezhi.registry.screen.errors import FieldError

#: Rows of one list a form takes.
MOST_ROWS = 200


@dataclass(slots=True)
class FieldForm:
    """`names` are asked in order, `optional` may stay empty.

    After `read`: `values` holds what was understood (field name → value; empty answers are left out),
    `errors` the sentences, `rows_changed` is true when the visitor only added or removed a row.
    With `complete=False` (a draft) nothing is missed, only what cannot be understood is an error.
    """

    fields: Mapping[str, Field]
    names: Sequence[str]
    optional: Collection[str] = ()
    choices: Choices = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    errors: list[FieldError] = field(default_factory=list)
    rows_changed: bool = False

    @classmethod
    def blank(
        cls,
        fields: Mapping[str, Field],
        names: Sequence[str],
        optional: Collection[str] = (),
        choices: Choices | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Self:
        """To be filled in; `values` are proposed answers."""
        form = cls(fields, names, optional, choices or {}, dict(values or {}))
        for name in names:
            form._propose(name, form.values.get(name))
        return form

    @classmethod
    def read(
        cls,
        post: Mapping[str, str],
        fields: Mapping[str, Field],
        names: Sequence[str],
        optional: Collection[str] = (),
        choices: Choices | None = None,
        complete: bool = True,
    ) -> Self:
        """What was sent. Buttons `add-row` (a list's name) and `remove-row` (name-number) change rows."""
        form = cls(fields, names, optional, choices or {})
        form.rows_changed = bool(post.get("add-row") or post.get("remove-row"))
        for name in names:
            form._take(name, post)
        if form.rows_changed:
            form.errors = []
        elif complete:
            form._miss()
        return form

    def __iter__(self) -> Any:
        return iter(self.widgets)

    @property
    def widgets(self) -> list[Widget]:
        return [self._widget(self.fields[name], name, name) for name in self.names]

    def _propose(self, name: str, value: Any) -> None:
        spec = self.fields[name]
        if spec.type != "list":
            self.texts[name] = shown(spec, value)
            return
        rows = value or [{}]
        self.counts[name] = len(rows)
        for number, row in enumerate(rows):
            for part in spec.of:
                self.texts[_at(name, number, part)] = shown(self.fields[part], row.get(part))
        if not value:
            self._number(name, 0)

    def _take(self, name: str, post: Mapping[str, str]) -> None:
        spec = self.fields[name]
        if spec.type == "list":
            self._take_rows(name, spec, post)
            return
        value = self._understand(spec, name, post.get(name, ""))
        if value is not None:
            self.values[name] = value

    def _take_rows(self, name: str, spec: Field, post: Mapping[str, str]) -> None:
        sent = post.get(f"{name}-rows", "1")
        count = min(int(sent), MOST_ROWS) if sent.isdecimal() else 1
        kept = [n for n in range(count) if post.get("remove-row") != f"{name}-{n}"]
        rows = [self._take_row(name, to, post, at) for to, at in enumerate(kept)]
        self.counts[name] = max(1, len(kept) + (post.get("add-row") == name))
        if self.counts[name] > len(kept):
            self._number(name, len(kept))
        filled = [row for row in rows if row.keys() - self._counter(name)]
        if filled:
            self.values[name] = filled

    def _take_row(self, name: str, to: int, post: Mapping[str, str], at: int) -> dict[str, Any]:
        """Row `at` of the request stands as row `to` from now on."""
        row: dict[str, Any] = {}
        for part in self.fields[name].of:
            text = post.get(_at(name, at, part), "")
            value = self._understand(self.fields[part], _at(name, to, part), text)
            if value is not None:
                row[part] = value
        return row

    def _counter(self, name: str) -> set[str]:
        """The part that only counts the rows of a list; none where it points to something of another list."""
        first = self.fields[name].of[0]
        pointed = bool(chosen(self.choices, f"{name}.{first}"))
        counts = {"integer": not pointed, "evidence": pointed}
        return {first} if counts.get(self.fields[first].type) else set()

    def _number(self, name: str, row: int) -> None:
        """Give a fresh row the next number, or the next evidence of those offered."""
        for part in self._counter(name):
            used = [self.texts.get(_at(name, n, part), "") for n in range(row)]
            offered = [value for value, _ in chosen(self.choices, f"{name}.{part}")]
            count = [str(1 + max((int(text) for text in used if text.isdecimal()), default=0))]
            free = (text for text in offered or count if text not in used)
            self.texts[_at(name, row, part)] = next(free, "")

    def texts_of(self, name: str) -> dict[str, str]:
        """Every text of one question that says something, by its input."""
        inside = {
            _at(name, n, part) for n in range(self.counts.get(name, 0)) for part in self._said(name)
        }
        return {
            at: text for at, text in self.texts.items() if (at == name or at in inside) and text
        }

    def _said(self, name: str) -> list[str]:
        return [part for part in self.fields[name].of if part not in self._counter(name)]

    def _understand(self, spec: Field, at: str, text: str) -> Any:
        self.texts[at] = text
        if not text.strip():
            return None
        try:
            return clean(spec, text)
        except NotUnderstood as fault:
            self.errors.append(FieldError(at, str(fault)))
            return None

    def _miss(self) -> None:
        """A sentence for each required question without an answer, in the order of the form."""
        wrong = {error.name.split("-")[0] for error in self.errors}
        missing = [n for n in self.names if n not in self.optional and n not in self.values]
        for name in missing:
            if name not in wrong:
                first = name if self.fields[name].type != "list" else self._first_of(name)
                self.errors.append(FieldError(first, f"请填写「{self.fields[name].title}」。"))
        order = {name: place for place, name in enumerate(self.names)}
        self.errors.sort(key=lambda error: order[error.name.split("-")[0]])

    def _first_of(self, name: str) -> str:
        return _at(name, 0, self.fields[name].of[0])

    def _widget(self, spec: Field, name: str, at: str, inside: bool = False) -> Widget:
        errors = {error.name: error.sentence for error in self.errors}
        text = self.texts.get(at, "")
        return Widget(
            field=spec,
            name=at,
            text=text,
            optional=not inside and name in self.optional,
            error=errors.get(at, ""),
            warning=_doubt(spec, text),
            answers=answers_of(spec, name, self.choices),
            rows=self._rows(spec, name) if spec.type == "list" else (),
        )

    def _rows(self, spec: Field, name: str) -> tuple[Row, ...]:
        return tuple(
            Row(
                number + 1,
                f"{name}-{number}",
                tuple(
                    self._widget(
                        self.fields[part], f"{name}.{part}", _at(name, number, part), inside=True
                    )
                    for part in spec.of
                ),
            )
            for number in range(self.counts.get(name, 1))
        )


def _at(name: str, number: int, part: str) -> str:
    return f"{name}-{number}-{part}"


def _doubt(spec: Field, text: str) -> str:
    if not text.strip():
        return ""
    try:
        return warning(spec.name, clean(spec, text))
    except (NotUnderstood, KeyError):
        return ""
