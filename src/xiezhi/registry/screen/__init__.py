"""What the components of a screen show, as plain values: the pages fill them, the templates draw them."""

from xiezhi.registry.screen.deadline import DeadlineView, deadline, suspended
from xiezhi.registry.screen.errors import FieldError, RefusalView
from xiezhi.registry.screen.flow import FlowStep
from xiezhi.registry.screen.keyset import Slice, sliced
from xiezhi.registry.screen.table import Cell, Column, Row, Table, Tag, paged

__all__ = [
    "Cell",
    "Column",
    "DeadlineView",
    "FieldError",
    "FlowStep",
    "RefusalView",
    "Row",
    "Slice",
    "Table",
    "Tag",
    "deadline",
    "paged",
    "sliced",
    "suspended",
]
