"""The ordinary case in the order of the law, from the clue to the archive."""

from __future__ import annotations

from tests.matters.play.acting import Play
from tests.matters.play.words import EVIDENCE, concluded, decision, filing, notice, review

from xiezhi.matters.acts.carry_out import Done


def filed(play: Play) -> Play:
    """Clue, verification, filing, officers."""
    play.do(
        "clue_registered", "lin", "2026-03-01T16:00",
        {"source": "inspection", "cause": "未按规定设置店招标识", "clue_text": "巡查发现店招超大。",
         "sector": "urban", "region": "120199"},
        procedure="clue",
    )  # fmt: skip
    play.do(
        "clue_verified", "lin", "2026-03-02T09:00",
        {"verification_text": "经现场核查属实。", "verification_result": "file"},
        procedure="clue", second="chen",
    )  # fmt: skip
    play.approved("case_filed", "lin", "2026-03-02T10:00", filing(), procedure="clue")
    officers = [
        {"officer": "lin", "officer_role": "lead"},
        {"officer": "chen", "officer_role": "assist"},
    ]
    play.do("officers_assigned", "zhou", "2026-03-02T11:00", {"officers": officers})
    return play


def investigated(play: Play) -> Play:
    """Certificates shown, rights told, inspection, interview, evidence, conclusion."""
    shown = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
    play.do("id_shown", "lin", "2026-03-03T09:00", shown, second="chen")
    told = {"rights_told": "recusal_and_statement", "confirmed_by_party": "signed"}
    play.do("rights_informed", "lin", "2026-03-03T09:02", told, second="chen")
    play.do(
        "site_inspection", "lin", "2026-03-03T09:40",
        {"started_at": "2026-03-03T09:05:00+08:00", "finished_at": "2026-03-03T09:30:00+08:00",
         "place": "示例路1号", "record_text": "店招长6米，超出规定尺寸2米。"},
        second="chen",
    )  # fmt: skip
    signed = {"record_of": "inspection", "signature": "signed"}
    play.attest("record_signed", "lin", "2026-03-03T09:45", signed, source="当事人在笔录上签名")
    play.do("evidence_collected", "lin", "2026-03-03T10:00", {"evidence": EVIDENCE}, second="chen")
    play.do("investigation_concluded", "lin", "2026-03-10T09:00", concluded(), second="chen")
    return play


def told(play: Play) -> Play:
    """Notice approved and served, a defence received and reviewed."""
    play.approved("notice_served", "lin", "2026-03-11T09:00", notice("2026-03-11"))
    defence = {
        "statement_text": "店招已自行拆改，请求从轻。",
        "statement_form": "written",
        "stated_by_no": 1,
    }
    play.attest("statement_received", "lin", "2026-03-12T09:00", defence)
    points = [
        {
            "point_no": 1,
            "point_text": "请求从轻",
            "adopted": "rejected",
            "adopt_ground": "considered",
            "adopt_reason": "拆改在立案之后，已在一般档内考虑。",
        }
    ]
    reviewed = {"statement_points": points, "statement_review_text": "不予采纳。"}
    play.do("statement_reviewed", "zhou", "2026-03-13T09:00", reviewed)
    return play


def reviewed(play: Play) -> Play:
    """Returned once by the legal reviewer, concluded anew, told anew, passed."""
    play.do("legal_review_returned", "shen", "2026-03-14T09:00", review(None))
    play.do("investigation_concluded", "lin", "2026-03-16T09:00", concluded(), second="chen")
    play.approved("notice_served", "lin", "2026-03-17T09:00", notice("2026-03-17"))
    waived = {"waived_rights": "statement", "waiver_form": "written", "stated_by_no": 1}
    play.attest("statement_waived", "lin", "2026-03-18T09:00", waived)
    play.do("legal_review_done", "shen", "2026-03-19T09:00", review())
    return play


def decided(play: Play) -> Done:
    return play.approved("decision_made", "lin", "2026-03-20T09:00", decision())


def served_to_archived(play: Play) -> Play:
    """Served, paid, closed, archived."""
    play.do(
        "decision_served", "lin", "2026-03-23T09:00",
        {"served_document": "decision", "addressee_no": 1, "service_method": "direct",
         "served_on": "2026-03-23", "seal_no": "YZ-01", "service_proof_no": "SD-2",
         "receiver": "赵明", "receiver_relation": "representative"},
    )  # fmt: skip
    paid = {
        "paid_cents": 300000,
        "surcharge_paid_cents": 0,
        "payer_no": 1,
        "payment_channel": "bank",
    }
    play.attest("fine_paid", "ren", "2026-03-30T09:00", paid, role="cashier", source="非税系统回单")
    closing = {"closing_kind": "performed", "closing_text": "罚款已缴，执行完毕。"}
    play.approved("case_closed", "lin", "2026-04-01T09:00", closing)
    stages = ("filing", "investigation", "review", "decision", "service", "execution")
    kept = {
        "archive_no": "2026-CF-1",
        "page_count": 40,
        "archived_stages": [{"stage": s, "material_count": 1} for s in stages],
        "retention_years": 30,
    }
    play.do("case_archived", "ren", "2026-04-10T09:00", kept, role="archivist")
    return play
