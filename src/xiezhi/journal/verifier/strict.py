"""Section 1 of the format: reads a canonical text, refusing every other spelling of the same value."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

LARGEST = 2**53 - 1

#: Shape of a value: a type, a pattern for a text, a list of one shape, the members of an object, or None
#: for anything.
Shape = Any
HEX = re.compile(r"([0-9a-f]{2})*")
DIGEST = re.compile(r"[0-9a-f]{64}")


def _integer(digits: str) -> int:
    value = int(digits)
    if abs(value) > LARGEST:
        raise ValueError("integer out of range")
    return value


def _refuse(token: str) -> Any:
    raise ValueError(f"not an integer: {token}")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    names = [name for name, _ in pairs]
    plain = all(map(str.isascii, names))
    if names != (sorted(value) if plain else sorted(value, key=_units)):
        raise ValueError("members out of order")
    return value


def _units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


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


def fits(value: Any, shape: Shape) -> bool:
    """Whether `value` has this shape; objects have these members and no others."""
    if shape is None:
        return True
    if isinstance(shape, type):
        return type(value) is shape
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and bool(shape.fullmatch(value))
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    return (
        isinstance(value, Mapping)
        and value.keys() == shape.keys()
        and all(fits(value[name], inner) for name, inner in shape.items())
    )
