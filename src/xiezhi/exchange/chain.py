"""The chain of each matter: an entry names the hash of the one before it, and none is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xiezhi.exchange.form import NotTaken, as_object
from xiezhi.exchange.models import Envelope, ForeignEntry
from xiezhi.journal.canonical import NotCanonical, canonical
from xiezhi.journal.digests import of_text

WANTED = {"id": str, "matter": str, "seq": int, "procedure": str, "step": str, "node": str,
          "occurred_at": str, "recorded_at": str}  # fmt: skip


@dataclass(slots=True)
class Chains:
    """Follows the matters of one envelope, beginning where earlier envelopes ended."""

    envelope: Envelope
    _heads: dict[str, tuple[int, str | None]] = field(default_factory=dict)
    _position: int = 0

    def next(self, line: bytes) -> ForeignEntry | None:
        """The entry as a row to keep; None when it had come before. Raises NotTaken."""
        position, text, content = self._read(line)
        self._position = position
        seq, digest = content["seq"], of_text(text)
        reached, before = self._head(content["matter"])
        if seq <= reached:
            self._check_known(content, digest)
            return None
        if seq != reached + 1 or content["prev"] != before:
            raise NotTaken(
                f"位置 {position}：事项 {content['matter']} 的第 {seq} 条记载接不上前一条"
                f"（本节点有到第 {reached} 条）。没有收下任何内容；请对方核验其流水。"
            )
        self._heads[content["matter"]] = (seq, digest)
        return self._row(position, text, content, digest)

    def _read(self, line: bytes) -> tuple[int, str, dict[str, Any]]:
        outer = as_object(line.decode(errors="replace")) or {}
        position, text = outer.get("position"), outer.get("text")
        content = as_object(text) if isinstance(text, str) else None
        due = self._position + 1 if self._position else self.envelope.first
        if content is None or position != due or not _entry_of(content, str(text), self.envelope):
            raise NotTaken(
                f"信封中应是位置 {due} 的那一行不是节点 {self.envelope.node} 的记载。"
                "没有收下任何内容；请对方重新封装。"
            )
        return due, str(text), content

    def _head(self, matter: str) -> tuple[int, str | None]:
        if matter not in self._heads:
            rows = ForeignEntry.objects.filter(node=self.envelope.node, matter=matter)
            last = rows.order_by("-seq").first()
            self._heads[matter] = (last.seq, last.hash) if last else (0, None)
        return self._heads[matter]

    def _check_known(self, content: dict[str, Any], digest: str) -> None:
        same = ForeignEntry.objects.filter(
            node=self.envelope.node, matter=content["matter"], seq=content["seq"], hash=digest
        )
        if not same.exists():
            raise NotTaken(
                f"事项 {content['matter']} 的第 {content['seq']} 条记载与先前收到的不同。"
                "没有收下任何内容；对方的流水可能被改写，请核验并报告。"
            )

    def _row(self, position: int, text: str, content: dict[str, Any], digest: str) -> ForeignEntry:
        return ForeignEntry(
            id=content["id"], node=self.envelope.node, envelope=self.envelope, position=position,
            matter=content["matter"], seq=content["seq"], procedure=content["procedure"],
            step=content["step"], occurred_at=datetime.fromisoformat(content["occurred_at"]),
            recorded_at=datetime.fromisoformat(content["recorded_at"]), hash=digest, text=text,
        )  # fmt: skip


def _entry_of(content: dict[str, Any], text: str, envelope: Envelope) -> bool:
    """Whether `content` is an entry v1 of the sender, in its one canonical text."""
    shaped = all(type(content.get(name)) is kind for name, kind in WANTED.items())
    try:
        same = canonical(content) == text
        for name in ("occurred_at", "recorded_at"):
            datetime.fromisoformat(str(content.get(name)))
    except (NotCanonical, ValueError):
        return False
    return shaped and same and "prev" in content and content["node"] == envelope.node
