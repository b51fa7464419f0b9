"""`docs/norm-coverage.md`: every row of the catalogue and how the corpus carries it."""

from __future__ import annotations

from collections.abc import Iterator

from xiezhi.law.catalogue.states import TITLES, Coverage, Covered, counted

_HEAD = """# 规范覆盖

本页由 `xiezhi norms coverage --write docs/norm-coverage.md` 生成，不手工修改。

"""
_NOTE = "“原文待核”：编写时没有见到条文原文；这样的规范只提示，不拦截，直到使用单位两人核对。\n"


def report(found: list[Covered]) -> str:
    """Markdown: totals, then one table for each instrument."""
    return _HEAD + "\n".join([*_totals(found), "", _NOTE, *_tables(found)]) + "\n"


def _totals(found: list[Covered]) -> Iterator[str]:
    count = counted(found)
    done = len(found) - count[Coverage.MISSING]
    yield f"目录 {len(found)} 条，已编码 {done} 条。"
    yield ""
    yield "| 状态 | 条数 |"
    yield "|---|---:|"
    for state, title in TITLES.items():
        yield f"| {title}（{state}） | {count[state]} |"


def _tables(found: list[Covered]) -> Iterator[str]:
    for instrument in dict.fromkeys(each.row.instrument for each in found):
        yield f"## {instrument}"
        yield ""
        yield "| 编号 | 条款 | 标题 | 类别 | 状态 | 强度 | 义务 | 补救 | 原文 |"
        yield "|---|---|---|---|---|---|---|---|---|"
        yield from (_line(each) for each in found if each.row.instrument == instrument)
        yield ""


def _line(each: Covered) -> str:
    norm = each.norm
    cells = (
        each.row.id,
        each.row.article,
        norm.title if norm else each.row.statement,
        each.row.kind,
        TITLES[each.state],
        norm.breach.effect if norm else "",
        norm.breach.duty_of if norm else "",
        norm.breach.cure_of if norm else "",
        "已核" if each.row.text_seen else "待核",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
