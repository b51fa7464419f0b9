"""The tables by norm and organ, and the pictures of both."""

from __future__ import annotations

from html import escape

from xiezhi.insight.audit.told import Told
from xiezhi.insight.report.markup import link, paragraph, share, table, tag
from xiezhi.insight.report.reading import Gathered
from xiezhi.law.norms.citing import cited_all
from xiezhi.law.verdicts import Verdict
from xiezhi.registry.drawing.bars import Bar, bars
from xiezhi.registry.drawing.svg import both

V = Verdict
COLUMNS = (
    (V.BREACHED, "违反"), (V.UNKNOWN, "无法判断"), (V.NEEDS_JUDGEMENT, "须由人判断"),
    (V.RUNNING, "计时中"), (V.MET, "符合"),
)  # fmt: skip
#: So many norms are drawn.
DRAWN = 15


def by_norm(told: Told) -> str:
    """Norms that applied, most breaches first; the others are named below."""
    applied = _applied(told)
    rows = [_norm_row(told, norm) for norm in applied]
    sums = [sum(told.counts[norm][verdict] for norm in applied) for verdict, _ in COLUMNS]
    heads = ("规范", *(title for _, title in COLUMNS), "无法判断的比例")
    foot: list[str | int] = ["合计", *sums, share(sums[1], sum(sums))]
    idle = [norm for norm in told.counts if norm not in applied]
    names = "、".join(f"{norm} {told.corpus.norms[norm].title}" for norm in idle)
    rest = (
        f"<details><summary>没有案件适用的规范 {len(idle)} 条</summary>{paragraph(names)}</details>"
    )
    counted = table("一行是一条规范；数字是判定的次数，不适用的不计", heads, rows, foot)
    return tag("h2", "按规范") + counted + (rest if idle else "")


def _applied(told: Told) -> list[str]:
    found = [n for n, c in told.counts.items() if any(c[verdict] for verdict, _ in COLUMNS)]
    return sorted(found, key=lambda n: (-told.counts[n][V.BREACHED], -told.counts[n][V.UNKNOWN], n))


def _norm_row(told: Told, norm: str) -> tuple[str | int, ...]:
    stated, counts = told.corpus.norms[norm], told.counts[norm]
    name = f"{link(norm, f'{norm} {stated.title}')}<br>{tag('span', escape(cited_all(stated.cite)), 'soft')}"
    numbers = [counts[verdict] for verdict, _ in COLUMNS]
    return (name, *numbers, share(numbers[1], sum(numbers)))


def by_organ(found: Gathered) -> str:
    """One row an organ; cases that name none are a row of their own."""
    heads = ("机关", "案件", "违反", "无法判断", "须由人判断", "计时中", "有无法判断的案件比例")
    rows = [
        (
            escape(each.organ or "（日志没有写明机关）"),
            each.cases, each.breached, each.unknown, each.judgement, each.running,
            share(each.doubtful, each.cases),
        )
        for each in found.organs
    ]  # fmt: skip
    caption = "案件归于最先办理的机关；案件以外各列是写出的审计发现数"
    return tag("h2", "按机关") + table(caption, heads, rows)


def pictures(told: Told) -> str:
    """The norms with most breaches and most unknown verdicts."""
    drawn = _bars(told, V.BREACHED, "red", "违反最多的规范") + _bars(
        told, V.UNKNOWN, "amber", "无法判断最多的规范"
    )
    return tag("h2", "图") + (drawn or paragraph("没有违反，也没有无法判断的案件。"))


def _bars(told: Told, verdict: Verdict, tone: str, title: str) -> str:
    named = sorted(told.counts, key=lambda n: (-told.counts[n][verdict], n))[:DRAWN]
    rows = [
        Bar(f"{n} {told.corpus.norms[n].title}", ((tone, told.counts[n][verdict], title),))
        for n in named
        if told.counts[n][verdict]
    ]
    if not rows:
        return ""
    about = f"{rows[0].label}最多，{rows[0].total} 次。"
    return tag("h3", title) + both(
        f"p-{verdict.value}", lambda key, width: bars(key, title, about, rows, width)
    )
