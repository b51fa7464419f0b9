"""Random histories: every executable norm gives one verdict in Python, DuckDB, SQLite and PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

import duckdb
import pytest
from tests.law.forge.bulk import Judged
from tests.law.forge.engines import DuckDB, Engine, engines
from tests.law.forge.forged import Forged, Verdicts, assembled, forge, outcomes
from tests.law.forge.outcomes import executable, in_histories
from tests.law.forge.why import why

from xiezhi.law.corpus import NATIONAL, Corpus, load

#: What is forged is forged once.
pytestmark = pytest.mark.xdist_group("forged histories")
SEED = int(os.environ.get("XIEZHI_FUZZ_SEED", "20261231"))
#: `make equivalence`: every outcome twenty times, every matter by every norm. `make test`: a seeded part of that,
#: every outcome three times, one matter in twelve by every norm; twenty times over forged facts.
WHOLE = bool(os.environ.get("XIEZHI_FORGE_WHOLE"))
QUOTA, EVERY = (20, 1) if WHOLE else (3, 12)
#: Norm, row key, verdict.
Row = tuple[str, str, Judged]


@pytest.fixture(scope="module")
def national() -> Corpus:
    return load([NATIONAL])


@pytest.fixture(scope="module")
def forged(national: Corpus) -> Forged:
    return forge(national, SEED, QUOTA + 1)


@pytest.fixture(scope="module")
def judged(forged: Forged) -> Verdicts:
    return forged.judged(EVERY)


def test_histories_bring_every_norm_to_each_of_its_outcomes(
    national: Corpus, forged: Forged, judged: Verdicts
) -> None:
    given = outcomes(judged)
    short = [
        f"{norm.id} {verdict}：{given[norm.id, verdict]} 次（{why(forged, norm)}）"
        for norm in executable(national)
        for verdict in sorted(in_histories(national, norm))
        if given[norm.id, verdict] < QUOTA
    ]
    assert not short, "\n".join(short)


def test_python_and_three_databases_agree_on_every_history(
    national: Corpus, forged: Forged, judged: Verdicts, postgres: str
) -> None:
    tables = forged.tables()
    with engines(postgres) as all_:
        for engine in all_:
            tables.load(engine)
            found = tables.judged(engine, [norm.id for norm in executable(national)])
            apart = [*unlike(engine, judged, forged.asked(EVERY), found)]
            assert not apart, "\n".join(apart[:5])


def unlike(
    engine: Engine, judged: Verdicts, asked: set[tuple[str, str]], found: Iterable[Row]
) -> Iterator[str]:
    """Rows that one side lacks or judges otherwise, of the norms and matters that were asked."""
    missing = dict(judged)
    for norm, row, verdict in found:
        if (norm, row.partition("/")[0]) in asked:
            wanted = missing.pop((norm, row), None)
            if wanted != verdict:
                yield f"{engine.name} {norm} {row}：{verdict}，Python {wanted}"
    yield from (f"{engine.name} {norm} {row}：没有这一行" for norm, row in missing)


def test_one_case_has_the_same_facts_as_the_bulk(forged: Forged, postgres: str) -> None:
    some = assembled(forged.corpus, forged.made[:: EVERY * 2])
    online = {
        (grain, row.key): row
        for _, events in some.matters()
        for grain, rows in some.rows(events).items()
        for row in rows
    }
    expected = {
        key: {n: row.facts[n] for n in some.corpus.visible(key[0])} for key, row in online.items()
    }
    with engines(postgres) as all_:
        for engine in all_:
            some.tables().load(engine)
            apart, seen = [], set()
            for grain, key, facts in some.tables().facts(engine):
                seen.add((grain, key))
                wanted = expected.get((grain, key), {})
                apart += [
                    f"{engine.name} {grain} {key} {n}：{facts[n]}，Python {wanted.get(n)}"
                    for n in facts
                    if facts[n] != wanted.get(n)
                ]
            assert not apart, "\n".join(apart[:5])
            assert seen == expected.keys()


def test_a_difference_would_be_seen(forged: Forged) -> None:
    some = assembled(forged.corpus, forged.made[:: EVERY * 8])
    judged, tables = some.judged(1), some.tables()
    cut = replace(tables, matters=[events[:-1] for events in tables.matters])
    with duckdb.connect() as con:
        engine = DuckDB(con)
        cut.load(engine)
        found = cut.judged(engine, [norm.id for norm in executable(forged.corpus)])
        told = [*unlike(engine, judged, some.asked(1), found)]
    assert {each.endswith("没有这一行") for each in told} == {True, False}
