"""Personal data of an entry: split from the open fields, encrypted, opened again, erased (《个人信息保护法》)."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xiezhi.journal.canonical import text_of
from xiezhi.journal.ciphers import seal, unseal
from xiezhi.journal.digests import commitment
from xiezhi.journal.keys import KeyRing, keys_by_id
from xiezhi.journal.models import Sealed
from xiezhi.journal.rows import insert
from xiezhi.journal.wiring import Wiring

PURPOSE = b"xiezhi-sealed-v1"

#: What stands for a personal value that is not shown, and for one whose key was erased.
HIDDEN = "〔密封〕"
ERASED = "〔已删除〕"


@dataclass(frozen=True, slots=True)
class Personal:
    """One personal value: `name` is its place in the fields (`party_name`, `parties/0/phone`)."""

    name: str
    subject: str
    value: Any


def split(fields: Mapping[str, Any], wiring: Wiring) -> tuple[dict[str, Any], list[Personal]]:
    """Open fields and personal values of `fields`, which are canonical data."""
    found: list[Personal] = []
    return _open_part(fields, "", wiring, found), found


def _open_part(node: Any, at: str, wiring: Wiring, found: list[Personal]) -> Any:
    if isinstance(node, list):
        return [_open_part(item, f"{at}/{i}", wiring, found) for i, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    kept = {}
    for name, value in node.items():
        place = f"{at}/{name}" if at else name
        if name in wiring.personal and value is not None:
            found.append(Personal(place, _subject(name, place, node, wiring), value))
        else:
            kept[name] = _open_part(value, place, wiring, found)
    return kept


def _subject(name: str, place: str, item: Mapping[str, Any], wiring: Wiring) -> str:
    for word in (name, place.partition("/")[0]):
        if word in wiring.subjects:
            return wiring.subjects[word]
    return str(item.get("party") or item.get("person") or "party")[:80]


def masked(node: Any, wiring: Wiring) -> Any:
    """The fields with 〔密封〕 in place of every personal value."""
    if isinstance(node, list):
        return [masked(item, wiring) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: HIDDEN if name in wiring.personal and value is not None else masked(value, wiring)
        for name, value in node.items()
    }


@dataclass(slots=True)
class Sealer:
    """Seals the personal values of one transaction; `ring` keeps the keys it needs."""

    ring: KeyRing
    rows: list[tuple[str, str, str, str, bytes]] = field(default_factory=list)

    def seal(self, matter: str, entry: str, values: Sequence[Personal]) -> list[dict[str, str]]:
        """Add the rows to store; gives the entry's `sealed` list."""
        return [self._seal(matter, entry, i, value) for i, value in enumerate(values)]

    def _seal(self, matter: str, entry: str, place: int, value: Personal) -> dict[str, str]:
        key_id, key = self.ring.key(matter, value.subject)
        salt = os.urandom(32).hex()
        plain = text_of({"salt": salt, "value": value.value}).encode()
        box = seal(key, PURPOSE, plain, f"{entry}\n{value.name}".encode())
        self.rows.append((f"{entry}/{place}", entry, value.name, key_id, box))
        mark = commitment(entry, value.name, salt, value.value)
        return {"commitment": mark, "key": key_id, "name": value.name}

    def store(self) -> None:
        """Store new keys and the sealed values."""
        self.ring.store()
        insert(Sealed, self.rows)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed value in the clear, with the salt that proves it to be the committed one."""

    entry: str
    name: str
    subject: str
    salt: str
    value: Any


def opened(rows: Iterable[Sealed], hidden: Collection[str] = ()) -> Iterator[Opened]:
    """The values of `rows` whose key still exists; those of `hidden` subjects read 〔密封〕. Raises Damaged."""
    listed = list(rows)
    keys = keys_by_id(row.key for row in listed)
    for row in listed:
        if row.key in keys:
            subject, key = keys[row.key]
            if subject in hidden:
                yield Opened(row.entry_id, row.name, subject, "", HIDDEN)
            else:
                yield _open(row, subject, key)


def _open(row: Sealed, subject: str, key: bytes) -> Opened:
    plain = unseal(key, PURPOSE, bytes(row.box), f"{row.entry_id}\n{row.name}".encode())
    content = json.loads(plain)
    return Opened(row.entry_id, row.name, subject, content["salt"], content["value"])


def put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Put a personal value back at its place in `fields`."""
    *way, last = name.split("/")
    node: Any = fields
    for word in way:
        node = node[int(word)] if isinstance(node, list) else node.setdefault(word, {})
    node[last] = value
