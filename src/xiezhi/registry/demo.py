"""Puts the demo's invented register through the door: organs, certificates, roles, items, accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from xiezhi.journal.door import Act, Actor, record_many
from xiezhi.registry.cast import DEMO_PIN
from xiezhi.registry.demo_mandates import mandates
from xiezhi.registry.demo_people import (
    CITY,
    ITEMS,
    JUSTICE,
    LICENCES,
    ORGANS,
    PEOPLE,
    ItemSeed,
    OrganSeed,
    PersonSeed,
)
from xiezhi.registry.models import Account, Item, Organ, Party, Person
from xiezhi.registry.parties import register_party

#: How long before `now` the register was set up, so that past cases find valid certificates.
YEARS_BACK = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone by short name: people and organs by login or code, items by code, parties by short name."""

    organs: Mapping[str, Organ]
    people: Mapping[str, Person]
    items: Mapping[str, Item]
    parties: Mapping[str, Party]


def seed(now: datetime) -> Cast:
    """Record the register as of `now` (aware). On a node that has it already this changes nothing."""
    if not Organ.objects.filter(code=CITY).exists():
        record_many(_acts(now))
    people = {p.login: Person.objects.get(code=p.code) for p in PEOPLE}
    for login, person in people.items():
        _account(login, person)
    return Cast(
        organs=Organ.objects.in_bulk([o.code for o in ORGANS]),
        people=people,
        items={i.code: i for i in Item.objects.filter(code__in=[i.code for i in ITEMS])},
        parties=_parties(),
    )


def _account(login: str, person: Person) -> None:
    """Enters by the demo's button only: no password opens it."""
    account, new = Account.objects.get_or_create(login=login, defaults={"person": person})
    if new:
        account.set_unusable_password()
        account.pin = _demo_pin()
        account.save()


@cache
def _demo_pin() -> str:
    """Digested once for everybody: digesting is slow on purpose."""
    return make_password(DEMO_PIN)


def _acts(now: datetime) -> Iterator[Act]:
    start = now - YEARS_BACK
    for organ in ORGANS:
        yield _act(f"organ-{organ.code}", "organ_confirmed", _organ(organ), start)
        for matter, fields in mandates(organ.code, organ.sector, start.date()):
            yield _act(matter, "mandate_granted", fields, start)
    for person in PEOPLE:
        yield from _person_acts(person, start, now)
    for item in (*ITEMS, *LICENCES):
        yield _act(f"item-{item.code}", "item_published", _item(item, start), start)


def _person_acts(person: PersonSeed, start: datetime, now: datetime) -> Iterator[Act]:
    named = {
        "person_code": person.code,
        "person_name": person.name,
        "organ_code": person.organ,
        "person_unit": person.unit,
    }
    since = start.date().isoformat()
    if person.certificate:
        fields = named | _certificate(person, start, now)
        yield _act(f"certificate-{person.certificate}", "certificate_issued", fields, start)
    for role in person.roles:
        fields = named | {"role_code": role, "role_from_on": since}
        yield _act(f"role-{person.code}-{role}", "role_granted", fields, start)
    if person.lawyer:
        fields = {"person_code": person.code, "qualification_kind": "law", "qualified_on": since}
        yield _act(f"qualification-{person.code}", "qualification_recorded", fields, start)


def _certificate(person: PersonSeed, start: datetime, now: datetime) -> dict[str, str]:
    until = now - timedelta(days=30) if person.expired else now + timedelta(days=500)
    organ = next(o for o in ORGANS if o.code == person.organ)
    return {
        "certificate_number": person.certificate,
        "certificate_scope": "城市管理" if organ.sector == "urban" else "综合",
        "region": organ.region,
        "valid_from_on": start.date().isoformat(),
        "valid_to_on": until.date().isoformat(),
    }


def _organ(organ: OrganSeed) -> dict[str, str]:
    return {
        "organ_code": organ.code,
        "organ_title": organ.title,
        "organ_short_title": organ.short,
        "region": organ.region,
        "organ_kind": "statutory",
        "sector": organ.sector,
        "organ_phone": organ.phone,
    }


def _item(item: ItemSeed, start: datetime) -> dict[str, Any]:
    basis = {
        "basis_law": item.law,
        "basis_version": item.version,
        "basis_article": item.article,
        "basis_level": item.level,
    }
    if item.upper:
        basis |= {"upper_law": "within", "upper_basis": item.upper}
    fields = {
        "item": item.code,
        "organ_code": CITY,
        "sector": "urban",
        "item_title": item.title,
        "item_everyday": item.everyday,
        "item_basis": [basis],
        "item_kinds": [{"kind": kind} for kind in item.kinds] or None,
        "item_fine_min_cents": item.low,
        "item_fine_max_cents": item.high,
        "effective_from_on": start.date().isoformat(),
    }
    return {name: value for name, value in fields.items() if value is not None}


#: Who records which register step in the demo: (person, role, organ).
BY = {
    "organ_confirmed": ("p-song", "supervisor", JUSTICE),
    "mandate_granted": ("p-song", "supervisor", JUSTICE),
    "certificate_issued": ("p-song", "supervisor", JUSTICE),
    "qualification_recorded": ("p-xu", "register_clerk", CITY),
    "role_granted": ("p-sec", "security_admin", CITY),
    "item_published": ("p-xu", "register_clerk", CITY),
}


def _act(matter: str, step: str, fields: Mapping[str, Any], at: datetime) -> Act:
    return Act(
        matter=matter,
        step=step,
        fields=fields,
        by=(Actor(*BY[step]),),
        at=at,
        procedure="register",
        mode="attest",
        source="演示数据",
        reason="建立演示用名录",
        key=f"demo-{matter}",
    )


def _parties() -> dict[str, Party]:
    return {
        "vendor": register_party(
            "citizen", "王小满", id_number="990101199003077751", phone="13900000001", address="示范区桃源街1号"
        ),
        "eatery": register_party(
            "sole_trader", "示范区老灶台餐饮店", credit_code="92990101MA00000X1R", phone="13900000002",
            legal_representative="赵灶", address="示范区桃源街12号",
        ),
        "builder": register_party(
            "organisation", "示范区安居建筑工程有限公司", credit_code="91990101MA00001Y2N", phone="13900000003",
            legal_representative="孙安", address="示范区工业路8号",
        ),
    }  # fmt: skip
