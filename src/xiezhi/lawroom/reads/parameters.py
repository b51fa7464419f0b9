"""A parameter as it stands here: its values by condition and day, where each comes from, who set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from xiezhi.law.parameters import Parameter, Value
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.models import Change
from xiezhi.registry.parameters.reads import changes_of, parameters_here
from xiezhi.registry.parameters.words import condition_words, value_words
from xiezhi.registry.reads import names_of_people
from xiezhi.registry.roles import title as role_title

#: How a basis that is no law begins, and what its values are called.
NO_LAW = {"平台": "平台默认，非法定", "地方参数示例": "示例，非法定，请按本地标准设定"}


@dataclass(frozen=True, slots=True)
class InForce:
    """One value in force: for what, how much, since when (None: always), from where."""

    where: str
    value: str
    since: date | None
    origin: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class ParameterView:
    """`values` those that hold on the day, the winning first; the default last."""

    parameter: Parameter
    href: str
    basis: str
    who: str
    values: list[InForce]

    @property
    def now(self) -> str:
        """In one line: the values with their conditions."""
        return "；".join(
            each.value if each.where == "不分情形" else f"{each.where} {each.value}"
            for each in self.values
        )

    @property
    def set_here(self) -> bool:
        return any(each.here for each in self.values)


def parameter_view(name: str, on: date) -> ParameterView:
    """KeyError for no such parameter."""
    parameter = parameters_here()[name]
    law, article = parameter.basis
    return ParameterView(
        parameter,
        reverse("lawroom:parameter", args=(name,)),
        f"《{law}》第{article}条" if article.isdecimal() else law,
        "、".join(role_title(role) for role in parameter.set_by),
        _values(parameter, on),
    )


def _values(parameter: Parameter, on: date) -> list[InForce]:
    """Of each condition the value in force on the day; what a value for every case above it leaves no room is left
    out."""
    declared, setters = len(corpus().parameters[parameter.id].values), _setters(parameter.id)
    found: dict[tuple[tuple[str, int | str], ...], InForce] = {}
    own = set(parameter.values[declared:])
    for value in parameter.by_rank():
        if value.from_ <= on and value.when not in found and () not in found:
            found[value.when] = _in_force(parameter, value, value in own, setters)
    if () not in found:
        found[()] = InForce("其余" if found else "不分情形", value_words(parameter, parameter.default),
                            None, _default_origin(parameter))  # fmt: skip
    return list(found.values())


def _in_force(
    parameter: Parameter, value: Value, here: bool, setters: dict[tuple[object, ...], str]
) -> InForce:
    told = setters.get((value.when, value.from_), "") if here else ""
    origin = told or (_statutory(parameter) if not value.level else "下层资料库")
    return InForce(
        condition_words(value.when),
        value_words(parameter, value.value),
        value.from_,
        origin,
        here,
    )


def _statutory(parameter: Parameter) -> str:
    words = (told for begins, told in NO_LAW.items() if parameter.basis[0].startswith(begins))
    return next(words, "法律、法规、规章规定")


def _default_origin(parameter: Parameter) -> str:
    if parameter.default is None:
        return "还没有人设定，用到它的规范无法判断"
    return _statutory(parameter)


def _setters(name: str) -> dict[tuple[object, ...], str]:
    """(conditions, day) → who proposed and who set the value, by which document."""
    rows = list(changes_of(name).filter(state=Change.State.SET).order_by("answered_at", "pk"))
    people = names_of_people({p for row in rows for p in (row.proposed_by, row.answered_by)})
    return {
        (row.when, row.since): (
            f"本节点设定：{people.get(row.proposed_by, row.proposed_by)}提出，"
            f"{people.get(row.answered_by, row.answered_by)}设定；{row.document}"
        )
        for row in rows
    }
