"""Section 3: reads the log from its start and checks every entry against all that speaks of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.checkpoints import Expected
from xiezhi.journal.verifier.entry import check_columns, content_of, label
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.files import Files
from xiezhi.journal.verifier.merkle import Growing, included, leaf_hash
from xiezhi.journal.verifier.sealed import Boxes
from xiezhi.journal.verifier.shapes import Line, Source

TILE_HEIGHT, TILE = 8, 256


@dataclass(slots=True)
class Walk:
    """State between two lines: heads of the matters, the log hash, the tree."""

    source: Source
    expected: Expected
    boxes: Boxes
    files: Files = field(default_factory=Files)
    count: int = 0
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    commitments: dict[tuple[str, str], str] = field(default_factory=dict)
    node: str | None = None
    log: str | None = None
    tree: Growing = field(default_factory=Growing)
    tiles: dict[int, str] = field(default_factory=dict)
    proofs: dict[int, list[str]] = field(default_factory=dict)

    def run(self) -> None:
        """Raises Altered at the first thing that is not as written."""
        self.tiles, self.proofs = self.source.tiles(), self.source.proofs()
        if not self.source.partial:
            self.expected.check(0, self.tree.root(), None)
        for line in self.source.lines():
            self._line(line)
        self.boxes.finish(self.erased)
        if not self.source.partial:
            self.expected.finish(self.count)
        for index in self.tiles:
            raise Altered(f"默克尔树第 {index} 块多余或被改动。")

    def _line(self, line: Line) -> None:
        if not self.source.partial and line.position != self.count + 1:
            raise Altered(f"日志第 {self.count + 1} 位缺失或被改动。")
        content = content_of(line)
        name = label(line.position, content)
        self._chained(content, line, name)
        check_columns(line, content, self.source.moment)
        self.count += 1
        if self.source.partial:
            self._proved(line, name)
        else:
            self._logged(line, name)
        self.boxes.check(content, name)
        self.files.note(content, name)
        self._remember(content)

    def _chained(self, content: dict[str, Any], line: Line, name: str) -> None:
        seq, head = self.heads.get(content["matter"], (0, None))
        if content["seq"] != seq + 1 or content["prev"] != head:
            raise Altered(f"{name}与本事项的上一条记载不相连：其间有缺失、插入或调换。")
        if self.node not in (None, content["node"]):
            raise Altered(f"{name}不是节点 {self.node} 写下的。")
        self.node = content["node"]
        self.heads[content["matter"]] = (seq + 1, line.entry_hash)

    def _logged(self, line: Line, name: str) -> None:
        before = self.log or strict.digest(f"xiezhi-log-v1\n{self.node}")
        data = bytes.fromhex(before) + line.position.to_bytes(8, "big")
        self.log = hashlib.sha256(data + bytes.fromhex(line.entry_hash)).hexdigest()
        if self.log != line.log_hash:
            raise Altered(f"{name}在日志中的位置或日志散列被改动。")
        self.tree.add(leaf_hash(line.entry_hash))
        self._tile(line.position)
        if line.position in self.expected.at:
            self.expected.check(line.position, self.tree.root(), self.log)

    def _tile(self, position: int) -> None:
        if position % TILE:
            return
        index = position // TILE - 1
        kept = self.tiles.pop(index, None)
        whole = self.tree.completed[TILE_HEIGHT].hex()
        if kept not in (None, whole):
            start = index * TILE + 1
            raise Altered(
                f"第 {start} 至 {position} 条记载中有改动，或默克尔树第 {index} 块被改动。"
            )

    def _proved(self, line: Line, name: str) -> None:
        last, path = self.expected.last, self.proofs.pop(line.position, None)
        if last is None or path is None:
            raise Altered(f"{name}没有包含证明。")
        leaf, index = leaf_hash(line.entry_hash), line.position - 1
        if not included(leaf, index, last["size"], path, last["root"]):
            raise Altered(f"{name}不在第 {last['number']} 个检查点签过名的日志之中。")

    def _remember(self, content: dict[str, Any]) -> None:
        self.erased.update(ref["key"] for ref in content["refs"] if ref["rel"] == "erases")
        for item in content["sealed"]:
            if self.source.opened:
                self.commitments[content["id"], item["name"]] = item["commitment"]
