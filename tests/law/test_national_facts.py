"""Facts of the national corpus that were once derived wrongly."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest

from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import derive
from xiezhi.law.norms.judge import judge

AT = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))


@cache
def national() -> Corpus:
    return load([NATIONAL])


def decision(seq: int, facts: list[Any], links: list[Any]) -> Event:
    fields = {
        "facts_found": [{"fact_no": number} for number in facts],
        "evidence_links": [
            {"fact_no": number, "evidence_status": status} for number, status in links
        ],
    }
    at = AT + timedelta(days=seq)
    thread = "penalty.ordinary#1"
    return Event("m", thread, "penalty.ordinary", seq, "decision_made", at, at, "decide", fields)


def proved(*decisions: Event) -> list[tuple[Any, Any]]:
    rows = derive(national(), decisions, Context(national().calendar, AT))["decision"]
    return [(row.facts["fact_count"], row.facts["proved_fact_count"]) for row in rows]


@pytest.mark.parametrize(
    ("links", "count"),
    [
        ([(1, "verified"), (2, "verified")], 2),
        ([(1, "verified"), (1, "verified")], 1),
        ([(1, "verified"), (3, "verified")], 1),
        ([(1, "verified"), (2, "pending")], 1),
        ([(None, "verified")], 0),
        ([], 0),
    ],
)
def test_only_links_to_facts_of_the_decision_prove_them(links: list[Any], count: int) -> None:
    assert proved(decision(1, [1, 2], links)) == [(2, count)]


def test_a_fact_without_number_is_not_proved() -> None:
    assert proved(decision(1, [None, 1], [(None, "verified"), (1, "verified")])) == [(2, 1)]


def investigating(step: str, hour: int, **fields: Any) -> Event:
    at = AT.replace(hour=hour)
    thread = "penalty.ordinary#1"
    return Event("m", thread, "penalty.ordinary", hour, step, at, at, "decide", fields)


INSPECTED = investigating("site_inspection", 9, finished_at="2026-03-02T09:20")
ASKED = investigating("interview", 10, finished_at="2026-03-02T10:20")


@pytest.mark.parametrize(
    ("signed", "verdicts"),
    [
        ((), ["breached", "breached"]),
        (("interview",), ["breached", "met"]),
        (("inspection",), ["met", "breached"]),
        (("hearing", "measure"), ["breached", "breached"]),
        (("interview", "inspection"), ["breached", "met"]),
        (("inspection", "interview"), ["met", "met"]),
    ],
)
def test_only_the_record_of_this_inquiry_being_signed_ends_its_clock(
    signed: tuple[str, ...], verdicts: list[str]
) -> None:
    papers = [
        investigating("record_signed", hour, record_of=of) for hour, of in enumerate(signed, 11)
    ]
    events, found = [INSPECTED, ASKED, *papers], Context(national().calendar, AT.replace(hour=23))
    rows = derive(national(), events, found)
    judged = judge(national(), rows, found, ["PEN-055-2"])
    assert [str(each.verdict) for each in judged] == verdicts


def test_evidence_of_an_earlier_decision_does_not_prove_the_later_one() -> None:
    first, second = decision(1, [1], [(1, "verified")]), decision(2, [1], [])
    assert proved(first, second) == [(1, 1), (1, 0)]
