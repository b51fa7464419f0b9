"""The door: what it takes in, what it refuses, what it answers to a repeated or a late try."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from django.db import transaction
from tests.journal.conftest import OFFICER, act

from xiezhi.journal.acts import Actor, FileRef, Ref
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.door import (
    ActRefused,
    KeyReused,
    NotWellFormed,
    StaleExpect,
    preview,
    record,
    record_many,
    record_together,
)
from xiezhi.journal.models import Attempt, Entry, LogLine
from xiezhi.journal.reads import entries, history, log_status
from xiezhi.law.events import Event
from xiezhi.law.verdicts import Verdict

NOTICE = act("notice_served", day=1)
DECISION = act("decision_made", day=8, fields={"fine_cents": 20000})


def test_an_entry_follows_the_one_before_it_in_its_matter(node: str) -> None:
    first, second = record(act()).entry, record(NOTICE).entry
    other = record(act(matter="n1-2026-2")).entry
    assert (first.seq, second.seq, other.seq) == (1, 2, 1)
    assert first.content["prev"] is None
    assert second.content["prev"] == first.hash
    assert other.content["prev"] is None
    assert list(LogLine.objects.order_by("position").values_list("position", "entry_id")) == [
        (1, first.id),
        (2, second.id),
        (3, other.id),
    ]


def test_the_law_refuses_a_decision_without_notice_and_the_try_is_kept(node: str) -> None:
    record(act())
    with pytest.raises(ActRefused, match="尚未告知当事人") as refused:
        record(DECISION)
    assert [finding.norm for finding in refused.value.findings] == ["PEN-044-1"]
    assert entries("n1-2026-1").count() == 1
    tried = Attempt.objects.get()
    assert (tried.matter, tried.step, tried.number) == ("n1-2026-1", "decision_made", 1)


def test_what_already_happened_elsewhere_is_taken_with_its_verdict(node: str) -> None:
    record(act())
    taken = record(act("decision_made", mode="attest", source="纸质卷宗", reason="系统停机"))
    assert [finding.verdict for finding in taken.findings] == [Verdict.BREACHED]
    assert taken.entry.content["verdicts"] == [
        {"norm": "PEN-044-1", "reason": "尚未告知当事人", "verdict": "breached"}
    ]


def test_an_attested_act_names_its_source(node: str) -> None:
    with pytest.raises(NotWellFormed, match="补录须写明来源"):
        record(act(mode="attest"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"matter": "有 空格"}, "事项编号"),
        ({"step": "立案"}, "步骤代码"),
        ({"mode": "guess"}, "办理方式"),
        ({"thread": "hearing#1"}, "与程序"),
        ({"fields": {"amount": 1.5}}, "amount"),
        ({"fields": {"by": "x"}}, "办理人"),
        ({"fields": {"fine_cents": -1}}, "负数"),
        ({"fields": {"a/b": 1}}, "字段名称"),
        ({"fields": {"text": "长" * 1_100_000}}, "附件上传"),
        ({"refs": (Ref("see"),)}, "关联"),
        ({"refs": (Ref("erases", key="x"),)}, "删除"),
        ({"files": (FileRef("a.jpg", "0" * 64, "0" * 64, 1, "image/jpeg"),)}, "没有存入"),
        ({"files": (FileRef("a.jpg", "0", "0", 1, "image/jpeg"),)}, "摘要"),
        ({"step": "entry_corrected"}, "更正"),
        ({"by": (Actor("p\ud800", "officer"),)}, "不完整的字符"),
    ],
)
def test_a_malformed_act_is_answered_in_words_and_nothing_is_written(
    node: str, change: dict, sentence: str
) -> None:
    with pytest.raises(NotWellFormed, match=sentence):
        record(act(**change))
    assert not Entry.objects.exists()


def test_preview_says_what_the_law_would_say_and_writes_nothing(node: str) -> None:
    record(act())
    assert [finding.verdict for finding in preview(DECISION)] == [Verdict.BREACHED]
    assert (Entry.objects.count(), Attempt.objects.count()) == (1, 0)


def test_the_same_key_and_content_gives_the_first_answer(node: str) -> None:
    record(act())
    record(NOTICE)
    keyed = act("decision_made", fields={"fine_cents": 1, "party_name": "王五"}, key="k1")
    first, again = record(keyed), record(keyed)
    assert again.entry == first.entry
    assert [(f.norm, f.verdict) for f in again.findings] == [("PEN-044-1", Verdict.MET)]
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"cause": "其他"}},
        {"fields": {"cause": "无照经营", "party_name": "李四"}},
        {"matter": "n1-2026-2"},
        {"by": (OFFICER, Actor("p-li", "officer", "o-market"))},
        {"day": 1},
        {"reason": "补正"},
    ],
)
def test_the_same_key_with_other_content_is_an_error(node: str, change: dict) -> None:
    record(act(key="k1", fields={"cause": "无照经营", "party_name": "王五"}))
    changed = {"fields": {"cause": "无照经营", "party_name": "王五"}, **change}
    with pytest.raises(KeyReused):
        record(act(key="k1", **changed))
    assert Entry.objects.count() == 1


def test_a_refused_try_does_not_use_up_its_key(node: str) -> None:
    record(act())
    keyed = act("decision_made", day=8, key="k9")
    with pytest.raises(ActRefused):
        record(keyed)
    record(NOTICE)
    assert record(keyed).entry.key == "k9"


def test_a_stale_expectation_returns_both_texts(node: str) -> None:
    record(act())
    record(NOTICE)
    late = act("evidence_collected", expect=1)
    with pytest.raises(StaleExpect) as stale:
        record(late)
    assert stale.value.act == late
    assert [entry.step for entry in stale.value.entries] == ["notice_served"]
    assert record(act("evidence_collected", expect=2)).entry.seq == 3


def test_several_matters_are_written_together_or_not_at_all(node: str) -> None:
    moved = act("matter_transferred", refs=(Ref("to", matter="n1-2026-2"),))
    with pytest.raises(ActRefused):
        record_together([moved, act("decision_made", matter="n1-2026-2")])
    assert not Entry.objects.exists()
    first, second = record_together([moved, act("matter_received", matter="n1-2026-2")])
    assert (first.entry.matter, second.entry.matter) == ("n1-2026-1", "n1-2026-2")


def test_in_one_transaction_the_second_act_sees_the_first(node: str) -> None:
    record(act())
    answers = record_together([NOTICE, DECISION])
    assert [answer.entry.seq for answer in answers] == [2, 3]
    assert answers[1].entry.content["prev"] == answers[0].entry.hash


def test_it_cannot_be_used_inside_another_transaction(node: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(act())


def test_many_acts_are_checked_and_chained_like_single_ones(node: str) -> None:
    acts = [act(matter=f"n1-m-{i % 40}", step=f"step_{i // 40}", key=f"k{i}") for i in range(1200)]
    assert record_many(acts) == 1200
    assert record_many(acts) == 1200
    assert Entry.objects.count() == 1200
    assert log_status().position == 1200
    last = entries("n1-m-7").last()
    assert last is not None and last.seq == 30


def test_a_thread_continues_until_it_is_closed_and_then_a_new_one_begins(node: str) -> None:
    steps = ["case_filed", "notice_served", "case_closed", "case_filed"]
    threads = [record(act(step)).entry.thread for step in steps]
    assert threads == ["penalty.ordinary#1"] * 3 + ["penalty.ordinary#2"]


def test_a_child_thread_keeps_the_parent_it_began_with(node: str) -> None:
    case = record(act()).entry
    opening = act("hearing_requested", procedure="hearing", parent=case.thread)
    assert record(opening).entry.parent == case.thread
    assert record(act("hearing_held", procedure="hearing")).entry.parent == case.thread
    with pytest.raises(NotWellFormed, match="上级程序"):
        record(act("hearing_held", procedure="hearing", parent="penalty.ordinary#7"))


def test_a_correction_is_seen_by_replay_and_both_texts_stay(node: str) -> None:
    wrong = record(act(fields={"cause": "错", "amount": 3})).entry
    record(
        act(
            "entry_corrected",
            day=2,
            fields={"cause": "对", "amount": None, "at": "2026-03-01T08:00:00+08:00"},
            refs=(Ref("corrects", entry=wrong.id),),
            reason="笔误",
        )
    )
    seen = history("n1-2026-1")
    assert [event.step for event in seen] == ["case_filed", "entry_corrected"]
    assert {k: v for k, v in seen[0].fields.items() if k != "by"} == {"cause": "对"}
    assert seen[0].at.isoformat() == "2026-03-01T08:00:00+08:00"
    assert [entry.content["fields"].get("cause") for entry in entries("n1-2026-1")] == ["错", "对"]


def test_a_correction_stays_in_its_matter_and_is_not_itself_corrected(node: str) -> None:
    elsewhere = record(act(matter="n1-2026-2")).entry
    record(act())
    with pytest.raises(NotWellFormed, match="不在本事项内"):
        record(act("entry_corrected", refs=(Ref("corrects", entry=elsewhere.id),)))


def test_the_past_can_be_seen_as_it_was_known(node: str) -> None:
    first = record(act()).entry
    record(NOTICE)
    assert len(history("n1-2026-1", recorded_until=first.recorded_at)) == 1


def test_projectors_write_in_the_same_transaction(rewired: Callable[..., None]) -> None:
    seen: list[Event] = []

    def fail(entry: Entry, event: Event) -> None:
        seen.append(event)
        raise ValueError("projection")

    rewired(projectors={"case_filed": [fail]})
    with pytest.raises(ValueError, match="projection"):
        record(act(fields={"party_name": "王五"}))
    assert seen[0].fields["party_name"] == "王五"
    assert not Entry.objects.exists()


def test_what_the_law_sees_now_is_what_replay_will_see(rewired: Callable[..., None]) -> None:
    seen: list[Event] = []
    rewired(judge=lambda past, candidate: seen.append(candidate) or [])
    record(act(fields={"parties": [{"party": "x1", "party_name": "王五"}], "cause": "无照"}))
    assert history("n1-2026-1") == seen


def test_the_state_of_the_log_is_there_for_a_status_page(node: str) -> None:
    empty = log_status()
    assert (empty.position, empty.recorded_at, empty.checkpoint_at) == (0, None, None)
    entry = record(act()).entry
    checkpoint()
    record(NOTICE)
    status = log_status()
    assert (status.position, status.checkpoint_size) == (2, 1)
    assert status.recorded_at is not None and status.recorded_at > entry.recorded_at
    assert status.checkpoint_at is not None and status.checkpoint_at >= entry.recorded_at


def test_a_whole_is_told_with_the_history_up_to_its_entry(
    node: str, rewired: Callable[..., None]
) -> None:
    told: list[list[str]] = []

    def note(event: Event, history: Callable[[], Sequence[Event]]) -> None:
        told.append([each.step for each in history()])
        assert history()[-1].id == event.id

    rewired(wholes=[note])
    record_together([act(), NOTICE, act(matter="n1-2026-2")])
    assert told == [["case_filed"], ["case_filed", "notice_served"], ["case_filed"]]


def test_only_a_step_that_begins_a_thread_opens_another_after_the_close(
    node: str, rewired: Callable[..., None]
) -> None:
    rewired(begins=lambda procedure, step: step == "case_filed")
    record(act())
    record(act("case_closed", day=1))
    assert record(act("fine_paid", day=2)).entry.thread == "penalty.ordinary#1"
    assert record(act(day=3)).entry.thread == "penalty.ordinary#2"
