"""The findings of each norm: the first ones, each opened to its article, facts and calculation."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from xiezhi.insight.audit.told import Told
from xiezhi.insight.report.calculation import Finding, counted, facts, times
from xiezhi.insight.report.markup import bullets, pairs, paragraph, tag
from xiezhi.insight.report.reading import SHOWN, Gathered
from xiezhi.law.norms.citing import cited_all
from xiezhi.law.verdicts import Verdict

TITLES = {
    Verdict.BREACHED: "违反",
    Verdict.UNKNOWN: "无法判断",
    Verdict.NEEDS_JUDGEMENT: "须由人判断",
    Verdict.RUNNING: "计时中",
}


def findings(told: Told, found: Gathered) -> str:
    """A section a norm, in the order of the norms' numbers."""
    limits = "、".join(f"{TITLES[verdict]} {n} 条" for verdict, n in SHOWN.items())
    opening = f"每条规范只列最先的若干条（{limits}）；全部见 --out 写出的文件。"
    parts = [_norm(told, norm, rows) for norm, rows in sorted(found.findings.items())]
    return tag("h2", "审计发现") + paragraph(opening, "soft") + "".join(parts)


def _norm(told: Told, norm: str, rows: Sequence[Finding]) -> str:
    stated = told.corpus.norms[norm]
    heading = tag("h3", escape(f"{norm} {stated.title}"), id_=norm)
    article = f"依据：{cited_all(stated.cite)}" + ("" if stated.verified else "（未核对原文）")
    cure = f"改正：{stated.breach.cure}" if stated.breach.cure else ""
    total = sum(told.counts[norm][verdict] for verdict in SHOWN)
    shown = f"下列 {len(rows)} 条，共 {total:,} 条。"
    text = "".join(paragraph(each) for each in (article, stated.statement, cure) if each)
    return heading + text + paragraph(shown, "soft") + "".join(_one(told, row) for row in rows)


def _one(told: Told, finding: Finding) -> str:
    corpus, lacking = told.corpus, told.account.aside.cases
    verdict = Verdict(finding["verdict"])
    word = tag("span", TITLES[verdict], verdict.value)
    due = f" · 期限 {finding['due_at'].replace('T', ' ')}" if finding["due_at"] else ""
    doubt = "（本案有行被搁置，判定可能有误）" if finding["case"] in lacking else ""
    summary = tag("summary", f"{word} {escape(finding['case'] + due + doubt)}")
    inside = paragraph(finding["reason"]) + pairs(
        (("所在", finding["row"]), *times(finding), *facts(corpus, finding))
    )
    sentences = counted(corpus, finding)
    way = paragraph("计算：") + bullets(sentences) if sentences else ""
    return tag("details", summary + inside + way)
