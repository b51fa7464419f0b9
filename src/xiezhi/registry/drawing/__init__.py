"""Pictures as SVG text: pure functions of plain values. Colours come from classes in `xiezhi.css`; every picture
has a title, a description and, on its page, a table with the same content."""

from xiezhi.registry.drawing.bars import Bar, bars
from xiezhi.registry.drawing.graph import Clock, graph
from xiezhi.registry.drawing.layout import Lane, Node
from xiezhi.registry.drawing.svg import both
from xiezhi.registry.drawing.timeline import Mark, Span, timeline
from xiezhi.registry.drawing.weeks import Week, weeks

__all__ = [
    "Bar",
    "Clock",
    "Lane",
    "Mark",
    "Node",
    "Span",
    "Week",
    "bars",
    "both",
    "graph",
    "timeline",
    "weeks",
]
