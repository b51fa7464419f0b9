"""A log that is not whole is refused with its place, and nothing is left that could be taken for a result."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.insight.fine_logs import ROOT, write_log

from xiezhi.insight.audit.sinks import Whole
from xiezhi.insight.audit_command import main

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Audits a log with the example's mapping; gives exit code and standard error."""

    def audit(log: Path, *more: str, mapping: Path = ROOT / "mapping.yaml") -> tuple[int, str]:
        where = ["--mapping", str(mapping), "--corpus", str(ROOT)]
        code = main([str(log), *where, "--out", str(tmp_path / "out" / "found.csv"), *more])
        return code, capsys.readouterr().err

    (tmp_path / "out").mkdir()
    return audit


@pytest.fixture
def text(tmp_path: Path) -> str:
    """A good log."""
    return write_log(tmp_path / "good.xes", 20, 1).read_text("utf-8")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(found: tuple[int, str], *told: str) -> None:
    code, error = found
    assert code == 2
    for part in told:
        assert part in error
    assert "没有写出任何结果" in error


def test_the_good_log_is_accepted(run: Run, text: str, tmp_path: Path) -> None:
    code, error = run(written(tmp_path, "log.xes", text))
    assert code == 0, error
    assert (tmp_path / "out" / "found.csv").read_text("utf-8").startswith('"case","row","norm"')


def test_a_truncated_gzip_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    whole = gzip.compress(text.encode())
    refused(run(written(tmp_path, "log.xes.gz", whole[: len(whole) // 2])), "log.xes.gz", "截断")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_that_is_not_gzip_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run(written(tmp_path, "log.xes.gz", b"no gzip")), "不是完好的 gzip")


def test_damaged_gzip_content_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    whole = bytearray(gzip.compress(text.encode()))
    whole[len(whole) // 2] ^= 0xFF
    refused(run(written(tmp_path, "log.xes.gz", bytes(whole))), "log.xes.gz")


def test_a_truncated_xes_is_refused_with_its_line(run: Run, text: str, tmp_path: Path) -> None:
    lines = text.splitlines(keepends=True)
    refused(run(written(tmp_path, "log.xes", "".join(lines[:10]))), "第 11 行", "XML 损坏或不完整")


def test_xml_that_is_no_event_log_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run(written(tmp_path, "log.xes", "<html><trace/></html>")), "不是 XES 日志")


def test_a_log_without_traces_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run(written(tmp_path, "log.xes", "<log/>")), "没有任何轨迹")


def test_an_external_entity_is_not_read(run: Run, text: str, tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "SECRET")
    doctype = f'<!DOCTYPE log [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<log'
    found = run(written(tmp_path, "log.xes", text.replace("<log", doctype, 1)), "--verdicts", "all")
    assert "SECRET" not in found[1]


def test_an_unknown_form_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run(written(tmp_path, "log.xlsx", "PK")), "log.xlsx", "不认识的日志格式")


def test_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    refused(run(tmp_path / "none.xes"), "没有这个文件")


def test_a_missing_time_is_refused_with_trace_and_event(
    run: Run, text: str, tmp_path: Path
) -> None:
    third = text.split("<trace>")[3]
    timeless = third.replace('<date key="time:timestamp"', '<date key="other"', 1)
    found = run(written(tmp_path, "log.xes", text.replace(third, timeless)), "--strict")
    refused(found, "轨迹 3 事件 1", "字段“time:timestamp”", "没有时间")


def test_an_unknown_time_format_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    start = text.index('key="time:timestamp" value="') + len('key="time:timestamp" value="')
    broken = text[:start] + "03/04/2007" + text[text.index('"', start) :]
    found = run(written(tmp_path, "log.xes", broken), "--strict")
    refused(found, "轨迹 1 事件 1", "03/04/2007", "ISO 8601")


def test_an_amount_that_is_no_money_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    for value, told in (("35.001", "不是整分"), ("viele", "不是金额"), ("NaN", "不是整分")):
        broken = text.replace('key="expense" value="11.0"', f'key="expense" value="{value}"', 1)
        assert broken != text
        found = run(written(tmp_path, "log.xes", broken), "--strict")
        refused(found, "字段“expense”", told)


def test_an_unknown_choice_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    broken = text.replace('key="vehicleClass" value="A"', 'key="vehicleClass" value="Z"', 1)
    found = run(written(tmp_path, "log.xes", broken), "--strict")
    refused(found, "字段“vehicleClass”", "不在选项")


def test_a_trace_without_case_id_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    broken = text.replace('<string key="concept:name" value="C4"/>', "", 1)
    refused(run(written(tmp_path, "log.xes", broken), "--strict"), "轨迹 5", "没有案件标识")


def test_two_traces_of_one_case_are_refused(run: Run, text: str, tmp_path: Path) -> None:
    broken = text.replace('value="C4"/>', 'value="C5"/>', 1)
    refused(run(written(tmp_path, "log.xes", broken)), "不止一条轨迹", "C5")


def test_many_mistakes_are_told_at_once_but_not_without_end(
    run: Run, text: str, tmp_path: Path
) -> None:
    code, error = run(written(tmp_path, "log.xes", text.replace("T00:00:00", " noon")))
    assert code == 2
    assert error.count("不认识的时间") == 5


def test_unknown_names_are_counted_and_listed(run: Run, text: str, tmp_path: Path) -> None:
    strange = text.replace('value="Send Fine"', 'value="Lose Fine"').replace('"points"', '"pts"')
    strange = strange.replace('key="expense"', 'key="costs"')
    log = written(tmp_path, "log.xes", strange)
    code, error = run(log)
    assert code == 3
    assert f"Lose Fine（{strange.count('Lose Fine')}）" in error


def test_strict_refuses_unknown_names(run: Run, text: str, tmp_path: Path) -> None:
    log = written(tmp_path, "log.xes", text.replace('key="article"', 'key="rule"'))
    assert run(log)[0] == 0
    for left in (tmp_path / "out").iterdir():
        left.unlink()
    refused(run(log, "--strict"), "rule（", "--strict")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_log_of_which_nothing_is_known_is_refused(run: Run, text: str, tmp_path: Path) -> None:
    strange = text.replace(
        '<string key="concept:name" value="', '<string key="concept:name" value="X'
    )
    refused(run(written(tmp_path, "log.xes", strange)), "没有一个事件能对应到步骤", "XCreate Fine")


def test_an_earlier_result_is_kept_when_the_next_run_fails(
    run: Run, text: str, tmp_path: Path
) -> None:
    run(written(tmp_path, "log.xes", text))
    before = (tmp_path / "out" / "found.csv").read_bytes()
    refused(run(written(tmp_path, "log.xes", text[:-20])))
    assert (tmp_path / "out" / "found.csv").read_bytes() == before
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["found.csv", "found.summary.json"]


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path) -> None:
    for name in ("found.csv", "found.parquet", "found.jsonl"):
        with pytest.raises(KeyError), Whole(tmp_path / name):
            raise KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (b"case_id,concept:name,time:timestamp\nA,Create Fine\n", "第 2 行"),
        (b"case_id,concept:name,time:timestamp\nA,\xff,2007-01-01\n", "不是 UTF-8"),
        (b"case_id,concept:name,concept:name\n", "重复的列名"),
        (b"case_id\n", "没有表头"),
        (b"", "没有表头"),
        (b'case_id,concept:name,time:timestamp\nA,"Create Fine,2007-01-01\n', "CSV 格式错误"),
        (b"case_id,concept:name,time:timestamp\n,Create Fine,2007-01-01\n", "没有案件标识"),
        (b"case_id,concept:name,time:timestamp\n", "没有任何事件"),
    ],
)
def test_a_bad_csv_is_refused_with_its_line(
    run: Run, tmp_path: Path, rows: bytes, told: str
) -> None:
    log = written(tmp_path, "log.csv", rows)
    refused(run(log, "--strict", mapping=for_lines(tmp_path)), "log.csv", told)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('{"case_id": "A"\n', "第 1 行：不是完整的 JSON"),
        ("[1]\n", "第 1 行：不是 JSON 对象"),
        ('\n{"case_id": "A", "time:timestamp": "2007-01-01"}\n', "第 2 行"),
    ],
)
def test_a_bad_jsonl_is_refused_with_its_line(
    run: Run, tmp_path: Path, rows: str, told: str
) -> None:
    found = run(written(tmp_path, "log.jsonl", rows), "--strict", mapping=for_lines(tmp_path))
    refused(found, told)


