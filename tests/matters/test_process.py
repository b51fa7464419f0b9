"""The whole-process record of a case: six links, audio-video list, the file handed over."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.matters import play as p

from xiezhi.documents.models import Document
from xiezhi.journal.acts import Act, Actor, FileRef
from xiezhi.journal.door import record_many
from xiezhi.journal.files import store
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.journal.verifier.program import main as verifier
from xiezhi.law.verdicts import Verdict
from xiezhi.matters.models import EvidenceItem
from xiezhi.matters.process.book import book
from xiezhi.matters.process.judging import LinkState, six_links
from xiezhi.matters.process.media import Unreadable, seconds_of
from xiezhi.matters.process.recordings import recordings
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import AccessLog, RoleGrant

Cast = Callable[[str], Client]


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(seconds: int, version: int = 0, rest: bytes = b"frames") -> bytes:
    """The smallest MP4 with an index: it says how long it is."""
    times = struct.pack(">IIII", 0, 0, 600, seconds * 600)
    if version:
        times = struct.pack(">QQIQ", 0, 0, 600, seconds * 600)
    index = box(b"mvhd", bytes([version, 0, 0, 0]) + times + bytes(80))
    head = box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41")
    return head + box(b"mdat", rest) + box(b"moov", index)


def sound(seconds: int) -> bytes:
    data = bytes(8000 * seconds)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body


@pytest.mark.parametrize("made", [film(1500), film(1500, version=1)])
def test_the_length_of_a_film_is_read_from_its_index(made: bytes) -> None:
    assert seconds_of(io.BytesIO(made), "x.mp4") == 1500
    for cut in (len(made) - 4, len(made) - 60, 40):
        with pytest.raises(Unreadable, match="没有导完"):
            seconds_of(io.BytesIO(made[:cut]), "x.mp4")


def test_the_length_of_a_sound_is_read_and_other_files_have_none() -> None:
    assert seconds_of(io.BytesIO(sound(7)), "x.wav") == 7
    assert seconds_of(io.BytesIO(b"\xff\xd8\xff\xe0" + bytes(40)), "x.jpg") is None
    with pytest.raises(Unreadable):
        seconds_of(io.BytesIO(sound(7)[:-9]), "x.wav")


def test_the_book_of_links_names_steps_that_exist() -> None:
    links = book().links
    assert [each.title for each in links] == ["启动", "调查取证", "审核", "决定", "送达", "执行"]
    named = {s for link in links for s in (*link.steps, *link.gone, *link.unless)}
    named |= {s for link in links for wanted in link.wanted for s in wanted.steps}
    ahead = {"measure_imposed", "enforcement_executed"}  # coercion: procedures of a later part
    assert named - corpus().steps <= ahead
    assert all(w.cite.law and w.cite.article for link in links for w in link.wanted)


def paper(step: str, matter: str) -> FileRef:
    return store(io.BytesIO(f"%PDF-1.7 {step}".encode()), f"{step}.pdf", matter, "application/pdf")


@pytest.fixture
def case(cast: Cast) -> p.Play:
    """Filed and inspected on paper on 3 March, recorded afterwards with the scans."""
    play = p.Play()
    officers = [{"officer": "lin", "officer_role": "lead"}, {"officer": "chen"}]
    shown = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    inspected = {
        "started_at": "2026-03-03T09:05:00+08:00", "finished_at": "2026-03-03T09:30:00+08:00",
        "place": "示例路1号", "record_text": "店招长6米。",
    }  # fmt: skip
    filing = {**p.filing(), "parties": [{**p.PARTY, "party": "d1", "party_no": 1}]}
    steps: list[tuple[str, str, str, dict[str, object]]] = [
        ("case_filed", "agency_head", "2026-03-02T10:00", filing),
        ("officers_assigned", "unit_head", "2026-03-02T11:00", {"officers": officers}),
        ("id_shown", "officer", "2026-03-03T09:00", shown),
        ("site_inspection", "officer", "2026-03-03T09:40", inspected),
    ]
    record_many(
        Act(
            matter=play.matter, step=step, fields=fields, at=p.moment(at), mode="attest",
            by=(Actor("lin", role, p.ORGAN),), procedure="penalty.ordinary", source="纸质案卷",
            files=(paper(step, play.matter),),
        )
        for step, role, at, fields in steps
    )  # fmt: skip
    return play


def states(matter: str) -> dict[str, LinkState]:
    events = history(matter, reveal=True)
    return {s.link.id: s for s in six_links(matter, events, recordings(matter, events))}


def said(**more: str) -> dict[str, str]:
    return {
        "av_category": "penalty",
        "av_item": "店招标识",
        "av_link": "investigation",
        "recording_link": "inspection",
        "recording_way": "recorder",
        "recorded_from_at": "2026-03-03T08:58",
        "recorded_to_at": "2026-03-03T09:31",
        "recording_text": "在赵明店前出示证件、测量店招",
        "av_officer": "lin",
        "av_device_no": "ZFY-0017",
        "av_held": "node",
        **more,
    }


def add(client: Client, matter: str, data: bytes | None, **more: str):
    fields: dict[str, object] = dict(said(**more))
    if data is not None:
        fields["file"] = SimpleUploadedFile("现场.mp4", data, "application/octet-stream")
    return client.post(f"/cases/{matter}/process/add", fields)


def test_a_recording_is_listed_with_recorder_officer_and_file(cast: Cast, case: p.Play) -> None:
    client = cast("lin")
    assert add(client, case.matter, film(1980)).status_code == 302
    entry = Entry.objects.get(step="av_recorded")
    item = EvidenceItem.objects.get()
    assert (entry.mode, entry.content["source"]) == ("attest", "执法记录仪 ZFY-0017")
    assert [file["sha256"] for file in entry.content["files"]] == [item.sha256]
    assert entry.content["fields"]["av_seconds"] == 1980
    assert "赵明" not in entry.text
    page = client.get(f"/cases/{case.matter}/process/").content.decode()
    for words in ("ZFY-0017", "林越", "在赵明店前出示证件", "<video", "与案卷同期"):
        assert words in page
    assert "相差超过一分钟" not in page
    printed = client.post(f"/cases/{case.matter}/process/note", {"key": "n-1"})
    assert printed.status_code == 302, printed.content.decode()
    assert Document.objects.get(kind="recording_note").entry == Entry.objects.get(key="n-1").id
    back = client.get(f"/cases/{case.matter}/files/{item.sha256}")
    assert b"".join(back.streaming_content) == film(1980)


def test_a_form_sent_twice_is_one_entry_and_a_file_of_another_length_is_marked(
    cast: Cast, case: p.Play
) -> None:
    client = cast("lin")
    for _ in range(2):
        assert add(client, case.matter, film(300), key="k-1").status_code == 302
    assert Entry.objects.filter(step="av_recorded").count() == 1
    page = client.get(f"/cases/{case.matter}/process/").content.decode()
    assert "文件时长 300 秒，与起止时间相差超过一分钟" in page


REFUSED: list[tuple[bytes | None, dict[str, str], str]] = [
    (film(1980)[:-30], {}, "没有导完"),
    (b"<html>", {}, "不是照片、录像、录音或者 PDF"),
    (None, {}, "没有收到文件"),
    (film(60), {"recorded_to_at": "2026-03-03T08:00"}, "结束时间早于开始时间"),
    (film(60), {"av_held": "station", "av_kept_at": "采集站3"}, "已经选了文件"),
    (None, {"av_held": "station"}, "请写明保存位置"),
    (None, {"av_held": "station", "av_kept_at": "采集站3", "av_sha256": "ab"}, "64位"),
]


def test_what_cannot_be_listed_is_said_and_nothing_is_kept(cast: Cast, case: p.Play) -> None:
    client = cast("lin")
    for data, more, words in REFUSED:
        page = add(client, case.matter, data, **more)
        assert page.status_code == 422 and words in page.content.decode()
        assert "在赵明店前出示证件" in page.content.decode()
    assert not Entry.objects.filter(step="av_recorded").exists()
    assert not EvidenceItem.objects.exists()


def test_certificates_said_to_be_filmed_want_the_film_of_that_day(cast: Cast, case: p.Play) -> None:
    client, matter = cast("lin"), case.matter
    lacking = [(f.title, f.verdict) for f in states(matter)["investigation"].lacking]
    assert ("出示证件的录音录像", Verdict.BREACHED) in lacking
    assert ("现场检查的音像记录", Verdict.NEEDS_JUDGEMENT) in lacking
    add(
        client,
        matter,
        film(60),
        recorded_from_at="2026-03-04T09:00",
        recorded_to_at="2026-03-04T09:01",
    )
    assert states(matter)["investigation"].verdict is Verdict.BREACHED
    add(client, matter, film(1980))
    assert states(matter)["investigation"].verdict is Verdict.MET


def test_a_file_elsewhere_counts_when_its_digest_is_here_and_is_unknown_without(
    cast: Cast, case: p.Play
) -> None:
    client, there = cast("lin"), {"av_held": "station", "av_kept_at": "采集站3/20260303-01"}
    add(client, case.matter, None, **there)
    assert states(case.matter)["investigation"].verdict is Verdict.UNKNOWN
    add(client, case.matter, None, **there, av_sha256="ab" * 32)
    assert states(case.matter)["investigation"].verdict is Verdict.MET


def test_a_reason_answers_for_what_need_not_be_filmed_but_never_for_what_must(
    cast: Cast, case: p.Play
) -> None:
    client = cast("lin")
    fields = {"av_link": "investigation", "av_omitted_reason": "检查笔录逐页签名，已全面记录。"}
    assert client.post(f"/cases/{case.matter}/process/explain", fields).status_code == 302
    found = states(case.matter)["investigation"]
    assert [f.title for f in found.lacking] == ["出示证件的录音录像"]


def test_links_ahead_are_not_reached_and_a_link_passed_without_a_trace_is_missing(
    cast: Cast, case: p.Play
) -> None:
    found = states(case.matter)
    assert found["start"].verdict is Verdict.MET
    assert {found[n].verdict for n in ("decision", "service", "execution")} == {Verdict.RUNNING}
    paid = {"paid_cents": 1, "surcharge_paid_cents": 0, "payer_no": 1, "payment_channel": "bank"}
    case.attest("fine_paid", "ren", "2026-03-30T09:00", paid, role="cashier", source="回单")
    assert states(case.matter)["service"].verdict is Verdict.BREACHED


def test_an_attested_act_without_its_paper_cannot_be_told(cast: Cast, case: p.Play) -> None:
    fields = {
        "started_at": "2026-03-04T09:05:00+08:00", "finished_at": "2026-03-04T09:30:00+08:00",
        "place": "示例路1号", "person_asked": "赵明", "person_asked_relation": "party",
        "record_text": "问答。",
    }  # fmt: skip
    case.attest("interview", "lin", "2026-03-04T09:40", fields, source="纸质笔录")
    lacking = {f.title: f for f in states(case.matter)["investigation"].lacking}
    assert lacking["询问笔录"].verdict is Verdict.UNKNOWN
    assert "没有扫描入卷" in lacking["询问笔录"].reason


def export(client: Client, matter: str, purpose: str):
    return client.post(f"/cases/{matter}/process/export", {"purpose": purpose})


def test_the_file_handed_over_verifies_and_the_log_says_why(
    cast: Cast, case: p.Play, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    client = cast("lin")
    add(client, case.matter, film(1980))
    assert export(client, case.matter, "").status_code == 422
    assert not AccessLog.objects.filter(what="导出").exists()
    path = tmp_path / "案卷包.zip"
    answer = export(client, case.matter, "lawsuit")
    path.write_bytes(b"".join(answer.streaming_content))
    assert verifier([str(path)]) == 0, capsys.readouterr().out
    data = path.read_bytes()
    assert b"casefile.pdf" in data and film(1980) in data and "赵明".encode() in data
    row = AccessLog.objects.get(what="导出")
    assert (row.person, row.subject, row.purpose) == ("lin", case.matter, "行政诉讼应诉")
    assert row.count == Entry.objects.filter(matter=case.matter).count()


def test_a_stranger_finds_nothing_and_an_overseer_the_proof_without_what_is_sealed(
    cast: Cast, case: p.Play, tmp_path: Path
) -> None:
    add(cast("lin"), case.matter, film(1980))
    stranger = cast("qian")
    assert stranger.get(f"/cases/{case.matter}/process/").status_code == 404
    assert export(stranger, case.matter, "lawsuit").status_code == 404
    assert add(stranger, case.matter, film(1)).status_code == 404
    RoleGrant.objects.filter(person_id="qian").delete()
    RoleGrant.objects.create(person_id="qian", role="supervisor", organ_id=p.OTHER, since=p.SINCE)
    path = tmp_path / "bag.zip"
    path.write_bytes(b"".join(export(cast("qian"), case.matter, "supervision").streaming_content))
    assert verifier([str(path)]) == 0
    data = path.read_bytes()
    assert film(1980) not in data and "赵明".encode() not in data and b"casefile.pdf" not in data
