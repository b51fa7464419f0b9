"""Whether an act of `lawkeeping` says something that can be set: form, not law. Who may set it twice is a norm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from xiezhi.journal.acts import Act
from xiezhi.law.parameters import Parameter
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.project import conditions_of
from xiezhi.registry.parameters.reads import open_change
from xiezhi.registry.parameters.words import range_words, value_words
from xiezhi.registry.roles import title

PROCEDURE = "lawkeeping"


def parameter_matter(parameter: str) -> str:
    """One matter a parameter."""
    return f"parameter-{parameter}"


def norm_matter(norm: str) -> str:
    """One matter a norm."""
    return f"norm-{norm}"


def keeping_faults(act: Act) -> Iterator[str]:
    """One Chinese sentence for each fault of an act of the procedure; nothing for other acts."""
    if act.procedure != PROCEDURE:
        return
    if act.step.startswith("parameter_"):
        yield from _parameter_faults(act)
    else:
        yield from _norm_faults(act)


def _norm_faults(act: Act) -> Iterator[str]:
    name = str(act.fields.get("norm_id") or "")
    norm = corpus().norms.get(name)
    if norm is None:
        yield f"资料库中没有规范“{name}”，没有写入。"
    elif norm.verified:
        yield f"规范 {name} 已经对照原文，不需要核实。"
    elif act.matter != norm_matter(name):
        yield f"规范 {name} 的核实只记在它自己的事项里。"


def _parameter_faults(act: Act) -> Iterator[str]:
    name = str(act.fields.get("parameter_id") or "")
    parameter = corpus().parameters.get(name)
    if parameter is None:
        yield f"资料库中没有参数“{name}”，没有写入。"
        return
    if act.matter != parameter_matter(name):
        yield f"参数“{parameter.title}”的值只记在它自己的事项里。"
    if not {by.role for by in act.by} & set(parameter.set_by):
        who = "、".join(title(role) for role in parameter.set_by)
        yield f"“{parameter.title}”由{who}设定，您现在的角色不能设定。"
    if act.step != "parameter_withdrawn":
        yield from _value_faults(parameter, act.fields)
    if act.step == "parameter_set":
        yield from _other_than_proposed(act)


def _value_faults(parameter: Parameter, fields: Mapping[str, Any]) -> Iterator[str]:
    value = fields.get("parameter_value")
    if isinstance(value, int) and not parameter.allows(value):
        yield (
            f"“{parameter.title}”不能是{value_words(parameter, value)}，"
            f"应当{range_words(parameter)}。没有写入。"
        )
    rows = fields.get("parameter_conditions") or []
    named = [row.get("condition_fact") for row in rows]
    if len(named) != len(set(named)):
        yield "同一个适用条件写了两次，每个条件只写一个值。"
    for row in rows:
        yield from _condition_faults(parameter, row)


def _condition_faults(parameter: Parameter, row: Mapping[str, Any]) -> Iterator[str]:
    name, word = str(row.get("condition_fact") or ""), row.get("condition_word")
    if name not in parameter.keys:
        known = "、".join(corpus().title_of(key) for key in parameter.keys) or "（没有）"
        yield f"“{parameter.title}”不按“{corpus().title_of(name)}”区分，可以区分的是：{known}。"
    elif not word:
        yield f"适用条件“{corpus().title_of(name)}”没有写值。"
    elif (field := corpus().fields.get(name)) and field.options and word not in field.options:
        yield f"适用条件“{field.title}”没有“{word}”这个值。"


def _other_than_proposed(act: Act) -> Iterator[str]:
    change = open_change(act.matter)
    if change is None:
        return
    stated = (act.fields.get("parameter_value"), _day(act.fields), conditions_of(act.fields))
    if stated != (change.value, change.since, change.conditions):
        yield "设定的内容与提议不一致，没有写入；要改值请撤回后重新提出。"


def _day(fields: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(fields.get("effective_from_on")))
    except ValueError:
        return None
