"""Reads the layers of a corpus: everything, or every problem; never a part."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xiezhi
from xiezhi.law.corpus.glossary import load_glossary
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.corpus.references import reference_problems
from xiezhi.law.facts.load import load_facts, load_grains
from xiezhi.law.fields import load_fields
from xiezhi.law.norms.load import load_norm
from xiezhi.law.parameters import load_parameters
from xiezhi.law.periods.load import load_calendar
from xiezhi.law.procedures.inherit import inherited
from xiezhi.law.procedures.load import load_procedure
from xiezhi.law.reading import Problem, Table, View, all_or_raise, read

#: The corpus of national law that comes with the platform.
NATIONAL = Path(xiezhi.__file__).parent / "corpus"


def load(paths: Sequence[Path] = (NATIONAL,)) -> Corpus:
    """The corpus of the layers `paths`, highest first (national, sector, province, city, district).

    Raises `CorpusError` with every problem of every file.
    """
    corpus, problems = read_layers(paths)
    all_or_raise(problems or reference_problems(corpus))
    return corpus


def read_layers(paths: Sequence[Path]) -> tuple[Corpus, list[Problem]]:
    """What could be read, and what was wrong with the rest; references are not looked at."""
    problems: list[Problem] = []
    layers = [[View(each, problems) for each in _tables(path, problems)] for path in paths]
    views = [view for layer in layers for view in layer]
    facts = _named(views, "facts")
    corpus = Corpus(
        norms=_files(views, "norms/", load_norm, lambda norm: norm.id),
        procedures=inherited(
            _files(views, "procedures/", load_procedure, lambda each: each.code), problems
        ),
        grains=_entries(facts, load_grains, problems, "grains"),
        facts=_entries(facts, load_facts, problems, "facts"),
        fields=_entries(_named(views, "fields"), load_fields, problems, "fields"),
        parameters=load_parameters(paths, problems),
        calendar=load_calendar(paths, problems),
        glossary=_entries(_named(views, "glossary"), load_glossary, problems, "terms"),
        documents=_documents(layers),
        version=digest(paths),
    )
    for view in facts:
        view.done()
    return corpus, problems


def digest(paths: Sequence[Path]) -> str:
    """SHA-256 over the names and contents of all files, layer by layer."""
    whole = hashlib.sha256()
    for layer in paths:
        for path in sorted(p for p in layer.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{path.relative_to(layer).as_posix()} {content}\n".encode())
        whole.update(b"\n")
    return whole.hexdigest()


_READ_HERE = ("norms/", "procedures/", "documents/", "facts", "fields", "glossary")


def _tables(layer: Path, problems: list[Problem]) -> Iterator[Table]:
    if not layer.is_dir():
        problems.append(Problem(str(layer), 1, "没有这个目录", "语料库的目录"))
    for path in sorted(layer.rglob("*.yaml")):
        name = path.relative_to(layer).as_posix()
        if name.startswith(_READ_HERE) and (table := read(path, problems, name)) is not None:
            yield table


def _named(views: Sequence[View], name: str) -> list[View]:
    """The views of `<name>.yaml` and of the folder `<name>/`."""
    return [v for v in views if v.raw.file == f"{name}.yaml" or v.raw.file.startswith(f"{name}/")]


def _documents(layers: Sequence[Sequence[View]]) -> dict[str, Table]:
    """The kinds of documents, raw; a lower layer replaces a kind of the same id, as `documents.kinds` reads them."""
    found: dict[str, Table] = {}
    for views in layers:
        found |= _files(views, "documents/", lambda v: (v.text("id"), v.raw)[1], _document_id)
    return found


def _document_id(table: Table) -> str:
    return str(table.get("id", ""))


def _files(
    views: Sequence[View], prefix: str, one: Callable[[View], Any], key: Callable[[Any], str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for view in views:
        if view.raw.file.startswith(prefix):
            each = one(view)
            if key(each) in found:
                view.problem("id", f"“{key(each)}”已有同名文件", "不重复的 id")
            found[key(each)] = each
    return found


def _entries(
    views: Sequence[View],
    one: Callable[[View], Mapping[str, Any]],
    problems: list[Problem],
    key: str,
) -> dict[str, Any]:
    """The entries of one kind of file in all layers; a name stands once, and a lower layer only adds."""
    found: dict[str, Any] = {}
    for view in views:
        for name, each in one(view).items():
            if name in found:
                inner = view.table(key)
                line = inner.line(name) if inner else 1
                problems.append(
                    Problem(view.raw.file, line, f"“{name}”已有", "只写一次；下层只增加，不重复")
                )
            found[name] = each
    return found
