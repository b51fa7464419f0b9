"""A node with people, and the past of cases told in a few attested acts: quick to make, real to act on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import uuid4

import pikepdf
from django.utils import timezone
from tests.matters import play as p
from tests.matters.test_summary_case import CITIZEN, spot

from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record_many
from xiezhi.matters.acts.actors import WITH_PIN, actor
from xiezhi.matters.acts.move import Move
from xiezhi.registry.models import Person, RoleGrant

SHOWN = {"id_shown_by": "noted", "confirmed_by_party": "signed"}


def typeset(sources: Mapping[str, bytes], at: datetime) -> bytes:
    """A page that is as unlike every other as its document: the typesetter has threads, which survive no fork."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        said = sha256(repr(sorted(sources.items())).encode()).hexdigest()
        pdf.docinfo["/Title"] = said
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def people() -> None:
    """The cast of the matters room; `ren` also publishes."""
    p.set_up()
    RoleGrant.objects.create(
        person_id="ren", role="publicity_clerk", organ_id=p.ORGAN, since=p.SINCE
    )


def past(matter: str, steps: list[tuple[str, Mapping[str, Any]]], procedure: str) -> None:
    """The steps happened one after the other in the last minutes, on paper."""
    begun = timezone.localtime() - timedelta(minutes=len(steps) + 1)
    by = (Actor("lin", "officer", p.ORGAN), Actor("chen", "officer", p.ORGAN))
    head = (Actor("gao", "agency_head", p.ORGAN), Actor("zhou", "unit_head", p.ORGAN))
    record_many(
        Act(
            matter=matter, step=step, fields=fields, at=begun + timedelta(minutes=n), mode="attest",
            by=head if step in ("case_filed", "officers_assigned") else by,
            procedure=procedure, source="纸质案卷",
        )
        for n, (step, fields) in enumerate(steps)
    )  # fmt: skip


def scene() -> str:
    """A scene where a small fine may be decided now."""
    today, matter = timezone.localdate().isoformat(), str(uuid4())
    told = p.notice(today, 10000, notice_form="oral", service_method="oral")
    kept = ("notice_form", "facts_found", "reason_told", "statement_right_told", "addressee_no",
            "service_method", "served_on")  # fmt: skip
    fields = {name: told[name] for name in kept}
    fields["dispositions"] = [{**p.disposition(10000), "party_kind": "citizen"}]
    waived = {"waived_rights": "statement", "waiver_form": "recorded", "stated_by_no": 1}
    evidence = [{**p.EVIDENCE[0], "obtained_on": today}]
    steps: list[tuple[str, Mapping[str, Any]]] = [
        ("id_shown", SHOWN),
        ("evidence_collected", {"evidence": evidence}),
        ("notice_served", fields),
        ("statement_waived", waived),
    ]
    past(matter, steps, "penalty.summary")
    return matter


def spot_decision(matter: str, key: str) -> Move:
    """A small fine decided at the scene, with its number and document."""
    today = timezone.localdate().isoformat()
    fields = spot(10000) | {"occurred_on": today, "discovered_on": today}
    citizen = {**CITIZEN, "party_name": f"赵{matter[:4]}", "party_id_number": ""}
    fields["parties"] = [citizen]
    return _move(matter, "penalty.summary", "spot_decision_made", fields, key)


def filed() -> str:
    """A case filed, with its officers."""
    matter = str(uuid4())
    today = timezone.localdate().isoformat()
    filing = p.filing() | {"discovered_on": today, "occurred_on": today}
    filing["parties"] = [{**p.PARTY, "party": f"d{matter[:6]}", "party_no": 1}]
    officers = [
        {"officer": "lin", "officer_role": "lead"},
        {"officer": "chen", "officer_role": "assist"},
    ]
    past(matter, [("case_filed", filing), ("officers_assigned", {"officers": officers})],
         "penalty.ordinary")  # fmt: skip
    return matter


def correction(matter: str, key: str) -> Move:
    """An order to put things right, which the unit head signs."""
    fields = {
        "correction_kind": "by_date",
        "correction_by_on": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "correction_text": "将店招改至规定尺寸。",
    }
    return _move(matter, "penalty.ordinary", "correction_ordered", fields, key)


def _move(matter: str, procedure: str, step: str, fields: Mapping[str, Any], key: str) -> Move:
    found = Person.objects.in_bulk(["lin", "chen"])
    by = tuple(actor(found[code], "officer", WITH_PIN) for code in ("lin", "chen"))
    at: datetime = timezone.localtime()
    return Move(matter, procedure, step, fields, by, at, key)
