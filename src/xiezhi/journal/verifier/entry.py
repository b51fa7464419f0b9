"""Section 2: one entry, its members, its columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from xiezhi.journal.verifier import strict
from xiezhi.journal.verifier.faults import Altered
from xiezhi.journal.verifier.shapes import Line

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?[+-]\d\d:\d\d")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

PERSON = dict.fromkeys(["person", "role", "organ", "in_name_of", "on_behalf_of", "proof"])
ENTRY: strict.Shape = {
    "v": int,
    "node": str,
    "id": UUID7,
    "matter": str,
    "seq": int,
    "thread": str,
    "procedure": str,
    "parent": None,
    "step": str,
    "mode": str,
    "occurred_at": MOMENT,
    "recorded_at": MOMENT,
    "by": [PERSON],
    "source": None,
    "reason": None,
    "fields": dict,
    "sealed": [{"name": str, "commitment": strict.DIGEST, "key": str}],
    "files": [
        {"name": str, "sha256": strict.DIGEST, "sm3": strict.DIGEST, "size": int, "type": str}
    ],
    "refs": list,
    "law": {"corpus": None, "parameters": None},
    "verdicts": [{"norm": str, "verdict": str, "reason": str}],
    "key": None,
    "prev": None,
}
OPTIONAL = ("parent", "source", "reason", "key", "prev")
TARGETS = {"matter", "entry", "key"}


def label(position: int, content: dict[str, Any]) -> str:
    """How a report names an entry."""
    matter, seq, step = (content.get(name) for name in ("matter", "seq", "step"))
    return f"第 {position} 条记载（事项 {matter} 第 {seq} 号，步骤 {step}）"


def _rough(line: Line) -> str:
    """A name for an entry whose text cannot be trusted, from its columns."""
    if line.columns is None:
        return f"第 {line.position} 条记载"
    return label(
        line.position,
        {"matter": line.columns[1], "seq": line.columns[2], "step": line.columns[6]},
    )


def content_of(line: Line) -> dict[str, Any]:
    """The entry of a log line, if its text is the one that was hashed. Raises Altered."""
    if line.text is None:
        raise Altered(f"第 {line.position} 条记载已被删除，日志中仍有它的位置。")
    if not isinstance(line.text, str) or strict.digest(line.text) != line.entry_hash:
        raise Altered(f"{_rough(line)}被改动：内容与日志中的散列不符。")
    try:
        content = strict.read(line.text)
    except ValueError:
        content = None
    if not _well_made(content):
        raise Altered(f"{_rough(line)}不合格式 v1。")
    return dict(content)


def _well_made(content: Any) -> bool:
    return (
        strict.fits(content, ENTRY)
        and content["v"] == 1
        and content["mode"] in ("decide", "attest")
        and content["thread"].rpartition("#")[0] == content["procedure"]
        and all(_refers(ref) for ref in content["refs"])
        and all(isinstance(content[name], str | None) for name in OPTIONAL)
    )


def _refers(ref: Any) -> bool:
    return isinstance(ref, dict) and len(ref) == 2 and "rel" in ref and bool(TARGETS & ref.keys())


def check_columns(line: Line, content: dict[str, Any], moment: Callable[[str], Any]) -> None:
    """The columns beside the text say the same. Raises Altered."""
    if line.columns is None:
        return
    expected = (
        content["id"],
        content["matter"],
        content["seq"],
        content["thread"],
        content["procedure"],
        content["parent"] or "",
        content["step"],
        content["mode"],
        moment(content["occurred_at"]),
        moment(content["recorded_at"]),
        content["key"],
        line.entry_hash,
    )
    if line.columns != expected:
        raise Altered(f"{label(line.position, content)}的查询列被改动，与记载内容不符。")
