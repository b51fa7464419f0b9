"""What already happened in a case, told as attested acts: the past before a journey opens its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from tests.journeys import papers
from tests.journeys.people import moment

from xiezhi.journal.door import record_many
from xiezhi.matters.acts.actors import actor
from xiezhi.matters.acts.complete import completed
from xiezhi.matters.acts.move import Move
from xiezhi.registry.models import Organ, Person

Fields = Mapping[str, Any]
PLACE = "示范区工业路8号"
BUILDER = {
    "party_kind": "organisation",
    "minor": False,
    "party_name": "示范区安居建筑工程有限公司",
    "credit_code": "91990101MA00001Y2N",
    "legal_representative": "孙安",
    "party_address": PLACE,
    "party_phone": "13900000003",
}
VENDOR = {
    "party_kind": "citizen",
    "minor": False,
    "party_name": "王小满",
    "party_id_number": "990101199003077751",
    "party_address": "示范区桃源街1号",
    "party_phone": "13900000001",
}
#: Below every line of an organisation, and the line for its hearing itself.
FINE, HEARD_FINE = 1_000_000, 5_000_000
FACTS = [{"fact_no": 1, "fact_text": f"当事人的职工食堂在{PLACE}没有安装油烟净化设施。"}]


@dataclass(frozen=True)
class Happened:
    """One act of the past: who did it (login → role), when, what it said."""

    step: str
    at: str
    by: Mapping[str, str]
    fields: Fields
    procedure: str = "penalty.ordinary"

    def saying(self, **fields: Any) -> Happened:
        """The same act with other words."""
        return replace(self, fields={**self.fields, **fields})

    def on(self, at: str) -> Happened:
        """The same act at another time."""
        return replace(self, at=at)


def write(past: Iterable[Happened], matter: str = "") -> str:
    """Record the acts in order as they would have come through the pages; the matter's id."""
    matter = matter or str(uuid4())
    for act in past:
        record_many([completed(_move(act, matter)).act()])
    return matter


def _move(act: Happened, matter: str) -> Move:
    people = Person.objects.in_bulk([f"p-{login}" for login in act.by])
    return Move(
        matter=matter,
        procedure=act.procedure,
        step=act.step,
        fields=act.fields,
        by=tuple(actor(people[f"p-{login}"], role) for login, role in act.by.items()),
        at=moment(act.at),
        key=uuid4().hex,
        mode="attest",
        source="旅程测试补录",
    )


def grant(login: str, role: str) -> None:
    """Give a role as the register does, without a qualification."""
    person = Person.objects.get(code=f"p-{login}")
    fields = {
        "person_code": person.code,
        "person_name": person.name,
        "organ_code": Organ.objects.get(pk=person.organ_id).code,
        "person_unit": person.unit,
        "role_code": role,
        "role_from_on": "2026-01-01",
    }
    by = {"sec": "security_admin"}
    write([Happened("role_granted", "2026-03-02T08:00", by, fields, "register")])


def disposition(fine: int = FINE) -> list[dict[str, Any]]:
    return [
        {
            **papers.DISPOSITION,
            "fine_cents": fine,
            "legal_max_cents": 5_000_000,
            "grounds": "情节一般，按一般档确定。",
        }
    ]


BOTH = {"lin": "officer", "chen": "officer"}
LIN, ZHOU, GAO = {"lin": "officer"}, {"zhou": "unit_head"}, {"gao": "agency_head"}

CLUE = Happened(
    "clue_registered", "2026-03-02T08:40", LIN,
    {"source": "inspection", "cause": papers.CAUSE, "clue_text": "巡查发现食堂油烟直排。", "sector": "urban"},
    "clue",
)  # fmt: skip
FILING = {
    **papers.FILING, "parties": [BUILDER], "occurred_on": "2026-02-27",
    "source": "inspection", "violation_place": PLACE,
}  # fmt: skip
FILED = Happened("case_filed", "2026-03-02T09:00", GAO, FILING)
ASSIGNED = Happened("officers_assigned", "2026-03-02T09:30", ZHOU, papers.OFFICERS)
SHOWN = Happened("id_shown", "2026-03-03T09:00", BOTH, papers.ID_SHOWN)
ASKED = Happened("interview", "2026-03-03T09:45", BOTH, papers.INTERVIEW)
SIGNED = Happened("record_signed", "2026-03-03T09:50", LIN, papers.RECORD_SIGNED)
PROOF = Happened("evidence_collected", "2026-03-03T10:00", BOTH, papers.EVIDENCE)
CONCLUSION = {
    **papers.CONCLUDED, "report_text": "事实清楚，建议处罚。", "legal_review_ground": "none",
    "facts_found": FACTS, "dispositions": disposition(),
}  # fmt: skip
CONCLUDED = Happened("investigation_concluded", "2026-03-10T09:00", BOTH, CONCLUSION)
NOTICE = {
    **papers.NOTICE, "dispositions": disposition(), "total_fine_cents": FINE, "facts_found": FACTS,
    "hearing_right_told": False, "served_on": "2026-03-11", "receiver": "孙安",
    "receiver_relation": "representative", "notice_reason": "油烟未经净化直接排放。",
}  # fmt: skip
TOLD = Happened(
    "notice_served", "2026-03-11T09:00", BOTH, {**NOTICE, "notice_no": "示告〔2026〕1号"}
)
DEFENDED = Happened("statement_received", "2026-03-12T09:00", LIN, papers.DEFENCE)
ANSWERED = Happened("statement_reviewed", "2026-03-13T09:00", ZHOU, papers.ANSWERED)
DECISION = {
    **papers.DECISION, "decision_text": "对当事人处罚款。", "dispositions": disposition(),
    "total_fine_cents": FINE, "total_confiscation_cents": 0, "facts_found": FACTS,
    "evidence_links": papers.LINKS, "organ_name": "示范区城市管理局",
}  # fmt: skip
DECIDED = Happened(
    "decision_made", "2026-03-16T09:00", GAO, {**DECISION, "decision_no": "示罚〔2026〕1号"}
)
SERVED = Happened(
    "decision_served", "2026-03-17T09:00", BOTH, {**papers.SERVED, "served_on": "2026-03-17"}
)
OVERDUE = Happened(
    "surcharge_started", "2026-04-02T09:00", LIN,
    {"surcharge_from_on": "2026-04-02", "surcharge_base_cents": FINE},
)  # fmt: skip
PAID = Happened("fine_paid", "2026-03-30T09:00", LIN, {**papers.PAID, "paid_cents": FINE})
CLOSED = Happened("case_closed", "2026-04-01T09:00", GAO, papers.CLOSING)

