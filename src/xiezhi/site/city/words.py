"""The words and lists a case's templates are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from xiezhi.registry.models import Party
from xiezhi.site.city.items import CityItem, basis_fields
from xiezhi.site.city.organs import CityOrgan
from xiezhi.site.city.reading import data

Words = dict[str, Any]


def plain_words(
    number: int, year: int, organ: CityOrgan, item: CityItem, parties: list[Party]
) -> Words:
    """Names, places and document numbers of a case."""
    head = organ.word
    name = parties[0].name
    return {
        "name": name,
        "name_2": parties[-1].name,
        "cause": item.title,
        "item": item.code,
        "law": f"《{item.basis['law']}》",
        "article": item.basis["article"],
        "sector": organ.sector,
        "region": organ.region,
        "organ_name": organ.title,
        "organ_kind": organ.kind,
        "bank": "示范银行示范区支行",
        "bank_address": "示范区中心路1号",
        "place": parties[0].address,
        "case_no": f"{head}立〔{year}〕{number}号",
        "notice_no": f"{head}罚告〔{year}〕{number}号",
        "decision_no": f"{head}罚决〔{year}〕{number}号",
        "spot_no": f"{head}当罚〔{year}〕{number}号",
        "preservation_no": f"{head}存〔{year}〕{number}号",
        "proof_no": f"HZ{year}-{number:06d}",
        "publication_no": f"GS{year}{number:06d}",
        "receipt_no": f"PJ{year}{number:08d}",
        "treasury_no": f"RK{year}{number:08d}",
        "deposit_no": f"JK{year}{number:08d}",
        "plan_no": f"{head}检计〔{year}〕{number}号",
        "draw_no": f"{head}抽〔{year}〕{number}号",
        "filing_no": f"BA{year}{number:06d}",
        "archive_no": f"{year}-{head}-{number:06d}",
        "seal_no": f"YZ-{organ.code}-01",
    }


def texts(words: Words, item: CityItem, rng: Random) -> Words:
    """One wording of each narrative, with the case's words put in."""
    phrases = data("phrases")
    said = {"fact": _put(rng.choice(item.facts), words)}
    for name, choices in phrases.items():
        said[_TEXT.get(name, name)] = _put(rng.choice(choices), words | said)
    said["first_evidence"] = f"{said['evidence_name']}二张，现场检查记录。"
    return said


_TEXT = {
    "interview": "interview_text",
    "inspection": "inspection_text",
    "report": "report_text",
    "statement": "statement_text",
    "decision": "decision_text",
    "evidence": "evidence_name",
    "goods": "goods_name",
}


def _put(text: str, words: Mapping[str, Any]) -> str:
    for name in sorted(words, key=len, reverse=True):
        if f"${name}" in text:
            text = text.replace(f"${name}", str(words[name]))
    return text


def dispositions(
    item: CityItem,
    parties: list[Party],
    fine: int,
    kinds: list[str],
    matter: str,
    grounds: str,
    change: Mapping[str, Any],
) -> list[dict[str, Any]]:
    """One penalty of each kind for each party."""
    return [
        _disposition(item, party, no, kind, fine, f"{matter}-{no}", grounds, change)
        for no, party in enumerate(parties, 1)
        for kind in kinds
    ]


def _disposition(
    item: CityItem, party: Party, no: int, kind: str, fine: int, act_key: str, grounds: str,
    change: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    row: dict[str, Any] = {
        "party_no": no,
        "party": party.code,
        "party_kind": party.kind,
        "kind": kind,
        **basis_fields(item),
        "kind_in_basis": kind in item.kinds,
        "legal_min_cents": item.low,
        "legal_max_cents": item.high,
        "severity": "ordinary",
        "act_key": act_key,
        "grounds": grounds,
    }
    if kind == "fine":
        row["fine_cents"] = fine
    return {name: value for name, value in {**row, **change}.items() if value is not None}
