"""Mandatory elements of a document, checked before it may be finalised (行政处罚法 52, 59 and the like)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiezhi.documents.conditions import given, holds, values_at
from xiezhi.documents.kinds import Element, Library


@dataclass(frozen=True, slots=True)
class Missing:
    """A path that an element needs and the context does not give."""

    element: str
    title: str
    field: str
    field_title: str

    def __str__(self) -> str:
        return f"{self.title}：缺“{self.field_title}”"


def missing_elements(library: Library, kind: str, context: Mapping[str, Any]) -> list[Missing]:
    """What `context` still lacks for a complete document of `kind`; empty when it may be finalised."""
    return [
        Missing(
            element.name,
            element.title,
            path,
            library.titles.get(path.rpartition(".")[2], element.title),
        )
        for element in library.kind(kind).elements
        if holds(element.when, context)
        for path in element.requires
        if _lacks(element, path, context)
    ]


def _lacks(element: Element, path: str, context: Mapping[str, Any]) -> bool:
    values = values_at(context, path, element.when)
    return not values or not all(given(value) for value in values)
