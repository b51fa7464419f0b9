"""Measures full-text search on an empty node: recall, precision, top-20 latency, build time, beside a substring scan.

Usage: .venv/bin/python benchmarks/bench_search.py [TEXTS]   (default 20000, one case with about 120 characters each)

SQLite in a folder of its own; with XIEZHI_DATABASE a PostgreSQL database that is empty. The truth is Python's `in`
over every text in the same normal form; the same scan is the floor for latency.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from statistics import quantiles
from time import perf_counter

FOLDER = tempfile.TemporaryDirectory(prefix="xiezhi-search-")
os.environ.update(XIEZHI_DATA=FOLDER.name, DJANGO_SETTINGS_MODULE="xiezhi.site.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from fill import CAUSES, GIVEN, ROADS, SURNAMES, words  # noqa: E402
from table import Row, tell  # noqa: E402

from xiezhi.matters.models import Case  # noqa: E402
from xiezhi.matters.search import postings  # noqa: E402
from xiezhi.matters.search.finding import find  # noqa: E402
from xiezhi.matters.search.grams import phrase  # noqa: E402
from xiezhi.matters.search.index import write  # noqa: E402
from xiezhi.matters.search.models import CaseText  # noqa: E402
from xiezhi.matters.search.normal import normal  # noqa: E402
from xiezhi.matters.search.texts import Texts  # noqa: E402
from xiezhi.registry.scope import Scope  # noqa: E402

BATCH, QUERIES, ROUNDS, SEED = 500, 30, 5, 20261125
READER = Scope(signed_in=True, grants={"officer": frozenset({"o"})}, organs=frozenset({"o"}))


def texts(count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(matter, text of about 120 characters)."""
    for n in range(count):
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        where = f"{chance.choice(ROADS)}{chance.randint(1, 999)}号"
        text = f"示综执罚决〔2026〕{n + 1}号：{name}在{where}{chance.choice(CAUSES)}，{words(chance, 8)}"
        yield f"m-{n:07d}", text


def build(rows: list[tuple[str, str]]) -> float:
    start, now, left = perf_counter(), timezone.now(), iter(rows)
    postings.clear()
    while batch := list(islice(left, BATCH)):
        made = [
            Texts(Case(matter=m, organ="o", opened_at=now, changed_at=now), (), (("文字", text),))
            for m, text in batch
        ]
        write([matter for matter, _ in batch], made)
    postings.tidy()
    return perf_counter() - start


def queries(rows: list[tuple[str, str]], chance: random.Random) -> list[str]:
    """Runs of 1 to 8 characters as they stand in the texts, half of them of two."""
    found = []
    while len(found) < QUERIES:
        text = normal(chance.choice(rows)[1])
        size = 2 if len(found) % 2 else chance.choice((1, 3, 4, 5, 8))
        start = chance.randrange(len(text) - size)
        found.append(text[start : start + size])
    return found


def everything(query: str) -> set[str]:
    clause, arguments = postings.holding([phrase(query)])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t.matter FROM {clause} AND t.layer = 1", arguments)
        return {matter for (matter,) in cursor.fetchall()}


def timed(asked: list[str], work: object) -> list[float]:
    spent = []
    for query in asked:
        start = perf_counter()
        work(query)  # type: ignore[operator]
        spent.append(1000 * (perf_counter() - start))
    return spent


def main(count: int) -> None:
    chance = random.Random(SEED)
    call_command("migrate", verbosity=0)
    rows = list(texts(count, chance))
    at = f"{count:,} texts, {connection.vendor}"
    spent = build(rows)
    tell(Row(f"search: build ({at})", spent, "s", f"{1000 * spent / count:.2f} ms a case, twice"))
    forms = [(matter, normal(text)) for matter, text in rows]
    asked = queries(rows, chance)
    hits = [(everything(q), {m for m, form in forms if q in form}) for q in asked]
    right = sum(len(found & truth) for found, truth in hits)
    tell(
        Row(
            "search: recall",
            right / sum(len(t) for _, t in hits),
            "",
            "substring = 1",
            "P13",
            "1.000",
        )
    )
    tell(
        Row(
            "search: precision",
            right / sum(len(f) for f, _ in hits),
            "",
            "substring = 1",
            "P13",
            "1.000",
        )
    )
    floor = quantiles(timed(asked, lambda q: [m for m, form in forms if q in form]), n=20)
    top = quantiles(timed(asked * ROUNDS, lambda q: find(READER, q)), n=20)
    tell(Row("search: top 20 with count, p50", top[9], "ms", f"scan {floor[9]:.1f} ms"))
    beside = f"{floor[18] / top[18]:.1f} × faster than the scan's {floor[18]:.1f} ms"
    tell(Row("search: top 20 with count, p95", top[18], "ms", beside, "P13", "≤ 20 ms"))
    assert CaseText.objects.count() == 2 * count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20000)
