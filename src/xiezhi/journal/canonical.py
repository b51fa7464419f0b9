"""Canonical JSON (RFC 8785) of entry v1: the one text of a value, integers only as numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

#: Largest integer every JSON reader keeps exactly (I-JSON, RFC 7493).
LARGEST = 2**53 - 1

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


class NotCanonical(ValueError):
    """A value that has no canonical text; the message is a Chinese sentence naming the place."""


def plain(value: Any, at: str = "") -> Any:
    """`value` as JSON data with its keys in canonical order.

    Days and times become ISO 8601 text, tuples become lists. Raises NotCanonical for fractions, for
    integers beyond 2^53-1, for half characters (lone surrogates) and for anything that is not data.
    """
    kind = type(value)
    if kind is str:
        return value if value.isascii() else _text(value, at)
    if value is None or kind is bool:
        return value
    if isinstance(value, int):
        return _integer(value, at)
    if isinstance(value, list | tuple):
        return [plain(item, f"{at}/{i}") for i, item in enumerate(value)]
    if isinstance(value, Mapping):
        return _object(value, at)
    return _other(value, at)


def _other(value: Any, at: str) -> str:
    if isinstance(value, str):
        return _text(str(value), at)
    if isinstance(value, datetime):
        return moment(value, at)
    if isinstance(value, date):
        return value.isoformat()
    raise NotCanonical(
        f"「{at or '内容'}」的值须是整数、文字、日期、是否或列表，不能是 {type(value).__name__}。"
    )


def _text(value: str, at: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotCanonical(f"「{at or '内容'}」含有不完整的字符，请重新输入。") from None
    return value


def _integer(value: int, at: str) -> int:
    if abs(value) > LARGEST:
        raise NotCanonical(f"「{at or '内容'}」的数字过大，最多 16 位。")
    return int(value)


def _object(value: Mapping[Any, Any], at: str) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical(f"「{at or '内容'}」的名称须是文字。")
    ascii_only = all(map(str.isascii, value))
    names = sorted(value) if ascii_only else sorted(value, key=_utf16)
    return {_text(n, at): plain(value[n], f"{at}/{n}" if at else n) for n in names}


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def moment(at: datetime, where: str = "") -> str:
    """An instant with its offset, `2026-11-25T19:10:08+08:00`, microseconds only where there are any."""
    offset = at.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        raise NotCanonical(f"「{where or '时间'}」须带有时区（整分钟）。")
    return at.isoformat(timespec="microseconds" if at.microsecond else "seconds")


def canonical(value: Any) -> str:
    """The canonical text of `value`. Raises NotCanonical."""
    return text_of(plain(value))


def text_of(ordered: Any) -> str:
    """The text of data that `plain` has already put in order."""
    return _ENCODER.encode(ordered)
