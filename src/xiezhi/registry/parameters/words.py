"""Values and conditions of parameters in Chinese words."""

from __future__ import annotations

from collections.abc import Iterable

from xiezhi.law.parameters import Parameter
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.screen.words import yuan_words

UNITS = {
    "workdays": "个工作日", "days": "日", "hours": "小时", "minutes": "分钟", "months": "个月",
    "years": "年", "percent": "%", "count": "",
}  # fmt: skip


def value_words(parameter: Parameter, value: int | None) -> str:
    """5个工作日, 10,000元, 是."""
    if value is None:
        return "尚未设定"
    if parameter.unit == "cents":
        return yuan_words(value)
    if parameter.unit == "bool":
        return "是" if value else "否"
    return f"{value}{UNITS.get(parameter.unit, '')}"


def range_words(parameter: Parameter) -> str:
    """What may be set: 不少于1个工作日、不多于7个工作日."""
    least, most = parameter.bounds
    parts = [f"不少于{value_words(parameter, least)}"] if least is not None else []
    parts += [f"不多于{value_words(parameter, most)}"] if most is not None else []
    return "是“是”或者“否”" if parameter.unit == "bool" else "、".join(parts)


def condition_words(when: Iterable[tuple[str, int | str]]) -> str:
    """领域：城管；机关：某局; 不分情形 for none."""
    parts = [f"{corpus().title_of(name)}：{word_words(name, word)}" for name, word in when]
    return "；".join(parts) or "不分情形"


def word_words(name: str, word: int | str) -> str:
    """The word of a key fact as its field or the register of organs calls it."""
    if name == "organ":
        organ = Organ.objects.filter(code=word).first()
        return organ.name if organ else str(word)
    field = corpus().fields.get(name)
    return field.options.get(str(word), str(word)) if field else str(word)
