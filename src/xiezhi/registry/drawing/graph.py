"""A procedure as a map: steps by phase, arrows for their order, and clocks on the lines of the right margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from xiezhi.registry.drawing.layout import BOX_HEIGHT, GAP_Y, Lane, Layout, Node, Place, laid_out
from xiezhi.registry.drawing.measure import fitted, width_of, wrapped
from xiezhi.registry.drawing.routes import TRACK, Bundle, neighbours, straight, tracks, ways
from xiezhi.registry.drawing.svg import NARROW, arrow, box, line, path, picture, words

NOTE = 12
#: Room for the words of a clock beside its line.
CLOCK_WORDS, CLOCK_WORDS_NARROW = 152, 82


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of law on the line from the steps that start it to those that end it; `words`: 「90日」; `norm`: its
    id, left out where there is no room."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    words: str
    norm: str = ""


def graph(
    key: str,
    title: str,
    about: str,
    lanes: Sequence[Lane],
    clocks: Sequence[Clock],
    width: int,
) -> SafeString:
    """`lanes` in order from top to bottom; names that no node bears are left out of orders and clocks."""
    nodes = {node.id: node for lane in lanes for node in lane.nodes}
    timed = [(clock, _known(clock, nodes)) for clock in clocks]
    timed = [(clock, bundle) for clock, bundle in timed if bundle.starts and bundle.ends]
    first = laid_out(lanes, width, 0, 0)
    order = list(_orders(nodes, first))
    left = 8 + TRACK * (1 + max(tracks(first, order), default=-1))
    of_clocks = tracks(first, [bundle for _, bundle in timed])
    beside = CLOCK_WORDS_NARROW if width <= NARROW else CLOCK_WORDS
    right = (12 + TRACK * (1 + max(of_clocks)) + beside) if timed else 4
    layout = laid_out(lanes, width, left, right)
    drawn = [
        arrow(f"{key}-a", "head"),
        arrow(f"{key}-c", "head clock"),
        *_order_lines(layout, nodes, order, f"{key}-a"),
        *_clock_lines(layout, timed, of_clocks, f"{key}-c", beside),
        *_heads(layout),
        *(part for place in layout.places.values() for part in _box(place)),
    ]
    return picture(key, title, about, (width, layout.height), drawn)


def _known(clock: Clock, nodes: Mapping[str, Node]) -> Bundle:
    return Bundle(
        tuple(name for name in clock.starts if name in nodes),
        tuple(name for name in clock.ends if name in nodes),
    )


def _orders(nodes: Mapping[str, Node], layout: Layout) -> Iterator[Bundle]:
    """For each step, those that wait for it and do not stand beside it."""
    for name, one in layout.places.items():
        far = [
            node.id
            for node in nodes.values()
            if name in node.after
            and node.id != name
            and not neighbours(one, layout.places[node.id])
        ]
        if far:
            yield Bundle((name,), tuple(far))


def _heads(layout: Layout) -> Iterator[str]:
    for title, y in layout.heads:
        yield line(0, y + 4, layout.width, y + 4, "grid")
        yield words(title, 0, y + 23, "lane")


def _order_lines(
    layout: Layout, nodes: Mapping[str, Node], bundles: Sequence[Bundle], head: str
) -> Iterator[str]:
    for node in nodes.values():
        other = layout.places[node.id]
        for name in node.after:
            if name in nodes and neighbours(layout.places[name], other):
                yield path(straight(layout.places[name], other), "order", head)
    numbers = tracks(layout, bundles)
    for n, (bundle, number) in enumerate(zip(bundles, numbers, strict=True)):
        track = layout.left - 6 - TRACK * number
        yield from _way(layout, bundle, track, -24.0 - 5 * (n % 5), (n % 5) / 4, "order", head)


def _way(
    layout: Layout,
    bundle: Bundle,
    track: float,
    shift: float,
    level: float,
    class_: str,
    head: str,
) -> Iterator[str]:
    trunk_and_out = 1 + len(bundle.starts)
    for n, way in enumerate(ways(layout, bundle, track, shift, level)):
        yield path(way, class_, head if n >= trunk_and_out else "")


def _clock_lines(
    layout: Layout,
    timed: Sequence[tuple[Clock, Bundle]],
    numbers: Sequence[int],
    head: str,
    beside: float,
) -> Iterator[str]:
    base = layout.width - layout.right + 12
    after_tracks = layout.width - beside + 4
    taken: list[float] = []
    for n, ((clock, bundle), number) in enumerate(zip(timed, numbers, strict=True)):
        track = base + TRACK * number
        level = (n % 5) / 4
        yield from _way(layout, bundle, track, 24.0 + 6 * (n % 5), level, "order clock", head)
        y = _free(layout.places[bundle.ends[0]].y - GAP_Y + 8 + level * (GAP_Y - 14), taken)
        yield line(track, y - 4, after_tracks - 3, y - 4, "order clock")
        told = clock.words if beside == CLOCK_WORDS_NARROW else f"{clock.words} {clock.norm}"
        yield words(fitted(told, beside - 6, NOTE), after_tracks, y, "clock-words")


def _free(y: float, taken: list[float]) -> float:
    """The nearest height below at which no other words stand."""
    while any(abs(y - other) < NOTE + 3 for other in taken):
        y += 4
    taken.append(y)
    return y


def _box(place: Place) -> Iterator[str]:
    node = place.node
    room = place.width - 16
    yield box(place.x, place.y, place.width, BOX_HEIGHT, f"node {node.tone}", 4)
    mark = width_of(node.mark, NOTE) + 6 if node.mark else 0
    if node.mark:
        right = place.x + place.width - 8
        yield words(node.mark, right, place.y + 20, f"mark {node.tone}", "end")
    y = place.y + 20
    for text in wrapped(node.title, room - mark, lines=2 if len(node.notes) < 3 else 1):
        yield words(text, place.x + 8, y, f"name {node.tone}")
        y += 17
    for text in node.notes[: 2 if y > place.y + 40 else 3]:
        yield words(fitted(text, room, NOTE), place.x + 8, y, "figure")
        y += 16
