"""From fields to printable values: words for codes, 大写 for amounts, Chinese dates, filled clauses.

Beside every typed value stands its printed form: `kind` → `kind_word`; `fine_cents` → `_figures`, `_yuan`, `_words`;
`made_on`, `started_at` → `_cn`; `basis_law` + `basis_article` → `basis`;
`name` + `certificate_no` → `certified`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from xiezhi.documents import wording
from xiezhi.documents.conditions import given
from xiezhi.documents.kinds import Kind, Library, clauses_on

_LONG_RUN = re.compile(r"[!-~]{25}(?=[!-~])")
_CELL_RUN = re.compile(r"[!-~]{16}(?=[!-~])")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PLACE = re.compile(r"\{(\w+)\}")


class NotPrintable(ValueError):
    """A value cannot be printed as what it is said to be; the sentence names the field."""


def prepared(context: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """A copy of `context` as JSON-able values with their printed forms. Raises `NotPrintable`."""
    out: dict[str, Any] = {}
    for name, value in context.items():
        out[name] = _plain(value, library)
        if given(value):
            out |= _printed(name, value, library)
    if given(context.get("basis_law")) and given(context.get("basis_article")):
        law = wording.law_title(str(context["basis_law"]))
        out["basis"] = law + wording.article(str(context["basis_article"]))
    if given(context.get("name")) and given(context.get("certificate_no")):
        out["certified"] = f"{out['name']}（{out['certificate_no']}）"
    return out


def row_values(
    kind: Kind, ready: Mapping[str, Any], wanted: frozenset[str]
) -> list[dict[str, Any]]:
    """The rows of a form: title, field, printed value (one line for each row of a list), whether it must be filled."""
    return [
        {"title": title, "field": path, "value": _row_value(ready, path), "wanted": path in wanted}
        for title, path in kind.rows
    ]


def _row_value(ready: Mapping[str, Any], path: str) -> str:
    head, _, tail = path.partition(".")
    if not tail:
        return _as_printed(ready, head)
    found = [_as_printed(row, tail) for row in ready.get(head) or ()]
    several = len(found) > 1
    return "\n".join(f"{n}．{text}" if several else text for n, text in enumerate(found, 1))


def table_rows(kind: Kind, ready: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a kind: titles, widths, and for each row of its list the printed value of every column."""
    lists = {column.field.partition(".")[0] for column in kind.columns}
    names = [column.field.rpartition(".")[2] for column in kind.columns]
    return {
        "titles": [column.title for column in kind.columns],
        "shares": [column.share for column in kind.columns],
        "rows": [
            [_in_cell(row, name) for name in names]
            for each in sorted(lists)
            for row in ready.get(each) or ()
        ],
    }


def _in_cell(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name + "_figures") or _CELL_RUN.sub(_with_break, _as_printed(row, name)))


def _as_printed(row: Mapping[str, Any], name: str) -> str:
    if given(row.get(name + "_yuan")):
        return f"{row[name + '_figures']} 元（大写：{row[name + '_words']}）"
    if isinstance(row.get(name), bool):
        return "是" if row[name] else "否"
    found = next(
        (row[name + end] for end in ("_word", "_cn", "") if given(row.get(name + end))), ""
    )
    return str(found)


def clause_texts(
    kind: Kind, library: Library, context: Mapping[str, Any], ready: Mapping[str, Any], on: date
) -> dict[str, str]:
    """Standard sentences in force on the day, their places filled; an empty place shows what is wanted."""
    return {c.name: _filled(c.text, ready, library) for c in clauses_on(kind, context, on)}


def _filled(text: str, ready: Mapping[str, Any], library: Library) -> str:
    def place(match: re.Match[str]) -> str:
        name = match[1]
        value = ready.get(name)
        bare = re.sub(r"_(cn|word|words|yuan|figures)$", "", name)
        return str(value) if given(value) else f"〔待补：{library.titles.get(bare, bare)}〕"

    return _PLACE.sub(place, text)


def _plain(value: Any, library: Library) -> Any:
    if isinstance(value, Mapping):
        return prepared(value, library)
    if isinstance(value, list | tuple):
        return [_plain(item, library) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _breakable(_clean(value))
    return value


def _breakable(text: str) -> str:
    """Long runs without a place to break get one; digests stay as they are, to be copied."""
    if _DIGEST.fullmatch(text):
        return text
    return _LONG_RUN.sub(_with_break, text)


def _with_break(run: re.Match[str]) -> str:
    return run[0] + "\u200b"


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def _printed(name: str, value: Any, library: Library) -> dict[str, str]:
    kind = library.types.get(name) or _by_suffix(name)
    maker = _MAKERS.get(kind)
    if maker is None:
        return {}
    try:
        return {name + end: text for end, text in maker(name, value, library).items()}
    except (ValueError, TypeError) as error:
        title = library.titles.get(name, name)
        raise NotPrintable(f"“{title}”的内容不能印成文书：{value!r}。请改正后再试。") from error


def _by_suffix(name: str) -> str:
    ends = {"_on": "date", "_at": "datetime", "_cents": "cents"}
    return next((kind for end, kind in ends.items() if name.endswith(end)), "")


def _choice(name: str, value: Any, library: Library) -> dict[str, str]:
    return {"_word": str(library.words[name].get(value, value))}


def _cents(name: str, value: Any, library: Library) -> dict[str, str]:
    return {
        "_figures": wording.figures(value),
        "_yuan": wording.plain_yuan(value),
        "_words": wording.capital_amount(value),
    }


def _date(name: str, value: date | str, library: Library) -> dict[str, str]:
    return {"_cn": wording.chinese_day(value)}


def _datetime(name: str, value: datetime | str, library: Library) -> dict[str, str]:
    return {"_cn": wording.chinese_moment(value)}


_MAKERS: Mapping[str, Callable[[str, Any, Library], dict[str, str]]] = {
    "choice": _choice,
    "cents": _cents,
    "date": _date,
    "datetime": _datetime,
}
