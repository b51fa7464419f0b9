"""Tables of the room. What an entry establishes is written only by `project.py`."""

from xiezhi.registry.models.accounts import Account, FailedSignIn
from xiezhi.registry.models.items import Item
from xiezhi.registry.models.kept import KeptRow
from xiezhi.registry.models.links import Link
from xiezhi.registry.models.organs import Organ
from xiezhi.registry.models.parties import Party, Receipt
from xiezhi.registry.models.people import (
    Certificate,
    Person,
    Qualification,
    RoleGrant,
    Suspension,
)
from xiezhi.registry.models.reading import AccessLog

__all__ = [
    "AccessLog",
    "Account",
    "Certificate",
    "FailedSignIn",
    "Item",
    "KeptRow",
    "Link",
    "Organ",
    "Party",
    "Person",
    "Qualification",
    "Receipt",
    "RoleGrant",
    "Suspension",
]
