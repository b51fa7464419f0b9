"""XES (IEEE 1849) event logs, one trace in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from xiezhi.insight.logs.opening import RawEvent, damage, opened

#: How tools that hold logs as data frames write a float that was not stated.
_NOT_A_NUMBER = frozenset({"nan", "NaN"})


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
            events.append(
                {
                    a.get("key"): a.get("value") if len(a) == 0 else _value(a)
                    for a in child
                    if a.get("value") not in _NOT_A_NUMBER or not str(a.tag).endswith("float")
                }
            )
    return case, events


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
