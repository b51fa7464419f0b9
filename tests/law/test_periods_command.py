"""`xiezhi periods compute`: one period explained, or a file of them answered line by line."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.calendars import CN

from xiezhi.law.commands.periods import answers, main

SAMPLES = os.environ.get("XIEZHI_SAMPLES")


def line(**given: object) -> str:
    return json.dumps({"id": "a", "start_day_counts": False, **given})


def end(**given: object) -> str:
    return next(answers([line(**given)], CN))["end"]


def error(text: str) -> str:
    return next(answers([text], CN))["error"]


@pytest.mark.parametrize(
    ("start", "n", "unit", "last"),
    [
        ("2026-03-02", 90, "calendar_days_roll", "2026-06-01"),
        ("2026-03-02", 90, "calendar_days", "2026-05-31"),
        ("2026-02-13", 5, "workdays", "2026-02-27"),
        ("2026-08-31", 3, "months", "2026-11-30"),
        ("2026-02-13T16:30", 24, "hours", "2026-02-14T16:30"),
    ],
)
def test_a_line_is_answered_with_the_last_day(start: str, n: int, unit: str, last: str) -> None:
    assert end(start=start, n=n, unit=unit) == last


def test_a_start_day_that_counts_ends_one_day_earlier() -> None:
    asked = {"start": "2026-03-02", "n": 3, "unit": "calendar_days"}
    assert next(answers([line(**asked, start_day_counts=True)], CN))["end"] == "2026-03-04"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "不是 JSON"),
        ("[]", "不是一个对象"),
        (line(start="2026-02-30", n=1, unit="workdays"), "2026-02-30"),
        (line(start="2026-03-02", n=0, unit="workdays"), "数量“0”"),
        (line(start="2026-03-02", n=True, unit="workdays"), "数量“True”"),
        (line(start="2026-03-02", n=1, unit="weeks"), "weeks"),
        (line(start="2099-03-02", n=5, unit="workdays"), "2099年的放假安排尚未载入"),
        (line(start="2026-03-02", n=1, unit="workdays", start_day_counts=1), "start_day_counts"),
    ],
)
def test_a_line_that_cannot_be_computed_says_why_and_guesses_nothing(text: str, says: str) -> None:
    assert says in error(text)


@given(st.text())
def test_whatever_a_line_says_it_has_exactly_one_answer(text: str) -> None:
    found = list(answers([text], CN))
    assert len(found) == (1 if text.strip() else 0)
    assert all(("end" in each) != ("error" in each) for each in found)


def test_the_command_explains_one_period(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["2026-03-02", "90", "calendar_days_roll"]) == 0
    assert "顺延" in capsys.readouterr().out


def test_the_command_refuses_what_it_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["2026-03-02", "90"]) == 2
    assert main(["3月2日", "90", "workdays"]) == 2
    assert main(["--jsonl", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_lines_come_from_standard_input_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = line(start="2026-03-02", n=1, unit="workdays")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{asked}\n\n{asked}\n"))
    assert main(["--jsonl"]) == 0
    assert capsys.readouterr().out.count('"2026-03-03"') == 2


@pytest.mark.skipif(not SAMPLES, reason="XIEZHI_SAMPLES 没有设置，公开样本不在这里")
def test_every_deadline_of_the_public_sample_is_met() -> None:
    rows = (Path(SAMPLES or "") / "calendar/deadlines_dev.jsonl").read_text().splitlines()
    wanted = {each["id"]: each["expected_end"] for each in map(json.loads, rows)}
    assert {each["id"]: each.get("end") for each in answers(rows, CN)} == wanted
    assert len(wanted) == 40
