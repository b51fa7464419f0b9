"""Templates of fields: every `$word` replaced, `$day`, `$at` and their offsets computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

WORD = re.compile(r"\$([a-z](?:[a-z_]*[a-z])?(?:_\d)?)(?::(\w+?)(?=T|$|\W))?([+-]\d+)?")


def filled(
    value: Any, words: Mapping[str, Any], at: datetime, times: Mapping[str, datetime]
) -> Any:
    """`value` with its words; a text that is one word takes the word's own type.

    `$day-2` and `$day:step+15` are dates in days, `$at+40` is a moment in minutes.
    """
    if isinstance(value, str):
        return _text(value, words, at, times) if "$" in value else value
    if isinstance(value, Mapping):
        return {name: filled(each, words, at, times) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, words, at, times) for each in value]
    return value


def _text(text: str, words: Mapping[str, Any], at: datetime, times: Mapping[str, datetime]) -> Any:
    if text[1:] in words:
        return words[text[1:]]
    return WORD.sub(lambda m: _word(m, words, at, times), text)


def _word(
    found: re.Match[str], words: Mapping[str, Any], at: datetime, times: Mapping[str, datetime]
) -> str:
    name, step, shift = found[1], found[2], int(found[3] or 0)
    if name == "day":
        moment = times[step] if step else at
        return (moment.date() + timedelta(days=shift)).isoformat()
    if name == "at":
        return f"{at + timedelta(minutes=shift):%Y-%m-%dT%H:%M}"
    tail = found[3] or ""
    return f"{words[name]}{tail}"
