"""A seizure from its approval to the goods handed back, and what the coercion law refuses at the door."""

from __future__ import annotations

from typing import Any

import pytest
from tests.matters import play as p

from xiezhi.documents.reads import of_matter
from xiezhi.journal.acts import ActRefused
from xiezhi.journal.models import Entry
from xiezhi.journal.reads import history
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.move import step_of
from xiezhi.matters.forms.goods import goods_values
from xiezhi.matters.reads.goods import ledger
from xiezhi.registry.models import KeptRow, Link

CODE, THREAD = "measure.seizure", "measure.seizure#1"
PLATE = "示A·12345"
BASIS = {
    "measure_reason": "evidence", "measure_reason_text": "店招拆下后难以查证尺寸。",
    "measure_basis_law": "示例市城市容貌条例", "measure_basis_article": "第三十条",
    "measure_basis_level": "local_regulation", "measure_power": "own",
}  # fmt: skip
REMEDY = {
    "organ_name": "东湖区综合行政执法局", "reconsideration_body": "东湖区人民政府",
    "reconsideration_days": 60, "court": "东湖区人民法院", "suit_months": 6,
}  # fmt: skip


def thing(no: int, name: str, count: int, **more: Any) -> dict[str, Any]:
    return {
        "goods_no": no, "goods_name": name, "goods_quantity": count, "goods_unit": "件",
        "goods_place": "仓库A区", "goods_link": "object", "goods_necessity": False,
        "goods_owner": "party", "goods_nature": "involved", "sealed_by_other": False, **more,
    }  # fmt: skip


GOODS = [thing(1, "店招面板", 3), thing(2, "安装车辆", 1, goods_identifier=PLATE)]


def approval(**more: Any) -> dict[str, Any]:
    return {"seizure_kind": "seal", **BASIS, "private_economy": True, "seized_goods": GOODS, **more}


def imposition(**more: Any) -> dict[str, Any]:
    scene = {
        "place": "示例路1号", "started_at": "2026-03-04T10:00:00+08:00", "measure_days": 30,
        "party_presence": "present", "measure_urgent": False,
    }  # fmt: skip
    return {**approval(), **scene, **REMEDY, **more}


def granted(*organs: str) -> None:
    for organ in organs:
        KeptRow.objects.create(
            register="mandate",
            key=organ,
            attributes={"power": "seizure"},
            valid_from=p.SINCE,
            matter=f"mandate-{organ}",
        )


def rows(*pairs: tuple[int, int], **more: Any) -> list[dict[str, Any]]:
    names = {row["goods_no"]: row["goods_name"] for row in GOODS}
    return [
        {"goods_no": no, "goods_name": names[no], "goods_quantity": n, "goods_unit": "件", **more}
        for no, n in pairs
    ]


def at_the_scene(play: p.Play) -> None:
    """What comes before the seizure: called, recorded, shown, told."""
    rest = {"procedure": CODE, "thread": THREAD}
    called = {"place": "示例路1号", "started_at": "2026-03-04T09:00:00+08:00"}
    play.do("party_called", "lin", "2026-03-04T09:00", called, **rest)
    recording = {"recording_way": "recorder"}
    play.do("av_recording_started", "lin", "2026-03-04T09:40", recording, **rest)
    shown = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    play.do("id_shown", "lin", "2026-03-04T09:45", shown, second="chen", **rest)
    told = {
        "reason_told": True, "basis_told": True, "rights_remedy_told": True,
        "statement_heard": "heard", "confirmed_by_party": "signed", "statement_text": "没有意见。",
    }  # fmt: skip
    play.do("rights_informed", "lin", "2026-03-04T09:50", told, second="chen", **rest)


def seized(play: p.Play) -> Done:
    """Approved with the PIN, imposed, recorded, handed over."""
    play.approved("measure_approved", "lin", "2026-03-03T15:00", approval())
    at_the_scene(play)
    rest = {"procedure": CODE, "thread": THREAD}
    made = play.do("measure_imposed", "lin", "2026-03-04T10:00", imposition(), second="chen", **rest)  # fmt: skip
    assert isinstance(made, Done)
    record = {
        "record_of": "measure", "started_at": "2026-03-04T09:40:00+08:00",
        "finished_at": "2026-03-04T10:20:00+08:00",
        "place": "示例路1号", "record_text": "逐件清点、拍照、加封。", "signature": "signed",
    }  # fmt: skip
    play.do("record_signed", "lin", "2026-03-04T10:25", record, second="chen", **rest)
    handed = {"addressee_no": 1, "signature": "signed"}
    play.do("measure_doc_delivered", "lin", "2026-03-04T10:30", handed, **rest)
    return made


def refused_norms(refused: pytest.ExceptionInfo[ActRefused]) -> set[str]:
    return {finding.norm for finding in refused.value.findings}


