"""The whole report: what it is, tables by norm and organ, pictures, findings, what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from xiezhi.insight.audit.told import Told
from xiezhi.insight.logs.values import iso
from xiezhi.insight.report.findings import findings
from xiezhi.insight.report.markup import STYLE, bullets, pairs, paragraph, table, tag
from xiezhi.insight.report.overview import by_norm, by_organ, pictures
from xiezhi.insight.report.reading import Gathered

#: So many names of one kind are listed; all are in the machine-readable summary.
NAMES = 100


def page(told: Told, found: Gathered) -> str:
    """One HTML file without script and without any other file."""
    title = f"行政执法审计报告 {iso(told.as_of)}"
    body = "".join(
        (
            tag("h1", escape(title)),
            _opening(told),
            by_norm(told),
            by_organ(found),
            pictures(told),
            findings(told, found),
            tag("h2", "没有读懂的部分") + "".join(_not_understood(told)),
        )
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{tag('title', escape(title))}{tag('style', STYLE)}"
    )
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>\n'


def _opening(told: Told) -> str:
    verified = sum(norm.verified for norm in told.corpus.norms.values())
    about = pairs(
        (
            ("审计对象", told.log),
            ("基准日", iso(told.as_of)),
            ("生成时间", told.made_at.replace("T", " ")),
            ("语料", "、".join(told.layers) or "本节点的语料"),
            ("语料版本", told.corpus.version),
            ("规范", f"{len(told.counts)} 条参与判断，语料中 {verified} 条已核对原文"),
            ("事件", f"读入 {told.account.tally.events:,}，参与判断 {told.account.tally.kept:,}"),
        )
    )
    if told.account.complete:
        return tag("p", "日志的全部行都已读懂或者按对应表不用。", "fine") + about
    text = (
        f"<strong>本报告不完整。</strong>{escape(told.account.why_not())}。"
        '缺少的行可能使判定有误，见<a href="#lost">没有读懂的部分</a>。'
    )
    return tag("p", text, "warn") + about


def _not_understood(told: Told) -> Iterator[str]:
    tally, aside = told.account.tally, told.account.aside
    yield '<span id="lost"></span>'
    for heading, counts in (
        ("没有对应步骤的活动（未参与判断）", tally.unknown_activities),
        ("没有对应字段的属性（未使用）", tally.unknown_attributes),
        ("对应表写明不用的活动", tally.ignored_activities),
        ("生命周期不在 keep 之内的事件", tally.other_lifecycle),
    ):
        if counts:
            rows = [(escape(name), n) for name, n in counts.most_common(NAMES)]
            yield table(f"{heading}，共 {len(counts)} 种", ("名称", "次数"), rows)
    if aside.rows:
        yield paragraph(next(aside.sentences()))
        for each in aside.reasons.values():
            yield paragraph(f"{each.field} {each.reason}：{each.rows} 处，最先的几处：".strip())
            yield bullets(f"{p.place}：{p.reason}" for p in each.first)
        if aside.cases:
            few = "、".join(sorted(aside.cases)[:NAMES])
            yield paragraph(f"有行被搁置的案件，其判定可能有误：{few}")
    if told.account.complete and not tally.unknown_attributes:
        yield paragraph("没有。")
