"""The stall corpus of tests/data/corpus, and short ways to write its events."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from xiezhi.law.corpus import Corpus, load
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import Derived, derive
from xiezhi.law.norms.judge import judge
from xiezhi.law.verdicts import Finding

FOLDER = Path(__file__).parent.parent / "data" / "corpus"
ZONE = timezone(timedelta(hours=8))
OFFICERS = [
    {"person": "o-1", "role": "officer", "organ": "g"},
    {"person": "o-2", "role": "officer", "organ": "g"},
]


@cache
def stall() -> Corpus:
    return load([FOLDER])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else text + "T09:00").replace(tzinfo=ZONE)


def event(seq: int, step: str, when: str, thread: str = "stall", **fields: Any) -> Event:
    """One event; the thread `stall.hearing…` runs the hearing procedure, every other one the main one."""
    procedure = "stall.hearing" if thread.startswith("stall.hearing") else thread.partition("#")[0]
    moment = at(when)
    return Event("m", thread, procedure, seq, step, moment, moment, "decide", fields)


def history(*steps: tuple[Any, ...]) -> list[Event]:
    """(step, when[, fields[, thread]]) in order."""
    made = []
    for seq, (step, when, *rest) in enumerate(steps, 1):
        fields = rest[0] if rest else {}
        thread = rest[1] if len(rest) > 1 else "stall"
        made.append(event(seq, step, when, thread, **fields))
    return made


class Certificates:
    """Only the persons named hold a certificate, each of its own organ."""

    def __init__(self, **organs: str) -> None:
        self.organs = {person.replace("_", "-"): organ for person, organ in organs.items()}

    def valid(self, register: str, key: str, on: int, match: Any) -> bool | None:
        return None if register != "certificate" else self.organs.get(key) == match["organ"]


class Others:
    """Counts of other matters by (fact, key)."""

    def __init__(self, **counts: int) -> None:
        self.counts = counts

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int | None:
        return self.counts.get(key.replace("-", "_"), 0)


def context(as_of: str = "2026-12-31", **given: Any) -> Context:
    given.setdefault("calendar", stall().calendar)
    given.setdefault("registers", Certificates(o_1="g", o_2="g"))
    given.setdefault("elsewhere", Others())
    return Context(as_of=at(as_of), **given)


def rows(events: list[Event], as_of: str = "2026-12-31", **given: Any) -> Derived:
    return derive(stall(), events, context(as_of, **given))


def findings(
    events: list[Event], norm: str, as_of: str = "2026-12-31", **given: Any
) -> list[Finding]:
    found = context(as_of, **given)
    return judge(stall(), derive(stall(), events, found), found, [norm])


def one(events: list[Event], norm: str, as_of: str = "2026-12-31", **given: Any) -> Finding:
    (finding,) = findings(events, norm, as_of, **given)
    return finding


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def decided(when: str = "2026-03-06", *before: tuple[Any, ...], **fields: Any) -> list[Any]:
    given = {"organ_name": "示例局", "total_cents": 5, "lines": [{"kind": "fine", "fine_cents": 5}]}
    return history(*before, ("decided", when, {**given, **fields}))


TOLD = ("told", "2026-03-02", {"reason_told": True})

OPENED = ("opened", "2026-03-02", {"serious": False, "sector": "general"})
