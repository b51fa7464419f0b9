"""Where the boxes of a procedure stand: a band for each phase, boxes in rows, what follows directly set beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xiezhi.registry.drawing.svg import NARROW

#: Room between boxes; lines run in the gaps between rows.
GAP_X, GAP_Y = 22, 34
HEAD = 38
BOX_HEIGHT = 78


@dataclass(frozen=True, slots=True)
class Node:
    """A box. `notes`: small lines under the title; `after`: ids of which one must have come before; `tone` plain |
    done | current | open | refused | skipped; `mark`: the word of that tone."""

    id: str
    title: str
    notes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    tone: str = "plain"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A box laid out: its corner, and its row counted over all lanes."""

    node: Node
    x: float
    y: float
    width: float
    row: int

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + BOX_HEIGHT


@dataclass(slots=True)
class Layout:
    """`left` and `right`: the margins for lines of order and of clocks; `heads`: (title, y) of the lanes."""

    width: int
    left: float
    right: float
    columns: int
    places: dict[str, Place] = field(default_factory=dict)
    heads: list[tuple[str, float]] = field(default_factory=list)
    height: float = 0

    @property
    def box_width(self) -> float:
        inner = self.width - self.left - self.right
        return (inner - (self.columns - 1) * GAP_X) / self.columns


def laid_out(lanes: Sequence[Lane], width: int, left: float, right: float) -> Layout:
    """The lanes from top to bottom; four boxes beside each other on the desk, one on a phone."""
    found = Layout(width, left, right, 1 if width <= NARROW else 4)
    y, row = 0.0, 0
    for lane in lanes:
        found.heads.append((lane.title, y))
        y += HEAD
        for some in _rows(chained(lane.nodes), found.columns):
            for column, node in enumerate(some):
                x = left + column * (found.box_width + GAP_X)
                found.places[node.id] = Place(node, x, y, found.box_width, row)
            y, row = y + BOX_HEIGHT + GAP_Y, row + 1
    found.height = y
    return found


def _rows(nodes: Sequence[Node], size: int) -> Iterator[Sequence[Node]]:
    for start in range(0, len(nodes), size):
        yield nodes[start : start + size]


def chained(nodes: Sequence[Node]) -> list[Node]:
    """The nodes in their order, but each followed at once by those that wait for it alone."""
    inside = {node.id for node in nodes}
    follows: dict[str, list[Node]] = {}
    for node in nodes:
        before = [name for name in node.after if name in inside]
        if len(before) == 1 and before[0] != node.id:
            follows.setdefault(before[0], []).append(node)
    waiting = {node.id for some in follows.values() for node in some}
    found: dict[str, Node] = {}
    for node in nodes:
        if node.id not in waiting:
            _follow(node, follows, found)
    for node in nodes:
        _follow(node, follows, found)
    return list(found.values())


def _follow(node: Node, follows: dict[str, list[Node]], found: dict[str, Node]) -> None:
    if node.id not in found:
        found[node.id] = node
        for each in follows.get(node.id, ()):
            _follow(each, follows, found)
