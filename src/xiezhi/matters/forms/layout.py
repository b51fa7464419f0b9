"""A form as it is laid out: what is still missing first, under its headings; what is filled already, folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.forms.widget import Widget


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading; without one they come first."""

    title: str
    widgets: tuple[Widget, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`asked` stands open, `filled` holds what the system filled and nobody changed, `spare` what may stay empty."""

    asked: tuple[Section, ...]
    filled: tuple[Section, ...]
    spare: tuple[Section, ...]

    @property
    def filled_count(self) -> int:
        return _count(self.filled)

    @property
    def spare_count(self) -> int:
        return _count(self.spare)

    @property
    def headed(self) -> bool:
        """Headings help once there are several."""
        return len(self.asked) > 1


def laid_out(form: FieldForm, filled: FieldForm) -> Layout:
    """`filled` is the form as the system fills it without anyone's help."""
    asked: list[Widget] = []
    done: list[Widget] = []
    spare: list[Widget] = []
    for name, widget in zip(form.names, form.widgets, strict=True):
        texts = form.texts_of(name)
        grown = form.counts.get(name) != filled.counts.get(name)
        if grown or _wrong(form, name) or (not texts and not widget.optional):
            asked.append(widget)
        elif not texts:
            spare.append(widget)
        else:
            (done if texts == filled.texts_of(name) else asked).append(widget)
    return Layout(_headed(asked), _headed(done), _headed(spare))


def _wrong(form: FieldForm, name: str) -> bool:
    return any(error.name == name or error.name.startswith(f"{name}-") for error in form.errors)


def _headed(widgets: Iterable[Widget]) -> tuple[Section, ...]:
    """By heading, in the order in which the step first asks for one of it."""
    found: dict[str, list[Widget]] = {}
    for widget in widgets:
        found.setdefault(widget.field.section, []).append(widget)
    ordered = sorted(found.items(), key=lambda pair: bool(pair[0]))
    return tuple(Section(title, tuple(rows)) for title, rows in ordered)


def _count(sections: Iterable[Section]) -> int:
    return sum(len(section.widgets) for section in sections)
