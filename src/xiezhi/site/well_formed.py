"""Whether an act is one its procedure knows, with fields of the right type: form, not law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from xiezhi.journal.acts import CORRECTION, Act
from xiezhi.journal.wiring import wired
from xiezhi.law.fields import Field
from xiezhi.law.procedures.model import Step
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.faults import keeping_faults
from xiezhi.registry.roles import title
from xiezhi.site.times import time_faults

#: Steps that belong to no procedure: they speak of drafts, documents and other entries.
ABOUT_ENTRIES = frozenset(
    {
        CORRECTION,
        "draft_proposed",
        "draft_approved",
        "draft_returned",
        "draft_withdrawn",
        "document_voided",
        "block_overridden",
    }
)


def faults(act: Act) -> list[str]:
    """One Chinese sentence for each fault; empty when the act is well-formed."""
    return [*time_faults(act, wired().now()), *_content_faults(act), *keeping_faults(act)]


def _content_faults(act: Act) -> list[str]:
    if act.step in ABOUT_ENTRIES:
        return []
    step = corpus().step(act.procedure, act.step)
    if step is None:
        return [f"程序「{act.procedure}」中没有步骤「{act.step}」,没有写入。"]
    return [
        *_step_faults(act, step),
        *_field_faults(act.fields, set(step.fields) | set(step.optional)),
    ]


def _step_faults(act: Act, step: Step) -> Iterator[str]:
    if act.mode not in step.modes:
        word = "补录" if act.mode == "attest" else "在线办理"
        yield f"「{step.title}」不能{word}。"
    if not step.event and not {actor.role for actor in act.by} & set(step.by):
        yield f"「{step.title}」由{'、'.join(title(code) for code in step.by)}办理。"
    for name in step.fields:
        wanted = act.mode == "decide" and name not in step.optional
        if wanted and act.fields.get(name) in (None, "", []):
            yield f"「{corpus().fields[name].title}」还没有填写。"


def _field_faults(values: Mapping[str, Any], allowed: set[str]) -> Iterator[str]:
    fields = corpus().fields
    for name, value in values.items():
        if name not in allowed:
            yield f"本步骤没有字段「{fields[name].title if name in fields else name}」。"
        elif value is not None:
            yield from _value_faults(fields[name], value)


def _value_faults(field: Field, value: Any) -> Iterator[str]:
    if field.type == "list":
        if not isinstance(value, list):
            yield f"「{field.title}」应当是列表。"
            return
        for row in value:
            yield from _field_faults(row, set(field.of))
    elif not _fits(field, value):
        yield f"「{field.title}」的内容「{str(value)[:40]}」不是{KINDS[field.type]}。"


KINDS = {
    "text": "文字", "paragraph": "文字", "integer": "整数", "cents": "以分为单位的整数", "date": "日期",
    "datetime": "日期时间", "bool": "是或者否", "choice": "可选的答案", "party": "当事人编号",
    "person": "人员编号", "item": "事项编码", "evidence": "证据编号",
    "norm": "语料库中的规范编号",
}  # fmt: skip


def _fits(field: Field, value: Any) -> bool:
    if field.type in ("integer", "cents"):
        return isinstance(value, int) and not isinstance(value, bool)
    if field.type == "bool":
        return isinstance(value, bool)
    if not isinstance(value, str):
        return False
    if field.type == "choice":
        return value in field.options
    if field.type == "norm":
        return value in corpus().norms
    return field.type not in ("date", "datetime") or _parses(value, field.type == "datetime")


def _parses(value: str, with_time: bool) -> bool:
    try:
        datetime.fromisoformat(value) if with_time else date.fromisoformat(value)
    except ValueError:
        return False
    return True
