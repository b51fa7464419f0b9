"""Tables and parts of the page, as HTML text; everything written into them is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

#: Print and screen, desk and phone; no file but this page is needed.
STYLE = """
:root{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--line-strong:#8c959f;--red:#b42318;--amber:#8a5a00;--brand:#0b4f9e;--green:#1a7f37}
body{margin:0 auto;max-width:1160px;padding:16px;color:var(--ink);background:#fff;font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:24px;margin:0 0 8px}h2{font-size:20px;margin:32px 0 8px;border-bottom:1px solid var(--line)}h3{font-size:17px;margin:24px 0 6px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:15px}th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{white-space:nowrap;background:#f6f8fa}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td.name{min-width:12em}tfoot td{font-weight:600}
.warn{border:2px solid var(--red);padding:10px 14px;border-radius:6px}.warn strong{color:var(--red)}.fine{border:1px solid var(--green);padding:10px 14px;border-radius:6px}
.soft{color:var(--soft);font-size:14px}details{border:1px solid var(--line);border-radius:6px;margin:6px 0;padding:6px 12px}summary{cursor:pointer;padding:4px 0}
.breached{color:var(--red);font-weight:600}.unknown{color:var(--amber);font-weight:600}dl{display:grid;grid-template-columns:minmax(6em,max-content) 1fr;gap:2px 14px;margin:6px 0}dt{color:var(--soft)}dd{margin:0}
.picture{display:block;max-width:100%;height:auto}.picture text{font-size:13px;fill:var(--ink)}.picture .figure{font-size:12px;fill:var(--soft)}
.fill-red{fill:var(--red)}.fill-amber{fill:#b97400}.fill-grey{fill:var(--line-strong)}.fill-brand{fill:var(--brand)}.fill-green{fill:var(--green)}
.drawn.narrow{display:none}a{color:var(--brand)}
@media(max-width:700px){body{padding:10px}.drawn.wide{display:none}.drawn.narrow{display:block}th,td{padding:6px 7px}dl{grid-template-columns:1fr}dt{margin-top:6px}}
@media print{.drawn.narrow{display:none}details{break-inside:avoid}}
"""


def tag(name: str, content: str, class_: str = "", id_: str = "") -> str:
    """`content` is markup."""
    id_ = f' id="{escape(id_)}"' if id_ else ""
    class_ = f' class="{class_}"' if class_ else ""
    return f"<{name}{id_}{class_}>{content}</{name}>"


def paragraph(text: str, class_: str = "") -> str:
    return tag("p", escape(text), class_)


def link(target: str, text: str) -> str:
    return f'<a href="#{escape(target)}">{escape(text)}</a>'


def share(part: int, whole: int) -> str:
    """A share with one decimal; nothing of nothing is a dash."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str | int]],
    foot: Sequence[str | int] = (),
) -> str:
    """The first column holds markup, the others numbers or text."""
    top = "".join(tag("th", escape(h), "n" if i else "") for i, h in enumerate(heads))
    body = "".join(tag("tr", _cells(row)) for row in rows)
    end = tag("tfoot", tag("tr", _cells(foot))) if foot else ""
    inner = f"{tag('caption', escape(caption), 'soft')}{tag('thead', tag('tr', top))}{tag('tbody', body)}{end}"
    return tag("div", tag("table", inner), "scroll")


def _cells(row: Sequence[str | int]) -> str:
    first, *others = row
    shown = (f"{c:,}" if isinstance(c, int) else escape(c) for c in others)
    return tag("td", str(first), "name") + "".join(tag("td", cell, "n") for cell in shown)


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """A list of names and values."""
    return tag("dl", "".join(tag("dt", escape(k)) + tag("dd", escape(v)) for k, v in rows))


def bullets(texts: Iterable[str]) -> str:
    return tag("ul", "".join(tag("li", escape(text)) for text in texts))
