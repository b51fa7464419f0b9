"""Who was where: keys by which records of other matters are compared (one officer at two places)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import cos, radians
from typing import Any

from django.utils.crypto import salted_hmac

from xiezhi.matters.acts.move import Move
from xiezhi.registry.parameters.reads import value_here

FIELD = "presences"
#: Metres to a degree of latitude; coordinates are in millionths of a degree.
METRES, MILLION = 111_320, 1_000_000


def present(move: Move) -> list[dict[str, str]]:
    """The officers of the act, each with the key of person and place."""
    where = _where(move.fields, move.at.date())
    people = [each.person for each in move.by if each.role == "officer"]
    return [
        {"officer": person, "presence_place": _key(person, where)} for person in people if where
    ]


def _key(person: str, where: str) -> str:
    return salted_hmac("xiezhi.presence_place", f"{person}|{where}").hexdigest()


def _where(fields: Mapping[str, Any], on: date) -> str:
    """The square of the map the act happened in, else its place as written, without blanks."""
    north, east = fields.get("place_north_e6"), fields.get("place_east_e6")
    if north is None or east is None:
        return "".join(str(fields.get("place") or "").split())
    side = value_here("same_place_metres", on)
    degree = METRES * cos(radians(north / MILLION))
    squares = (north * METRES // MILLION // side, int(east * degree) // MILLION // side)
    return "{}:{}".format(*squares)
