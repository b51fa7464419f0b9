"""The six links as `corpus/process/six_links.yaml` states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from xiezhi.law.corpus import NATIONAL
from xiezhi.law.reading import Problem, View, all_or_raise, read
from xiezhi.registry.screen.words import article_words

FILE = "process/six_links.yaml"


@dataclass(frozen=True, slots=True)
class Cite:
    law: str
    article: str

    def __str__(self) -> str:
        law = self.law if "〔" in self.law else f"《{self.law}》"
        return law + article_words(self.article)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record wanted of each of `steps`; `need` is written | must | when_fit. `when`: only where the step's
    fields say so."""

    title: str
    steps: tuple[str, ...]
    need: str
    cite: Cite
    when: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """One link (环节). `steps` show that it was gone through; `gone` that it must have been; `without` are
    procedures that have no such link, `unless` steps after which it is not needed."""

    id: str
    title: str
    steps: tuple[str, ...]
    gone: tuple[str, ...]
    without: tuple[str, ...]
    unless: tuple[str, ...]
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Book:
    cite: Cite
    links: tuple[Link, ...]


def book() -> Book:
    """The last layer of this node's corpus that states the links. Raises CorpusError with every problem."""
    return _book((NATIONAL, *settings.XIEZHI_CORPUS))


@cache
def _book(layers: tuple[object, ...]) -> Book:
    problems: list[Problem] = []
    paths = [layer / FILE for layer in layers]  # type: ignore[operator]
    table = read([path for path in paths if path.is_file()][-1], problems, FILE)
    found = _read(View(table, problems)) if table else None
    all_or_raise(problems)
    assert found is not None
    return found


def _read(view: View) -> Book:
    view.text("id")
    found = Book(_cite(view), tuple(_link(row) for row in view.tables("links")))
    view.done()
    return found


def _link(view: View) -> Link:
    written = [_wanted(row, "written") for row in view.tables("written")]
    sound = [_wanted(row, row.choice("need", ("must", "when_fit"))) for row in view.tables("sound")]
    found = Link(
        id=view.text("id"),
        title=view.text("title"),
        steps=view.names("steps"),
        gone=view.names("gone", ()),
        without=view.names("except", ()),
        unless=view.names("except_when", ()),
        wanted=(*written, *sound),
    )
    view.done()
    return found


def _wanted(view: View, need: str) -> Wanted:
    found = Wanted(
        view.text("title"), view.names("steps"), need, _cite(view), view.value("when", {})
    )
    view.done()
    return found


def _cite(view: View) -> Cite:
    inner = view.table("cite")
    if inner is None:
        view.problem("cite", "没有依据", "{law, article}")
        return Cite("", "")
    found = Cite(inner.text("law"), inner.text("article"))
    inner.done()
    return found
