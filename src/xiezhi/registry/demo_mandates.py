"""The powers of the invented organs (行政处罚法第十七条、行政强制法第十三条、第二十二条)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from xiezhi.registry.demo_people import JUSTICE

BASIS = "演示数据：以法律、法规的规定为准"
#: Powers of an organ that enforces in its own name.
USUAL = ("penalty", "inspection", "seizure", "licence", "enforce_proxy", "enforce_demolition")
#: Powers that only some sectors hold.
OF_SECTOR = {"public_security": ("detention", "liberty"), "market": ("enforce_money",)}
#: The bureau that oversees the others (行政执法监督条例第六条).
OF_ORGAN = {JUSTICE: ("supervision",)}


def mandates(organ: str, sector: str, since: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """(matter, fields of `mandate_granted`) for one organ."""
    for power in (*USUAL, *OF_SECTOR.get(sector, ()), *OF_ORGAN.get(organ, ())):
        fields = {
            "organ_code": organ,
            "mandate_power": power,
            "mandate_basis": BASIS,
            "valid_from_on": since.isoformat(),
        }
        yield f"mandate-{organ}-{power}", fields
