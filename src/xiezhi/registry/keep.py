"""Register entries that open and end rows of the kept registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from xiezhi.law.events import Event
from xiezhi.registry.models import KeptRow

#: Step → the register it adds to, the field of its key, and the fields of its attributes.
OPENS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "mandate_granted": ("mandate", "organ_code", {"power": "mandate_power"}),
    "entrustment_registered": ("entrustment", "organ_code", {"principal": "principal_code"}),
    "delegation_made": ("delegation", "organ_code", {"item": "item"}),
    "device_registered": ("device", "device_no", {}),
}
ENDS = ("mandate_ended", "entrustment_ended", "delegation_ended", "device_withdrawn")


def row_opened(entry: object, event: Event) -> None:
    """A row from `valid_from_on` to `valid_to_on`; a new one of the same matter ends the earlier ones."""
    register, key, attributes = OPENS[event.step]
    f = event.fields
    start, end = date.fromisoformat(f["valid_from_on"]), f.get("valid_to_on")
    _end(event.matter, start)
    rest = {
        "register": register,
        "key": f[key],
        "attributes": {name: f[field] for name, field in attributes.items()},
        "valid_to": date.fromisoformat(end) if end else None,
    }
    KeptRow.objects.update_or_create(matter=event.matter, valid_from=start, defaults=rest)


def row_ended(entry: object, event: Event) -> None:
    """From `effective_from_on` the matter's row is no longer in force."""
    _end(event.matter, date.fromisoformat(event.fields["effective_from_on"]))


def _end(matter: str, on: date) -> None:
    rows = KeptRow.objects.filter(matter=matter)
    rows.filter(valid_from__gte=on).delete()
    open_rows = rows.exclude(valid_to__lt=on - timedelta(days=1))
    open_rows.update(valid_to=on - timedelta(days=1))


PROJECTORS: Mapping[str, tuple[Callable[[object, Event], None], ...]] = {
    **{step: (row_opened,) for step in OPENS},
    **{step: (row_ended,) for step in ENDS},
}
