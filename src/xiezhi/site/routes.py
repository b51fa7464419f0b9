"""Every route of the node as the resolver knows it, with the rule its view declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from xiezhi.registry.rules import Rule


@dataclass(frozen=True, slots=True)
class Route:
    """`rule` is None when the view declares none, which fails the tests."""

    pattern: str
    view: Callable[..., Any]
    rule: Rule | None
    methods: tuple[str, ...]


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Route]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, address)
        else:
            view = pattern.callback
            rule = getattr(view, "access", None)
            yield Route(address, view, rule, getattr(view, "methods", ()))
