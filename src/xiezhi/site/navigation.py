"""What the left column of the desk offers: pages of every room, each shown to whom its own rule admits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from xiezhi.registry.rules import Rule
from xiezhi.registry.scope import Scope

#: (word, route, further routes under the same heading)
DESK = (
    ("工作台", "matters:desk"),
    ("案件", "matters:cases"),
    ("审核", "matters:reviews"),
    ("检查", "inspections:index"),
    ("监督", "supervision:board"),
    ("监督事项", "supervision:matters"),
    ("下级节点", "exchange:inbox"),
    ("交换", "exchange:envelopes"),
    ("公示", "publicity:queue"),
    ("概览", "insight:index"),
    ("名录", "registry:officers"),
    ("事项", "registry:items"),
    ("法律", "lawroom:index"),
    ("查阅记录", "registry:access_log"),
    ("术语", "registry:glossary"),
)
PHONE = (
    ("待办", "matters:desk"),
    ("案件", "matters:cases"),
    ("检查", "inspections:index"),
    ("我的", "registry:me"),
)
#: The first page of a role, most telling first.
FIRST = (
    ("audit_admin", "registry:access_log"),
    ("supervisor", "supervision:board"),
    ("publicity_clerk", "publicity:queue"),
    ("register_clerk", "registry:officers"),
)


@dataclass(frozen=True, slots=True)
class Place:
    word: str
    href: str
    here: bool


def places(table: tuple[tuple[str, str], ...], scope: Scope, path: str) -> list[Place]:
    """The entries this person may open; the longest that begins the path is marked as here."""
    open_ = [(word, href) for word, href in _reachable(table) if _admits(href, scope)]
    inside = [href for _, href in open_ if path.startswith(href)]
    here = max(inside, key=len, default="")
    return [Place(word, href, href == here) for word, href in open_]


def _reachable(table: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    for word, route in table:
        href = address(route)
        if href:
            yield word, href


def address(route: str) -> str:
    """The address of a route, or nothing while its room offers none."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _admits(href: str, scope: Scope) -> bool:
    rule: Rule | None = getattr(resolve(href).func, "access", None)
    return rule is not None and rule.allows(scope)


def first_page(scope: Scope) -> str:
    """Where a signed-in person begins the day."""
    wanted = [route for role, route in FIRST if role in scope.roles]
    for route in (*wanted, "matters:desk", "registry:me"):
        href = address(route)
        if href and _admits(href, scope):
            return href
    return reverse("registry:me")
