"""How long a seizure may last: told examinations cut out, extensions from the last day, nothing rolled over."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from xiezhi.law.corpus import NATIONAL
from xiezhi.law.corpus.load import load
from xiezhi.law.corpus.model import Corpus
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive

ZONE = ZoneInfo("Asia/Shanghai")
IMPOSED = ("measure_imposed", "2026-02-10")
#: Story → (events after the seizure of 2026-02-10, day of asking, last day, days cut out).
CASES: dict[str, tuple[list[tuple[str, str]], str, str, int]] = {
    "nothing": ([], "2026-03-01", "2026-03-12", 0),
    "told before": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-12"),
         ("appraisal_ended", "2026-02-25")],
        "2026-03-01", "2026-03-25", 13,
    ),
    "told two days before it starts": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-14"),
         ("appraisal_ended", "2026-02-25")],
        "2026-03-01", "2026-03-23", 11,
    ),
    "never told": (
        [("appraisal_started", "2026-02-12"), ("appraisal_ended", "2026-02-25")],
        "2026-03-01", "2026-03-12", 0,
    ),
    "told in the middle": (
        [("appraisal_started", "2026-02-12"), ("appraisal_period_served", "2026-02-20"),
         ("appraisal_ended", "2026-02-25")],
        "2026-03-01", "2026-03-17", 5,
    ),
    "the second stretch untold": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-12"),
         ("appraisal_ended", "2026-02-25"), ("appraisal_started", "2026-03-01"),
         ("appraisal_ended", "2026-03-05")],
        "2026-03-06", "2026-03-25", 13,
    ),
    "two stretches that overlap count once": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-12"),
         ("appraisal_started", "2026-02-15"), ("appraisal_ended", "2026-02-25")],
        "2026-03-01", "2026-03-25", 13,
    ),
    "still at the laboratory": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-12")],
        "2026-04-01", "2026-04-29", 48,
    ),
    "extended within the term": (
        [("measure_extended", "2026-03-05")], "2026-03-06", "2026-04-11", 0,
    ),
    "extended after the term": (
        [("measure_extended", "2026-03-13")], "2026-03-14", "2026-03-12", 0,
    ),
    "extended within a term that an examination moved": (
        [("appraisal_period_served", "2026-02-12"), ("appraisal_started", "2026-02-12"),
         ("appraisal_ended", "2026-02-25"), ("measure_extended", "2026-03-25")],
        "2026-03-26", "2026-04-24", 13,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def law() -> Corpus:
    return load([NATIONAL])


@pytest.mark.parametrize("name", CASES)
def test_the_last_day_of_a_seizure(law: Corpus, name: str) -> None:
    later, asked, last, cut = CASES[name]
    events = [_event(n, *each) for n, each in enumerate([IMPOSED, *later], 1)]
    row = derive(law, events, Context(law.calendar, _at(asked)))["coercion"][0]
    imposed = row.facts["imposed_day"]
    assert isinstance(imposed, int)
    until = _at(last).toordinal() - _at("1970-01-01").toordinal()
    assert row.facts["excluded_days"] == cut
    assert imposed + row.facts["extended_term_days"] == until


def test_a_short_extension_adds_what_it_states_and_a_long_one_no_more_than_the_law(
    law: Corpus,
) -> None:
    terms = []
    for days in (10, 30, 45):
        longer = _event(2, "measure_extended", "2026-03-05", measure_extension_days=days)
        events = [_event(1, *IMPOSED), longer]
        row = derive(law, events, Context(law.calendar, _at("2026-03-06")))["coercion"][0]
        terms.append(row.facts["extended_term_days"])
    assert terms == [40, 60, 60]


def _event(seq: int, step: str, day: str, **fields: object) -> Event:
    stated = {"measure_extension_days": 30, **fields} if step == "measure_extended" else fields
    at, code = _at(day), "measure.seizure"
    return Event("m", code, code, seq, step, at, at, "decide", stated)


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=ZONE)
