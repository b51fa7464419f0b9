"""Which of a step's fields a person is asked for; the rest the system fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xiezhi.documents.render import current_library
from xiezhi.law.fields import Field
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts.case_number import FIELD
from xiezhi.matters.acts.number_parts import PARTS
from xiezhi.matters.acts.papers import NUMBERS
from xiezhi.matters.acts.seized import KEYS
from xiezhi.registry.corpus import corpus

#: Parts of list rows that follow from other data.
FILLED = frozenset({"act_key", "identifier_check", "party"}) | KEYS
FILLED_FIELDS = frozenset(
    {
        FIELD,
        *PARTS,
        "served_digest",
        "original_digest",
        "inspection_key",
        "organ_kind",
        "cumulative_count",
        "presences",
    }
)
FILLED_IN = {
    "parties": frozenset({"party_no", "party_act_key", "party_item_key", "party_sector_key"}),
    "dispositions": frozenset({"party_kind"}),
}


def asked_names(step: Step) -> list[str]:
    """Required first, then optional; without the number that the step's own document will bring."""
    kind = current_library().kinds.get(step.document or "")
    numbered = kind is not None and kind.number
    away = FILLED_FIELDS | (frozenset(NUMBERS) if numbered else frozenset())
    names = [n for n in step.fields if n not in away]
    return sorted(names, key=lambda name: name in step.optional)


def asked_fields(names: list[str]) -> Mapping[str, Field]:
    """The corpus fields, lists without the parts the system fills."""
    fields = dict(corpus().fields)
    for name in names:
        if fields[name].type == "list":
            away = FILLED | FILLED_IN.get(name, frozenset())
            kept = tuple(part for part in fields[name].of if part not in away)
            fields[name] = replace(fields[name], of=kept)
    return fields
