"""Which values of a context a document of a kind really prints: those its template reads and its text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from xiezhi.documents.kinds import Kind

#: A field as a template names it, and as clauses do; printed forms (`_cn`, `_word`) belong to their field.
_NAMED = re.compile(r'"([a-z_]+)"|\b(?:d|p|o|row|shot)\.([a-z_]+)|\{(\w+)\}')
_LET = re.compile(r"^#let ([a-z-]+)[^=\n]*=", re.MULTILINE)
_WORD = re.compile(r"[a-z][a-z-]*")
FORMS = ("", "_word", "_cn", "_yuan", "_figures")


def printed_values(
    kind: Kind, context: Mapping[str, Any], ready: Mapping[str, Any], text: str
) -> Iterator[tuple[str, str]]:
    """(list or field, field) of each value of `context` that `text`, without spaces, shows; `ready` is it prepared."""
    read = _read_by(kind)
    for head in read & context.keys():
        if isinstance(context[head], list):
            for row, printable in zip(context[head], ready[head], strict=True):
                yield from ((head, n) for n in row if n in read and _shown(printable, n, text))
        elif _shown(ready, head, text):
            yield head, head


def _shown(row: Mapping[str, Any], name: str, text: str) -> bool:
    """Whether a printed form of two characters or more stands in the text, all its lines."""
    forms = (str(row.get(name + form) or "").split("\n") for form in FORMS)
    return any(
        len("".join(lines)) > 1 and all("".join(line.split()) in text for line in lines)
        for lines in forms
    )


def _read_by(kind: Kind) -> frozenset[str]:
    """Fields named by the kind's description, by its template and by the shared parts the template uses."""
    sources = {name: data.decode() for name, data in kind.sources.items()}
    shared = [sources[file] for file in ("frame.typ", "record.typ") if file in sources]
    parts = {name: part for each in shared for name, part in _parts(each).items()}
    body = sources["main.typ"]
    names, waiting = set(_names(body)), set(_WORD.findall(body)) & set(parts)
    done: set[str] = set()
    while waiting:
        part = waiting.pop()
        done.add(part)
        names |= _names(parts[part])
        waiting |= set(_WORD.findall(parts[part])) & set(parts) - done
    paths = [p for e in kind.elements for p in e.requires] + [f for _, f in kind.rows]
    paths += [column.field for column in kind.columns]
    clauses = " ".join(clause.text for clause in kind.clauses)
    return frozenset(names | _names(clauses) | {n for path in paths for n in path.split(".")})


def _parts(source: str) -> dict[str, str]:
    """The definitions of a shared file, by name."""
    starts = [(m[1], m.start()) for m in _LET.finditer(source)]
    ends = [start for _, start in starts[1:]] + [len(source)]
    return {name: source[a:b] for (name, a), b in zip(starts, ends, strict=True)}


def _names(source: str) -> set[str]:
    found = {next(filter(None, m.groups())) for m in _NAMED.finditer(source)}
    return {re.sub(r"_(cn|words?|yuan|figures)$", "", name) for name in found}
