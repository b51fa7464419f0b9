"""Moves the law refuses, each with the past it is tried in, its article, and the nearest lawful move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.journeys import papers, past
from tests.journeys.past import Fields, Happened


@dataclass(frozen=True)
class Move:
    """One step tried through its page. `who` signs in; `second` is the other officer where two are needed."""

    step: str
    fields: Fields = field(default_factory=dict)
    who: str = "lin"
    second: str = ""
    procedure: str = "penalty.ordinary"
    #: At the publicity desk: the button that does it.
    press: str = ""


@dataclass(frozen=True)
class Unlawful:
    """`norm` refuses `move` under `article`.

    Lawful is one of: the same form with `mend` changed; `add` recorded first and the form filled again;
    `instead`, another move. `verified`: two people here have compared the norm with its text; else it would only warn.
    """

    name: str
    norm: str
    article: str
    move: Move
    past: tuple[Happened, ...]
    at: str = "2026-03-20T09:00"
    mend: Fields = field(default_factory=dict)
    add: tuple[Happened, ...] = ()
    instead: Move | None = None
    elsewhere: tuple[Happened, ...] = ()
    grants: tuple[tuple[str, str], ...] = ()
    verified: bool = False


LAW = "《行政处罚法》"
DECIDE = Move("decision_made", past.DECISION)


def _deciding(**fields: Any) -> Move:
    return Move("decision_made", {**past.DECISION, **fields})


def _links(**part: Any) -> list[dict[str, Any]]:
    return [{**papers.LINKS[0], **part}]


TWO_FACTS = [*past.FACTS, {"fact_no": 2, "fact_text": "当事人擅自停用油烟净化设施。"}]
HEAVY = _deciding(dispositions=past.HEARD, total_fine_cents=past.HEARD_FINE)
ASK = Move("interview", papers.INTERVIEW, second="p-chen")
SPOT = Move("spot_decision_made", past.SPOT_DECISION, second="p-chen", procedure=past.SPOT)
ASK_FOR_HEARING = Happened(
    "hearing_requested", "2026-03-13T09:00", past.LIN,
    {"hearing_requested_by_no": 1, "request_form": "written", "request_day": "2026-03-13"}, "hearing",
)  # fmt: skip
WITHDRAWN = Happened(
    "hearing_terminated", "2026-03-18T09:00", {"fang": "hearing_chair"},
    {"termination_reason": "withdrawn"}, "hearing",
)  # fmt: skip
WAIVED = Happened("statement_waived", "2026-03-16T09:00", past.LIN, papers.WAIVED)
RECUSAL = Happened(
    "recusal_requested", "2026-03-12T09:00", past.LIN,
    {"recusal_of": "p-chen", "recusal_reason": "与邻居相识。"},
)  # fmt: skip
RECUSAL_REFUSED = Happened(
    "recusal_decided", "2026-03-19T09:00", past.GAO,
    {"recusal_of": "p-chen", "recusal_result": "refused", "recusal_reason": "没有利害关系。"},
)  # fmt: skip
CRIME = Happened(
    "suspected_crime_found", "2026-03-12T09:00", past.LIN,
    {"crime_name": "污染环境罪", "crime_ground": "排放时间较长。"}, procedure="transfer",
)  # fmt: skip
TEAM = Happened(
    "transfer_team_formed", "2026-03-12T10:00", past.ZHOU,
    {"officers": [{"officer": "p-lin", "officer_role": "lead"}, {"officer": "p-chen", "officer_role": "assist"}]},
    procedure="transfer",
)  # fmt: skip
REPORTED = Happened(
    "transfer_report_submitted", "2026-03-17T09:00", past.LIN,
    {"crime_name": "污染环境罪", "crime_ground": "排放时间较长。", "report_text": "没有达到追诉标准。"},
    procedure="transfer",
)  # fmt: skip
NOT_TRANSFERRED = Happened(
    "transfer_decided", "2026-03-19T09:00", {"gao": "agency_chief"},
    {"transfer_result": "refused", "crime_ground": "没有达到追诉标准。"}, procedure="transfer",
)  # fmt: skip
GOODS = [
    {"goods_no": 1, "goods_name": "油烟机控制箱", "goods_quantity": 1, "goods_unit": "台", "goods_place": "单位仓库"}
]  # fmt: skip
KEEP = Move(
    "preservation_imposed",
    {"preserved_goods": GOODS, "place": past.PLACE, "started_at": "2026-03-03T11:00", "signature": "signed"},
    second="p-chen", procedure="preservation",
)  # fmt: skip
KEEPING_APPROVED = Happened(
    "preservation_approved", "2026-03-03T10:30", past.GAO,
    {"preservation_ground": "may_vanish", "preserved_goods": GOODS, "reason_text": "可能被拆除。"},
    "preservation",
)  # fmt: skip
ORGANISED = {
    "parties": [past.BUILDER],
    "dispositions": past.spot_disposition(300_001, 500_000),
    "total_fine_cents": 300_001,
}
SURCHARGE = {
    "payment_due_on": "2026-04-01", "surcharge_to_on": "2026-05-20", "surcharge_days": 48,
    "surcharge_base_cents": past.FINE, "surcharge_cents": past.FINE + 1,
}  # fmt: skip
ARCHIVE = {
    **papers.ARCHIVE,
    "page_count": 40,
    "archived_stages": [
        {"stage": stage, "material_count": 0 if stage == "service" else 2}
        for stage in papers.STAGES
    ],
}

MOVES = (
    Unlawful(
        "an officer without a certificate interviews", "PEN-042-2", LAW + "第四十二条",
        Move("interview", papers.INTERVIEW, who="he", second="p-lin"),
        (past.FILED, past.ASSIGNED, past.SHOWN), at="2026-03-03T10:00", instead=ASK,
        grants=(("he", "officer"),),
    ),
    Unlawful(
        "an interview before certificates were shown", "PEN-055-1", LAW + "第五十五条",
        ASK, (past.FILED, past.ASSIGNED), at="2026-03-03T10:00", add=(past.SHOWN,),
    ),
    Unlawful(
        "a notice without the reason", "PEN-044-2", LAW + "第四十四条",
        Move("notice_served", {**past.NOTICE, "reason_told": False}),
        (*past.FOUND, past.CONCLUDED), at="2026-03-11T09:00", mend={"reason_told": True},
    ),
    Unlawful(
        "a decision in a matter never filed", "PEN-054-1", LAW + "第五十四条",
        _deciding(evidence_links=[{"fact_no": 1, "evidence_status": "verified"}]), (past.CLUE,),
        instead=Move("case_filed", past.FILING, procedure="clue"),
    ),
    Unlawful(
        "a decision nobody was told of", "PEN-044-1", LAW + "第四十四条",
        DECIDE, (*past.FOUND, past.CONCLUDED), add=(past.TOLD,),
    ),
    Unlawful(
        "a decision that leaves the defence unanswered", "PEN-045-1", LAW + "第四十五条",
        DECIDE, (*past.READY, past.DEFENDED), add=(past.ANSWERED,),
    ),
    Unlawful(
        "a heavier fine after the defence", "PEN-045-2", LAW + "第四十五条",
        _deciding(dispositions=past.disposition(past.FINE + 1), total_fine_cents=past.FINE + 1),
        (*past.READY, past.DEFENDED, past.ANSWERED),
        mend={"dispositions-0-fine_cents": past.FINE, "total_fine_cents": past.FINE},
    ),
    Unlawful(
        "a decision on evidence still to be verified", "PEN-046-2", LAW + "第四十六条",
        _deciding(evidence_links=_links(evidence_status="pending")), past.READY,
        mend={"evidence_links-0-evidence_status": "verified"},
    ),
    Unlawful(
        "a fact no evidence proves", "PEN-040-1", LAW + "第四十条",
        _deciding(
            facts_found=TWO_FACTS,
            evidence_links=[*papers.LINKS, *_links(fact_no=2, evidence_status="excluded")],
        ),
        (*past.FOUND, past.CONCLUDED, past.TOLD.saying(facts_found=TWO_FACTS)),
        mend={"evidence_links-1-evidence_status": "verified"},
    ),
    Unlawful(
        "a decision before the investigation is concluded", "PEN-057-1", LAW + "第五十七条",
        DECIDE, (*past.FOUND, past.TOLD),
        add=(past.CONCLUDED.on("2026-03-16T09:00"), past.TOLD.on("2026-03-17T09:00").saying(served_on="2026-03-17")),
    ),
    Unlawful(
        "a complex case without collective discussion", "PEN-057-2", LAW + "第五十七条",
        DECIDE, (*past.FOUND, past.CONCLUDED.saying(complexity="complex"), past.TOLD),
        add=(past.DISCUSSED,),
    ),
    Unlawful(
        "a case of public interest without legal review", "PEN-058-1", LAW + "第五十八条",
        DECIDE, (*past.FOUND, past.CONCLUDED.saying(legal_review_ground="public_interest"), past.TOLD),
        add=(past.REVIEWED,),
    ),
    Unlawful(
        "a catalogued decision without legal review", "TRI-005-1",
        "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》",
        DECIDE, (*past.FOUND, past.CONCLUDED.saying(legal_review_ground="catalogue"), past.TOLD),
        add=(past.REVIEWED,), verified=True,
    ),
    Unlawful(
        "a first legal review by someone unqualified", "PEN-058-2", LAW + "第五十八条",
        Move("legal_review_done", past.REVIEW, who="he"), past.READY,
        instead=Move("legal_review_done", past.REVIEW, who="shen"), grants=(("he", "legal_reviewer"),),
    ),
    Unlawful(
        "a large fine without telling of the hearing", "PEN-063-1", LAW + "第六十三条",
        HEAVY, past.HEAVY, add=(past.TOLD_OF_HEARING.on("2026-03-17T09:00"), WAIVED.on("2026-03-18T09:00"), past.DISCUSSED),
    ),
    Unlawful(
        "a large fine before five working days end", "PEN-064-8", LAW + "第六十四条",
        HEAVY, (*past.HEAVY, past.TOLD_OF_HEARING, past.DISCUSSED.on("2026-03-13T09:00")), at="2026-03-16T10:00",
        add=(WAIVED,),
    ),
    Unlawful(
        "a requested hearing that was not held", "PEN-063-2", LAW + "第六十三条",
        HEAVY, (*past.HEAVY, past.TOLD_OF_HEARING, ASK_FOR_HEARING), add=(WITHDRAWN, past.DISCUSSED),
    ),
    Unlawful(
        "a decision while a recusal waits", "PEN-043-2", LAW + "第四十三条",
        DECIDE, (*past.READY, RECUSAL), add=(RECUSAL_REFUSED,),
    ),
    Unlawful(
        "a fine before a suspected crime is settled", "PEN-027-1", LAW + "第二十七条",
        DECIDE, (*past.READY, CRIME), add=(TEAM, REPORTED, NOT_TRANSFERRED),
    ),
    Unlawful(
        "a fine above the legal maximum", "PEN-076-1", LAW + "第七十六条",
        _deciding(dispositions=past.disposition(5_000_001), total_fine_cents=5_000_001), past.READY,
        mend={"dispositions-0-fine_cents": past.FINE, "total_fine_cents": past.FINE},
    ),
    Unlawful(
        "a decision whose total is not its items", "PEN-059-1", LAW + "第五十九条",
        _deciding(total_fine_cents=past.FINE - 1), past.READY, mend={"total_fine_cents": past.FINE},
    ),
    Unlawful(
        "a second fine for the same act", "PEN-029-1", LAW + "第二十九条",
        DECIDE, past.READY, elsewhere=past.PUNISHED,
        mend={"dispositions-0-kind": "warning", "dispositions-0-fine_cents": 0, "total_fine_cents": 0},
    ),
    Unlawful(
        "electronic service without consent", "PEN-061-2", LAW + "第六十一条",
        Move("decision_served", {**papers.SERVED, "service_method": "electronic", "served_on": "2026-03-20"}),
        past.PUNISHED, mend={"service_method": "direct"},
    ),
    Unlawful(
        "a spot fine above the limit for a citizen", "PEN-051-1", LAW + "第五十一条",
        Move(SPOT.step, {**past.SPOT_DECISION, "dispositions": past.spot_disposition(20_001, 50_000),
                         "total_fine_cents": 20_001}, second="p-chen", procedure=past.SPOT),
        (past.SPOT_SHOWN, past.SPOT_PROOF, past.SPOT_TOLD), at="2026-03-03T10:30",
        mend={"dispositions-0-fine_cents": 20_000, "total_fine_cents": 20_000},
    ),
    Unlawful(
        "a spot fine above the limit for an organisation", "PEN-051-2", LAW + "第五十一条",
        Move(SPOT.step, {**past.SPOT_DECISION, **ORGANISED}, second="p-chen", procedure=past.SPOT),
        (past.SPOT_SHOWN, past.SPOT_PROOF, past.SPOT_TOLD), at="2026-03-03T10:30",
        mend={"dispositions-0-fine_cents": 300_000, "total_fine_cents": 300_000},
    ),
    Unlawful(
        "a spot fine before certificates were shown", "PEN-052-1", LAW + "第五十二条",
        SPOT, (past.SPOT_PROOF, past.SPOT_TOLD), at="2026-03-03T10:30",
        add=(past.SPOT_SHOWN.on("2026-03-03T10:10"),),
    ),
    Unlawful(
        "goods preserved without approval", "PEN-056-1", LAW + "第五十六条",
        KEEP, (past.FILED, past.ASSIGNED, past.SHOWN), at="2026-03-03T11:30", add=(KEEPING_APPROVED,),
    ),
    Unlawful(
        "a filing after the limitation", "PEN-036-1", LAW + "第三十六条",
        Move("case_filed", {**past.FILING, "occurred_on": "2024-03-01"}, procedure="clue"),
        (past.CLUE,), at="2026-03-02T10:00", mend={"occurred_on": "2024-03-02"},
    ),
    Unlawful(
        "a surcharge above the fine", "PEN-072-2", LAW + "第七十二条",
        Move("surcharge_accrued", SURCHARGE), (*past.PUNISHED, past.SERVED, past.OVERDUE),
        at="2026-05-20T09:00", mend={"surcharge_cents": past.FINE},
    ),
    Unlawful(
        "a state secret published", "GIO-014-1", "《政府信息公开条例》第十四条",
        Move("decision_published", {"secrecy": "state_secret", "checked": True}, who="he",
             press="确认并发布"),
        (*past.PUNISHED, past.SERVED),
        instead=Move("publication_barred", {"barred_ground": "state_secret"}, who="he",
                     press="登记不予公示"),
    ),
    Unlawful(
        "a file archived without its service", "PEN-047-1", LAW + "第四十七条",
        Move("case_archived", ARCHIVE, who="he"), (*past.PUNISHED, past.SERVED, past.PAID, past.CLOSED),
        at="2026-04-10T09:00", mend={"archived_stages-4-material_count": 1},
    ),
)  # fmt: skip
