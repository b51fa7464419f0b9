"""A key seen before: the first answer for the same content, an error for another."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from xiezhi.journal.acts import KeyReused, Recorded
from xiezhi.journal.models import Entry
from xiezhi.journal.sealing import opened, split
from xiezhi.journal.shaping import Shaped
from xiezhi.journal.wiring import Wiring
from xiezhi.law.verdicts import Finding, Verdict


def keyed(keys: Collection[str]) -> dict[str, Entry]:
    """Entries that already carry one of `keys`."""
    if not keys:
        return {}
    return {entry.key: entry for entry in Entry.objects.filter(key__in=keys) if entry.key}


def first_answer(shaped: Shaped, entry: Entry, wiring: Wiring) -> Recorded:
    """The answer given when `entry` was recorded. Raises KeyReused if `shaped` says something else."""
    content = entry.content
    if not (_same_open(shaped, content, wiring) and _same_sealed(shaped, entry, wiring)):
        raise KeyReused(shaped.act)
    return Recorded(entry, tuple(_finding(v) for v in content["verdicts"]))


def _same_open(shaped: Shaped, content: dict[str, Any], wiring: Wiring) -> bool:
    act = shaped.act
    fields, _ = split(shaped.fields, wiring)
    same = (
        content["matter"] == act.matter
        and content["step"] == act.step
        and content["procedure"] == act.procedure
        and act.thread in (None, content["thread"])
        and act.parent in (None, content["parent"])
        and content["mode"] == act.mode
        and (content["source"] or "", content["reason"] or "") == (act.source, act.reason)
    )
    return same and (
        (
            content["occurred_at"],
            content["by"],
            content["files"],
            content["refs"],
            content["fields"],
        )
        == (shaped.occurred_at, shaped.by, shaped.files, shaped.refs, fields)
    )


def _same_sealed(shaped: Shaped, entry: Entry, wiring: Wiring) -> bool:
    """Erased values cannot be compared; their names are."""
    _, values = split(shaped.fields, wiring)
    given = {value.name: value.value for value in values}
    rows = list(entry.sealed.all())
    kept = {item.name: item.value for item in opened(rows)}
    return given.keys() == {row.name for row in rows} and all(
        given[name] == value for name, value in kept.items()
    )


def _finding(verdict: dict[str, str]) -> Finding:
    return Finding(verdict["norm"], "", "", Verdict(verdict["verdict"]), verdict["reason"])
