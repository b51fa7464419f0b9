"""`xiezhi demo compare`: the audit's findings beside the answers written before it."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xiezhi.insight.audit.engine import Audit
from xiezhi.insight.logs.values import day_number
from xiezhi.insight.node_audit import node_log
from xiezhi.law.verdicts import Verdict
from xiezhi.site.city import truth
from xiezhi.site.city.truth import Answer

Found = Mapping[str, set[str]]


@dataclass(slots=True)
class Row:
    """Of one kind: cases planted, those found whole, missed norms, false flags, verdicts not reached."""

    title: str
    planted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, answer: Answer, breached: set[str], unknown: set[str]) -> None:
        self.planted += 1
        self.found += answer.norms <= breached
        self.missed += [f"{answer.matter} {norm}" for norm in sorted(answer.norms - breached)]
        self.false += [f"{answer.matter} {norm}" for norm in sorted(breached - answer.norms)]
        self.unknown += [f"{answer.matter} {norm}" for norm in sorted(unknown)]


class Findings:
    """A sink of the audit: norms by case, those broken and those not decided."""

    def __init__(self) -> None:
        self.breached: defaultdict[str, set[str]] = defaultdict(set)
        self.unknown: defaultdict[str, set[str]] = defaultdict(set)

    def write(self, batch: Any) -> None:
        rows = zip(*(batch.column(n).to_pylist() for n in ("case", "norm", "verdict")), strict=True)
        for case, norm, verdict in rows:
            kept = self.breached if verdict == Verdict.BREACHED else self.unknown
            kept[case].add(norm)

    def close(self) -> None:
        return None


def audited(say: Callable[[str], None]) -> Findings:
    """What the audit finds on this node as of the day the district stands at."""
    found = Findings()
    with tempfile.TemporaryDirectory(prefix="xiezhi-compare-") as folder, node_log(say) as node:
        corpus, log = node
        audit = Audit(corpus, log, day_number(truth.as_of()), Path(folder), say)
        audit.run(found, (Verdict.BREACHED, Verdict.UNKNOWN, Verdict.NEEDS_JUDGEMENT))
    return found


def compared(answers: Iterable[Answer], breached: Found, unknown: Found) -> dict[str, Row]:
    """By kind."""
    rows: dict[str, Row] = {}
    for answer in answers:
        row = rows.setdefault(answer.kind.partition(":")[0] + _near(answer), Row(answer.title))
        row.add(answer, breached.get(answer.matter, set()), unknown.get(answer.matter, set()))
    return dict(sorted(rows.items(), key=lambda pair: (pair[0] in ("plain", "desk"), pair[0])))


def _near(answer: Answer) -> str:
    return ":near" if answer.kind.endswith(":near") else ""


def table(rows: Mapping[str, Row]) -> str:
    """One line a kind: 埋下 查出 漏查 误报 无法判断; the last line sums them up."""
    lines = ["案件\t查全\t漏查\t误报\t无法判断\t种类"]
    for name, row in rows.items():
        mark = "（相近而合法）" if name.endswith(":near") else ""
        lines.append("\t".join(map(str, [*_counts(row), f"{row.title}{mark}"])))
    sums = [sum(column) for column in zip(*map(_counts, rows.values()), strict=True)]
    return "\n".join([*lines, "\t".join([*map(str, sums), "合计"])])


def _counts(row: Row) -> list[int]:
    return [row.planted, row.found, len(row.missed), len(row.false), len(row.unknown)]


def faults(rows: Mapping[str, Row], most: int = 3) -> list[str]:
    """A few examples of every kind that went wrong."""
    words = (("漏查", "missed"), ("误报", "false"), ("无法判断", "unknown"))
    return [
        f"{name} {word}：{'；'.join(getattr(row, field)[:most])}"
        for name, row in rows.items()
        for word, field in words
        if getattr(row, field)
    ]


def main(argv: Sequence[str]) -> int:
    """Exit code 0: everything planted is found and nothing else; 1: not; 2: no demo here."""
    try:
        answers = truth.read()
    except FileNotFoundError:
        sys.stderr.write(
            "这里没有示范区的标准答案。请先运行 xiezhi demo，或用 XIEZHI_DATA 指明它的文件夹。\n"
        )
        return 2
    found = audited(lambda sentence: print(sentence, file=sys.stderr))
    rows = compared(answers, found.breached, found.unknown)
    print(table(rows))
    wrong = faults(rows)
    print("\n".join(wrong) or "埋下的全部查出，没有误报，没有无法判断。")
    return 1 if wrong else 0
