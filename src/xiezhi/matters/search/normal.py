"""One form for what was written and what is looked for, with the way back to the writing.

Full width, ligatures and letter case fold (NFKC, casefold); every bracket is one bracket, so 〔2026〕, [2026]
and （2026） are the same; dots and dashes likewise. Space beside a Chinese character is layout and falls away
(张　三 is 张三); between Latin words one space stays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

OPENING, CLOSING = "〔[【〖〈《「『{(", "〕]】〗〉》」』})"
_SAME = (
    dict.fromkeys(map(ord, OPENING), "(")
    | dict.fromkeys(map(ord, CLOSING), ")")
    | dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-")
    | dict.fromkeys(map(ord, "•・‧∙⋅"), "·")
)
#: Format and variation characters, half characters and other controls carry no text.
_NOTHING = ("Cf", "Cc", "Cs")


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    if char.isspace():
        return " "
    if unicodedata.category(char) in _NOTHING or _varies(char):
        return ""
    return unicodedata.normalize("NFKC", char).casefold().translate(_SAME)


def _varies(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def normal(text: str) -> str:
    """The form that is compared."""
    return "".join(char for char, _ in placed(text))


def placed(text: str) -> list[tuple[str, int]]:
    """The normal form, each character with the place in `text` it came from."""
    found = [(char, at) for at, each in enumerate(text) for char in _folded(each)]
    return list(_without_layout(found))


def _without_layout(chars: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Drop space at the ends and beside a wide character; keep one between narrow ones."""
    last, waiting = "", -1
    for char, at in chars:
        if char == " ":
            waiting = at if waiting < 0 else waiting
            continue
        if waiting >= 0 and last.isascii() and last and char.isascii():
            yield " ", waiting
        yield char, at
        last, waiting = char, -1


def words(query: str) -> list[str]:
    """The words of a query, each of which must be found; at most `MOST`, none twice."""
    found = dict.fromkeys(normal(word) for word in query.split())
    return [word for word in found if word][:MOST]


#: More words than this add nothing but work.
MOST = 8
