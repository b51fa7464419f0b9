"""Where the words stand: a few texts of the case, cut to size, the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xiezhi.matters.search.normal import placed
from xiezhi.matters.search.texts import Labelled

#: Characters kept on each side of the first word of an excerpt.
AROUND = 28
#: Texts shown of one case.
MOST = 3

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`pieces` in order: the text, and whether it is one of the words looked for."""

    label: str
    pieces: tuple[Piece, ...]


def excerpts(texts: Sequence[Labelled], words: Sequence[str]) -> list[Excerpt]:
    """Texts that show words not shown yet, in the order of the case."""
    missing = set(words)
    found: list[Excerpt] = []
    for label, text in texts:
        marks = _marks(text, words)
        here = {word for word, _, _ in marks} & missing
        if here and len(found) < MOST:
            missing -= here
            spans = [(start, end) for _, start, end in marks]
            first = min(start for word, start, _ in marks if word in here)
            found.append(Excerpt(label, tuple(_cut(text, spans, first))))
    return found


def _marks(text: str, words: Sequence[str]) -> list[tuple[str, int, int]]:
    """(word, start, end) of every occurrence in the text as written."""
    chars = placed(text)
    line = "".join(char for char, _ in chars)
    found = []
    for word in words:
        at = line.find(word)
        while at >= 0:
            found.append((word, chars[at][1], chars[at + len(word) - 1][1] + 1))
            at = line.find(word, at + 1)
    return found


def _cut(text: str, spans: Sequence[tuple[int, int]], first: int) -> list[Piece]:
    """The part of the text around its first word, marked and unmarked pieces in turn."""
    start = max(0, first - AROUND)
    end = min(len(text), first + 3 * AROUND)
    pieces: list[Piece] = [("…", False)] if start else []
    at = start
    for left, right in _joined(spans):
        left, right = max(left, at), min(right, end)
        if left < right:
            pieces += [(text[at:left], False), (text[left:right], True)]
            at = right
    pieces.append((text[at:end] + ("…" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return found
