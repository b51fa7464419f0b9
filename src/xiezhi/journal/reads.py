"""What others read of the journal: a matter's history, its entries, the state of the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from xiezhi.journal.history import Past, corrected, past
from xiezhi.journal.models import Checkpoint, Cursor, Entry, LogLine, Sealed
from xiezhi.journal.sealing import ERASED, opened
from xiezhi.journal.wiring import wired
from xiezhi.law.events import Event


def entries(matter: str) -> QuerySet[Entry]:
    """The matter's entries as recorded, by `seq`; corrections stand beside what they correct."""
    return Entry.objects.filter(matter=matter).order_by("seq")


def history(
    matter: str,
    reveal: bool = False,
    protected: bool = False,
    recorded_until: datetime | None = None,
) -> list[Event]:
    """The matter as replay sees it: in order, corrections applied.

    Personal fields read 〔密封〕; with `reveal` they are opened (the caller logs the access), erased ones
    read 〔已删除〕. Those of complainants and informants open only with `protected` as well.
    `recorded_until`: as the node knew the matter then.
    """
    rows = entries(matter)
    if recorded_until is not None:
        rows = rows.filter(recorded_at__lte=recorded_until)
    if not reveal:
        return corrected([past(e.text, e.hash) for e in rows])
    return corrected(_revealed(list(rows), protected))


def histories_of(matters: Collection[str], reveal: bool = False) -> dict[str, list[Event]]:
    """`history` of several matters in two queries, by matter; a matter without entries is absent."""
    rows = list(Entry.objects.filter(matter__in=matters).order_by("matter", "seq"))
    shown = _revealed(rows, False) if reveal else [past(e.text, e.hash) for e in rows]
    found: dict[str, list[Past]] = {}
    for entry, each in zip(rows, shown, strict=True):
        found.setdefault(entry.matter, []).append(each)
    return {matter: corrected(pasts) for matter, pasts in found.items()}


def newest_in(rows: Collection[Entry]) -> list[str]:
    """Matters whose newest entry is among these: a follower that looks at matters as a whole turns to each
    once, at its last entry."""
    reached: dict[str, int] = {}
    for row in rows:
        reached[row.matter] = max(row.seq, reached.get(row.matter, 0))
    newest = Entry.objects.filter(matter__in=reached).values("matter").annotate(last=Max("seq"))
    return [row["matter"] for row in newest if row["last"] <= reached[row["matter"]]]


def _revealed(rows: list[Entry], protected: bool) -> list[Past]:
    values: dict[str, dict[str, Any]] = {entry.id: {} for entry in rows}
    kept = Sealed.objects.filter(entry__in=values)
    hidden = frozenset() if protected else wired().protected
    for item in opened(kept, hidden):
        values[item.entry][item.name] = item.value
    return [past(e.text, e.hash, _Shown(values[e.id])) for e in rows]


class _Shown(dict[str, Any]):
    """Opened values by name; whatever has no key any more reads 〔已删除〕."""

    def __missing__(self, name: str) -> str:
        return ERASED


@dataclass(frozen=True, slots=True)
class FollowerLag:
    """A follower: `lag` in entries; `error` and `failed_since` while it is stopped."""

    name: str
    position: int
    lag: int
    error: str
    failed_since: datetime | None


@dataclass(frozen=True, slots=True)
class LogStatus:
    """The log for a status page: positions count entries of the node; times are the server's."""

    position: int
    recorded_at: datetime | None
    checkpoint_size: int
    checkpoint_at: datetime | None
    followers: tuple[FollowerLag, ...]


def log_status() -> LogStatus:
    """Last position, last signed checkpoint, how far each follower is behind."""
    last = LogLine.objects.select_related("entry").order_by("-position").first()
    signed = Checkpoint.objects.order_by("-number").first()
    position = last.position if last else 0
    return LogStatus(
        position=position,
        recorded_at=last.entry.recorded_at if last else None,
        checkpoint_size=signed.size if signed else 0,
        checkpoint_at=datetime.fromisoformat(signed.content["at"]) if signed else None,
        followers=tuple(_lags(position)),
    )


def _lags(position: int) -> list[FollowerLag]:
    read: Mapping[str, Cursor] = {cursor.name: cursor for cursor in Cursor.objects.all()}
    names = sorted({follower.name for follower in wired().followers} | set(read))
    cursors = [read.get(name) or Cursor(name=name) for name in names]
    return [
        FollowerLag(c.name, c.position, position - c.position, c.error, c.failed_since)
        for c in cursors
    ]
