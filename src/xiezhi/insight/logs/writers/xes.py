"""XES (IEEE 1849): a trace a case, fields as typed attributes, item lists as XES lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from xiezhi.insight.logs.opening import damage
from xiezhi.insight.logs.standard import PROCEDURE, RECORDED
from xiezhi.insight.logs.writers.records import Record

NAME, TIME = "concept:name", "time:timestamp"
_EXTENSIONS = (
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
)


def write_xes(path: Path, records: Iterable[Record]) -> None:
    """Cases in the order of their first events. All records are in memory. Raises LogError for a control character."""
    try:
        with etree.xmlfile(str(path), encoding="utf-8") as file:
            file.write_declaration()
            with file.element(
                "log", {"xes.version": "1849.2016", "xes.features": "nested-attributes"}
            ):
                for name, prefix, uri in _EXTENSIONS:
                    file.write(etree.Element("extension", name=name, prefix=prefix, uri=uri))
                file.write(etree.Element("classifier", name="Activity", keys=NAME))
                for case, own in by_case(records).items():
                    file.write(_trace(case, own))
    except ValueError:
        raise damage(path, "有 XML 不能写的控制字符；请改写成 CSV 或者 JSONL") from None


def by_case(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Case → its records, both in the order they came."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.case, []).append(record)
    return found


def _trace(case: str, records: list[Record]) -> Any:
    trace = etree.Element("trace")
    trace.append(_attribute(NAME, case))
    for record in records:
        event = etree.SubElement(trace, "event")
        event.extend(_attributes(record))
    return trace


def _attributes(record: Record) -> Iterator[Any]:
    yield _attribute(NAME, record.step)
    yield etree.Element("date", key=TIME, value=record.at)
    yield _attribute(PROCEDURE, record.procedure)
    if record.recorded:
        yield etree.Element("date", key=RECORDED, value=record.recorded)
    for name, value in record.fields.items():
        yield _attribute(name, value)


def _attribute(key: str, value: Any) -> Any:
    if isinstance(value, list):
        return _list(key, value)
    if isinstance(value, bool):
        return etree.Element("boolean", key=key, value="true" if value else "false")
    kind = "int" if isinstance(value, int) else "string"
    return etree.Element(kind, key=key, value=str(value))


def _list(key: str, items: list[dict[str, Any]]) -> Any:
    found = etree.Element("list", key=key)
    values = etree.SubElement(found, "values")
    for item in items:
        element = etree.SubElement(values, "container", key="item")
        element.extend(_attribute(name, value) for name, value in item.items())
    return found
