"""The district's register as acts: organs, certificates and what became of them, qualifications, items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from xiezhi.journal.acts import Act, Actor
from xiezhi.registry.demo import YEARS_BACK
from xiezhi.registry.demo_mandates import mandates
from xiezhi.registry.demo_people import CITY, JUSTICE, ORGANS, REGION
from xiezhi.site.city.items import CityItem, basis_fields, items, new_items
from xiezhi.site.city.organs import CityOrgan, organs
from xiezhi.site.city.people import Officer, officers
from xiezhi.site.city.plan import Plan

SUPERVISOR = Actor("p-song", "supervisor", JUSTICE)
CLERK = Actor("p-xu", "register_clerk", CITY)
STILL = timedelta(days=500)
#: Key of the last act: with it, the whole register stands.
LAST = f"demo-item-{new_items()[-1].code}-item_published"


def acts(plan: Plan) -> Iterator[Act]:
    """Everything the demo's own people do not bring along already."""
    start = plan.now - YEARS_BACK
    known = {organ.code for organ in ORGANS}
    for organ in sorted(organs(), key=lambda o: bool(o.principal)):
        if organ.code not in known:
            yield _act(f"organ-{organ.code}", "organ_confirmed", _organ(organ), SUPERVISOR, start)
    for organ in organs():
        if organ.code not in known and not organ.principal:
            for matter, fields in mandates(organ.code, organ.sector, start.date()):
                yield _act(matter, "mandate_granted", fields, SUPERVISOR, start)
    for held in officers(plan).values():
        for officer in held:
            yield from _certificate(officer, plan, start)
    yield from _delegations(start)
    for item in new_items():
        yield _act(f"item-{item.code}", "item_published", _item(item, start), CLERK, start)


def _delegations(start: datetime) -> Iterator[Act]:
    """What the streets took over of the items of their prefix (行政处罚法第二十四条)."""
    for organ in (each for each in organs() if each.kind == "township"):
        for item in (each for each in items().values() if each.prefix == organ.prefix):
            fields = {
                "organ_code": organ.code,
                "item": item.code,
                "mandate_basis": "示范省人民政府关于乡镇街道行政处罚权的决定",
                "valid_from_on": start.date().isoformat(),
            }
            matter = f"delegation-{organ.code}-{item.code}"
            yield _act(matter, "delegation_made", fields, SUPERVISOR, start)


def _organ(organ: CityOrgan) -> dict[str, Any]:
    fields = {
        "organ_code": organ.code,
        "organ_title": organ.title,
        "organ_short_title": organ.short,
        "region": organ.region,
        "organ_kind": organ.kind,
        "sector": organ.sector,
        "organ_phone": organ.phone,
    }
    return fields | ({"principal_code": organ.principal} if organ.principal else {})


def _certificate(officer: Officer, plan: Plan, start: datetime) -> Iterator[Act]:
    matter = f"certificate-{officer.certificate}"
    ends = officer.state in ("expired", "expiring") and officer.turn
    issued = {
        "person_code": officer.code,
        "person_name": officer.name,
        "organ_code": officer.organ,
        "person_unit": officer.unit,
        "certificate_number": officer.certificate,
        "certificate_scope": officer.scope,
        "region": REGION,
        "valid_from_on": start.date().isoformat(),
        "valid_to_on": (ends or plan.today + STILL).isoformat(),
    }
    yield _act(matter, "certificate_issued", issued, SUPERVISOR, start)
    for step, day, reason in _changes(officer):
        fields = {"certificate_number": officer.certificate, "register_reason": reason}
        at = datetime.combine(day, time(0, 1), start.tzinfo)
        yield _act(matter, step, fields, SUPERVISOR, at)
    if officer.lawyer:
        since = {
            "person_code": officer.code,
            "qualification_kind": "law",
            "qualified_on": "2019-06-01",
        }
        yield _act(f"qualification-{officer.code}", "qualification_recorded", since, CLERK, start)


def _changes(officer: Officer) -> Iterator[tuple[str, date, str]]:
    if officer.turn is None:
        return
    if officer.state in ("suspended", "restored"):
        yield "certificate_suspended", officer.turn, "因投诉核查暂扣"
    if officer.back is not None:
        yield "certificate_restored", officer.back, "核查完毕，恢复使用"
    if officer.state == "cancelled":
        yield "certificate_cancelled", officer.turn, "调离执法岗位"


def _item(item: CityItem, start: datetime) -> dict[str, Any]:
    owner = next(o for o in organs() if o.prefix == item.prefix)
    basis = basis_fields(item)
    fields: dict[str, Any] = {
        "item": item.code,
        "organ_code": owner.code,
        "sector": owner.sector,
        "item_title": item.title,
        "item_everyday": item.everyday,
        "item_basis": [basis],
        "item_kinds": [{"kind": kind} for kind in item.kinds],
        "item_fine_min_cents": item.low or None,
        "item_fine_max_cents": item.high,
        "effective_from_on": max(start.date(), item.since).isoformat(),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _act(matter: str, step: str, fields: Mapping[str, Any], by: Actor, at: datetime) -> Act:
    return Act(
        matter=matter, step=step, fields=fields, by=(by,), at=at, procedure="register", mode="attest",
        source="演示数据", reason="建立演示用名录", key=f"demo-{matter}-{step}",
    )  # fmt: skip
