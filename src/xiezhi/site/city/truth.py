"""The right answers, written down before any norm runs: which case was made to break which norms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from xiezhi.site.city.cases import matter_of
from xiezhi.site.city.mix import assigned
from xiezhi.site.city.plan import Plan


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` of the case (its defect, `…:near` for a near-miss, `plain`), `norms` it breaks."""

    matter: str
    kind: str
    title: str
    norms: frozenset[str]


def folder() -> Path:
    return Path(settings.DATA) / "demo"


def answers(plan: Plan) -> Iterator[Answer]:
    """One for every case of the plan."""
    for number, kind in enumerate(assigned(plan.seed, plan.cases, plan.each), 1):
        told = ("plain", "合法案件", ()) if kind is None else (kind.id, kind.title, kind.norms)
        yield Answer(matter_of(number), told[0], told[1], frozenset(told[2]))


def write(plan: Plan) -> Path:
    """`truth.jsonl`: one line a case, whole or not there."""
    path = folder() / "truth.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for each in answers(plan):
            row = {"matter": each.matter, "kind": each.kind, "title": each.title}
            file.write(json.dumps(row | {"norms": sorted(each.norms)}, ensure_ascii=False) + "\n")
    part.replace(path)
    return path


def read() -> list[Answer]:
    """Raises FileNotFoundError where no demo was seeded."""
    with (folder() / "truth.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Answer(r["matter"], r["kind"], r["title"], frozenset(r["norms"])) for r in rows]


def as_of() -> date:
    """The day the district stands at."""
    return Plan.read(folder()).today
