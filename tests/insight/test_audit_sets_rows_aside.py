"""Rows that cannot be read are set aside and counted, and the audit says that it is not complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.insight.fine_logs import ROOT
from tests.insight.test_audit_refuses_bad_input import for_lines

from xiezhi.insight.audit_command import main

HEAD = "case_id,concept:name,time:timestamp,amount,id\n"
GOOD = "A,Create Fine,2007-03-01,35.0,1\nA,Send Fine,2007-04-01,,2\n"


def audited(
    folder: Path, rows: str | bytes, *more: str, keys: str = ""
) -> tuple[int, dict[str, Any]]:
    log, out = folder / "log.csv", folder / "found.csv"
    log.write_bytes((HEAD.encode() + rows) if isinstance(rows, bytes) else (HEAD + rows).encode())
    mapping = for_lines(folder)
    mapping.write_text(mapping.read_text("utf-8") + keys, "utf-8")
    where = ["--mapping", str(mapping), "--corpus", str(ROOT), "--out", str(out)]
    code = main([str(log), *where, *more])
    told = folder / "found.summary.json"
    return code, json.loads(told.read_text("utf-8")) if told.exists() else {}


def test_a_log_read_whole_is_complete(tmp_path: Path) -> None:
    code, told = audited(tmp_path, GOOD, keys="id: id\n")
    assert (code, told["complete"], told["events"], told["kept"]) == (0, True, 2, 2)
    assert told["set_aside"]["rows"] == 0
    assert told["unknown_attributes"] == {}


def test_bad_rows_are_counted_by_reason_with_their_first_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = "".join(f"B{n},Payment,noon{n},1.0,{n + 10}\n" for n in range(9))
    code, told = audited(tmp_path, GOOD + bad + "C,Payment,2007-05-01,1.0\n", keys="id: id\n")
    assert (code, told["complete"]) == (3, False)
    aside = told["set_aside"]
    assert (aside["rows"], aside["cases"], aside["rows_without_case"]) == (10, 9, 1)
    times, short = aside["reasons"]
    assert (times["field"], times["rows"]) == ("time:timestamp", 9)
    assert [each["place"] for each in times["first"]] == [f"第 {n} 行" for n in range(4, 9)]
    assert short["first"][0] == {"place": "第 13 行", "reason": "有 4 格，表头有 5 格"}
    seen = capsys.readouterr()
    assert seen.out.startswith("审计不完整：10 行不能读取，已搁置。")
    assert "搁置 10 行" in seen.err


def test_strict_stops_at_the_first_bad_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = audited(tmp_path, "A,Payment,noon,1.0,1\nA,Payment,night,1.0,2\n", "--strict")
    assert (code, told) == (2, {})
    error = capsys.readouterr().err
    assert "第 2 行，字段“time:timestamp”：不认识的时间“noon”" in error
    assert "night" not in error


def test_a_row_that_is_no_utf_8_does_not_spoil_the_others(tmp_path: Path) -> None:
    code, told = audited(tmp_path, GOOD.encode() + b"A,\xb7\xa3,2007-05-01,1.0,3\n")
    assert (code, told["kept"]) == (3, 2)
    assert told["set_aside"]["reasons"][0]["reason"] == "不是 UTF-8 文字"


def test_an_event_told_twice_counts_once_and_a_contradiction_is_told(tmp_path: Path) -> None:
    twice = "A,Send Fine,2007-04-01,,2\nA,Send Fine,2007-04-02,,2\n"
    code, told = audited(tmp_path, GOOD + twice, keys="id: id\n")
    assert (code, told["kept"]) == (3, 2)
    assert [each["reason"] for each in told["set_aside"]["reasons"]] == [
        "标识“…”的行重复",
        "标识“…”的行内容矛盾",
    ]


def test_an_act_that_nobody_mapped_makes_the_audit_incomplete(tmp_path: Path) -> None:
    code, told = audited(tmp_path, GOOD + "A,Lose Fine,2007-05-01,,3\n", keys="id: id\n")
    assert (code, told["complete"]) == (3, False)
    assert told["unknown_activities"] == {"Lose Fine": 1}


def test_an_attribute_that_nobody_mapped_is_counted_by_name(tmp_path: Path) -> None:
    code, told = audited(tmp_path, GOOD)
    assert (code, told["unknown_attributes"]) == (0, {"id": 2})
