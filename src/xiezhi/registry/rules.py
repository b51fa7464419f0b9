"""The rules a route can declare."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.registry.roles import title
from xiezhi.registry.scope import Scope


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind` is public | signed_in | roles | party; `roles` are codes, any of which opens the page."""

    kind: str
    roles: frozenset[str] = frozenset()

    def allows(self, scope: Scope) -> bool:
        if self.kind == "public":
            return True
        if self.kind == "party":
            return scope.matter is not None
        return scope.signed_in and (self.kind == "signed_in" or bool(scope.roles & self.roles))

    def sentence(self) -> str:
        """Who may, in Chinese."""
        names = "、".join(title(role) for role in sorted(self.roles))
        return f"本页面由{names}使用。" if names else "本页面须登录后使用。"


PUBLIC = Rule("public")
SIGNED_IN = Rule("signed_in")
PARTY = Rule("party")


def roles(*codes: str) -> Rule:
    """Opens to whoever holds one of these roles today."""
    return Rule("roles", frozenset(codes))
