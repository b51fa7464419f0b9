"""XES (IEEE 1849) event logs, one trace in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from xiezhi.insight.logs.opening import RawEvent, damage, opened


def read_xes(path: Path) -> Iterator[RawEvent]:
    """The events of every trace. Raises `LogError` when the file is not whole, well-formed XES."""
    with opened(path) as stream:
        try:
            yield from _events(path, stream)
        except etree.XMLSyntaxError as error:
            place = f"第 {error.lineno} 行"
            raise damage(path, f"XML 损坏或不完整（{error.msg}）", place) from None


def _events(path: Path, stream: BinaryIO) -> Iterator[RawEvent]:
    trace = 0
    reader = etree.iterparse(stream, tag="{*}trace", resolve_entities=False, huge_tree=True)
    for _, element in reader:
        trace += 1
        case, events = _trace(element)
        for number, own in enumerate(events, 1):
            yield RawEvent(trace, number, case, own)
        _forget(element)
    root = reader.root
    if root is None or etree.QName(root).localname != "log":
        raise damage(path, "根元素不是 log，不是 XES 日志")
    if trace == 0:
        raise damage(path, "日志中没有任何轨迹（trace）")


def _trace(element: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    case: dict[str, Any] = {}
    events: list[dict[str, Any]] = []
    for child in element:
        if child.get("key") is not None:
            case[child.get("key")] = _value(child)
        elif isinstance(child.tag, str) and child.tag.endswith("event"):
            own = {a.get("key"): a.get("value") if len(a) == 0 else _value(a) for a in child}
            written = own.values()
            events.append(_stated(child, own) if "nan" in written or "NaN" in written else own)
    return case, events


def _stated(event: Any, own: dict[str, Any]) -> dict[str, Any]:
    """Without the floats that are no number: so tools that hold logs as data frames write what was not stated."""
    lacking = {
        a.get("key")
        for a in event
        if str(a.tag).endswith("float") and a.get("value") in ("nan", "NaN")
    }
    return {name: value for name, value in own.items() if name not in lacking}


def _value(attribute: Any) -> Any:
    """The text of an attribute; for a list the maps of its elements' own attributes."""
    if not str(attribute.tag).endswith("list"):
        return attribute.get("value")
    inside = [a for a in attribute if str(a.tag).endswith("values")] or [attribute]
    return [{a.get("key"): a.get("value") for a in element} for element in inside[0]]


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]
