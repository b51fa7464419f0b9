"""No act is decided into the past or the future; what happened earlier is attested."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from xiezhi.journal.acts import Act, Actor, NotWellFormed
from xiezhi.journal.door import record
from xiezhi.registry.corpus import corpus
from xiezhi.site.times import AHEAD, LATE, time_faults

pytestmark = pytest.mark.usefixtures("sqlite_db")
NOW = datetime(2026, 3, 5, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LATEST = timedelta(minutes=corpus().parameters[LATE].default or 0)
SKEW = timedelta(minutes=corpus().parameters[AHEAD].default or 0)
MINUTE = timedelta(minutes=1)
CLUE = Act(
    matter="m-1",
    step="clue_registered",
    fields={
        "source": "inspection",
        "cause": "油烟直排",
        "clue_text": "巡查发现",
        "sector": "urban",
    },
    by=(Actor("p-lin", "officer", "o-1"),),
    at=NOW,
    procedure="clue",
)


@pytest.mark.parametrize("shift", [timedelta(), SKEW, -LATEST, -MINUTE])
def test_what_is_decided_now_or_within_the_tolerance_is_taken(shift: timedelta) -> None:
    assert list(time_faults(replace(CLUE, at=NOW + shift), NOW)) == []


def test_a_back_dated_decision_is_told_to_be_attested_with_its_source() -> None:
    [told] = time_faults(replace(CLUE, at=NOW - LATEST - MINUTE), NOW)
    assert "2026年3月4日9时59分" in told and "24小时" in told
    assert "补录" in told and "来源" in told


def test_the_time_is_told_in_the_zone_of_the_organ() -> None:
    at = (NOW - LATEST - MINUTE).astimezone(ZoneInfo("UTC"))
    assert "2026年3月4日9时59分" in next(time_faults(replace(CLUE, at=at), NOW))


def test_what_happened_long_ago_is_attested() -> None:
    old = replace(CLUE, at=NOW - timedelta(days=400), mode="attest", source="纸质登记簿")
    assert list(time_faults(old, NOW)) == []


@pytest.mark.parametrize("mode", ["decide", "attest"])
def test_nothing_is_recorded_before_it_happens(mode: str) -> None:
    [told] = time_faults(replace(CLUE, at=NOW + SKEW + MINUTE, mode=mode), NOW)
    assert "晚于现在" in told


def test_the_door_asks_it(sqlite_db: str) -> None:
    with pytest.raises(NotWellFormed, match="不能倒填日期"):
        record(replace(CLUE, at=timezone.now() - LATEST - MINUTE))
