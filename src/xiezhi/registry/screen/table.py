"""Lists: caption, count, rows that are links, columns that become lines on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from xiezhi.registry.screen.keyset import PAGE_SIZE, Slice


@dataclass(frozen=True, slots=True)
class Tag:
    """A state word with a tone: good | bad | care | now | plain. The word always stands by itself."""

    word: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row. `value` is text, a Tag or a DeadlineView."""

    value: Any
    column: Column

    @property
    def kind(self) -> str:
        return type(self.value).__name__


@dataclass(frozen=True, slots=True)
class Row:
    """The first value is the heading of the row and its link."""

    values: Sequence[Any]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`empty` says what would be here and what to do. `page` or `slice` (see `keyset`) adds the pages below."""

    caption: str
    columns: Sequence[Column | str]
    rows: Sequence[Row]
    empty: str = "没有记录。"
    count: int | None = None
    page: Page | None = None
    query: str = ""
    slice: Slice | None = None
    heads: tuple[Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        heads = tuple(c if isinstance(c, Column) else Column(c) for c in self.columns)
        object.__setattr__(self, "heads", heads)

    @property
    def total(self) -> str:
        if self.slice is not None:
            return self.slice.total
        if self.page is not None:
            return f"{self.page.paginator.count} 条"
        return f"{len(self.rows) if self.count is None else self.count} 条"

    @property
    def lines(self) -> list[tuple[str, Any, list[Cell]]]:
        """(href, heading, other cells) per row."""
        return [(row.href, row.values[0], self._cells(row)) for row in self.rows]

    def _cells(self, row: Row) -> list[Cell]:
        return [Cell(v, c) for v, c in zip(row.values[1:], self.heads[1:], strict=True)]


def paged(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> tuple[Page, str]:
    """The page `?page=n` asks for (the nearest that exists) and the rest of the query for its links."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return page, query.urlencode()
