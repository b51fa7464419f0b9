"""Reads `parameters/*.yaml` of the corpus layers.

A file in a lower layer that repeats an id only adds values (`id`, `basis`, `values`), which win over those above.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xiezhi.law.parameters.model import Parameter, Value
from xiezhi.law.reading import Problem, View, all_or_raise, read


def load_parameters(
    layers: Sequence[Path], problems: list[Problem] | None = None
) -> dict[str, Parameter]:
    """Parameters by id. With `problems`, mistakes are added to it; without, raised as `CorpusError`."""
    found: list[Problem] = [] if problems is None else problems
    parameters: dict[str, Parameter] = {}
    for level, layer in enumerate(layers):
        for path in sorted((layer / "parameters").glob("*.yaml")):
            table = read(path, found, path.relative_to(layer).as_posix())
            if table is not None:
                _take(View(table, found), level, parameters)
    if problems is None:
        all_or_raise(found)
    return parameters


def _take(view: View, level: int, parameters: dict[str, Parameter]) -> None:
    name = view.text("id")
    above = parameters.get(name)
    if above is None:
        parameters[name] = _parameter(view, name, level)
    elif level == 0:
        view.problem("id", f"参数“{name}”已有同名文件", "不重复的 id")
    else:
        _basis(view)
        added = _values(view, above.keys, level)
        parameters[name] = above.overlaid(added)
        view.done()


def _parameter(view: View, name: str, level: int) -> Parameter:
    keys = view.names("keys", ())
    least, most = _range(view)
    found = Parameter(
        id=name,
        title=view.text("title"),
        unit=view.text("unit"),
        keys=keys,
        basis=_basis(view),
        set_by=view.names("set_by"),
        default=_default(view),
        values=_values(view, keys, level),
        note=view.text("note", ""),
        source=view.raw.file,
        least=least,
        most=most,
    )
    for value in (found.default, *(each.value for each in found.values)):
        if value is not None and not found.allows(value):
            view.problem("range", f"默认值或者已有的值 {value}", f"在 {found.bounds} 以内")
    view.done()
    return found


def _range(view: View) -> tuple[int | None, int | None]:
    """`range: {least: 1, most: 7}`, either may be absent."""
    table = view.table("range")
    if table is None:
        return None, None
    found = table.integer("least", None), table.integer("most", None)
    table.done()
    return found


def _default(view: View) -> int | None:
    if view.value("default") is None:
        return None
    return view.integer("default")


def _basis(view: View) -> tuple[str, str]:
    basis = view.table("basis")
    if basis is None:
        view.problem(None, "没有依据 basis", "写明依据：basis: {law: …, article: …}")
        return "", ""
    found = basis.text("law"), basis.text("article")
    basis.text("version", "")
    basis.done()
    return found


def _values(view: View, keys: tuple[str, ...], level: int) -> tuple[Value, ...]:
    values: list[Value] = []
    for each in view.tables("values"):
        value = _value(each, keys, level)
        if any((v.when, v.from_) == (value.when, value.from_) for v in values):
            each.problem(None, "同一条件、同一日期的第二个值", "每个条件每个日期只有一个值")
        values.append(value)
    return tuple(values)


def _value(view: View, keys: tuple[str, ...], level: int) -> Value:
    when: list[tuple[str, int | str]] = []
    conditions = view.table("when")
    for name in conditions.raw if conditions else ():
        word = conditions.value(name) if conditions else None
        if name not in keys:
            view.problem("when", f"条件“{name}”", f"keys 中的事实：{'、'.join(keys) or '（无）'}")
        elif isinstance(word, bool) or not isinstance(word, int | str):
            view.problem("when", f"条件“{name}”的值 {word!r}", "整数或词")
        else:
            when.append((name, word))
    found = Value(tuple(sorted(when)), view.day("from"), view.integer("value"), level)
    view.done()
    return found
