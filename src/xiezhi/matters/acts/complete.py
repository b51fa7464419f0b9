"""What the system knows better than the person who types: party numbers, register keys, sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.crypto import salted_hmac

from xiezhi.journal.reads import history
from xiezhi.matters.acts import presence_places
from xiezhi.matters.acts.grounds import grounded
from xiezhi.matters.acts.move import Move
from xiezhi.matters.acts.number_parts import number_parts
from xiezhi.matters.acts.seized import identified
from xiezhi.matters.acts.served import served_digest
from xiezhi.registry.ages import age_on
from xiezhi.registry.identifiers import identifier_check
from xiezhi.registry.links import Links
from xiezhi.registry.models import Organ, Party

Row = dict[str, Any]


def completed(move: Move) -> Move:
    """The move with its parties registered, its dispositions keyed and grounded and its sums made."""
    fields = dict(move.fields)
    if "number_series" in move.shape.fields and fields.get("decision_no"):
        fields |= number_parts(str(fields["decision_no"]))
    if "served_digest" in move.shape.fields and move.mode == "decide":
        fields |= served_digest(move.matter)
    if fields.get("parties"):
        fields["parties"] = [
            _known_by(_registered(row, n, move.matter), fields)
            for n, row in enumerate(fields["parties"], 1)
        ]
    if "organ_kind" in move.shape.fields:
        fields["organ_kind"] = Organ.objects.get(pk=move.author.organ).kind
    if "case_key" in move.shape.fields:
        fields["case_key"] = move.matter
    if "inspection_key" in move.shape.fields and fields.get("parties"):
        fields["inspection_key"] = _yearly(move, fields)
    fields |= identified(fields, move.author.in_name_of or move.author.organ)
    if "cumulative_count" in move.shape.fields:
        fields["cumulative_count"] = _counted(move)
    if presence_places.FIELD in move.shape.fields:
        fields[presence_places.FIELD] = presence_places.present(move)
    if fields.get("dispositions"):
        known = _known(move, fields)
        rows = [_keyed(row, known) for row in fields["dispositions"]]
        fields["dispositions"] = grounded(rows, str(known.get("item") or ""), move.at.date())
        _sums(fields, move.shape.fields)
    return replace(move, fields=fields)


def _yearly(move: Move, fields: Mapping[str, Any]) -> str:
    """The salted key of organ, party and planned year, by which inspections of a year are counted."""
    organ = move.author.in_name_of or move.author.organ
    counted = [organ, fields["parties"][0]["party"], str(fields.get("planned_on", ""))[:4]]
    return salted_hmac("xiezhi.inspection_key", "|".join(counted)).hexdigest()


def _counted(move: Move) -> int:
    """Inspections of the year that count with this one, begun in other matters (the fact of the norm)."""
    stated = (e.fields.get("inspection_key") for e in history(move.matter))
    key = next((key for key in stated if key), "")
    return Links().count("inspected_elsewhere_count", key, move.matter)


def _registered(row: Mapping[str, Any], number: int, matter: str) -> Row:
    """The row with its number within the case and the party's code of the register."""
    found = {"party_no": number, **{n: v for n, v in row.items() if v not in (None, "")}}
    found["party"] = found.get("party") or _code(found, matter)
    return {**found, "identifier_check": identifier_check(found)}


def _known_by(row: Row, fields: Mapping[str, Any]) -> Row:
    """The row with the salted keys by which other matters know it, and a citizen's age at the act."""
    party, item, day = row["party"], fields.get("item"), fields.get("occurred_on")
    if item and day:
        row["party_act_key"] = _act_key(party, item, day)
        row["party_item_key"] = _salted("party_item", party, item)
    if fields.get("sector"):
        row["party_sector_key"] = _salted("party_sector", party, fields["sector"])
    age = age_on(row.get("party_id_number", ""), str(day or ""))
    return row if age is None else {"age_at_act": age, **row}


def _act_key(party: object, item: object, day: object) -> str:
    return _salted("act_key", party, item, day)


def _salted(purpose: str, *parts: object) -> str:
    return salted_hmac(f"xiezhi.{purpose}", "|".join(map(str, parts))).hexdigest()


def _code(row: Mapping[str, Any], matter: str) -> str:
    """The code of a party known by its numbers, else one drawn from them, so that a repeat gives the same."""
    for column, name in (("credit_code", "credit_code"), ("id_number", "party_id_number")):
        if row.get(name):
            known = Party.objects.filter(**{column: row[name]}).first()
            return known.code if known else _drawn(row[name])
    return _drawn(f"{matter}|{row.get('party_name', '')}")


def _drawn(text: str) -> str:
    return f"d{salted_hmac('xiezhi.party', text).hexdigest()[:16]}"


def _known(move: Move, fields: Mapping[str, Any]) -> Row:
    """Parties, item and day of the violation, from this act or the latest that stated them."""
    found: Row = {}
    for event in history(move.matter):
        found |= {n: v for n, v in event.fields.items() if v is not None}
    return found | {n: v for n, v in fields.items() if v is not None}


def _keyed(row: Mapping[str, Any], known: Mapping[str, Any]) -> Row:
    """The disposition with whom it concerns, and the salted key of party and violation (一事不再罚)."""
    found = {n: v for n, v in row.items() if v not in (None, "")}
    mine = (p for p in known.get("parties") or () if p.get("party_no") == found.get("party_no"))
    for party in mine:
        found |= {"party": party["party"], "party_kind": party["party_kind"]}
        found["act_key"] = _act_key(party["party"], known.get("item"), known.get("occurred_on"))
    return found


def _sums(fields: Row, wanted: tuple[str, ...]) -> None:
    for total, part in (
        ("total_fine_cents", "fine_cents"),
        ("total_confiscation_cents", "confiscation_cents"),
    ):
        if total in wanted and fields.get(total) is None:
            fields[total] = sum(row.get(part) or 0 for row in fields["dispositions"])
