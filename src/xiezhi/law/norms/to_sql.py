"""Norms in bulk: one verdict code per norm and row, over the fact tables of `facts.to_sql`.

Per grain two tables: `marked_<grain>` adds to the facts what the rules find among the events (starts, ends, what
came before); `judged_<grain>` adds the verdicts, after `law.periods` has filled the look-ups in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from xiezhi.law.corpus.model import Corpus
from xiezhi.law.facts.sql_layout import Layout, made, own_event
from xiezhi.law.facts.sql_needs import Needs
from xiezhi.law.facts.sql_seen import Seen
from xiezhi.law.facts.sql_stage import Stage
from xiezhi.law.facts.sql_text import Texts
from xiezhi.law.facts.to_sql import FactsPlan, Lookup
from xiezhi.law.norms.model import Interpretation, Norm
from xiezhi.law.norms.needs import facts_of, periods_of, texts_of
from xiezhi.law.norms.sql_applies import add_applicability
from xiezhi.law.norms.sql_rules import Part, add_rule
from xiezhi.law.norms.sql_verdicts import Cutting, Judged


@dataclass(slots=True)
class NormsPlan:
    """Steps after those of the facts; then `judged_<grain>` has the columns `<prefix>_verdict`, `_start`,
    `_stop`, `_due`, `_open` of every norm, under the prefix in `prefixes`; `units` says whether those are days or minutes."""

    steps: list[str | Lookup | Cutting] = field(default_factory=list)
    prefixes: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)


def needs_of(corpus: Corpus, texts: Texts, norms: Iterable[str]) -> Needs:
    """The facts that `norms` use, and nothing else."""
    needs = Needs(corpus.facts, corpus.grains, texts.names, texts.amount_names)
    for name in norms:
        norm = corpus.norms[name]
        if not isinstance(norm.rule, Interpretation):
            needs.add(norm.grain, sorted(_names(corpus, texts, norm)))
    return needs


def _names(corpus: Corpus, texts: Texts, norm: Norm) -> frozenset[str]:
    """Facts that judging `norm` looks at, those of the norms that displace it included."""
    read = {name for text in texts_of(norm) for name in texts.names(text)}
    read |= {name for period in periods_of(norm.rule) for name in texts.amount_names(period)}
    for special in corpus.displaced_by.get(norm.id, ()):
        read |= texts.names(special.applies.when) if special.applies.when else frozenset()
    own = own_event(corpus.grains[norm.grain])
    always = ("own_day", "own_min", "step", "procedure") if own else ("own_day",)
    if corpus.grains[norm.grain].of == "thread":
        always = (*always, "procedure")
    return frozenset({*read, *facts_of(norm.rule), *always})


def plan_norms(
    corpus: Corpus, texts: Texts, layout: Layout, facts: FactsPlan, norms: Iterable[str]
) -> NormsPlan:
    """How to judge `norms` once the facts of `needs_of` stand."""
    plan = NormsPlan()
    by_grain: dict[str, list[Norm]] = defaultdict(list)
    for name in norms:
        if not isinstance(corpus.norms[name].rule, Interpretation):
            by_grain[corpus.norms[name].grain].append(corpus.norms[name])
    seen = Seen("norms_seen")
    for grain, chosen in by_grain.items():
        stage = Stage(corpus.grains[grain], layout, tuple(facts.columns[grain]), seen)
        _plan_grain(plan, corpus, texts, facts.tables[grain], stage, chosen)
    plan.steps[:0] = seen.statements()
    return plan


def _plan_grain(
    plan: NormsPlan,
    corpus: Corpus,
    texts: Texts,
    rows: str,
    stage: Stage,
    norms: list[Norm],
) -> None:
    grain = stage.grain.name
    judged: dict[str, Judged] = {}
    for norm in norms:
        prefix = f"n{len(plan.prefixes)}"
        plan.prefixes[norm.id] = prefix
        part = Part(corpus, texts, stage, norm, prefix)
        judged[prefix] = one = Judged()
        add_applicability(part, one)
        add_rule(part, norm.rule, one)
        plan.units[norm.id] = one.unit
        plan.reads[norm.id] = _shown(corpus, texts, norm)
    plan.steps += made(f"marked_{grain}", stage.render(f"SELECT * FROM {rows}"))
    plan.steps += [step for one in judged.values() for step in one.lookups]
    plan.steps += _judged_table(grain, judged)


def _shown(corpus: Corpus, texts: Texts, norm: Norm) -> tuple[str, ...]:
    """Facts that a finding lists: those the norm itself reads."""
    read = {name for text in texts_of(norm) for name in texts.names(text)}
    read |= {name for period in periods_of(norm.rule) for name in texts.amount_names(period)}
    return tuple(sorted({*read, *facts_of(norm.rule)}))


def _judged_table(grain: str, judged: dict[str, Judged]) -> tuple[str, str]:
    columns, joins = "", ""
    for prefix, one in judged.items():
        columns += (
            f", CAST({one.verdict()} AS SMALLINT) AS {prefix}_verdict, {one.due} AS {prefix}_due"
        )
        columns += f", {one.start} AS {prefix}_start, {one.end} AS {prefix}_stop"
        columns += f", {one.open} AS {prefix}_open"
        joins += "".join(f" LEFT JOIN {table} ON {on}" for table, on in one.joins)
    return made(f"judged_{grain}", f"SELECT r.*{columns} FROM marked_{grain} AS r{joins}")
