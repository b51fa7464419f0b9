"""Queries of the room for screens and for other rooms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from xiezhi.registry.certificates import state
from xiezhi.registry.models import (
    Certificate,
    Item,
    KeptRow,
    Organ,
    Party,
    Person,
    Qualification,
    RoleGrant,
)


def valid_certificate(person: str, on: date) -> Certificate | None:
    """A certificate of the person that is in force on the day (行政处罚法第四十二条第一款)."""
    rows = Certificate.objects.filter(person_id=person, valid_from__lte=on, valid_to__gte=on)
    found = rows.select_related("person__organ").prefetch_related("suspensions")
    return next((c for c in found if state(c, on) == "valid"), None)


def certificates_of_people(people: Iterable[str]) -> dict[str, tuple[Certificate, ...]]:
    """By person, in two queries; people without a certificate are absent."""
    found: dict[str, tuple[Certificate, ...]] = {}
    rows = Certificate.objects.filter(person__in=list(people)).prefetch_related("suspensions")
    for certificate in rows:
        held = found.get(certificate.person_id, ())
        found[certificate.person_id] = (*held, certificate)
    return found


def certificate_by_number(number: str) -> Certificate | None:
    """By the exact number only; there is no look-up by part of it."""
    rows = Certificate.objects.select_related("person__organ").prefetch_related("suspensions")
    return rows.filter(number=number).first()


def certificates_of(organs: Iterable[str]) -> QuerySet[Certificate]:
    """Certificates of the people of these organs, for the register."""
    rows = Certificate.objects.filter(person__organ__in=list(organs))
    return rows.select_related("person__organ").prefetch_related("suspensions")


def certificates_of_person(person: Person) -> QuerySet[Certificate]:
    return person.certificates.prefetch_related("suspensions")


def officers_of(organ: str, on: date) -> list[Person]:
    """People of the organ who hold the role officer and a certificate in force on the day."""
    return [p for p in holders("officer", organ, on) if valid_certificate(p.code, on)]


def in_force(register: str, on: date) -> QuerySet[KeptRow]:
    """Rows of a kept register that are in force on the day."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return KeptRow.objects.filter(still, register=register, valid_from__lte=on)


def holders(role: str, organ: str, on: date) -> list[Person]:
    """People who hold the role in the organ on the day."""
    return list(
        Person.objects.filter(_in_force(on), grants__role=role, grants__organ=organ)
        .select_related("organ")
        .distinct()
        .order_by("unit", "code")
    )


def _in_force(on: date) -> Q:
    ends = Q(grants__until__isnull=True) | Q(grants__until__gt=on)
    return Q(grants__since__lte=on) & ends


def roles_of(person: str, organ: str, on: date) -> frozenset[str]:
    """Role codes of the person in the organ on the day."""
    rows = RoleGrant.objects.filter(person_id=person, organ_id=organ, since__lte=on)
    running = rows.filter(Q(until__isnull=True) | Q(until__gt=on))
    return frozenset(running.values_list("role", flat=True))


def is_legally_qualified(person: str, on: date) -> bool:
    """法律职业资格 on the day (行政处罚法第五十八条第二款)."""
    kind = Qualification.Kind.LAW
    return Qualification.objects.filter(person_id=person, kind=kind, since__lte=on).exists()


def is_confirmed(organ: str, on: date) -> bool:
    """Whether the organ was a confirmed subject of enforcement on the day."""
    return Organ.objects.filter(code=organ, confirmed_on__lte=on).exists()


def items_of(organs: Iterable[str], on: date) -> QuerySet[Item]:
    """The versions of the organs' items in force on the day."""
    return (
        Item.objects.filter(organ__in=list(organs), published_on__lte=on)
        .filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
        .select_related("organ")
    )


def item_on(code: str, on: date) -> Item | None:
    """The version of the item in force on the day; running cases keep the version of their day."""
    rows = Item.objects.filter(code=code, published_on__lte=on)
    running = rows.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on))
    return running.order_by("-published_on").first()


def names_of_people(codes: Iterable[str]) -> dict[str, str]:
    return dict(Person.objects.filter(code__in=set(codes)).values_list("code", "name"))


def names_of_organs(codes: Iterable[str]) -> dict[str, str]:
    return dict(Organ.objects.filter(code__in=set(codes)).values_list("code", "name"))


def parties_by_code(codes: Iterable[str]) -> dict[str, Party]:
    return Party.objects.in_bulk(list(set(codes)))
