"""A cast and an ordinary case, act by act, for the tests of this room and for journeys through the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import time_machine
from django.contrib.auth.hashers import make_password

from xiezhi.matters.acts.actors import WITH_PIN, actor
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.drafts import approve
from xiezhi.matters.acts.move import Move
from xiezhi.matters.models import Draft
from xiezhi.registry.models import (
    Account,
    Certificate,
    Item,
    Organ,
    Person,
    Qualification,
    RoleGrant,
)

ZONE = ZoneInfo("Asia/Shanghai")
SINCE = date(2024, 1, 1)
ORGAN, OTHER, BUREAU = "120199001", "120199002", "120199000"
PASSWORD, PIN = "dong-hu-2026", "202611"
digested = cache(make_password)
#: code → name, organ, roles. The first two investigate; nobody of the other organ may see anything.
CAST: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "lin": ("林越", ORGAN, ("officer",)),
    "chen": ("陈立", ORGAN, ("officer",)),
    "zhou": ("周敏", ORGAN, ("unit_head",)),
    "gao": ("高远", ORGAN, ("agency_head",)),
    "shen": ("沈静", ORGAN, ("legal_reviewer", "case_reviewer")),
    "ren": ("任平", ORGAN, ("archivist", "cashier")),
    "wu": ("吴新", ORGAN, ("legal_reviewer",)),
    "qian": ("钱一", OTHER, ("officer", "unit_head", "agency_head")),
}
ITEM = "A0020131"
LAW = "示例市城市容貌条例"


def set_up() -> None:
    """The organs, people, certificates, roles and one item, as if long on the register. `wu` is unqualified."""
    rest = {"region": "120199", "sector": "urban", "confirmed_on": SINCE, "phone": "022-60000018"}
    for code, name in ((ORGAN, "东湖区综合行政执法局"), (OTHER, "西湖区综合行政执法局")):
        Organ.objects.create(
            code=code, name=name, short_name=name[:2] + "综执", kind="statutory", **rest
        )
    for code, (name, organ, roles) in CAST.items():
        person = Person.objects.create(code=code, name=name, organ_id=organ, unit="执法一科")
        Account.objects.create(
            login=code, password=digested(PASSWORD), pin=digested(PIN), person=person
        )
        for role in roles:
            RoleGrant.objects.create(person=person, role=role, organ_id=organ, since=SINCE)
        if "officer" in roles:
            _certificate(person)
    Qualification.objects.create(person_id="shen", kind="law", since=SINCE)
    Item.objects.create(
        code=ITEM,
        title="对未按规定设置店招标识的处罚",
        organ_id=ORGAN,
        sector="urban",
        basis=[{"law": LAW, "version": "2020-01-01", "article": "第十条"}],
        kinds=["warning", "fine"],
        published_on=SINCE,
    )


def _certificate(person: Person) -> None:
    Certificate.objects.create(
        person=person,
        number=f"0201012{person.code}",
        fields="综合执法",
        region="120199",
        valid_from=SINCE,
        valid_to=date(2029, 12, 31),
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Play:
    """One matter. Each call travels to `at`, acts, and returns what came of it."""

    matter: str = field(default_factory=lambda: str(uuid4()))

    def move(self, step: str, who: str, at: datetime, fields: dict[str, Any], **rest: Any) -> Move:
        procedure = rest.pop("procedure", "penalty.ordinary")
        second = rest.pop("second", None)
        role = rest.pop("role", None) or CAST[who][2][0]
        people = Person.objects.in_bulk([who, *([second] if second else [])])
        by = [actor(people[who], role, WITH_PIN)]
        if second:
            by.append(actor(people[second], "officer"))
        return Move(
            matter=self.matter,
            procedure=procedure,
            step=step,
            fields=fields,
            by=tuple(by),
            at=at,
            key=rest.pop("key", uuid4().hex),
            **rest,
        )

    def do(
        self, step: str, who: str, at: str, fields: dict[str, Any] | None = None, **rest: Any
    ) -> Done | Draft:
        with time_machine.travel(moment(at), tick=False):
            return do(self.move(step, who, moment(at), fields or {}, **rest))

    def sign(self, draft: Done | Draft, who: str, at: str) -> Done | None:
        assert isinstance(draft, Draft)
        draft.refresh_from_db()
        with time_machine.travel(moment(at), tick=False):
            person = Person.objects.get(pk=who)
            return approve(draft, actor(person, draft.waits_for, WITH_PIN), draft.digest)

    def approved(self, step: str, who: str, at: str, fields: dict[str, Any], **rest: Any) -> Done:
        """Proposed and signed by the unit head and the organ's head within the same hour."""
        draft = self.do(step, who, at, fields, **rest)
        assert isinstance(draft, Draft)
        done = None
        for role in draft.chain:
            signer = next(code for code, (_, _, held) in CAST.items() if role in held)
            done = self.sign(draft, signer, at)
        assert done is not None
        return done

    def attest(
        self, step: str, who: str, at: str, fields: dict[str, Any], **rest: Any
    ) -> Done | Draft:
        source = rest.pop("source", "当事人书面提交")
        return self.do(step, who, at, fields, mode="attest", source=source, **rest)


PARTY = {
    "party_kind": "organisation",
    "minor": False,
    "party_name": "东湖区晨光百货有限公司",
    "credit_code": "91120199MA07XYZ12Q",
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
        "decision_text": "当事人的行为违反示例市城市容貌条例第十条的规定。",
        "social_influence": "publish",
        "influence_reason": "涉及沿街市容，具有一定社会影响。",
        "secrecy": "none",
        **more,
    }


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
