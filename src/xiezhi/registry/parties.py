"""Putting a party on the register; the same citizen or organisation is there once."""

from __future__ import annotations

from django.db.models import Q

from xiezhi.registry.models import Party


def register_party(kind: str, name: str, **details: str) -> Party:
    """The party with this id number or credit code, brought up to date, else a new one.

    `details`: id_number, credit_code, legal_representative, address, phone.
    """
    known = _known(details.get("id_number", ""), details.get("credit_code", ""))
    party = known or Party(kind=kind)
    party.kind, party.name = kind, name
    for field, value in details.items():
        if value:
            setattr(party, field, value)
    party.full_clean(exclude=["code"] if known else None)
    party.save()
    return party


def _known(id_number: str, credit_code: str) -> Party | None:
    same = Q(pk__in=())
    if id_number:
        same |= Q(id_number=id_number)
    if credit_code:
        same |= Q(credit_code=credit_code)
    return Party.objects.filter(same).first()
