"""Object-centric event logs (OCEL 2.0, JSON form): the objects of one type are the cases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from xiezhi.insight.logs.mapping import LogMapping
from xiezhi.insight.logs.opening import BadRow, RawEvent, damage, opened

Found = Mapping[str, Any]


def read_ocel(path: Path, mapping: LogMapping) -> Iterator[RawEvent | BadRow]:
    """An event stands once in each case it is related to; its other objects are lists `object:<type>`.

    The whole file is in memory. An event without object of the chosen type has no case.
    """
    log = _document(path)
    if not mapping.case_object_type:
        raise damage(path, "OCEL 日志须在 mapping 里用 case_object_type 写明哪一类对象是案件")
    objects = _objects(path, log)
    if mapping.case_object_type not in {each["type"] for each in objects.values()}:
        kinds = "、".join(sorted({each["type"] for each in objects.values()}))
        raise damage(path, f"没有“{mapping.case_object_type}”类对象；日志里有：{kinds}")
    for number, event in enumerate(log["events"], 1):
        try:
            yield from list(_events(event, number, objects, mapping))
        except (KeyError, TypeError, AttributeError):
            yield BadRow(f"事件 {number}", "", "关系或者属性的写法不是 OCEL 2.0")


def _document(path: Path) -> dict[str, Any]:
    with opened(path) as stream:
        try:
            found = json.loads(stream.read().decode("utf-8-sig"), parse_float=str, parse_int=str)
        except UnicodeDecodeError:
            raise damage(path, "不是 UTF-8 文字") from None
        except json.JSONDecodeError as error:
            place = f"第 {error.lineno} 行"
            raise damage(path, f"不是完整的 JSON（{error.msg}）", place) from None
    parts = ("objects", "events")
    if not isinstance(found, dict) or not all(isinstance(found.get(p), list) for p in parts):
        raise damage(path, "没有 objects 和 events 两个列表，不是 OCEL 2.0")
    return found


def _objects(path: Path, log: Found) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for number, each in enumerate(log["objects"], 1):
        if not isinstance(each, dict) or not {"id", "type"} <= each.keys():
            raise damage(path, "对象没有 id 或者 type", f"对象 {number}")
        if each["id"] in found:
            raise damage(path, f"对象标识“{each['id']}”重复", f"对象 {number}")
        found[each["id"]] = each
    return found


def _events(
    event: Any, number: int, objects: Mapping[str, Found], mapping: LogMapping
) -> Iterator[RawEvent | BadRow]:
    place = f"事件 {number}"
    if not isinstance(event, dict) or not {"id", "type", "time"} <= event.keys():
        yield BadRow(place, "", "事件没有 id、type 或者 time")
        return
    named = [each["objectId"] for each in event.get("relationships", [])]
    lost = [name for name in named if name not in objects]
    if lost:
        yield BadRow(place, "relationships", f"没有对象“{lost[0]}”")
        return
    own = _own(event, [objects[name] for name in dict.fromkeys(named)], mapping)
    cases = [n for n in dict.fromkeys(named) if objects[n]["type"] == mapping.case_object_type]
    for name in cases:
        yield RawEvent(0, number, {**_at(objects[name], event["time"]), mapping.case: name}, own)
    if not cases:
        yield RawEvent(0, number, {}, own)


def _own(event: Found, related: list[Found], mapping: LogMapping) -> dict[str, Any]:
    own = {a["name"]: _text(a["value"]) for a in event.get("attributes", [])}
    for each in related:
        if each["type"] != mapping.case_object_type:
            element = {**_at(each, event["time"]), "id": each["id"]}
            own.setdefault(f"object:{each['type']}", []).append(element)
    told = {mapping.activity: event["type"], mapping.time.attribute: event["time"]}
    return {**own, **told, **({mapping.id: event["id"]} if mapping.id else {})}


def _at(of: Found, time: str) -> dict[str, Any]:
    """The attributes of an object as they stood at `time`: of each the last value not after it."""
    until = _moment(time)
    values = sorted(of.get("attributes", []), key=lambda a: _moment(a["time"]))
    return {a["name"]: _text(a["value"]) for a in values if _moment(a["time"]) <= until}


def _moment(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return float("-inf")


def _text(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value
