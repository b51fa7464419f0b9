"""Text as pairs of characters, each pair a keyed digest: what the index compares instead of the text.

A word of n characters is n-1 pairs in a row, so a phrase of pairs is found exactly where the word stands: nothing
a reader would find is missed, whatever a dictionary thinks a word is. A word of one character is looked up among
the single characters, which follow after the pairs. Without the node's search key the digests say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

from xiezhi.journal.keys import folder, secret_file

#: Bytes of a digest: two different pairs among a million meet by chance in fewer than one of two indexes.
SIZE = 5
#: Stands between two texts, so that no word is found across them.
GAP = "\n"
Line = bytes


def search_key() -> bytes:
    """The node's search key, made at first need; when it is lost the index is rebuilt."""
    return _key(folder() / "search.key")


@cache
def _key(path: Path) -> bytes:
    return secret_file(path)


@cache
def _digests(key: bytes) -> Callable[[str], bytes]:
    @lru_cache(maxsize=1 << 18)
    def digest(gram: str) -> bytes:
        return blake2b(gram.encode(), digest_size=SIZE, key=key).digest()

    return digest


def line_of(texts: Iterable[str]) -> Line:
    """The line of normal forms: their pairs with gaps between them, then every character once."""
    texts = list(texts)
    digest = _digests(search_key())
    singles = sorted(set().union(*texts))
    return b"".join(map(digest, [*_pairs(texts), *singles]))


def _pairs(texts: list[str]) -> Iterator[str]:
    for text in texts:
        yield from map("".join, zip(text, text[1:], strict=False))
        yield GAP


def phrase(word: str) -> Line:
    """The line of one word in normal form (not empty): its pairs, or its one character."""
    digest = _digests(search_key())
    return b"".join(map(digest, map("".join, zip(word, word[1:], strict=False)))) or digest(word)


def split(line: Line) -> list[bytes]:
    """The digests of a line, in order."""
    return [line[i : i + SIZE] for i in range(0, len(line), SIZE)]


def tokens(line: Line) -> str:
    """The line as FTS5 reads it: words of ten hexadecimal digits."""
    return line.hex(" ", SIZE)


def numbers(line: Line) -> list[int]:
    """The digests of a line as numbers, each once (PostgreSQL)."""
    return [int.from_bytes(each) for each in dict.fromkeys(split(line))]
