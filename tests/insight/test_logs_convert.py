"""What is written in any form reads back equal; pm4py, where it is installed, reads the same events."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.insight.fine_logs import ROOT, write_log

from xiezhi.insight.logs.forms import read_log
from xiezhi.insight.logs.mapping_file import read_mapping
from xiezhi.insight.logs.ocel import read_ocel
from xiezhi.insight.logs.opening import BadRow, RawEvent
from xiezhi.insight.logs.parquet import read_parquet
from xiezhi.insight.logs.problems import LogError
from xiezhi.insight.logs_command import convert
from xiezhi.law.corpus import load

FORMS = ("csv", "jsonl", "parquet", "xes", "json")
PEERS = Path(__file__).parents[2] / ".cache" / "peers" / "bin" / "python"


def converted(log: Path, out: Path, *more: str) -> Path:
    assert convert([str(log), str(out), *more]) == 0
    return out


@pytest.mark.parametrize("form", FORMS)
def test_fines_written_in_a_form_read_back_equal(form: str, tmp_path: Path) -> None:
    law = ("--corpus", str(ROOT))
    log = write_log(tmp_path / "log.xes", 40, 3)
    mapping = ("--mapping", str(ROOT / "mapping.yaml"))
    wanted = converted(log, tmp_path / "wanted.jsonl", *mapping, *law).read_bytes()
    there = converted(log, tmp_path / f"there.{form}", *mapping, *law)
    back = converted(there, tmp_path / "back.jsonl", *law).read_bytes()
    assert back == wanted
    assert wanted.count(b"\n") > 100


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


ORACLE = """
import sys, json, warnings
warnings.simplefilter("ignore")
import pm4py
xes, ocel, xes_back, ocel_back = sys.argv[1:]
log, objects = pm4py.read_xes(xes), pm4py.read_ocel2_json(ocel)
pm4py.write_xes(log, xes_back, case_id_key="case:concept:name")
pm4py.write_ocel2_json(objects, ocel_back)
rows = [log[c] for c in ("case:concept:name", "concept:name", "time:timestamp")]
relations = [objects.relations[c] for c in ("ocel:oid", "ocel:activity", "ocel:timestamp")]
told = [sorted([a, b, t.isoformat()] for a, b, t in zip(*each)) for each in (rows, relations)]
print("TOLD" + json.dumps(told))
"""


@pytest.mark.skipif(not PEERS.exists(), reason="没有 pm4py（make bench-peers 才安装）")
def test_pm4py_reads_the_same_events_and_its_own_files_are_read(tmp_path: Path) -> None:
    law = ("--corpus", str(ROOT))
    mapping = ("--mapping", str(ROOT / "mapping.yaml"))
    log = write_log(tmp_path / "log.xes", 30, 4)
    ours = [converted(log, tmp_path / f"ours.{form}", *mapping, *law) for form in ("xes", "json")]
    theirs = [tmp_path / "theirs.xes", tmp_path / "theirs.json"]
    done = subprocess.run(
        [str(PEERS), "-c", ORACLE, *map(str, (*ours, *theirs))],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    told = json.loads(done.stdout.split("TOLD", 1)[1])
    wanted = instants(converted(log, tmp_path / "wanted.jsonl", *mapping, *law))
    assert told == [wanted, wanted]
    for number, file in enumerate(theirs):
        back = converted(file, tmp_path / f"back{number}.jsonl", *law)
        assert instants(back) == wanted


def instants(path: Path) -> list[list[str]]:
    return sorted(
        [r["case"], r["step"], datetime.fromisoformat(r["at"]).astimezone(UTC).isoformat()]
        for r in lines(path)
    )


def test_a_folder_of_parquet_is_one_log_with_times_and_numbers_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    for number in (2, 1):
        at = datetime(2026, 3, number, 9, 30)  # noqa: DTZ001  wall clock
        row = {
            "case": f"C{number}",
            "at": at,
            "on": date(2026, 3, 1),
            "n": 7,
            "ok": True,
            "no": None,
        }
        pq.write_table(pa.Table.from_pylist([row]), folder / f"part-{number}.parquet")
    first, second = read_parquet(folder)
    assert first.own == {
        "case": "C1", "at": "2026-03-01T09:30:00", "on": "2026-03-01", "n": "7", "ok": "true",
    }  # fmt: skip
    assert (second.trace, second.own["case"]) == (2, "C2")


def test_a_damaged_parquet_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "log.parquet"
    log.write_bytes(b"PAR1 no parquet PAR1")
    with pytest.raises(LogError, match="不是完好的 Parquet"):
        list(read_parquet(log))


OBJECTS = {
    "objectTypes": [],
    "eventTypes": [],
    "objects": [
        {"id": "F1", "type": "fine", "attributes": [
            {"name": "amount", "time": "1970-01-01T00:00:00Z", "value": "35.0"},
            {"name": "amount", "time": "2007-04-01T00:00:00Z", "value": "70.0"},
        ]},
        {"id": "F2", "type": "fine"},
        {"id": "P1", "type": "person", "attributes": []},
    ],
    "events": [
        {"id": "e1", "type": "Create Fine", "time": "2007-03-01T09:00:00+01:00", "relationships": [
            {"objectId": "F1", "qualifier": "of"}, {"objectId": "P1", "qualifier": "by"}]},
        {"id": "e2", "type": "Payment", "time": "2007-05-01T09:00:00+02:00", "relationships": [
            {"objectId": "F1", "qualifier": "of"}, {"objectId": "F2", "qualifier": "of"}]},
        {"id": "e3", "type": "Payment", "time": "2007-05-02T09:00:00+02:00"},
        {"id": "e4", "type": "Payment", "time": "2007-05-02T09:00:00+02:00", "relationships": [
            {"objectId": "F9", "qualifier": "of"}]},
        {"id": "e5", "type": "Payment", "time": "2007-05-02T09:00:00+02:00", "relationships": [{}]},
    ],
}  # fmt: skip


def objects_read(folder: Path, kind: str) -> list[RawEvent | BadRow]:
    log, mapping = folder / "log.json", folder / "mapping.yaml"
    log.write_text(json.dumps(OBJECTS), "utf-8")
    text = (ROOT / "mapping.yaml").read_text("utf-8")
    mapping.write_text(text + (f"case_object_type: {kind}\n" if kind else ""), "utf-8")
    return list(read_ocel(log, read_mapping(mapping, load([ROOT]))))


def test_objects_of_the_chosen_type_are_the_cases(tmp_path: Path) -> None:
    created, first, second, nobody, lost, broken = objects_read(tmp_path, "fine")
    assert isinstance(created, RawEvent)
    assert created.case == {"amount": "35.0", "concept:name": "F1"}
    assert created.own["object:person"] == [{"id": "P1"}]
    assert isinstance(first, RawEvent) and isinstance(second, RawEvent)
    assert (first.case["amount"], first.case["concept:name"]) == ("70.0", "F1")
    assert second.case == {"concept:name": "F2"}
    assert isinstance(nobody, RawEvent)
    assert nobody.case == {}
    assert lost == BadRow("事件 4", "relationships", "没有对象“F9”")
    assert broken == BadRow("事件 5", "", "关系或者属性的写法不是 OCEL 2.0")


def test_an_object_log_without_a_chosen_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LogError, match="case_object_type"):
        objects_read(tmp_path, "")
    with pytest.raises(LogError, match="没有“ship”类对象；日志里有：fine、person"):
        objects_read(tmp_path, "ship")


def test_what_cannot_be_converted_leaves_nothing(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.xes", 3, 1)
    law = ["--corpus", str(ROOT)]
    assert convert([str(log), str(tmp_path / "out.csv"), *law]) == 2
    assert convert([str(log), str(tmp_path / "out.xlsx"), *law]) == 2
    assert convert([str(log), str(tmp_path / "none" / "out.csv"), *law]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["log.xes"]


def test_a_name_that_tells_no_form_is_refused(tmp_path: Path) -> None:
    mapping = read_mapping(ROOT / "mapping.yaml", load([ROOT]))
    with pytest.raises(LogError, match="不认识的日志格式"):
        read_log(tmp_path / "log.txt", mapping)
