"""The audit of the node gives the verdicts that judging each matter's history gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from tests.insight.playing import play_random

from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.audit_command import main
from xiezhi.insight.node_audit import node_log
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record
from xiezhi.journal.reads import history
from xiezhi.law.events import EPOCH, Event
from xiezhi.law.facts.context import Context
from xiezhi.law.facts.derive import Shared, derive, elsewhere_keys
from xiezhi.law.norms.judge import judge
from xiezhi.law.verdicts import Verdict
from xiezhi.registry.context import LiveRegisters
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Certificate, Organ, Person, Qualification

CHINA = timezone(timedelta(hours=8))
AS_OF = datetime(2026, 11, 20, 23, 59, tzinfo=CHINA)
Judged = tuple[str, str, str]


class Collected:
    """Keeps (row, norm, verdict) of every finding."""

    def __init__(self) -> None:
        self.found: Counter[Judged] = Counter()

    def write(self, batch: Any) -> None:
        columns = (batch.column(n).to_pylist() for n in ("row", "norm", "verdict"))
        self.found.update(zip(*columns, strict=True))

    def close(self) -> None: ...


class Others:
    """The node's other matters, counted from their rows one by one."""

    def __init__(self, matters: Sequence[list[Event]], context: Context) -> None:
        self.shared: list[tuple[str, Shared]] = [
            (events[0].matter, each)
            for events in matters
            for each in elsewhere_keys(corpus(), derive(corpus(), events, context))
        ]

    def count(self, fact: str, key: str, matter: str, at: int | None = None) -> int:
        same = [s for m, s in self.shared if (s.fact, s.key) == (fact, key) and m != matter]
        return sum(each.holds(at) for each in same)


def by_history(matters: Sequence[str]) -> Counter[Judged]:
    """Each matter judged alone, as the desk does it."""
    told = [history(matter) for matter in matters]
    context = Context(corpus().calendar, AS_OF, registers=LiveRegisters())
    context = replace(context, elsewhere=Others(told, context))
    return Counter(
        (finding.row, finding.norm, finding.verdict.value)
        for events in told
        for finding in judge(corpus(), derive(corpus(), events, context), context)
    )


def by_audit(buckets: int, spill: Path) -> Counter[Judged]:
    collected, as_of = Collected(), (AS_OF.date() - EPOCH).days
    with node_log(lambda sentence: None, buckets) as (loaded, log):
        audit = Audit(loaded, log, as_of, spill, lambda sentence: None)
        audit.run(collected, tuple(Verdict))
    return collected.found


def register(people: Sequence[str]) -> Iterator[Person]:
    """People of one organ who hold certificates for the first half of 2026."""
    organ = Organ.objects.create(
        code="o1",
        name="甲局",
        short_name="甲",
        region="110101",
        kind="statutory",
        confirmed_on=date(2020, 1, 1),
    )
    for code in people:
        person = Person.objects.create(code=code, name="某", organ=organ)
        Certificate.objects.create(
            person=person,
            number=f"c-{code}",
            fields="综合",
            region="110101",
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 6, 30),
        )
        yield person


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_random_histories_get_the_same_verdicts(node: str, tmp_path: Path, seed: int) -> None:
    a, *_ = register(["a", "b"])
    Qualification.objects.create(person=a, kind="law", since=date(2026, 3, 1))
    matters = play_random(corpus(), 40, seed, few=12)
    expected, found = by_history(matters), by_audit(2, tmp_path)
    assert {verdict for _, _, verdict in expected} >= {"met", "breached", "unknown"}
    assert sorted((expected - found).items()) == []
    assert sorted((found - expected).items()) == []


def inspection(people: Sequence[str], day: date) -> None:
    record(
        Act(
            matter="n1-1",
            step="site_inspection",
            fields={},
            by=tuple(Actor(person, "officer", "o1") for person in people),
            at=datetime(day.year, day.month, day.day, 10, tzinfo=CHINA),
            procedure="penalty.ordinary",
        )
    )


@pytest.mark.parametrize(
    ("people", "verdict"), [(["a"], "breached"), (["a", "a"], "breached"), (["a", "b"], "met")]
)
def test_one_officer_is_too_few_also_in_the_audit(
    node: str, tmp_path: Path, people: list[str], verdict: str
) -> None:
    inspection(people, date(2026, 3, 2))
    assert by_audit(1, tmp_path)["n1-1/1", "PEN-042-1", verdict] == 1


@pytest.mark.parametrize(
    ("day", "verdict"), [(date(2026, 6, 30), "met"), (date(2026, 7, 1), "breached")]
)
def test_the_register_tells_the_audit_who_held_a_certificate_that_day(
    node: str, tmp_path: Path, day: date, verdict: str
) -> None:
    list(register(["a", "b"]))
    norm = certificate_norm()
    inspection(["a", "b"], day)
    found = by_audit(1, tmp_path)
    assert [found[f"n1-1/1/{n}", norm, verdict] for n in (0, 1)] == [1, 1]


def test_the_command_without_a_log_audits_the_node(
    node: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inspection(["a"], date(2026, 3, 2))
    out = tmp_path / "found.jsonl"
    report = tmp_path / "report.html"
    where = ["--out", str(out), "--report", str(report), "--as-of", "2026-03-03"]
    assert main([*where, "--verdicts", "breached"]) == 0
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"PEN-042-1"} <= {finding["norm"] for finding in found}
    assert {finding["case"] for finding in found} == {"n1-1"}
    assert "PEN-042-1" in capsys.readouterr().out
    page = report.read_text(encoding="utf-8")
    assert 'id="PEN-042-1"' in page
    assert "</span> n1-1" in page


def test_a_forgotten_log_is_told_and_the_node_is_not_audited_in_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--mapping", "mapping.yaml"]) == 2
    told = capsys.readouterr()
    assert "却没有写日志" in told.err
    assert told.out == ""


def certificate_norm() -> str:
    """The norm of the corpus that asks for a valid certificate of each person."""
    compiled = corpus().engine().norms
    return next(n for n, c in compiled.items() if "certified" in c.reads)
