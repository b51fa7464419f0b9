"""Fields: what a person enters at a step, as `fields/` states them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from xiezhi.law.reading import View

FieldType = Literal[
    "text",
    "paragraph",
    "integer",
    "cents",
    "date",
    "datetime",
    "bool",
    "choice",
    "party",
    "person",
    "item",
    "evidence",
    "norm",
    "list",
]


@dataclass(frozen=True, slots=True)
class Field:
    """`personal` fields are sealed by the journal and are never a source of facts; `of` are the fields of one
    row of a list; `max` is the longest text or the largest number; `section` is the heading that a form puts it
    under."""

    name: str
    title: str
    type: FieldType
    personal: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    help: str = ""
    max: int | None = None
    section: str = ""
    source: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)


def load_fields(view: View) -> dict[str, Field]:
    """The fields of one `fields/`."""
    found = {name: _field(name, each) for name, each in view.entries("fields")}
    for name, section in _sections(view):
        if name not in found:
            view.problem("sections", f"“{section}”中的字段“{name}”", "本文件 fields 中的字段")
        else:
            found[name] = replace(found[name], section=section)
    view.done()
    return found


def _sections(view: View) -> Iterator[tuple[str, str]]:
    """(field, heading) of the file's `sections`."""
    sections = view.table("sections")
    for title in sections.raw if sections else ():
        for name in sections.names(title) if sections else ():
            yield name, title


def _field(name: str, view: View) -> Field:
    found = Field(
        name=name,
        title=view.text("title"),
        type=view.choice("type", get_args(FieldType)),
        personal=view.flag("personal", False),
        options=_options(view),
        of=view.names("of", ()),
        help=view.text("help", ""),
        max=view.integer("max", None),
        source=view.raw.file,
        line=view.line(),
    )
    view.done()
    _check_shape(found, view)
    return found


def _options(view: View) -> dict[str, str]:
    options = view.table("options")
    return {code: options.text(code) for code in options.raw} if options else {}


def _check_shape(found: Field, view: View) -> None:
    if (found.type == "choice") != bool(found.options):
        view.problem("options", "选项与类型不符", "choice 写 options，其他类型不写")
    if (found.type == "list") != bool(found.of):
        view.problem("of", "列表的组成与类型不符", "list 写 of，其他类型不写")
