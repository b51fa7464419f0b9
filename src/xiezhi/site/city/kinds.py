"""Kinds of defect and their near-misses, as data: what each changes of a lawful story (`defects/*.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Any

from xiezhi.site.city.reading import HERE, book, data
from xiezhi.site.city.story import Story, changed, story


@dataclass(frozen=True, slots=True)
class Kind:
    """`norms` are broken by every case of the kind, none when it is a near-miss or plain.

    `case`: what it fixes of party, item, fine…; `on`: what the day of a step must be; `settle`: days that
    must have passed since the last step, so that what is missing is overdue.
    """

    id: str
    title: str
    story: Story
    norms: tuple[str, ...] = ()
    near_of: str = ""
    case: Mapping[str, Any] = field(default_factory=dict)
    on: Mapping[str, str] = field(default_factory=dict)
    settle: int = 0
    whole: bool = True


@cache
def kinds() -> tuple[Kind, ...]:
    """Each defect followed by its near-miss: the first of every file, the second of every file…"""
    files = [book(path)["defects"] for path in sorted((HERE / "defects").glob("*.yaml"))]
    rows = [row for turn in zip_longest(*files) for row in turn if row is not None]
    return tuple(kind for row in rows for kind in (_kind(row, row["id"]), _near(row)))


def _kind(row: Mapping[str, Any], name: str) -> Kind:
    return Kind(
        id=name,
        title=row["title"],
        story=changed(story(row.get("story", "ordinary")), row),
        norms=tuple(row["norms"]),
        case=row.get("case", {}),
        on=row.get("on", {}),
        settle=int(row.get("settle", 0)),
    )


def _near(row: Mapping[str, Any]) -> Kind:
    """The near-miss starts from the same story, case and flags; what it states itself comes first."""
    near = row["near"]
    told = {"story": row.get("story", "ordinary"), "norms": (), **near}
    told["case"] = {**row.get("case", {}), **near.get("case", {})}
    told["flags"] = {**row.get("flags", {}), **near.get("flags", {})}
    kind = _kind(told, f"{row['id']}:near")
    return Kind(
        id=kind.id, title=kind.title, story=kind.story, norms=kind.norms, near_of=row["id"],
        case=kind.case, on=kind.on, settle=kind.settle,
    )  # fmt: skip


@cache
def desk() -> tuple[Kind, ...]:
    """The cases on the demo people's own desks, as far as they have come by today."""
    rows = data("desk")["cases"]
    return tuple(
        Kind(
            id=f"desk:{n}", title="演示人员的案件", story=story(row["story"]), case=row, whole=False
        )
        for n, row in enumerate(rows, 1)
    )


@cache
def plain(name: str) -> Kind:
    """An ordinary lawful case of the story, as far as it has come by today."""
    return Kind(id=f"plain:{name}", title="合法案件", story=story(name), whole=False)
