"""Open cards counted by unit, by problem and by item; every number opens its list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Item
from xiezhi.supervision.filters import WHOLE, Chosen
from xiezhi.supervision.models import Card

#: Lines of a table of problems or items, those with most cards; units are listed all.
MOST = 20


@dataclass(frozen=True, slots=True)
class Number:
    """A count, what is counted, and the address of its list."""

    word: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, problem or item: the sum, then one number a colour, in the order of `Card.Colour`."""

    title: str
    whole: Number
    colours: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of counts; `total` is the sum of all, `further` how many lines are not shown."""

    title: str
    lines: list[Line]
    total: int
    further: int


def counts(cards: QuerySet[Card], asked: Chosen, organs: Mapping[str, str]) -> list[Counts]:
    """Three tables over the cards that pass the filters."""
    norms = corpus().norms
    return [
        _table("按单位", "organ", cards, asked, lambda code: organs.get(code, "未知单位")),
        _table(
            "按问题",
            "norm",
            cards,
            asked,
            lambda code: norms[code].title if code in norms else code,
        ),
        _table("按执法事项", "item", cards, asked, _items(cards)),
    ]


def _table(
    title: str, by: str, cards: QuerySet[Card], asked: Chosen, name: Callable[[str], str]
) -> Counts:
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for code, rank, count in cards.values_list(by, "rank").annotate(n=Count("*")).order_by():
        found[code][rank] = count
    most = None if by == "organ" or asked.of(WHOLE) else MOST
    ranked = sorted(found.items(), key=lambda each: (-sum(each[1].values()), each[0]))
    lines = [_line(name(code), asked, by, code, held) for code, held in ranked[:most] if code]
    total = sum(sum(held.values()) for _, held in ranked)
    return Counts(title, lines, total, max(0, len(ranked) - len(ranked[:most])))


def _line(title: str, asked: Chosen, by: str, code: str, held: Mapping[int, int]) -> Line:
    numbers = tuple(
        Number(word, held.get(rank, 0), asked.address(**{by: code, "colour": colour}))
        for rank, (colour, word) in enumerate(Card.Colour.choices)
    )
    whole = Number("合计", sum(held.values()), asked.address(**{by: code}))
    return Line(title, whole, numbers)


def _items(cards: QuerySet[Card]) -> Callable[[str], str]:
    titles = dict(Item.objects.filter(code__in=cards.values("item")).values_list("code", "title"))
    return lambda code: titles.get(code, code)