FOUND = (FILED, ASSIGNED, SHOWN, ASKED, SIGNED, PROOF)
READY = (*FOUND, CONCLUDED, TOLD)
PUNISHED = (*READY, DECIDED)

HEARD = disposition(HEARD_FINE)
HEAVY = (
    *FOUND,
    CONCLUDED.saying(dispositions=HEARD),
    TOLD.saying(dispositions=HEARD, total_fine_cents=HEARD_FINE, hearing_right_told=False),
)
TOLD_OF_HEARING = Happened(
    "hearing_right_informed", "2026-03-11T09:10", LIN,
    {"addressee_no": 1, "service_method": "direct", "served_on": "2026-03-11"},
)  # fmt: skip
DISCUSSED = Happened("collective_discussion", "2026-03-19T10:00", GAO, papers.DISCUSSED)
REVIEW = {
    "review_of": "penalty",
    "review_answers": [
        {"review_point": point, "review_answer": "ok"}
        for point in ("subject", "officers", "facts", "evidence", "law", "discretion", "procedure")
    ],
    "review_conclusion": "pass",
    "review_opinion": "事实清楚，程序合法。",
    "reviewer_start": "since_2018",
}
REVIEWED = Happened("legal_review_done", "2026-03-19T09:00", {"shen": "legal_reviewer"}, REVIEW)

SPOT = "penalty.summary"
SPOT_FINE = 10_000
SPOT_FACTS = [{"fact_no": 1, "fact_text": "当事人在桃源街口乱扔废弃物。"}]


def spot_disposition(fine: int = SPOT_FINE, legal_max: int = 20_000) -> list[dict[str, Any]]:
    return [
        {
            **papers.DISPOSITION, "fine_cents": fine, "legal_min_cents": 0, "legal_max_cents": legal_max,
            "basis_law": "城市市容和环境卫生管理条例", "basis_version": "2017-03-01",
            "basis_article": "第三十四条", "grounds": "情节一般。",
        }
    ]  # fmt: skip


SPOT_SHOWN = replace(SHOWN, procedure=SPOT)
SPOT_PROOF = replace(PROOF, procedure=SPOT)
SPOT_TOLD = Happened(
    "notice_served", "2026-03-03T10:05", BOTH,
    {
        "notice_form": "oral", "dispositions": spot_disposition(), "total_fine_cents": SPOT_FINE,
        "total_confiscation_cents": 0, "facts_found": SPOT_FACTS, "reason_told": True,
        "statement_right_told": True, "addressee_no": 1, "service_method": "oral",
        "served_on": "2026-03-03",
    },
    SPOT,
)  # fmt: skip
SPOT_DECISION: dict[str, Any] = {
    "cause": "乱扔废弃物", "item": "CG-0102", "parties": [VENDOR], "dispositions": spot_disposition(),
    "total_fine_cents": SPOT_FINE, "total_confiscation_cents": 0, "facts_found": SPOT_FACTS,
    "evidence_links": papers.LINKS, "correction_kind": "at_once", "organ_name": "示范区城市管理局",
    "place": "桃源街口", "perform_method": "到指定银行缴纳", "perform_days": 15,
    "reconsideration_body": "示范区人民政府", "reconsideration_days": 60,
    "remedy_route": "reconsider_first", "seal_no": "YZ-01", "occurred_on": "2026-03-03",
    "penalty_needed": "yes", "discovered_on": "2026-03-03", "grave_safety": False, "harmful": False,
    "decision_text": "责令立即改正，并处罚款。", "sector": "urban",
    "jurisdiction_ground": "place", "rule_changed": "unchanged",
    "collecting_agency": "示范银行示范区支行", "collecting_address": "示范区中心路1号",
    "surcharge_told": True,
}  # fmt: skip
