"""What the person behind a request may do today: roles, each with the organ it is held in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.db.models import Q
from django.http import HttpRequest

from xiezhi.registry.clock import today
from xiezhi.registry.models import Account, Organ, Person, RoleGrant
from xiezhi.registry.roles import ADMINISTRATORS, OVERSEEING, separation
from xiezhi.registry.sessions import keep_or_end

#: Session keys of a party who came in by receipt code.
MATTER, PARTY_CODE = "party_matter", "party_code"


@dataclass(frozen=True, slots=True)
class Scope:
    """`grants` maps a role to the codes of the organs it is held in; `regions` are overseen regions.

    `matter` and `party` are set for a party who entered by a receipt code, and nothing else is.
    """

    person: Person | None = None
    signed_in: bool = False
    grants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    organs: frozenset[str] = frozenset()
    matter: str | None = None
    party: str | None = None

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(self.grants)

    @property
    def oversees(self) -> bool:
        return bool(self.roles & OVERSEEING)

    @property
    def acting(self) -> frozenset[str]:
        """Organs in whose cases this person acts, and may therefore read what is sealed."""
        apart = OVERSEEING | ADMINISTRATORS
        held = [organs for role, organs in self.grants.items() if role not in apart]
        return frozenset[str]().union(*held) & self.organs

    @property
    def register_organs(self) -> frozenset[str]:
        """Organs whose register (people, items) this person may read."""
        return self.organs.union(*self.grants.values())

    def holds(self, role: str, organ: str) -> bool:
        return organ in self.grants.get(role, ())

    def sees(self, organ: str) -> bool:
        """Whether cases of `organ` exist for this person."""
        return organ in self.organs


def scope_of(request: HttpRequest) -> Scope:
    """The scope of a request, computed once; a change of rights acts on the next request."""
    known = getattr(request, "scope", None)
    if known is None:
        known = _of_request(request)
        request.scope = known  # type: ignore[attr-defined]
    return cast(Scope, known)


def _of_request(request: HttpRequest) -> Scope:
    if request.user.is_authenticated and keep_or_end(request):
        return scope_for(request.user)
    session = request.session
    return Scope(matter=session.get(MATTER), party=session.get(PARTY_CODE))


def scope_for(account: Account, on: date | None = None) -> Scope:
    """What the person of `account` may do on the day (default today)."""
    if not account.is_active:
        return Scope()
    if account.person is None:
        return Scope(signed_in=True)
    grants = granted(account.person, on or today())
    return Scope(account.person, True, grants, _organs(grants))


def granted(person: Person, on: date) -> Mapping[str, frozenset[str]]:
    """Roles held on the day. Roles that exclude each other cancel each other: none of them counts."""
    rows = RoleGrant.objects.filter(person=person, since__lte=on).filter(
        Q(until__isnull=True) | Q(until__gt=on)
    )
    found: dict[str, set[str]] = {}
    for role, organ in rows.values_list("role", "organ_id"):
        found.setdefault(role, set()).add(organ)
    return {r: frozenset(organs) for r, organs in found.items() if not separation(found, r)}


def _organs(grants: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Own organs where a case role is held, and for overseers every organ of the region."""
    elsewhere = OVERSEEING | ADMINISTRATORS
    own = frozenset[str]().union(*(o for r, o in grants.items() if r not in elsewhere))
    watching = frozenset[str]().union(*(o for r, o in grants.items() if r in OVERSEEING))
    return own | _in_regions_of(watching) if watching else own


def _in_regions_of(organs: frozenset[str]) -> frozenset[str]:
    regions = Organ.objects.filter(code__in=organs).values_list("region", flat=True)
    below = Q(pk__in=())
    for region in regions:
        below |= Q(region__startswith=_trunk(region))
    return frozenset(Organ.objects.filter(below).values_list("code", flat=True))


def _trunk(region: str) -> str:
    """A county code is itself; a city's or province's ends in zeros and covers what begins like it."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region
