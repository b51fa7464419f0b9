"""The traces of a road traffic fine log, read from the XES with nothing of the engine."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

CREATE, SEND, PENALTY, PAY = "Create Fine", "Send Fine", "Add penalty", "Payment"


@dataclass
class Happening:
    seq: int
    act: str
    at: datetime
    data: dict[str, str]

    @property
    def day(self) -> date:
        return self.at.date()

    def cents(self, name: str) -> int | None:
        text = self.data.get(name)
        if text is None:
            return None
        whole, _, part = text.partition(".")
        return int(whole) * 100 + int((part + "00")[:2])


@dataclass
class Trace:
    case: str
    events: list[Happening]
    as_of: date

    def of(self, *acts: str) -> list[Happening]:
        return [e for e in self.events if e.act in acts]

    def before(self, event: Happening, *acts: str) -> list[Happening]:
        return [e for e in self.events[: self.events.index(event)] if e.act in acts]

    def after(self, event: Happening, *acts: str) -> list[Happening]:
        return [e for e in self.events[self.events.index(event) + 1 :] if e.act in acts]

    def row(self, event: Happening) -> str:
        return f"{self.case}/{event.seq}"

    @property
    def fine(self) -> int | None:
        made = self.of(CREATE)
        return made[0].cents("amount") if made else None

    @property
    def expense(self) -> int:
        sent = self.of(SEND)
        return (sent[0].cents("expense") or 0) if sent else 0

    @property
    def paid(self) -> int:
        return sum(e.cents("paymentAmount") or 0 for e in self.of(PAY))

    @property
    def owed(self) -> int | None:
        added = self.of(PENALTY)
        base = added[-1].cents("amount") if added else None
        base = self.fine if base is None else base
        return None if base is None else base + self.expense


def read_traces(path: Path) -> list[Trace]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        found = list(_traces(stream))
    last = max(e.day for t in found for e in t.events)
    for trace in found:
        trace.as_of = last
    return found


def _traces(stream: object) -> Iterator[Trace]:
    for _, node in ElementTree.iterparse(stream):  # type: ignore[arg-type]
        if node.tag.rpartition("}")[2] != "trace":
            continue
        case, events = "", []
        for child in node:
            if child.get("key") == "concept:name":
                case = child.get("value") or ""
            if child.tag.rpartition("}")[2] == "event":
                data = {a.get("key") or "": a.get("value") or "" for a in child}
                at = datetime.fromisoformat(data["time:timestamp"])
                events.append(Happening(len(events) + 1, data["concept:name"], at, data))
        events.sort(key=lambda e: (e.at, e.seq))
        yield Trace(case, events, date.min)
        node.clear()
