"""The result of checking a party's number where it is entered; the number itself stays sealed (GB 32100、GB 11643)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from xiezhi.registry.forms.warnings import WITHOUT
from xiezhi.registry.models import Party

MASKS = ("*", "＊", "×")


def identifier_check(row: Mapping[str, Any]) -> str:
    """`valid`, `invalid`, `masked` or `absent`, for a row of `parties`; what is not typed is read from the register."""
    citizen = row.get("party_kind") == Party.Kind.CITIZEN
    number = str(row.get("party_id_number" if citizen else "credit_code") or "") or _known(
        row, citizen
    )
    if not number or number in WITHOUT:
        return "absent"
    if any(mask in number for mask in MASKS):
        return "masked"
    right = _identity(number) if citizen else uscc.is_valid(number)
    return "valid" if right else "invalid"


def _identity(number: str) -> bool:
    """Eighteen characters, a real day of birth and the right last one; which places exist is not asked."""
    try:
        ric.get_birth_date(number)
        return len(number) == 18 and ric.calc_check_digit(number) == number[-1].upper()
    except ValidationError:
        return False


def _known(row: Mapping[str, Any], citizen: bool) -> str:
    party = Party.objects.filter(pk=row.get("party")).first()
    if party is None:
        return ""
    return str(party.id_number if citizen else party.credit_code)
