"""What went wrong, as sentences beside their cure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """`name` is the form name of the input the sentence belongs to; empty for the form as a whole."""

    name: str
    sentence: str

    @property
    def anchor(self) -> str:
        return f"f-{self.name}" if self.name else "main"


@dataclass(frozen=True, slots=True)
class RefusalView:
    """An act the law refuses: what, why, which article, how to cure.

    `law` and `article` make the link; `cure_href` the page where the cure is done.
    """

    act: str
    reason: str
    law: str = ""
    article: str = ""
    cure: str = ""
    cure_href: str = ""
    missing: tuple[str, ...] = ()
