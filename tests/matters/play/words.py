"""What the people of the ordinary case write into their forms: a shop sign that is too large."""

from __future__ import annotations

from typing import Any

from tests.matters.play.cast import ITEM, LAW

PARTY = {
    "party_kind": "organisation",
    "minor": False,
    "party_name": "东湖区晨光百货有限公司",
    "credit_code": "91120199MA07XYK12N",
    "legal_representative": "赵明",
    "party_address": "东湖区示例路1号",
    "party_phone": "022-60000126",
}
FACT = [{"fact_no": 1, "fact_text": "当事人2026年2月27日起在示例路1号门前设置的店招超出规定尺寸。"}]
LINK = [{"fact_no": 1, "evidence_id": "E1", "evidence_status": "verified"}]
EVIDENCE = [
    {
        "evidence_id": "E1",
        "evidence_kind": "audiovisual",
        "evidence_name": "现场照片2张",
        "evidence_source": "现场拍摄",
        "obtained_on": "2026-03-03",
        "obtained_by": "made",
        "original": "original",
    }
]
REMEDY = {
    "perform_method": "到指定银行缴纳",
    "perform_days": 15,
    "reconsideration_body": "东湖区人民政府",
    "reconsideration_days": 60,
    "court": "东湖区人民法院",
    "suit_months": 6,
    "remedy_route": "either",
    "collecting_agency": "东湖银行示例支行",
    "collecting_address": "东湖区示例路2号",
    "surcharge_told": True,
}


def disposition(fine_cents: int = 300000) -> dict[str, Any]:
    return {
        "party_no": 1,
        "kind": "fine",
        "fine_cents": fine_cents,
        "basis_law": LAW,
        "basis_version": "2020-01-01",
        "basis_article": "第十条",
        "kind_in_basis": True,
        "legal_min_cents": 100000,
        "legal_max_cents": 10000000,
        "severity": "ordinary",
        "grounds": "情节一般，按基准一般档确定。",
    }


def filing() -> dict[str, Any]:
    return {
        "cause": "未按规定设置店招标识",
        "item": ITEM,
        "parties": [dict(PARTY)],
        "discovered_on": "2026-03-01",
        "occurred_on": "2026-02-27",
        "preliminary_evidence": "巡查照片显示店招超出规定尺寸。",
        "filing_reason": "涉嫌违反示例市城市容貌条例第十条，符合立案标准。",
        "grave_safety": False,
        "harmful": False,
        "sector": "urban",
        "region": "120199",
        "source": "inspection",
        "violation_place": "示例路1号",
        "jurisdiction_ground": "place",
    }


def concluded(**more: Any) -> dict[str, Any]:
    return {
        "report_text": "事实清楚，证据确实充分，建议处罚。",
        "proposal": "penalty",
        "complexity": "ordinary",
        "legal_review_ground": "catalogue",
        "facts_found": FACT,
        "evidence_links": LINK,
        "dispositions": [disposition()],
        **more,
    }


def notice(served_on: str, fine_cents: int = 300000, **more: Any) -> dict[str, Any]:
    return {
        "notice_form": "written",
        "dispositions": [disposition(fine_cents)],
        "facts_found": FACT,
        "notice_reason": "店招超出规定尺寸，影响市容。",
        "reason_told": True,
        "statement_right_told": True,
        "hearing_right_told": False,
        "addressee_no": 1,
        "service_method": "direct",
        "served_on": served_on,
        "service_proof_no": "SD-1",
        "receiver": "赵明",
        "receiver_relation": "representative",
        **more,
    }


def review(conclusion: str | None = "pass") -> dict[str, Any]:
    points = ("subject", "officers", "facts", "evidence", "law", "discretion", "procedure")
    found: dict[str, Any] = {
        "review_of": "penalty",
        "review_answers": [{"review_point": p, "review_answer": "ok"} for p in points],
        "review_opinion": "事实清楚，适用法律正确，程序合法。",
    }
    if conclusion:
        found |= {"review_conclusion": conclusion, "reviewer_start": "since_2018"}
    return found


def decision(fine_cents: int = 300000, **more: Any) -> dict[str, Any]:
    return {
        "dispositions": [disposition(fine_cents)],
        "facts_found": FACT,
        "evidence_links": LINK,
        "correction_kind": "not_needed",
        "organ_name": "东湖区综合行政执法局",
        **REMEDY,
        "announced_to_party": False,
        "penalty_needed": "yes",
        "gains_found": "none",
        "rule_changed": "unchanged",
        "decision_text": "当事人的行为违反示例市城市容貌条例第十条的规定。",
        "social_influence": "publish",
        "influence_reason": "涉及沿街市容，具有一定社会影响。",
        "secrecy": "none",
        **more,
    }