def test_a_seizure_goes_from_approval_to_goods_handed_back(db_on: str) -> None:
    p.set_up(), granted(p.ORGAN)
    play = p.filed(p.Play())
    made = seized(play)
    rest = {"procedure": CODE, "thread": THREAD}
    assert made.entry.thread == THREAD
    assert made.document is not None
    assert made.entry.content["fields"]["measure_no"] == made.document.number
    assert PLATE not in str(Entry.objects.values_list("text", flat=True))
    stored = {"stored_goods": rows((1, 3), (2, 1), goods_state="intact"), "keeping_way": "organ"}
    play.do("property_stored", "lin", "2026-03-04T15:00", stored, **rest)
    longer = {"measure_extension_days": 30, "extension_reason_text": "供货单位在外地。"}
    play.approved("measure_extended", "lin", "2026-03-31T09:00", longer, **rest)
    served = {"addressee_no": 1, "service_method": "direct", "served_on": "2026-03-31"}
    play.do("measure_extension_served", "lin", "2026-03-31T16:00", served, **rest)
    part = {"release_ground": "unrelated", "released_goods": rows((2, 1))}
    play.approved("measure_partly_lifted", "lin", "2026-04-10T09:00", part, **rest)
    events = history(play.matter)
    offered = goods_values(step_of(CODE, "property_returned"), events, THREAD)
    assert [(r["goods_no"], r["goods_quantity"]) for r in offered["returned_goods"]] == [(2, 1)]
    back = {"addressee_no": 1, "signature": "signed"}
    given = {"returned_goods": rows((2, 1), goods_state="intact"), **back}
    play.do("property_returned", "lin", "2026-04-10T11:00", given, **rest)
    disposed = {
        "measure_disposed_goods": rows((1, 3), goods_result="confiscated"),
        "disposal_basis": "《示例市城市容貌条例》第三十条",
    }
    play.approved("measure_disposed", "lin", "2026-04-20T09:00", disposed, **rest)
    lines = ledger(history(play.matter), THREAD)
    assert [(t.number, t.left, t.states) for t in lines] == [
        (1, 0, ["imposed", "stored", "confiscated"]),
        (2, 0, ["imposed", "stored", "released", "returned"]),
    ]
    assert {d.kind for d in of_matter(play.matter)} >= {
        "seizure_approval_form", "seizure_decision", "measure_record", "seizure_list",
        "goods_storage_receipt", "measure_extension_decision", "measure_lifting_decision",
        "goods_return_receipt", "measure_disposal_decision",
    }  # fmt: skip


def test_without_approval_or_without_the_power_nothing_is_seized(db_on: str) -> None:
    p.set_up()
    play = p.filed(p.Play())
    with pytest.raises(ActRefused) as refused:
        play.do("measure_approved", "lin", "2026-03-03T15:00", approval())
    assert refused_norms(refused) == {"COE-022-1"}
    granted(p.ORGAN)
    needed = [{**GOODS[0], "goods_necessity": True}]
    with pytest.raises(ActRefused) as refused:
        play.do("measure_approved", "lin", "2026-03-03T15:00", approval(seized_goods=needed))
    assert refused_norms(refused) == {"COE-023-1"}
    recording = {"recording_way": "recorder"}
    play.do("av_recording_started", "lin", "2026-03-04T09:00", recording)
    with pytest.raises(ActRefused) as refused:
        play.do(
            "measure_imposed", "lin", "2026-03-04T10:00", imposition(),
            second="chen", procedure=CODE, thread=THREAD,
        )  # fmt: skip
    assert refused_norms(refused) == {"COE-018-1", "COE-018-2", "COE-018-3", "COE-018-4"}


def test_what_another_organ_has_sealed_is_not_sealed_again_until_it_is_lifted(db_on: str) -> None:
    p.set_up(), granted(p.ORGAN, p.OTHER)
    other, rest = p.Play(), {"procedure": CODE}
    theirs = {**imposition(measure_no="西湖封〔2026〕1号"), "seized_goods": [GOODS[1]]}
    other.attest("measure_imposed", "qian", "2026-03-01T09:00", theirs, **rest)
    assert Link.objects.filter(fact="sealed_elsewhere_count").count() == 1
    play = p.filed(p.Play())
    spaced = [{**GOODS[1], "goods_identifier": " 示a·12345"}]
    with pytest.raises(ActRefused) as refused:
        play.do("measure_approved", "lin", "2026-03-03T15:00", approval(seized_goods=spaced))
    assert refused_norms(refused) == {"COE-023-2"}
    lifted = {"release_ground": "no_violation", "released_goods": rows((2, 1))}
    other.attest("measure_lifted", "qian", "2026-03-03T16:00", lifted, role="agency_head", **rest)
    assert not Link.objects.filter(fact="sealed_elsewhere_count").exists()
    play.approved("measure_approved", "lin", "2026-03-03T17:00", approval(seized_goods=spaced))
    assert Entry.objects.filter(matter=play.matter, thread=THREAD).count() == 1
