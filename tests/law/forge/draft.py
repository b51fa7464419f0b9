"""A forged matter before it has a name and days: moves with gaps between them, dates relative to their move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from xiezhi.law.corpus import Corpus
from xiezhi.law.events import Event

CHINA = timezone(timedelta(hours=8))
#: The moment by which every forged matter is judged: the bulk judges all matters by one.
AS_OF = datetime(2026, 12, 31, 23, 59, tzinfo=CHINA)
#: Gives the written value of a word field.
Written = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Ago:
    """A date or moment field, as far from its own move (negative: later)."""

    minutes: int


@dataclass
class Move:
    """`gap`: minutes after the move before (negative: it happened earlier but was recorded later); `late`: days
    until it was recorded."""

    procedure: str
    step: str
    gap: int = 10
    fields: dict[str, Any] = field(default_factory=dict)
    thread: int = 1
    mode: str = "decide"
    late: int = 0

    def copy(self) -> Move:
        fields = {
            n: [dict(row) for row in v] if isinstance(v, list) else v
            for n, v in self.fields.items()
        }
        return replace(self, fields=fields)


@dataclass
class Draft:
    """`rest`: minutes from the last move to `AS_OF`; `others`: matters that share its keys."""

    moves: list[Move]
    rest: int = 0
    others: list[Draft] = field(default_factory=list)

    def copy(self) -> Draft:
        return Draft(
            [each.copy() for each in self.moves], self.rest, [o.copy() for o in self.others]
        )

    def events(
        self, corpus: Corpus, matter: str, mark: str = "", keys: frozenset[str] = frozenset()
    ) -> list[Event]:
        """The moves as events of `matter`; `mark` ends the values of the fields in `keys`."""

        def written(name: str, word: str) -> str:
            return word + mark if name in keys else word

        begun = AS_OF - timedelta(minutes=self.rest + sum(m.gap for m in self.moves[1:]))
        found, at = [], begun
        for seq, move in enumerate(self.moves, 1):
            at += timedelta(minutes=move.gap if seq > 1 else 0)
            fields = {n: _value(corpus, n, v, at, written) for n, v in move.fields.items()}
            found.append(
                Event(
                    matter,
                    f"{move.procedure}#{move.thread}",
                    move.procedure,
                    seq,
                    move.step,
                    at,
                    at + timedelta(days=move.late),
                    move.mode,
                    fields,
                )
            )
        return found


def _value(corpus: Corpus, name: str, value: Any, at: datetime, written: Written) -> Any:
    if isinstance(value, Ago):
        then = (at - timedelta(minutes=value.minutes)).replace(tzinfo=None)
        whole = corpus.fields[name].type == "datetime"
        return then.isoformat(timespec="minutes") if whole else then.date().isoformat()
    if isinstance(value, list):
        return [{n: _value(corpus, n, v, at, written) for n, v in row.items()} for row in value]
    return written(name, value) if isinstance(value, str) else value


def draft_of(corpus: Corpus, events: list[Event], kept: frozenset[str]) -> Draft:
    """Events as a draft whose last move is at `AS_OF`, of their fields only those `kept`."""
    return Draft(list(_moves(corpus, events, kept)))


def _moves(corpus: Corpus, events: list[Event], kept: frozenset[str]) -> Iterator[Move]:
    before = events[0].at
    for event in events:
        gap = (event.at - before) // timedelta(minutes=1)
        fields = {n: relative(corpus, n, v, event.at) for n, v in event.fields.items() if n in kept}
        yield Move(event.procedure, event.step, gap, fields, 1, event.mode)
        before = event.at


def relative(corpus: Corpus, name: str, value: Any, at: datetime) -> Any:
    """The value of a field of a move at `at`, its dates as `Ago`."""
    if isinstance(value, list):
        return [
            {n: relative(corpus, n, v, at) for n, v in row.items()}
            if isinstance(row, Mapping)
            else row
            for row in value
        ]
    stated = corpus.fields.get(name)
    if stated is None or stated.type not in ("date", "datetime"):
        return value
    return _ago(str(value), at.replace(tzinfo=None))


def _ago(text: str, at: datetime) -> Ago | None:
    try:
        then = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    if len(text) <= 10:
        return Ago((at.date() - then.date()).days * 1440)
    return Ago((at - then) // timedelta(minutes=1))


def days_of(value: date) -> int:
    """Minutes from a day to `AS_OF`."""
    return (AS_OF.date() - value).days * 1440
