"""What register entries establish: organs, certificates, roles, items, and the parties named in cases.

A projector gets the entry and its event (personal fields open) inside the door's transaction, and is
written so that replaying the same entry changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from xiezhi.law.events import Event
from xiezhi.registry.keep import PROJECTORS as KEPT
from xiezhi.registry.models import (
    Certificate,
    Item,
    Organ,
    Party,
    Person,
    Qualification,
    RoleGrant,
    Suspension,
)
from xiezhi.registry.roles import separation
from xiezhi.registry.scope import granted


class RolesExclude(ValueError):
    """The role may not meet the others this person holds; nothing of the entry is kept."""


def organ_confirmed(entry: object, event: Event) -> None:
    """行政处罚法第十七条至第二十一条."""
    f = event.fields
    rest = {
        "name": f["organ_title"],
        "short_name": f["organ_short_title"],
        "region": f["region"],
        "kind": f["organ_kind"],
        "sector": f.get("sector") or "",
        "phone": f.get("organ_phone") or "",
        "address": f.get("organ_address") or "",
        "entrusted_by_id": f.get("principal_code") or None,
        "confirmed_on": event.at.date(),
    }
    Organ.objects.update_or_create(code=f["organ_code"], defaults=rest)


def certificate_issued(entry: object, event: Event) -> None:
    f = event.fields
    _person(f)
    rest = {
        "person_id": f["person_code"],
        "fields": f["certificate_scope"],
        "region": f["region"],
        "valid_from": _day(f["valid_from_on"]),
        "valid_to": _day(f["valid_to_on"]),
    }
    Certificate.objects.update_or_create(number=f["certificate_number"], defaults=rest)


def certificate_suspended(entry: object, event: Event) -> None:
    reason = {"reason": event.fields["register_reason"]}
    Suspension.objects.get_or_create(
        certificate=_certificate(event), since=event.at.date(), defaults=reason
    )


def certificate_restored(entry: object, event: Event) -> None:
    running = _certificate(event).suspensions.filter(until__isnull=True)
    running.update(until=event.at.date())


def certificate_cancelled(entry: object, event: Event) -> None:
    found = _certificate(event)
    found.cancelled_on, found.cancel_reason = event.at.date(), event.fields["register_reason"]
    found.save()


def qualification_recorded(entry: object, event: Event) -> None:
    f = event.fields
    Qualification.objects.update_or_create(
        person_id=f["person_code"],
        kind=f["qualification_kind"],
        defaults={"since": _day(f["qualified_on"])},
    )


def role_granted(entry: object, event: Event) -> None:
    """Raises RolesExclude: the three administrators exclude each other and every case role."""
    f = event.fields
    person, since = _person(f), _day(f["role_from_on"])
    conflict = separation(granted(person, since), f["role_code"])
    if conflict:
        raise RolesExclude(conflict)
    until = f.get("role_until_on")
    RoleGrant.objects.update_or_create(
        person=person,
        role=f["role_code"],
        organ_id=f["organ_code"],
        since=since,
        defaults={"until": _day(until) if until else None},
    )


def role_withdrawn(entry: object, event: Event) -> None:
    f = event.fields
    running = RoleGrant.objects.filter(
        person_id=f["person_code"],
        role=f["role_code"],
        organ_id=f["organ_code"],
        until__isnull=True,
    )
    running.update(until=_day(f["role_until_on"]))


def item_published(entry: object, event: Event) -> None:
    """A new version ends the earlier one on the day it comes into force."""
    f = event.fields
    day = _day(f["effective_from_on"])
    earlier = Item.objects.filter(code=f["item"], withdrawn_on__isnull=True)
    earlier.filter(published_on__lt=day).update(withdrawn_on=day)
    rest = {
        "title": f["item_title"],
        "everyday": f.get("item_everyday") or "",
        "organ_id": f["organ_code"],
        "sector": f["sector"],
        "basis": [_basis(row) for row in f["item_basis"]],
        "kinds": [row["kind"] for row in f.get("item_kinds") or ()],
        "fine_min_cents": f.get("item_fine_min_cents"),
        "fine_max_cents": f.get("item_fine_max_cents"),
    }
    Item.objects.update_or_create(code=f["item"], published_on=day, defaults=rest)


def item_withdrawn(entry: object, event: Event) -> None:
    day = _day(event.fields["effective_from_on"])
    running = Item.objects.filter(code=event.fields["item"], withdrawn_on__isnull=True)
    running.update(withdrawn_on=day)


def parties_named(entry: object, event: Event) -> None:
    """Parties whose names an entry brings stand on the register from then on, under the entry's code."""
    for row in event.fields.get("parties") or ():
        if row.get("party") and row.get("party_name"):
            _party(row)


def _party(row: Mapping[str, Any]) -> None:
    columns = {
        "kind": "party_kind",
        "name": "party_name",
        "id_number": "party_id_number",
        "credit_code": "credit_code",
        "legal_representative": "legal_representative",
        "address": "party_address",
        "phone": "party_phone",
    }
    known = {column: row[name] for column, name in columns.items() if row.get(name)}
    Party.objects.update_or_create(code=row["party"], defaults=known)


def _person(f: Mapping[str, Any]) -> Person:
    """The person as the newest entry names them; a unit that is not stated stays."""
    rest = {"name": f["person_name"], "organ_id": f["organ_code"]}
    if f.get("person_unit"):
        rest["unit"] = f["person_unit"]
    return Person.objects.update_or_create(code=f["person_code"], defaults=rest)[0]


def _certificate(event: Event) -> Certificate:
    return Certificate.objects.get(number=event.fields["certificate_number"])


def _basis(row: Mapping[str, Any]) -> dict[str, str]:
    names = {
        "law": "basis_law",
        "version": "basis_version",
        "article": "basis_article",
        "level": "basis_level",
        "upper_law": "upper_law",
        "upper_basis": "upper_basis",
    }
    return {key: str(row.get(name) or "") for key, name in names.items()}


def _day(value: str | int | date) -> date:
    """Days arrive as ISO text from the journal, or as days since 1970-01-01."""
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return date(1970, 1, 1) + timedelta(value)
    return date.fromisoformat(value)


Projector = Callable[[object, Event], None]

PROJECTORS: Mapping[str, tuple[Projector, ...]] = {
    "organ_confirmed": (organ_confirmed,),
    "certificate_issued": (certificate_issued,),
    "certificate_suspended": (certificate_suspended,),
    "certificate_restored": (certificate_restored,),
    "certificate_cancelled": (certificate_cancelled,),
    "qualification_recorded": (qualification_recorded,),
    "role_granted": (role_granted,),
    "role_withdrawn": (role_withdrawn,),
    "item_published": (item_published,),
    "item_withdrawn": (item_withdrawn,),
    "clue_registered": (parties_named,),
    "case_filed": (parties_named,),
    "inspection_plan_made": (parties_named,),
    "spot_decision_made": (parties_named,),
    "licence_applied": (parties_named,),
    "licence_renewal_applied": (parties_named,),
    "disclosure_requested": (parties_named,),
    "duty_request_received": (parties_named,),
    **KEPT,
}
