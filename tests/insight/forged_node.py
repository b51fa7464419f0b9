"""Forged matters through the door of a node, as its journal reads them back and as its audit sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.law.forge.draft import AS_OF
from tests.law.forge.engines import DuckDB
from tests.law.forge.forged import Forged
from tests.law.forge.world import Registers, attributes

from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.node_audit import node_log
from xiezhi.insight.snapshot.source import NodeLog
from xiezhi.journal import wiring
from xiezhi.journal.acts import Act, Actor
from xiezhi.journal.door import record_many
from xiezhi.journal.reads import history
from xiezhi.journal.wiring import Wiring
from xiezhi.law.corpus import Corpus
from xiezhi.law.events import EPOCH, Event
from xiezhi.law.facts.sql_layout import Layout
from xiezhi.law.norms.judge import judge
from xiezhi.law.procedures.consider import consider, refusing
from xiezhi.law.verdicts import Finding, Verdict

#: (norm, row) → verdict.
Told = dict[tuple[str, str], Verdict]


@dataclass
class Door:
    """The law at the door over forged registers and other matters; `last` is what it said of each matter's latest
    entry, `ever` every (norm, verdict) that it gave."""

    forged: Forged
    last: dict[str, list[Finding]] = field(default_factory=dict)
    ever: set[tuple[str, Verdict]] = field(default_factory=set)

    def judge(self, past: Sequence[Event], candidate: Event) -> list[Finding]:
        found = consider(self.forged.corpus, past, candidate, self.forged.context)
        self.last[candidate.matter] = found
        self.ever |= {(finding.norm, finding.verdict) for finding in found}
        return found

    @contextmanager
    def open(self) -> Iterator[Door]:
        before, corpus = list(wiring._installed), self.forged.corpus
        wiring.install(
            Wiring(
                judge=self.judge,
                refusing=lambda findings: refusing(findings, corpus),
                well_formed=lambda act: [],
                personal=corpus.personal,
                projectors={},
                law_version=lambda: corpus.version,
                parameters_head=lambda: "",
            )
        )
        yield self
        wiring._installed[:] = before

    def record(self) -> list[str]:
        """Every matter, attested with its source; their ids."""
        matters = [events for _, events in self.forged.matters()]
        record_many(act_of(event) for events in matters for event in events)
        return [events[0].matter for events in matters]


def act_of(event: Event) -> Act:
    return Act(
        matter=event.matter,
        step=event.step,
        fields={name: value for name, value in event.fields.items() if name != "by"},
        by=tuple(
            Actor(**{"person": "", "role": "", **each}) for each in event.fields.get("by", ())
        ),
        at=event.at,
        procedure=event.procedure,
        thread=event.thread,
        mode="attest",
        source="纸质案卷",
    )


def by_history(forged: Forged, matters: Sequence[str]) -> Told:
    """Each matter as the desk judges it: read from the journal, alone."""
    corpus, context = forged.corpus, forged.context
    return {
        (finding.norm, finding.row): finding.verdict
        for matter in matters
        for finding in judge(corpus, forged.rows(history(matter)), context)
    }


@dataclass(frozen=True)
class ForgedRegisters:
    """A node's log, its registers replaced by those that the forged matters were judged by."""

    log: NodeLog
    corpus: Corpus
    registers: Registers

    @property
    def buckets(self) -> int:
        return self.log.buckets

    def layout(self, corpus: Corpus) -> Layout:
        held = self.log.layout(corpus)
        return Layout(held.events, held.items, held.integral, frozenset(attributes(corpus)))

    def load(self, con: Any, bucket: int) -> None:
        self.log.load(con, bucket)
        self.registers.load(DuckDB(con), self.corpus)

    def last_day(self, con: Any) -> int:
        return (AS_OF.date() - EPOCH).days


class Collected:
    """A sink that keeps the verdict of every finding."""

    def __init__(self) -> None:
        self.told: Told = {}

    def write(self, batch: Any) -> None:
        for row in batch.select(["norm", "row", "verdict"]).to_pylist():
            self.told[row["norm"], row["row"]] = Verdict(row["verdict"])

    def close(self) -> None: ...


def by_audit(forged: Forged, spill: Path) -> Told:
    """The node's snapshot, audited."""
    collected, registers = Collected(), forged.context.registers
    assert isinstance(registers, Registers)
    with node_log(lambda sentence: None, 1) as (loaded, log):
        source = ForgedRegisters(log, loaded, registers)
        audit = Audit(loaded, source, None, spill, lambda sentence: None)
        audit.run(collected, tuple(Verdict))
    return collected.told
