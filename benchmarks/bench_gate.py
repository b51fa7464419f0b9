"""Measures the gate: one decision of an ordinary case, facts derived and every norm that guards the step judged.

Usage: .venv/bin/python benchmarks/bench_gate.py [ROUNDS]   (default 2000)

No database: registers answer at once. CPU time, so that a busy machine does not count. Beside it stand five of the same
norms written by hand over the same events, per norm: what the general engine costs over special code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.table import Row, tell

from xiezhi.law.corpus import NATIONAL, Corpus, load
from xiezhi.law.events import Event
from xiezhi.law.facts.context import Context
from xiezhi.law.procedures.consider import consider
from xiezhi.law.procedures.stories import context_of, played
from xiezhi.law.verdicts import PASSING

STEP = "decision_made"


def by_hand(past: Sequence[Event], decision: Event) -> list[bool]:
    """PEN-054-1, PEN-044-1, PEN-045-1, PEN-040-1 and the sum of the dispositions, without an engine."""
    steps = [event.step for event in past]
    concluded = len(steps) - 1 - steps[::-1].index("investigation_concluded")
    stated = [n for n, step in enumerate(steps) if step == "statement_received"]
    fields = decision.fields
    proved = {e["fact_no"] for e in fields["evidence_links"] if e["evidence_status"] == "verified"}
    return [
        "case_filed" in steps,
        any(e.step == "notice_served" and e.fields["reason_told"] for e in past[concluded + 1 :]),
        not stated or "statement_reviewed" in steps[stated[-1] :],
        all(fact["fact_no"] in proved for fact in fields["facts_found"]),
        sum(d["fine_cents"] for d in fields["dispositions"]) == fields["total_fine_cents"],
    ]


def spent(call: Callable[[], object], rounds: int) -> list[float]:
    """CPU seconds of each round, least first."""
    times = []
    for _ in range(rounds):
        begun = process_time()
        call()
        times.append(process_time() - begun)
    return sorted(times)


def lawful(corpus: Corpus) -> tuple[list[Event], Event, Context]:
    """The history, the decision and the context of the first story whose decision no norm speaks against."""
    procedure = corpus.procedures["penalty.ordinary"]
    for story in procedure.stories:
        events = list(played(corpus, procedure, story))
        place = next((n for n, event in enumerate(events) if event.step == STEP), None)
        if place is None:
            continue
        past, decision = events[:place], events[place]
        context = context_of(corpus, story, decision.at)
        findings = consider(corpus, past, decision, context)
        if all(f.verdict in PASSING for f in findings):
            return past, decision, context
    raise SystemExit("no story has a decision that passes every norm")


def main(rounds: int) -> None:
    corpus = load([NATIONAL])
    past, decision, context = lawful(corpus)
    findings = consider(corpus, past, decision, context)
    assert all(by_hand(past, decision))
    gate = spent(lambda: consider(corpus, past, decision, context), rounds)
    hand = spent(lambda: by_hand(past, decision), rounds)
    ratio = (gate[rounds // 2] / len(findings)) / (hand[rounds // 2] / len(by_hand(past, decision)))
    what = f"gate of a decision, {len(findings)} findings"
    tell(Row(f"{what}, p50", gate[rounds // 2] * 1e6, "µs CPU", f"{ratio:.1f} × by hand, per norm"))
    tell(Row(f"{what}, p99", gate[rounds * 99 // 100] * 1e6, "µs CPU", "", "P7", "p99 ≤ 100 µs"))
    tell(Row("five of its norms by hand, p50", hand[rounds // 2] * 1e6, "µs CPU"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
