"""Persons of the registry as actors of an entry."""

from __future__ import annotations

from xiezhi.journal.acts import Actor
from xiezhi.registry.models import Organ, Person

SIGNED_IN = "signed_in"
NAMED = "named_by_first_officer"


def actor(person: Person, role: str, proof: str = SIGNED_IN) -> Actor:
    """`person` acting in `role` for its organ, in the name of the principal when entrusted."""
    organ = person.organ
    return Actor(
        person=person.code,
        role=role,
        organ=organ.code,
        in_name_of=name_bearer(organ),
        proof=proof,
    )


def name_bearer(organ: Organ) -> str:
    """The organ in whose name `organ` acts (行政处罚法第二十条): its principal when entrusted."""
    return str(organ.entrusted_by_id or organ.code)


def in_role(person: Person, wanted: tuple[str, ...], held: frozenset[str]) -> Actor | None:
    """`person` in the first of the wanted roles it holds; None when it holds none of them."""
    role = next((role for role in wanted if role in held), None)
    return actor(person, role) if role else None
