"""Keys by which other matters know what is seized or frozen (行政强制法 23, 29); numbers themselves stay sealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac

Row = dict[str, Any]
#: List → (part that names the thing, key of the thing, key of the organ and the thing).
NAMED = {
    "seized_goods": ("goods_identifier", "goods_key", "goods_organ_key"),
    "frozen_accounts": ("account_number", "account_key", "account_organ_key"),
}
KEYS = frozenset(key for _, *keys in NAMED.values() for key in keys)


def identified(fields: Mapping[str, Any], organ: str) -> Row:
    """The lists among `fields` whose rows name what they are, with the keys made; others are left out."""
    return {
        name: [_keyed(row, organ, *parts) for row in fields[name]]
        for name, parts in NAMED.items()
        if fields.get(name)
    }


def _keyed(row: Mapping[str, Any], organ: str, named: str, key: str, of_organ: str) -> Row:
    thing = "".join(str(row.get(named) or "").split()).upper()
    if not thing:
        return dict(row)
    return {**row, key: _salted(key, thing), of_organ: _salted(of_organ, organ, thing)}


def _salted(purpose: str, *parts: str) -> str:
    return salted_hmac(f"xiezhi.{purpose}", "|".join(parts)).hexdigest()
