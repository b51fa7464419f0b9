"""Lines between boxes: straight to the neighbour, else through the gaps between rows and a track in a margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xiezhi.registry.drawing.layout import GAP_Y, Layout, Place

Point = tuple[float, float]
TRACK = 7


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that leads from `starts` to `ends`, drawn over one track."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]


def neighbours(one: Place, other: Place) -> bool:
    """Whether a straight arrow from `one` meets `other`: the next box of the row, or of the only column."""
    beside = one.row == other.row and 0 < other.x - one.x < one.width * 1.5
    below = one.x == other.x and other.row == one.row + 1
    return beside or below


def straight(one: Place, other: Place) -> tuple[Point, Point]:
    if one.row == other.row:
        y = one.y + 20
        return (one.x + one.width, y), (other.x, y)
    return (one.middle, one.bottom), (other.middle, other.y)


def tracks(layout: Layout, bundles: Sequence[Bundle]) -> list[int]:
    """A track for each bundle, such that those that overlap from top to bottom lie apart."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for bundle in bundles:
        rows = [layout.places[name].row for name in (*bundle.starts, *bundle.ends)]
        span = (min(rows) - 0.5, max(rows) + 0.5)
        free = (n for n, spans in enumerate(taken) if all(_apart(span, s) for s in spans))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(span)
        found.append(number)
    return found


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def leaving(place: Place, track: float, shift: float, level: float) -> list[Point]:
    """From the bottom of a box through the gap under it to the track. `level`: depth in the gap, 0 to 1."""
    x, y = place.middle + shift, place.bottom + 4 + level * (GAP_Y - 14)
    return [(x, place.bottom), (x, y), (track, y)]


def arriving(place: Place, track: float, shift: float, level: float) -> list[Point]:
    """From the track through the gap over a box to its top."""
    x, y = place.middle + shift, place.y - GAP_Y + 4 + level * (GAP_Y - 14)
    return [(track, y), (x, y), (x, place.y)]


def ways(
    layout: Layout, bundle: Bundle, track: float, shift: float, level: float
) -> Iterator[list[Point]]:
    """The broken lines of a bundle: out of each start, along the track, into each end."""
    out = [leaving(layout.places[name], track, shift, level) for name in bundle.starts]
    into = [arriving(layout.places[name], track, shift, level) for name in bundle.ends]
    heights = [way[-1][1] for way in out] + [way[0][1] for way in into]
    yield [(track, min(heights)), (track, max(heights))]
    yield from out
    yield from into
