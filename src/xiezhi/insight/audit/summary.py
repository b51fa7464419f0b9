"""The count of all six verdicts by norm, as text."""

from __future__ import annotations

from collections.abc import Mapping

from xiezhi.law.corpus import Corpus
from xiezhi.law.verdicts import Verdict

TITLES = {
    Verdict.MET: "符合",
    Verdict.BREACHED: "违反",
    Verdict.RUNNING: "计时中",
    Verdict.UNKNOWN: "无法判断",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NEEDS_JUDGEMENT: "须由人判断",
}


def table(corpus: Corpus, counts: Mapping[str, Mapping[Verdict, int]]) -> str:
    """One line a norm: the six counts, id and title; the last line sums them up."""
    lines = ["\t".join([*TITLES.values(), "规范"])]
    for norm, found in counts.items():
        lines.append("\t".join([*map(str, found.values()), f"{norm} {corpus.norms[norm].title}"]))
    sums = [sum(found[verdict] for found in counts.values()) for verdict in Verdict]
    lines.append("\t".join([*map(str, sums), "合计"]))
    return "\n".join(lines)
