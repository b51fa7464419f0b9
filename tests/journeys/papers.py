"""What the people of the ordinary case write into their forms: a restaurant without a fume cleaner."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

CAUSE = "未安装油烟净化设施"
PLACE = "示范区桃源街12号"
ITEM = "CG-0103"
#: Above the lines for a hearing, a legal review and a collective discussion of this kind of party.
FINE = 1_500_000
PARTY = "示范区老灶台餐饮店"
CREDIT_CODE = "92990101MA00000X1R"
#: Personal words that must never leave the organ.
COMPLAINANT, COMPLAINANT_PHONE = "冯举报", "13955556666"
HEAD, HEAD_PHONE = "赵灶", "13900000002"
PERSONAL = (COMPLAINANT, COMPLAINANT_PHONE, HEAD, HEAD_PHONE)

CLUE = {
    "source": "complaint",
    "cause": CAUSE,
    "clue_text": "来信反映桃源街12号餐饮店油烟直排。",
    "sector": "urban",
    "keep_secret": True,
    "complainant_name": COMPLAINANT,
    "complainant_phone": COMPLAINANT_PHONE,
    "complaint_text": f"我是对面住户{COMPLAINANT}，每天被油烟熏。",
}
VERIFIED = {
    "verification_text": "经现场核查，油烟管道未接净化设施，反映属实。",
    "verification_result": "file",
}
FILING: dict[str, Any] = {
    "cause": CAUSE,
    "item": ITEM,
    "parties": [
        {
            "party_kind": "sole_trader",
            "minor": False,
            "party_name": PARTY,
            "credit_code": CREDIT_CODE,
            "legal_representative": HEAD,
            "party_address": PLACE,
            "party_phone": HEAD_PHONE,
        }
    ],
    "discovered_on": "2026-03-02",
    "occurred_on": "2026-02-27",
    "preliminary_evidence": "核查照片显示油烟管道直通外墙。",
    "filing_reason": "涉嫌违反大气污染防治法第八十一条第一款，符合立案标准。",
    "grave_safety": False,
    "harmful": False,
    "sector": "urban",
    "source": "complaint",
    "violation_place": PLACE,
    "jurisdiction_ground": "place",
}
OFFICERS = {
    "officers": [
        {"officer": "p-lin", "officer_role": "lead"},
        {"officer": "p-chen", "officer_role": "assist"},
    ]
}
ID_SHOWN = {"id_shown_by": "recorded", "confirmed_by_party": "signed"}
RIGHTS = {"rights_told": "recusal_and_statement", "confirmed_by_party": "signed"}
INTERVIEW = {
    "started_at": "2026-03-03T09:10",
    "finished_at": "2026-03-03T09:40",
    "place": PLACE,
    "person_asked": HEAD,
    "person_asked_relation": "party",
    "record_text": "问：油烟净化设施装了没有？答：还没有装。",
}
RECORD_SIGNED = {"record_of": "interview", "signature": "signed"}
EVIDENCE = {
    "evidence": [
        {
            "evidence_id": "E1",
            "evidence_kind": "audiovisual",
            "evidence_name": "油烟管道照片",
            "evidence_source": "现场拍摄",
            "obtained_on": "2026-03-03",
            "obtained_by": "made",
            "original": "original",
        }
    ]
}
FACTS = [
    {
        "fact_no": 1,
        "fact_text": f"2026年2月27日起，负责人{HEAD}（电话{HEAD_PHONE}）在{PLACE}经营的餐饮店没有安装油烟净化设施。",
    }
]
LINKS = [{"fact_no": 1, "evidence_id": "E1", "evidence_status": "verified"}]
DISPOSITION = {
    "party_no": 1,
    "kind": "fine",
    "fine_cents": FINE,
    "basis_law": "大气污染防治法",
    "basis_version": "2018-10-26",
    "basis_article": "第一百一十八条第一款",
    "kind_in_basis": True,
    "legal_min_cents": 500_000,
    "legal_max_cents": 5_000_000,
    "severity": "ordinary",
    "grounds": "经营面积和排放时间居中，按一般档确定。",
}
CONCLUDED: dict[str, Any] = {
    "report_text": "事实清楚，证据确实充分，建议处罚款15000元。",
    "proposal": "penalty",
    "complexity": "ordinary",
    "legal_review_ground": "catalogue",
    "facts_found": FACTS,
    "evidence_links": LINKS,
    "dispositions": [DISPOSITION],
}
NOTICE: dict[str, Any] = {
    "notice_form": "written",
    "total_fine_cents": FINE,
    "total_confiscation_cents": 0,
    "notice_reason": "油烟未经净化直接排放，影响周边居民。",
    "reason_told": True,
    "statement_right_told": True,
    "hearing_right_told": True,
    "addressee_no": 1,
    "service_method": "direct",
    "service_proof_no": "SD-1",
    "receiver": HEAD,
    "receiver_relation": "self",
}
HEARING_RIGHT = {"addressee_no": 1, "service_method": "direct", "served_on": "2026-03-11"}
DEFENCE = {
    "statement_text": "已经订购净化设施，请求从轻。",
    "statement_form": "written",
    "stated_by_no": 1,
}
ANSWERED = {
    "statement_points": [
        {
            "point_no": 1,
            "point_text": "已经订购，请求从轻",
            "adopted": "rejected",
            "adopt_ground": "considered",
            "adopt_reason": "订购在立案以后，已在一般档内考虑。",
        }
    ],
    "statement_review_text": "复核后不予采纳。",
}
WAIVED = {"waived_rights": "hearing", "waiver_form": "written", "stated_by_no": 1}
DISCUSSED = {
    "discussed_at": "2026-03-19T09:00",
    "discussion_place": "局三楼会议室",
    "participants": [
        {
            "participant": who,
            "participant_post": post,
            "attendance": "leader",
            "voted": True,
            "opinion": "agree",
            "signed": True,
        }
        for who, post in (("p-gao", "局长"), ("p-jiang", "副局长"), ("p-zhou", "副局长"))
    ],
    "discussion_text": "讨论认为事实清楚、量罚适当，同意处罚。",
    "discussion_conclusion": "penalty",
}
DECISION: dict[str, Any] = {
    "correction_kind": "not_needed",
    "perform_method": "到指定银行缴纳",
    "perform_days": 15,
    "reconsideration_body": "示范区人民政府",
    "reconsideration_days": 60,
    "court": "示范区人民法院",
    "suit_months": 6,
    "remedy_route": "either",
    "announced_to_party": False,
    "penalty_needed": "yes",
    "gains_found": "none",
    "rule_changed": "unchanged",
    "collecting_agency": "示范银行示范区支行",
    "collecting_address": "示范区中心路1号",
    "surcharge_told": True,
    "decision_text": f"对{HEAD}经营的餐饮店处罚款人民币壹万伍仟元整。",
    "social_influence": "publish",
    "influence_reason": "涉及居民生活环境，具有一定社会影响。",
    "secrecy": "none",
}
SERVED = {
    "served_document": "decision",
    "addressee_no": 1,
    "service_method": "direct",
    "served_on": "2026-03-23",
    "seal_no": "YZ-01",
    "service_proof_no": "SD-2",
    "receiver": HEAD,
    "receiver_relation": "self",
}
PAID = {
    "paid_cents": FINE,
    "surcharge_paid_cents": 0,
    "payer_no": 1,
    "payment_channel": "bank",
}
CLOSING = {"closing_kind": "performed", "closing_text": "罚款已缴清，执行完毕。"}
STAGES = ("filing", "investigation", "review", "decision", "service", "execution")
ARCHIVE = {
    "archive_no": "2026-CF-1",
    "archived_stages": [{"stage": stage, "material_count": 2} for stage in STAGES],
    "retention_years": 30,
}


def photograph() -> bytes:
    """A small real JPEG."""
    picture = Image.new("RGB", (640, 480), (120, 130, 140))
    ImageDraw.Draw(picture).rectangle((200, 80, 440, 420), fill=(70, 60, 50))
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=85)
    return kept.getvalue()
