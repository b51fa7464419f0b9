"""Every entry states under which parameters it was judged."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from xiezhi.journal.door import Act, Actor, record
from xiezhi.law.parameters import Value
from xiezhi.registry.corpus import corpus
from xiezhi.registry.parameters.reads import parameters_digest


def test_the_digest_can_be_recomputed_from_the_format_page(sqlite_db: str) -> None:
    stated = {
        name: {
            "default": each.default,
            "keys": list(each.keys),
            "unit": each.unit,
            "values": [
                {"from": str(v.from_), "level": v.level, "value": v.value, "when": dict(v.when)}
                for v in each.values
            ],
        }
        for name, each in corpus().parameters.items()
    }
    text = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert parameters_digest() == hashlib.sha256(text.encode()).hexdigest()


def test_another_value_is_another_text() -> None:
    limit = corpus().parameters["spot_fine_max_cents"]
    other = limit.overlaid([Value((), date(2026, 1, 1), 1)])
    assert other.stated() != limit.stated()
    assert replace(limit, default=1).stated() != limit.stated()


def test_an_entry_bears_it(sqlite_db: str) -> None:
    clue = {"source": "inspection", "cause": "油烟直排", "clue_text": "巡查发现", "sector": "urban"}
    at = timezone.now().astimezone(ZoneInfo("Asia/Shanghai"))
    made = Act("m-1", "clue_registered", clue, (Actor("p-1", "officer", "o-1"),), at, "clue")
    assert record(made).entry.content["law"] == {
        "corpus": corpus().version,
        "parameters": parameters_digest(),
    }
