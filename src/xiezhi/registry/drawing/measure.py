"""How wide text is, and round numbers for an axis. Fonts differ; the estimate is on the safe side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

SIZE = 13
#: Width of a character in ems: Chinese and full-width ones are square.
SQUARE, SLIM = 1.0, 0.6


def width_of(text: str, size: float = SIZE) -> float:
    """Pixels that the text takes."""
    return sum(_ems(char) for char in text) * size


def _ems(char: str) -> float:
    return SQUARE if unicodedata.east_asian_width(char) in "WFA" else SLIM


def fitted(text: str, width: float, size: float = SIZE) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; nothing when not even two characters do."""
    if width_of(text, size) <= width:
        return text
    room, kept = width - size, ""
    for char in text:
        room -= _ems(char) * size
        if room < 0:
            break
        kept += char
    return f"{kept}…" if len(kept) > 1 else ""


def wrapped(text: str, width: float, size: float = SIZE, lines: int = 2) -> list[str]:
    """The text in at most `lines` lines, the last one shortened when it does not fit."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1:
        head = _head(rest, width, size)
        found.append(head)
        rest = rest[len(head) :]
    return [*found, fitted(rest, width, size)] if rest else found


def _head(text: str, width: float, size: float) -> str:
    """The longest beginning that fits; at least one character."""
    taken, room = 0, width
    for char in text:
        room -= _ems(char) * size
        if room < 0:
            break
        taken += 1
    return text[: max(taken, 1)]


def ticks(highest: int, wanted: int = 4) -> list[int]:
    """Round numbers from 0 to at least the highest: steps of 1, 2 or 5 times a power of ten."""
    step = next(size for size in _steps() if size * wanted >= highest)
    return [step * n for n in range(max(-(-highest // step), 1) + 1)]


def _steps() -> Iterator[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10
