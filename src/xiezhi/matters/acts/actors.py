"""Persons of the registry as actors of an entry."""

from __future__ import annotations

from xiezhi.journal.acts import Actor, NotTaken
from xiezhi.law.procedures.model import Step
from xiezhi.registry import pins
from xiezhi.registry.clock import today
from xiezhi.registry.models import Organ, Person
from xiezhi.registry.reads import roles_of
from xiezhi.registry.roles import title

SIGNED_IN = "signed_in"
WITH_PIN = "signed_in_with_pin"
NAMED = "named_by_first_officer"
#: Who drafts what others approve.
DRAFTERS = ("officer", "unit_head", "licence_examiner")


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


class NotYours(NotTaken):
    """This person may not do this; the message says why, or who may."""


def check_role(who: Actor) -> None:
    """Raises NotYours unless the person holds the role in the organ today."""
    if who.role not in roles_of(who.person, who.organ, today()):
        raise NotYours(f"您现在没有{title(who.role)}的角色，没有办理。需要时请联系安全管理员授予。")


def check_proof(who: Actor, step: Step) -> None:
    """Raises NotYours when the step is signed with the PIN (`step_up`) and this was signed without."""
    if step.step_up and pins.asked() and who.proof != WITH_PIN:
        raise NotYours(f"“{step.title}”须输入签名口令签署。没有办理。")


def name_bearer(organ: Organ) -> str:
    """The organ in whose name `organ` acts (行政处罚法第二十条): its principal when entrusted."""
    return str(organ.entrusted_by_id or organ.code)


def in_role(person: Person, wanted: tuple[str, ...], held: frozenset[str]) -> Actor | None:
    """`person` in the first of the wanted roles it holds; None when it holds none of them."""
    role = next((role for role in wanted if role in held), None)
    return actor(person, role) if role else None
