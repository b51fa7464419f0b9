"""Section 1 of the format: reads a canonical text, refusing every other spelling of the same value."""

from __future__ import annotations

import hashlib
import json
from typing import Any

LARGEST = 2**53 - 1


def _integer(digits: str) -> int:
    value = int(digits)
    if abs(value) > LARGEST:
        raise ValueError("integer out of range")
    return value


def _refuse(token: str) -> Any:
    raise ValueError(f"not an integer: {token}")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    units = [name.encode("utf-16-be", "surrogatepass") for name in names]
    if any(a >= b for a, b in zip(units, units[1:], strict=False)):
        raise ValueError("members out of order")
    return dict(pairs)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_integer, parse_float=_refuse, parse_constant=_refuse
)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Any:
    """The value of a canonical text. Raises ValueError for any other text."""
    value = _DECODER.decode(text)
    if _ENCODER.encode(value) != text:
        raise ValueError("not the canonical text")
    return value


def digest(text: str) -> str:
    """H of a text; bytes that were no UTF-8 are hashed as they were found."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def unchanged(value: Any) -> str:
    """The text again of a value that `read` gave."""
    return _ENCODER.encode(value)
