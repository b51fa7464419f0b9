"""The bulk SQL and the online Python back-end say the same about every fact and every norm of random histories."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.insight.histories import CHINA, FIRST, random_matter, tables_of

from xiezhi.insight.audit.dues import put
from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.logs.values import day_number
from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import Derived, Shared, derive, elsewhere_keys
from xiezhi.law.facts.sql_layout import Layout
from xiezhi.law.facts.sql_needs import Needs
from xiezhi.law.facts.to_sql import plan_facts
from xiezhi.law.norms.judge import judge
from xiezhi.law.norms.sql_verdicts import VERDICTS
from xiezhi.law.norms.to_sql import needs_of, plan_norms
from xiezhi.law.verdicts import Finding, Verdict

SMALL = Path(__file__).parent / "small"
AS_OF = datetime(2026, 5, 1, 23, 59, tzinfo=CHINA)
KEYS = {
    "matter": ("matter",),
    "thread": ("matter", "thread"),
    "entry": ("matter", "seq"),
    "item": ("matter", "seq", "idx"),
}
#: Certificates: person, organ, first day, last day or none.
CERTIFICATES = (("a", "a", 20_000, None), ("a", "b", 20_000, 20_500), ("b", "c", 20_460, 20_490))
REGISTERS = ("certificate", "qualification")


class Certificates:
    """The registers for one back-end; the other reads the same rows from tables."""

    def valid(
        self, register: str, key: str, on: int, match: Mapping[str, int | str]
    ) -> bool | None:
        if register not in REGISTERS:
            return None
        return any(
            key == person and match.get("organ", organ) == organ and start <= on <= (end or on)
            for person, organ, start, end in CERTIFICATES
        )


@dataclass
class Others:
    """What all matters hold under each key."""

    held: list[Shared]

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int:
        same = [s for s in self.held if (s.fact, s.key) == (fact, key)]
        return sum(s.holds(at) for s in same if s.row.partition("/")[0] != matter)


@dataclass
class Memory:
    """A source that holds its tables; two buckets, so that whole matters are seen apart."""

    held: Layout
    tables: Mapping[str, Any]
    buckets: int = 2

    def layout(self, corpus: Corpus) -> Layout:
        return Layout(self.held.events, self.held.items, self.held.integral, frozenset(REGISTERS))

    def load(self, con: Any, bucket: int) -> None:
        for name, table in self.tables.items():
            con.register("held", table)
            part = f"ord(right(matter, 1)) % {self.buckets} = {bucket}"
            con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM held WHERE {part}")
            con.unregister("held")
        for name in REGISTERS:
            columns = ("key", "a_organ", "from_day", "to_day")
            put(con, f"register_{name}", columns, CERTIFICATES, words=2)

    def last_day(self, con: Any) -> int:
        return day_number(AS_OF.date())


@dataclass
class Both:
    """One random set of matters on both back-ends."""

    corpus: Corpus
    matters: list[list[Event]]
    context: Context
    audit: Audit

    def rows(self) -> Iterable[Derived]:
        return (derive(self.corpus, matter, self.context) for matter in self.matters)


def both(
    corpus: Corpus, seed: int, spill: Path, count: int = 120, started: datetime = FIRST
) -> Both:
    rng = random.Random(seed)
    steps = [(p.code, step) for p in corpus.procedures.values() for step in p.steps]
    matters = [
        random_matter(corpus, f"m{i}", rng, rng.sample(steps, min(len(steps), 9)), 18, started)
        for i in range(count)
    ]
    others = Others([])
    context = Context(corpus.calendar, AS_OF, registers=Certificates(), elsewhere=others)
    for matter in matters:
        others.held += elsewhere_keys(corpus, derive(corpus, matter, context))
    audit = Audit(corpus, Memory(*tables_of(corpus, matters)), None, spill, lambda _: None)
    return Both(corpus, matters, context, audit)


def fetched(con: Any, query: str) -> list[dict[str, Any]]:
    found = con.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def key_of(of: str, row: Mapping[str, Any]) -> str:
    return "/".join(str(row[part]) for part in KEYS[of])


def all_needs(corpus: Corpus, audit: Audit) -> Needs:
    """Every fact of every grain, whether a norm reads it or not."""
    needs = Needs(corpus.facts, corpus.grains, audit.texts.names, audit.texts.amount_names)
    for grain in corpus.grains:
        needs.add(grain, sorted(corpus.visible(grain)))
    return needs


def unlike_facts(sides: Both) -> tuple[int, list[object]]:
    """How many fact values were compared, and some that differ."""
    corpus, audit = sides.corpus, sides.audit
    needs = all_needs(corpus, audit)
    audit._elsewhere(needs)
    plan = plan_facts(audit.texts, audit.layout, needs)
    online = {
        (grain, row.key): row
        for rows in sides.rows()
        for grain in corpus.grains
        for row in rows[grain]
    }
    compared, apart, seen = 0, [], set()
    for _ in audit._buckets():
        for step in plan.steps:
            audit.execute(step)
        for grain in corpus.grains.values():
            for row in fetched(audit.con, f"SELECT * FROM {plan.tables[grain.name]}"):
                key = (grain.name, key_of(grain.of, row))
                seen.add(key)
                for name in corpus.visible(grain.name):
                    compared += 1
                    if online[key].facts[name] != row[f"x_{name}"]:
                        apart.append((*key, name, online[key].facts[name], row[f"x_{name}"]))
    apart += [("缺行", *key) for key in online.keys() ^ seen]
    return compared, apart[:5]


def unlike_verdicts(sides: Both) -> tuple[Counter[Verdict], list[object]]:
    """How often each verdict was given, and some rows on which the back-ends differ."""
    corpus, audit = sides.corpus, sides.audit
    needs = needs_of(corpus, audit.texts, audit.norms)
    audit._elsewhere(needs)
    facts = plan_facts(audit.texts, audit.layout, needs)
    norms = plan_norms(corpus, audit.texts, audit.layout, facts, audit.norms)
    online = {
        (f.norm, f.row): f for rows in sides.rows() for f in judge(corpus, rows, sides.context)
    }
    given: Counter[Verdict] = Counter()
    apart: list[object] = []
    for _ in audit._buckets():
        for step in (*facts.steps, *norms.steps):
            audit.execute(step)
        for grain in {corpus.norms[norm].grain for norm in norms.prefixes}:
            for row in fetched(audit.con, f"SELECT * FROM judged_{grain}"):
                for norm, prefix in norms.prefixes.items():
                    if corpus.norms[norm].grain != grain:
                        continue
                    finding = online.pop((norm, key_of(corpus.grains[grain].of, row)))
                    verdict = VERDICTS[row[f"{prefix}_verdict"]]
                    given[verdict] += 1
                    if not _alike(finding, verdict, row[f"{prefix}_due"]):
                        apart.append((finding, verdict, row[f"{prefix}_due"]))
    apart += [("没有判断", key) for key in online]
    return given, apart[:3]


def _alike(finding: Finding, verdict: Verdict, due: int | None) -> bool:
    """Same verdict, and the same last day wherever a clock gave it."""
    timed = verdict in (Verdict.MET, Verdict.BREACHED, Verdict.RUNNING)
    wanted = finding.due_day if finding.due_min is None else finding.due_min
    return finding.verdict is verdict and (not timed or wanted == due)


@pytest.fixture(scope="module")
def small() -> Corpus:
    return load([SMALL])


@pytest.fixture(scope="module")
def national() -> Corpus:
    return load([NATIONAL])


@pytest.mark.parametrize("seed", range(6))
def test_every_derivation_gives_the_same_facts(small: Corpus, tmp_path: Path, seed: int) -> None:
    compared, apart = unlike_facts(both(small, seed, tmp_path))
    assert apart == []
    assert compared > 10_000


@pytest.mark.parametrize("seed", range(6))
def test_every_kind_of_rule_gives_the_same_verdicts(
    small: Corpus, tmp_path: Path, seed: int
) -> None:
    given, apart = unlike_verdicts(both(small, seed, tmp_path))
    assert apart == []
    assert set(given) == set(Verdict)


@pytest.mark.parametrize("seed", range(2))
def test_the_back_ends_agree_on_what_a_missing_year_leaves_certain(
    small: Corpus, tmp_path: Path, seed: int
) -> None:
    sides = both(small, seed, tmp_path, started=datetime(2026, 8, 1, 9, tzinfo=CHINA))
    given, apart = unlike_verdicts(sides)
    assert apart == []
    assert given[Verdict.UNKNOWN] > 0
    assert open_verdicts(sides) >= {Verdict.MET, Verdict.BREACHED, Verdict.UNKNOWN}


def open_verdicts(sides: Both) -> set[Verdict]:
    """Verdicts that were given without the end of the period, by the tables of the last bucket."""
    tables = [
        row[0]
        for row in sides.audit.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        if row[0].startswith("judged_")
    ]
    found = set()
    for table in tables:
        for row in fetched(sides.audit.con, f"SELECT * FROM {table}"):
            starts = [name for name in row if name.endswith("_open") and row[name]]
            found |= {VERDICTS[row[f"{n.removesuffix('_open')}_verdict"]] for n in starts}
    return found


def test_the_national_corpus_gives_the_same_facts(national: Corpus, tmp_path: Path) -> None:
    compared, apart = unlike_facts(both(national, 11, tmp_path, 200))
    assert apart == []
    assert compared > 10_000


def test_the_national_corpus_gives_the_same_verdicts(national: Corpus, tmp_path: Path) -> None:
    given, apart = unlike_verdicts(both(national, 12, tmp_path, 200))
    assert apart == []
    assert set(given) >= set(Verdict) - {Verdict.NEEDS_JUDGEMENT}


def test_a_difference_would_be_seen(small: Corpus, tmp_path: Path) -> None:
    sides = both(small, 1, tmp_path)
    sides.matters[0] = sides.matters[1]
    assert unlike_verdicts_or_rows(sides)


def unlike_verdicts_or_rows(sides: Both) -> bool:
    try:
        return bool(unlike_verdicts(sides)[1])
    except KeyError:
        return True
