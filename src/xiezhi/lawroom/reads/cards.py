"""Open cards of supervision. They belong to another room of the same height; `site` plugs it in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardLine:
    """One open card: its matter, the word of its colour, the reason."""

    matter: str
    norm: str
    colour: str
    reason: str


#: (norms, organs, at most) → open cards over these norms in matters of these organs, gravest first.
CardSource = Callable[[Collection[str], Collection[str], int], Sequence[CardLine]]
_plugged: list[CardSource] = []


def plug(source: CardSource) -> None:
    """Called once by `site`; a later call replaces the earlier."""
    _plugged[:] = [source]


def open_cards(norms: Collection[str], organs: Collection[str], most: int) -> Sequence[CardLine]:
    """Raises LookupError while nothing is plugged in."""
    if not _plugged:
        raise LookupError("法律室还没有接上监督牌的来源")
    return _plugged[0](norms, organs, most)
