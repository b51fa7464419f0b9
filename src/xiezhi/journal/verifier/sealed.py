"""Sections 2 and 5: sealed values against the commitments of their entry; keys; erasures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.crypto import NotAuthentic, unboxed
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.shapes import Box, Secrets, WrappedKey

HELD: strict.Shape = {"salt": strict.DIGEST, "value": None}


def unwrap_all(rows: Iterable[WrappedKey], secrets: Secrets) -> None:
    """Open every wrapped key. Raises Altered."""
    if secrets.master is None:
        return
    for row in rows:
        bound = f"{row.id}\n{row.matter}\n{row.subject}".encode("utf-8", "surrogateescape")
        try:
            key = unboxed(secrets.master, b"xiezhi-wrap-v1", row.wrapped, bound)
        except NotAuthentic:
            raise Altered(
                f"事项 {row.matter} 的一把密钥（{row.subject}）被改动，用主密钥打不开。"
            ) from None
        secrets.by_id[row.id] = key


@dataclass(slots=True)
class Boxes:
    """The sealed rows in log order, handed out entry by entry."""

    rows: Iterator[Box]
    secrets: Secrets
    checked: int = 0
    unopened: int = 0
    lost: dict[str, str] = field(default_factory=dict)
    _next: Box | None = None

    def __post_init__(self) -> None:
        self._next = next(self.rows, None)

    def check(self, content: dict[str, Any], name: str) -> None:
        """The boxes of this entry are all there and hold what it committed to. Raises Altered."""
        entry, found = content["id"], {}
        while self._next is not None and self._next.id.rpartition("/")[0] == entry:
            found[self._next.id] = self._next
            self._next = next(self.rows, None)
        for place, item in enumerate(content["sealed"]):
            box = found.pop(f"{entry}/{place}", None)
            if box is None or _columns(box, entry) != (item["name"], item["key"], entry):
                raise Altered(f"{name}的密封内容「{item['name']}」缺失或被改动。")
            self._open(box, entry, item["commitment"], name)
        if found:
            raise Altered(f"{name}多出了密封内容。")

    def _open(self, box: Box, entry: str, commitment: str, name: str) -> None:
        self.checked += 1
        if self.secrets.master is None:
            self.unopened += 1
            return
        key = self.secrets.by_id.get(box.key)
        if key is None:
            self.lost[box.key] = name
            return
        try:
            plain = unboxed(key, b"xiezhi-sealed-v1", box.box, f"{entry}\n{box.name}".encode())
            held = strict.read(plain.decode())
        except (NotAuthentic, ValueError):
            held = None
        same = strict.fits(held, HELD) and (
            committed(entry, box.name, held["salt"], held["value"]) == commitment
        )
        if not same:
            raise Altered(f"{name}的密封内容「{box.name}」被改动。")

    def finish(self, erased: set[str]) -> None:
        """No box without an entry, no key gone without an erasure on record. Raises Altered."""
        if self._next is not None:
            raise Altered(f"密封内容 {self._next.id} 不属于它应在位置上的任何记载。")
        for key, name in self.lost.items():
            if key not in erased:
                raise Altered(f"{name}的密封内容缺少密钥，而没有依法删除的记载。")


def _columns(box: Box, entry: str) -> tuple[str, str, str]:
    """Name, key and entry of a box; a bundle does not repeat the entry."""
    return box.name, box.key, entry if box.entry is None else box.entry


def committed(entry: str, name: str, salt: str, value: Any) -> str:
    """The commitment to a value that came from a canonical text."""
    return strict.digest(
        f'{{"entry":{strict.unchanged(entry)},"name":{strict.unchanged(name)},'
        f'"salt":{strict.unchanged(salt)},"value":{strict.unchanged(value)}}}'
    )
