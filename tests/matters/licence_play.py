"""A licence and its people: window, examiner, two verifiers, chair of the hearing, publicity clerk, head."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import time_machine
from tests.matters import play as p
from tests.matters.play.cast import PASSWORD, digested

from xiezhi.matters.acts.actors import WITH_PIN, actor
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.registry.models import Account, Item, Person, RoleGrant

PEOPLE = {
    "shou": ("寿芳", "window"),
    "xu": ("徐审", "licence_examiner"),
    "he": ("贺核", "licence_verifier"),
    "yan": ("严核", "licence_verifier"),
    "zhu": ("祝持", "hearing_chair"),
    "xuan": ("宣示", "publicity_clerk"),
}
ITEM = "L0010021"
APPLICANT = {
    "party_kind": "organisation",
    "party_name": "东湖区好味食品有限公司",
    "credit_code": "91120199MA07XYK12N",
    "legal_representative": "赵明",
    "party_address": "东湖区学府路26号",
}
REMEDIES = {
    "reconsideration_body": "东湖区人民政府",
    "reconsideration_days": 60,
    "court": "东湖区人民法院",
    "suit_months": 6,
}


def set_up() -> None:
    """The cast of the ordinary case and those who license."""
    p.set_up()
    add_people()


def add_people() -> None:
    """Those who license, and what they license as an item."""
    for code, (name, role) in PEOPLE.items():
        person = Person.objects.create(code=code, name=name, organ_id=p.ORGAN, unit="行政审批科")
        Account.objects.create(
            login=code, password=digested(PASSWORD), pin=digested(p.PIN), person=person
        )
        RoleGrant.objects.create(person=person, role=role, organ_id=p.ORGAN, since=p.SINCE)
    Item.objects.create(
        code=ITEM,
        title="食品经营许可",
        organ_id=p.ORGAN,
        sector="urban",
        basis=[{"law": "食品安全法", "version": "2021-04-29", "article": "第三十五条"}],
        kinds=[],
        published_on=p.SINCE,
    )


class Licence(p.Play):
    """One application, act by act."""

    def take(self, step: str, who: str, at: str, **fields: Any) -> Done:
        """An act of one person in its own role."""
        done = self.do(step, who, at, fields, procedure="licence", role=PEOPLE[who][1])
        assert isinstance(done, Done)
        return done

    def verified(self, at: str, *who: str, **fields: Any) -> Done:
        """An act of several verifiers."""
        people = Person.objects.in_bulk(who)
        with time_machine.travel(p.moment(at), tick=False):
            move = self.move(
                "licence_onsite_verified", who[0], p.moment(at), fields,
                procedure="licence", role="licence_verifier",
            )  # fmt: skip
            by = tuple(actor(people[code], "licence_verifier", WITH_PIN) for code in who)
            done = do(replace(move, by=by))
        assert isinstance(done, Done)
        return done

    def signed(self, step: str, at: str, **fields: Any) -> Done:
        """Drafted by the examiner, signed by the head."""
        return self.approved(step, "xu", at, fields, procedure="licence", role="licence_examiner")


def applied(play: Licence) -> Done:
    return play.take(
        "licence_applied", "shou", "2026-03-02T09:00",
        licence_title="食品经营许可", item=ITEM, licence_subject="new", application_channel="counter",
        parties=[APPLICANT],
        licence_materials=[{"licence_material": "申请书", "material_copies": 1, "material_listed": True}],
    )  # fmt: skip


def accepted(play: Licence) -> Done:
    return play.take(
        "licence_accepted", "shou", "2026-03-04T09:00",
        licence_handling="single", receipt_sealed=True,
    )  # fmt: skip


def examined(play: Licence, interest: str = "none") -> Done:
    return play.take(
        "licence_examined", "xu", "2026-03-06T09:00",
        examination_result="conform", interest_found=interest, licence_hearing_ground="none",
        legal_review_ground="none",
        examination_text="材料齐全，场所布局合理。",
    )  # fmt: skip


def verification() -> dict[str, Any]:
    return {
        "started_at": "2026-03-09T09:00+08:00",
        "finished_at": "2026-03-09T10:00+08:00",
        "place": "东湖区学府路26号",
        "verification_points": [
            {"verification_point": "场所布局与平面图一致", "point_result": "conform"},
            {"verification_point": "冷藏设备", "point_result": "conform"},
        ],
        "onsite_result": "agree",
        "signature": "signed",
        "record_text": "场所布局、设备与申请材料一致。",
        "present_name": "赵明",
    }


def ruling(result: str = "grant", **more: Any) -> dict[str, Any]:
    found = {
        "licence_result": result,
        "licence_basis": "《中华人民共和国食品安全法》第三十五条",
        "organ_name": "东湖区综合行政执法局",
        "refusal_reason_told": True,
        "remedy_told": True,
        "secrecy": "none",
        **REMEDIES,
    }
    if result == "grant":
        found |= {
            "licence_scope": "热食类食品制售，面积120平方米",
            "certificate_needed": True,
            "licence_from_on": "2026-03-20",
            "licence_to_on": "2031-03-19",
        }
    return found | more
