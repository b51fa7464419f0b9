"""What is published of each kind of decision: by which step of which procedure, and as which document."""

from __future__ import annotations

from dataclasses import dataclass

from xiezhi.law.events import Event


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` is how the public page calls the decision."""

    title: str
    step: str
    procedure: str
    document: str


PENALTY = Kind("行政处罚决定", "decision_published", "publicity", "public_decision")
LICENCE = Kind("准予行政许可决定", "licence_published", "licence", "public_licence")
KINDS = {"decision_made": PENALTY, "spot_decision_made": PENALTY, "licence_decided": LICENCE}
#: The steps that publish.
STEPS = frozenset(kind.step for kind in KINDS.values())


def queued(decision: Event) -> bool:
    """Whether the decision goes to the publicity desk: penalties, and licences that are granted (第四十条)."""
    return decision.step in KINDS and decision.fields.get("licence_result") != "refuse"
