"""The national calendar itself, its layers and the mistakes it refuses."""

from __future__ import annotations

import csv
import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.law.calendars import CN, NATIONAL, ONLINE, on

from xiezhi.law.norms.model import Within
from xiezhi.law.periods import Arrangement, Calendar, CalendarMissing, due, load_calendar
from xiezhi.law.reading import CorpusError

SAMPLES = os.environ.get("XIEZHI_SAMPLES")
HEAD = "id: x\ntitle: 某区\n"


def _with(tmp_path: Path, text: str) -> Calendar:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "x.yaml").write_text(HEAD + text, encoding="utf-8")
    return load_calendar([NATIONAL, tmp_path])


@pytest.mark.parametrize(
    ("year", "off", "work"),
    [
        (
            2024,
            "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17"
            " 10-01 10-02 10-03 10-04 10-07",
            "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
        ),
        (
            2025,
            "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02"
            " 10-01 10-02 10-03 10-06 10-07 10-08",
            "01-26 02-08 04-27 09-28 10-11",
        ),
        (
            2026,
            "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25"
            " 10-01 10-02 10-05 10-06 10-07",
            "01-04 02-14 02-28 05-09 09-20 10-10",
        ),
    ],
)
def test_a_year_differs_from_monday_to_friday_on_the_published_days(
    year: int, off: str, work: str
) -> None:
    days = [d for i in range(366) if (d := date(year, 1, 1) + timedelta(days=i)).year == year]
    odd = [d for d in days if CN.is_workday(d) != (d.isoweekday() < 6)]
    assert [f"{d:%m-%d}" for d in odd if not CN.is_workday(d)] == off.split()
    assert [f"{d:%m-%d}" for d in odd if CN.is_workday(d)] == work.split()


def test_every_statutory_holiday_of_a_published_year_is_off_and_every_year_has_eleven_or_thirteen() -> (
    None
):
    for year in range(2015, 2027):
        days = [date(year, 1, 1) + timedelta(days=i) for i in range(366)]
        named = [d for d in days if d.year == year and CN.statutory(d)]
        shared = sum("、" in (CN.statutory(d) or "") for d in named)
        assert len(named) + shared == (11 if year < 2025 else 13)
        assert not [d for d in named if CN.is_workday(d)]


def test_an_estimated_year_is_weekends_and_thirteen_days() -> None:
    off = [d for i in range(365) if ONLINE.day_off(d := date(2027, 1, 1) + timedelta(days=i))]
    assert len(off) == 13
    assert ONLINE.provisional(2027) and not ONLINE.published(2027)
    assert not CN.provisional(2027) and CN.published(2026) and not ONLINE.provisional(2026)
    assert not any(ONLINE.is_workday(d) for d in off)
    assert not ONLINE.is_workday(on("2027-03-06")) and ONLINE.is_workday(on("2027-03-08"))


def test_a_lower_layer_adds_the_next_year_and_it_is_no_longer_provisional(tmp_path: Path) -> None:
    calendar = _with(
        tmp_path, "years:\n  2027:\n    - {name: 元旦, off: [01-01..01-03], work: [01-09]}\n"
    )
    assert calendar.published(2027) and not calendar.online().provisional(2027)
    assert calendar.is_workday(on("2027-01-09"))


def test_a_local_holiday_is_added_but_never_beats_a_worked_weekend(tmp_path: Path) -> None:
    text = "local:\n  2026:\n    - {name: 三月三, off: [04-20..04-21, 05-09], basis: 地方规定}\n"
    calendar = _with(tmp_path, text)
    assert not calendar.is_workday(on("2026-04-20"))
    assert calendar.day_off(on("2026-04-20")) == "三月三"
    assert calendar.is_workday(on("2026-05-09"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("years:\n  2026:\n    - {name: 元旦, off: [01-01]}\n", "2026年已有放假安排"),
        ("years:\n  2029:\n    - {name: 元旦, off: [01-01]}\n", "不相连"),
        ("years:\n  2027:\n    - {name: 元旦, off: [01-32]}\n", "01-32"),
        ("years:\n  2027:\n    - {name: 元旦, off: [01-05..01-01]}\n", "01-05..01-01"),
        ("years:\n  2027:\n    - {name: 元旦, off: [01-01], work: [01-02]}\n    - {name: 再, off: [01-02]}\n", "写了两次"),
        ("years:\n  27:\n    - {name: 元旦, off: [01-01]}\n", "“27”"),
        ("weekend: [8]\n", "[8]"),
        ("anchors:\n  2040: {春节: 2-30}\n", "2-30"),
        ("holidays: []\n", "不认识的键“holidays”"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_calendar_is_reported_with_its_line(
    tmp_path: Path, text: str, found: str
) -> None:
    with pytest.raises(CorpusError) as raised:
        _with(tmp_path, text)
    assert any(found in p.found and p.file == "calendars/x.yaml" for p in raised.value.problems)


def test_a_calendar_with_a_hole_is_refused() -> None:
    with pytest.raises(ValueError, match="2021"):
        Calendar({2020: Arrangement(), 2022: Arrangement()})


def test_an_empty_calendar_knows_no_day() -> None:
    with pytest.raises(CalendarMissing):
        Calendar({}).is_workday(on("2026-01-05"))


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES, reason="XIEZHI_SAMPLES is not set: the public samples are absent")
def test_the_public_calendar_samples_agree_on_every_day_and_every_deadline() -> None:
    folder = Path(SAMPLES or "") / "calendar"
    with (folder / "holidays_2015_2026.csv").open(encoding="utf-8") as file:
        days = {row["date"]: row["kind"] for row in csv.DictReader(file)}
    assert len(days) == 405
    assert [d for d, kind in days.items() if CN.is_workday(on(d)) != (kind == "work")] == []
    with (folder / "deadlines_dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    assert len(rows) == 40
    units = {"workdays": "workdays", "calendar_days": "days", "calendar_days_roll": "days"}
    for row in rows:
        period = Within(units[row["unit"]], amount=row["n"])  # type: ignore[arg-type]
        roll = "next_workday" if row["unit"] == "calendar_days_roll" else "none"
        found = due(on(row["start"]), period, CN, roll=roll)  # type: ignore[arg-type]
        assert found.on == on(row["expected_end"]), row["id"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-10-01", "arranged"),
        ("2026-10-04", "arranged"),
        ("2026-10-10", None),
        ("2026-10-11", "weekend"),
        ("2026-10-12", None),
    ],
)
def test_a_day_off_is_arranged_or_an_ordinary_weekend_never_both(
    text: str, kind: str | None
) -> None:
    found = {name for name in ("arranged", "weekend") if CN.off_as(on(text), name)}
    assert found == ({kind} if kind else set())
