"""An act as the data its entry will hold, or the sentences that say why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xiezhi.journal.acts import CORRECTION, CORRECTS, Act, Actor, FileRef, NotWellFormed, Ref
from xiezhi.journal.canonical import NotCanonical, moment, plain

WORD = re.compile(r"[a-z][a-z0-9_.]{0,79}")
NAME = re.compile(r"[^\s\x00-\x1f\x7f]{1,80}")
THREAD = re.compile(r"[a-z][a-z0-9_.]*#[1-9][0-9]{0,8}")
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Shaped:
    """An act and its parts as canonical data."""

    act: Act
    occurred_at: str
    by: list[dict[str, Any]]
    fields: dict[str, Any]
    files: list[dict[str, Any]]
    refs: list[dict[str, Any]]


def shape(act: Act) -> Shaped:
    """Raises NotWellFormed."""
    sentences = list(_faults(act))
    if sentences:
        raise NotWellFormed(sentences)
    try:
        return _shaped(act)
    except NotCanonical as fault:
        raise NotWellFormed([str(fault)]) from None


def _shaped(act: Act) -> Shaped:
    plain([act.source, act.reason], "来源、理由")
    return Shaped(
        act=act,
        occurred_at=moment(act.at, "发生时间"),
        by=[_actor(actor) for actor in act.by],
        fields=plain(act.fields),
        files=[_file(file) for file in act.files],
        refs=[_ref(ref) for ref in act.refs],
    )


def _actor(actor: Actor) -> dict[str, str | None]:
    said = {
        "in_name_of": actor.in_name_of or None,
        "on_behalf_of": actor.on_behalf_of or None,
        "organ": actor.organ or None,
        "person": actor.person or None,
        "proof": actor.proof or None,
        "role": actor.role or None,
    }
    return dict(plain(said, "办理人"))


def _file(file: FileRef) -> dict[str, str | int]:
    said = {
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "sm3": file.sm3,
        "type": file.type,
    }
    return dict(plain(said, "附件"))


def _ref(ref: Ref) -> dict[str, str]:
    said = {"entry": ref.entry, "key": ref.key, "matter": ref.matter, "rel": ref.rel}
    return dict(plain({name: value for name, value in said.items() if value}, "关联"))


def _faults(act: Act) -> Iterable[str]:
    yield from _name_faults(act)
    if act.mode not in ("decide", "attest"):
        yield f"办理方式只能是 decide 或 attest，不能是「{act.mode}」。"
    if act.mode == "attest" and not act.source.strip():
        yield "补录须写明来源。"
    if act.thread is not None and not _belongs(act.thread, act.procedure):
        yield f"程序编号「{act.thread}」与程序「{act.procedure}」不符。"
    if "by" in act.fields:
        yield "字段名称「by」留给办理人，不能用作其他内容。"
    yield from _reference_faults(act)
    yield from _field_faults(act.fields)


def _name_faults(act: Act) -> Iterable[str]:
    if not NAME.fullmatch(act.matter):
        yield "事项编号须为 1 至 80 个字符，不含空格。"
    if act.key is not None and not NAME.fullmatch(act.key):
        yield "提交编号须为 1 至 80 个字符，不含空格。"
    for word, title in ((act.step, "步骤"), (act.procedure, "程序")):
        if not WORD.fullmatch(word):
            yield f"{title}代码「{word}」不合格式。"
    if act.parent is not None and not THREAD.fullmatch(act.parent):
        yield f"上级程序编号「{act.parent}」不合格式。"


def _belongs(thread: str, procedure: str) -> bool:
    return bool(THREAD.fullmatch(thread)) and thread.rpartition("#")[0] == procedure


def _reference_faults(act: Act) -> Iterable[str]:
    for ref in act.refs:
        if not ref.rel or [ref.matter, ref.entry, ref.key].count("") != 2:
            yield "每项关联须写明关系，并指向一个事项或一条记载。"
    for file in act.files:
        if not (DIGEST.fullmatch(file.sha256) and DIGEST.fullmatch(file.sm3)) or file.size < 0:
            yield f"附件「{file.name}」的摘要不合格式。"
    targets = [ref for ref in act.refs if ref.rel == CORRECTS and ref.entry]
    if (act.step == CORRECTION) != (len(targets) == 1):
        yield "更正须指明且只指明一条被更正的记载。"


def _field_faults(node: Any) -> Iterable[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if not isinstance(name, str) or "/" in name or not name:
                yield f"字段名称「{name}」不合格式。"
            yield from _field_faults(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _field_faults(value)
