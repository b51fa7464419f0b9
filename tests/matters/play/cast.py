"""Who is on the register: two organs, their people with certificates and roles, one item."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from xiezhi.registry.models import (
    Account,
    Certificate,
    Item,
    Organ,
    Person,
    Qualification,
    RoleGrant,
)

SINCE = date(2024, 1, 1)
ORGAN, OTHER = "120199001", "120199002"
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
        basis=[
            {
                "law": LAW,
                "version": "2020-01-01",
                "article": "第十条",
                "level": "local_regulation",
                "upper_law": "none",
            }
        ],
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