def test_a_mapping_that_names_no_known_step_is_refused_with_its_line(
    run: Run, text: str, tmp_path: Path
) -> None:
    wrong = (ROOT / "mapping.yaml").read_text("utf-8").replace("fine_sent", "fine_lost", 1)
    line = next(i for i, row in enumerate(wrong.splitlines(), 1) if "fine_lost" in row)
    found = run(written(tmp_path, "log.xes", text), mapping=written(tmp_path, "m.yaml", wrong))
    refused(found, f"m.yaml:{line}", "步骤“fine_lost”")


def test_an_unwritable_place_is_refused_before_reading(tmp_path: Path, text: str) -> None:
    log = written(tmp_path, "log.xes", text)
    where = ["--mapping", str(ROOT / "mapping.yaml"), "--corpus", str(ROOT)]
    assert main([str(log), *where, "--out", str(tmp_path / "none" / "f.csv")]) == 2
    assert main([str(log), *where, "--out", str(tmp_path / "f.xlsx")]) == 2
    assert main([str(log), *where, "--as-of", "gestern"]) == 2
    assert main([str(log), *where, "--buckets", "0"]) == 2
    assert main([str(log), *where, "--report", str(tmp_path / "r.pdf")]) == 2
    assert main([str(log), "--corpus", str(ROOT)]) == 2
    assert main([str(tmp_path), *where]) == 2


def for_lines(folder: Path) -> Path:
    """The example's mapping for a log whose case id is a column of its own."""
    rows = (ROOT / "mapping.yaml").read_text("utf-8")
    return written(folder, "lines.yaml", rows.replace("case: concept:name", "case: case_id"))
