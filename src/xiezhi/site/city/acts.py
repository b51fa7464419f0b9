"""An invented case as acts for the journal's door: they happened before, so they are attested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from xiezhi.journal.acts import Act, Actor
from xiezhi.registry.models import Party
from xiezhi.site.city.cases import CityCase, amount
from xiezhi.site.city.filling import filled
from xiezhi.site.city.story import Part
from xiezhi.site.city.words import Words, dispositions, plain_words, texts

SOURCE = "示范数据：虚构案件补录"
REASON = "虚构案件，用于演示"
MINOR_AGE = 16


def acts(case: CityCase, now: datetime) -> Iterator[Act]:
    """What has happened by `now`, in the order it was recorded."""
    words = _words(case)
    order = {name: place for place, name in enumerate(case.parts)}
    in_time = sorted(case.times, key=lambda n: (case.parts[n].late, case.times[n], order[n]))
    for name in in_time:
        if case.times[name] < now:
            yield _act(case, name, case.parts[name], words)


def _act(case: CityCase, name: str, part: Part, words: Words) -> Act:
    at = case.times[name]
    return Act(
        matter=case.matter,
        step=part.step,
        procedure=part.procedure,
        fields=filled(part.fields, words, at, case.times),
        by=tuple(
            Actor(case.people[place], role, case.organ.code) for place, role in part.by.items()
        ),
        at=at,
        mode="attest",
        source=SOURCE,
        reason=REASON,
        key=f"{case.matter}:{name}",
    )


def _words(case: CityCase) -> Words:
    rng, fixed = case.rng, case.kind.case
    first = min(case.times.values())
    words = plain_words(case.number, first.year, case.organ, case.item, case.parties)
    words["yuan"] = f"{case.fine / 100:.0f}"
    words |= texts(words, case.item, rng)
    found = first.date() - timedelta(days=int(fixed.get("found", rng.randint(0, 2))))
    words["found"] = found.isoformat()
    words["occurred"] = (found - timedelta(days=rng.randint(0, 3))).isoformat()
    words["at_limit"] = found.replace(year=found.year - 2).isoformat()
    words["before_limit"] = (found.replace(year=found.year - 2) - timedelta(days=1)).isoformat()
    words["source"] = rng.choice(["inspection", "complaint", "assigned", "monitoring"])
    words["influence"] = "publish" if "publish" in case.flags else "bar"
    words["pages"] = rng.randint(28, 60)
    words["party"] = case.parties[0].code
    words["inspection_key"] = f"{case.matter}-{first.year}"
    words["draw_seed"] = f"{Random(case.matter).getrandbits(128):032x}"
    words |= {f"place_of_{place}": code for place, code in case.people.items()}
    return words | _penalty(case, words) | _lists(case, words) | dict(fixed.get("words", {}))


def _penalty(case: CityCase, words: Words) -> Words:
    fixed, item = case.kind.case, case.item
    kinds = list(fixed.get("kinds", ["fine"]))
    noticed = fixed.get("noticed")
    told = case.fine if noticed is None else _noticed(noticed, case)
    grounds = words["grounds"]
    made = dispositions(
        item, case.parties, case.fine, kinds, case.matter, grounds, fixed.get("disposition", {})
    )
    proposed = dispositions(
        item, case.parties, told, list(fixed.get("told_kinds", kinds)), case.matter, grounds,
        fixed.get("proposed", {}),
    )  # fmt: skip
    return {
        "dispositions": made,
        "proposed": proposed,
        "total": _sum(made) + int(fixed.get("total_off", 0)),
        "proposed_total": _sum(proposed) + int(fixed.get("proposed_off", 0)),
    }


def _noticed(said: int | str, case: CityCase) -> int:
    """`finE10000` is that much below what was decided."""
    if isinstance(said, str) and said.startswith("fine"):
        return case.fine + int(said[4:] or 0)
    return amount(said, case.item)


def _sum(rows: list[dict[str, Any]]) -> int:
    return sum(row.get("fine_cents", 0) for row in rows)


def _lists(case: CityCase, words: Words) -> Words:
    fixed, people = case.kind.case, case.people
    taken = case.times.get("evidence_collected", min(case.times.values())).date().isoformat()
    facts = [{"fact_no": 1, "fact_text": words["fact"]}]
    if int(fixed.get("facts", 1)) > 1:
        facts.append({"fact_no": 2, "fact_text": "另查明，上述行为持续三日以上。"})
    return {
        "parties": [
            _party(case, no, p, bool(fixed.get("minor"))) for no, p in enumerate(case.parties, 1)
        ],
        "officers": [
            {"officer": people["lead"], "officer_role": "lead"},
            {"officer": people["second"], "officer_role": "assist"},
        ],
        "facts": facts,
        "links": fixed.get("links", [_link(fact["fact_no"]) for fact in facts]),
        "evidence": [_evidence(words, taken) | dict(fixed.get("evidence", {}))],
        "participants": [
            _participant(people[place], "leader") | dict(change)
            for place, change in zip(
                ("head", "leader", "leader_2"), _changes(fixed.get("leaders")), strict=True
            )
        ]
        + [_participant(people["lead"], "reporter") | dict(fixed.get("reporter", {}))],
        "review": [{"review_point": point, "review_answer": "ok"} for point in POINTS],
        "goods": [
            {"goods_no": 1, "goods_name": words["goods_name"], "goods_quantity": 2, "goods_unit": "件",
             "goods_place": words["place"]}
        ],
        "chair": people[fixed.get("chair", "chair")],
    }  # fmt: skip


def _party(case: CityCase, no: int, party: Party, minor: bool) -> dict[str, Any]:
    keys = {
        "party_act_key": f"{case.matter}-{no}",
        "party_item_key": f"{party.code}-{case.item.code}",
        "party_sector_key": f"{party.code}-{case.organ.sector}",
    }
    row = {"party_no": no, "party": party.code, "party_kind": party.kind, "minor": minor, **keys}
    row["identifier_check"] = "valid"
    if party.credit_code:
        row["credit_code"] = party.credit_code
    return row | ({"age_at_act": MINOR_AGE} if minor else {})


POINTS = ("subject", "officers", "facts", "evidence", "law", "discretion", "procedure", "documents")


def _changes(said: list[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    return [*(said or ()), {}, {}, {}][:3]


def _link(fact_no: Any) -> dict[str, Any]:
    return {"fact_no": fact_no, "evidence_id": "E1", "evidence_status": "verified"}


def _evidence(words: Words, taken: str) -> dict[str, Any]:
    return {
        "evidence_id": "E1",
        "evidence_kind": "audiovisual",
        "evidence_name": words["evidence_name"],
        "evidence_source": "现场拍摄",
        "obtained_on": taken,
        "obtained_by": "made",
        "original": "original",
    }


def _participant(person: str, attendance: str) -> dict[str, Any]:
    leads = attendance == "leader"
    return {
        "participant": person,
        "participant_post": "负责人" if leads else "承办人",
        "attendance": attendance,
        "voted": leads,
        "opinion": "agree" if leads else "none",
        "signed": True,
    }
