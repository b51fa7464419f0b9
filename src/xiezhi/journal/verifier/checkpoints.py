"""Section 4: checkpoints and witnesses, and what they say the log must be at each size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.crypto import signed
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.shapes import Signed

CHECKPOINT: strict.Shape = {
    "v": int,
    "node": str,
    "number": int,
    "at": str,
    "size": int,
    "root": strict.DIGEST,
    "log": None,
    "attempts": {"count": int, "hash": None},
    "prev": None,
    "alg": str,
    "key": strict.DIGEST,
}


@dataclass(slots=True)
class Expected:
    """By size: (name, content) of every checkpoint and witness that covers that many entries."""

    at: dict[int, list[tuple[str, dict[str, Any]]]] = field(default_factory=dict)
    count: int = 0
    covered: int = 0
    last: dict[str, Any] | None = None

    def add(self, name: str, content: dict[str, Any]) -> None:
        self.at.setdefault(content["size"], []).append((name, content))

    def check(self, size: int, root: str, log: str | None) -> None:
        """The log as read has this root and hash at `size`. Raises Altered."""
        for name, content in self.at.pop(size, ()):
            if content["root"] != root or content["log"] != log:
                start = self.covered + 1
                raise Altered(f"第 {start} 至 {size} 条记载中有改动：与{name}签过名的根不符。")
            self.covered = max(self.covered, size)

    def finish(self, size: int) -> None:
        """Nothing is signed beyond the end. Raises Altered."""
        for beyond, named in sorted(self.at.items()):
            raise Altered(f"日志被截断：{named[0][0]}盖住 {beyond} 条记载，现在只有 {size} 条。")


def read(
    rows: Iterable[Signed], public: dict[str, str], attempts: list[str], whole: bool
) -> Expected:
    """Check the chain of checkpoints and its signatures. Raises Altered."""
    expected, before = Expected(), None
    for number, row in enumerate(rows, 1):
        content = _content(row, f"第 {number} 个检查点", public)
        name = f"第 {content['number']} 个检查点"
        if whole and (content["number"] != number or content["prev"] != before):
            raise Altered(f"第 {number} 个检查点缺失、被调换或被改动。")
        if row.columns not in (None, (content["number"], content["size"])):
            raise Altered(f"{name}的查询列被改动。")
        if whole:
            _check_attempts(content["attempts"], attempts, name)
        before = strict.digest(row.text)
        expected.add(name, content)
        expected.count, expected.last = expected.count + 1, content
    return expected


def witness(rows: Iterable[Signed], public: dict[str, str], expected: Expected) -> int:
    """Add checkpoints kept elsewhere; how many. Raises Altered."""
    count = 0
    for row in rows:
        content = _content(row, "包外保存的检查点", public)
        expected.add(f"包外保存的第 {content['number']} 个检查点", content)
        count += 1
    return count


def _content(row: Signed, name: str, public: dict[str, str]) -> dict[str, Any]:
    try:
        content = strict.read(row.text)
    except ValueError:
        content = None
    if not strict.fits(content, CHECKPOINT) or (content["v"], content["alg"]) != (1, "ed25519"):
        raise Altered(f"{name}被改动：不合格式。")
    if content["key"] not in public:
        raise Altered(f"{name}的签名公钥不在所知的公钥之中。")
    if not signed(public[content["key"]], row.text, row.signature):
        raise Altered(f"{name}被改动：签名不符。")
    return dict(content)


def _check_attempts(said: dict[str, Any], attempts: list[str], name: str) -> None:
    count = said["count"]
    if count > len(attempts) or said["hash"] != (attempts[count - 1] if count else None):
        raise Altered(f"被拒的尝试有缺失或改动：与{name}不符。")
