"""Random facts: every executable norm gives one verdict in Python, DuckDB, SQLite and PostgreSQL."""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest
from tests.law.forge.bulk import judged_of
from tests.law.forge.engines import engines
from tests.law.forge.given import GivenForge
from tests.law.forge.given_tables import GivenTables
from tests.law.forge.outcomes import executable, in_examples

from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.norms.model import Example, Norm
from xiezhi.law.verdicts import Finding

#: What is forged is forged once.
pytestmark = pytest.mark.xdist_group("forged facts")
SEED = int(os.environ.get("XIEZHI_FUZZ_SEED", "20260501"))
QUOTA = 20

Forged = dict[str, tuple[Norm, Example, Finding]]


@pytest.fixture(scope="module")
def national() -> Corpus:
    return load([NATIONAL])


@pytest.fixture(scope="module")
def forged(national: Corpus) -> Forged:
    found: Forged = {}
    for norm in executable(national):
        wanted = in_examples(national, norm)
        forge = GivenForge(national, norm, Random(f"{SEED} {norm.id}"), wanted)
        for n, (example, finding) in enumerate(forge.rows(QUOTA)):
            found[f"{norm.id}-{n}"] = (norm, example, finding)
    return found


def test_every_norm_reaches_each_of_its_outcomes(national: Corpus, forged: Forged) -> None:
    given = Counter((norm.id, str(finding.verdict)) for norm, _, finding in forged.values())
    short = [
        f"{norm.id} {verdict}：{given[norm.id, verdict]} 次"
        for norm in executable(national)
        for verdict in sorted(in_examples(national, norm))
        if given[norm.id, verdict] < QUOTA
    ]
    assert not short, "\n".join(short)


def test_python_and_three_databases_agree_on_every_row(
    national: Corpus, forged: Forged, postgres: str
) -> None:
    tables = GivenTables(
        national, {key: (norm, example) for key, (norm, example, _) in forged.items()}
    )
    expected = {key: judged_of(finding) for key, (_, _, finding) in forged.items()}
    with engines(postgres) as all_:
        for engine in all_:
            found = tables.judged(engine)
            apart = [
                (engine.name, key, dict(forged[key][1].given), wanted, found.get(key))
                for key, wanted in expected.items()
                if found.get(key) != wanted
            ]
            assert not apart, "\n".join(map(str, apart[:5]))
