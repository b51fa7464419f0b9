"""Kinds of documents, read from `documents/*.yaml` of the corpus layers. A lower layer replaces a kind of the same id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from xiezhi.documents.conditions import When, holds
from xiezhi.law.corpus import NATIONAL
from xiezhi.law.fields import Field, load_fields
from xiezhi.law.reading import Problem, View, all_or_raise, read

_IMPORT = re.compile(r'#import "([^"]+)"')
_WORD = re.compile(r"[a-z][a-z_]+")


class UnknownKind(KeyError):
    """No layer of the corpus describes a document of this kind."""

    def __str__(self) -> str:
        return f"没有“{self.args[0]}”这种文书的说明文件(documents/{self.args[0]}.yaml)。"


@dataclass(frozen=True)
class Element:
    """What the document must state: each path in `requires`, whenever `when` holds."""

    name: str
    title: str
    requires: tuple[str, ...]
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Clause:
    """A standard sentence with `{field}` places; of one name the first in force whose `when` holds is used."""

    name: str
    text: str
    when: When = field(default_factory=dict)
    start: date = date.min
    end: date = date.max


@dataclass(frozen=True)
class Column:
    """A column of the table a kind prints; `share` is its part of the width."""

    title: str
    field: str
    share: int = 1


@dataclass(frozen=True)
class Kind:
    """One kind of document. `part` is its place in the archived file (案卷顺序), 0 = not filed by itself.

    `rows` are titles and fields (or `list.field`) of a form that has no template of its own, `columns` those of the
    table it prints (one row for each of the list), `hands` who signs by hand where it ends (and, in records, on each page).
    `about` are steps whose latest act the paper speaks of: what was stated there and who approved it are printed here.
    """

    id: str
    title: str
    template: str
    number: bool
    number_pattern: str
    seal: bool
    signs: tuple[str, ...]
    part: int
    elements: tuple[Element, ...]
    clauses: tuple[Clause, ...]
    titles: tuple[tuple[str, When], ...]
    rows: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    hands: tuple[str, ...]
    about: tuple[str, ...]
    folder: Path

    @property
    def wanted(self) -> frozenset[str]:
        """Paths that must be given whatever the case."""
        return frozenset(p for e in self.elements if not e.when for p in e.requires)

    def title_for(self, context: Mapping[str, Any]) -> str:
        """The printed title, which may depend on what is stated (听证告知书 or 事先告知书)."""
        return next((title for title, when in self.titles if holds(when, context)), self.title)

    @cached_property
    def sources(self) -> dict[str, bytes]:
        """The template and what it imports, as typst's virtual files; read once. More would be parsed each time."""
        main = self.folder.joinpath(self.template).read_bytes()
        return {**self._imported(main), "main.typ": main}

    def _imported(self, source: bytes) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name in _IMPORT.findall(source.decode()):
            own = self.folder / name
            path = own if own.is_file() else NATIONAL / "documents" / name
            found[name] = path.read_bytes()
            found |= self._imported(found[name])
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of the sources: what the template can ask for by name."""
        return frozenset(w for each in self.sources.values() for w in _WORD.findall(each.decode()))


@dataclass(frozen=True)
class Library:
    """All kinds, and how the fields they print are called and worded."""

    kinds: Mapping[str, Kind]
    titles: Mapping[str, str]
    types: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def kind(self, name: str) -> Kind:
        if name not in self.kinds:
            raise UnknownKind(name)
        return self.kinds[name]


@cache
def library(layers: tuple[Path, ...] = ()) -> Library:
    """National kinds and fields, then those of each lower layer. Raises `CorpusError` with every problem found."""
    problems: list[Problem] = []
    kinds: dict[str, Kind] = {}
    fields: dict[str, Field] = {}
    for layer in (NATIONAL, *layers):
        for path in sorted(layer.joinpath("documents").glob("*.yaml")):
            if table := read(path, problems, path.name):
                kind = _kind(View(table, problems), path.parent)
                kinds[kind.id] = kind
        for path in (layer / "fields.yaml", *sorted(layer.joinpath("fields").glob("*.yaml"))):
            fields |= _fields(path, problems)
    all_or_raise(problems)
    return Library(
        kinds,
        {name: each.title for name, each in fields.items()},
        {name: each.type for name, each in fields.items()},
        {name: each.options for name, each in fields.items() if each.options},
    )


def _fields(path: Path, problems: list[Problem]) -> Mapping[str, Field]:
    table = read(path, problems, path.name) if path.exists() else None
    return load_fields(View(table, problems)) if table else {}


def _kind(view: View, folder: Path) -> Kind:
    kind = Kind(
        id=view.text("id"),
        title=view.text("title"),
        template=view.text("template"),
        number=view.flag("number", False),
        number_pattern=view.text("number_pattern", ""),
        seal=view.flag("seal", False),
        signs=view.names("signs", ()),
        part=view.integer("part", 0),
        elements=tuple(_element(row) for row in view.tables("elements")),
        clauses=tuple(_clause(row) for row in view.tables("clauses")),
        titles=tuple((row.text("title"), row.value("when")) for row in view.tables("titles")),
        rows=tuple((row.text("title"), row.text("field")) for row in view.tables("rows")),
        columns=tuple(
            Column(row.text("title"), row.text("field"), row.integer("share", 1))
            for row in view.tables("columns")
        ),
        hands=view.names("hands", ()),
        about=view.names("about", ()),
        folder=folder,
    )
    view.value("cite", None)
    _check(view, kind)
    view.done()
    return kind


def _check(view: View, kind: Kind) -> None:
    if not (kind.template and (kind.folder / kind.template).is_file()):
        view.problem("template", f"没有文件“{kind.template}”", "与说明文件同目录的 .typ 文件")
    if kind.number and not {"{year}", "{n}"} <= _places(kind.number_pattern):
        view.problem("number_pattern", f"“{kind.number_pattern}”", "含 {year} 和 {n} 的文号样式")
    _unlike(view, "elements", [element.name for element in kind.elements])


def _places(pattern: str) -> set[str]:
    return {part[part.rfind("{") :] + "}" for part in pattern.split("}")[:-1]}


def _unlike(view: View, key: str, names: Sequence[str]) -> None:
    for name in sorted({n for n in names if names.count(n) > 1}):
        view.problem(key, f"“{name}”出现两次", "每项一个名称")


def _element(view: View) -> Element:
    return Element(
        view.text("name"), view.text("title"), view.names("requires"), view.value("when", {})
    )


def _clause(view: View) -> Clause:
    view.value("cite", None)
    return Clause(
        view.text("name"),
        view.text("text"),
        view.value("when", {}),
        view.day("from", date.min),
        view.day("to", date.max),
    )


def clauses_on(kind: Kind, context: Mapping[str, Any], on: date) -> Iterable[Clause]:
    """Of each clause name, the first one in force on the day whose conditions hold."""
    chosen: dict[str, Clause] = {}
    for clause in kind.clauses:
        if clause.start <= on <= clause.end and holds(clause.when, context):
            chosen.setdefault(clause.name, clause)
    return chosen.values()
