"""The counts as pictures."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from xiezhi.insight.overview.cases import CaseCounts
from xiezhi.insight.overview.counts import Coloured, WeekCount
from xiezhi.registry.drawing import Bar, Week, bars, both, weeks

#: Rows drawn; the table below has all.
DRAWN = 12
TONES = {"red": "red", "yellow": "amber", "grey": "grey"}
SAME = "下面的表格有同样的内容，每个数字可以打开名单。"


def coloured(
    key: str, title: str, rows: Sequence[Coloured], words: Sequence[tuple[str, str]]
) -> SafeString:
    """Bars of the first rows, each in its colours."""
    shown = [
        Bar(row.label, tuple((TONES[c], row.colours.get(c, 0), word) for c, word in words))
        for row in rows[:DRAWN]
    ]
    most = f"最多的是{rows[0].label}，{rows[0].total}张。" if rows else ""
    about = f"{len(rows)}行中的前{len(shown)}行。{most}{SAME}"
    return both(key, lambda name, width: bars(name, title, about, shown, width))


def weekly(key: str, title: str, rows: Sequence[WeekCount]) -> SafeString:
    shown = [Week(row.monday, row.raised, row.cleared) for row in rows]
    raised, cleared = sum(r.raised for r in rows), sum(r.cleared for r in rows)
    about = f"{len(rows)}周，生成{raised}张，销号{cleared}张。{SAME}"
    return both(key, lambda name, w: weeks(name, title, about, shown, ("生成", "销号"), w))


def by_state(key: str, title: str, counts: CaseCounts) -> SafeString:
    shown = [Bar(s.word, (("brand", s.number, "案件"),)) for s in counts.states]
    about = f"共{counts.total}件。{SAME}"
    return both(key, lambda name, width: bars(name, title, about, shown, width))
