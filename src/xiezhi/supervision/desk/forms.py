"""Forms of matters of supervision: what the machine is sure of is folded, what it drafted stands open to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xiezhi.matters.forms.asked import asked_fields
from xiezhi.matters.forms.layout import laid_out
from xiezhi.matters.forms.request import Filled
from xiezhi.registry.forms.form import FieldForm

#: Drafted by the machine, said by the supervisor.
DRAFTED = frozenset(
    {"supervision_issue", "supervision_text", "supervision_demand", "rectify_by_on"}
)


def standing_in(form: Filled, values: Mapping[str, Any]) -> Filled:
    """The form drawn anew with `values` in it."""
    known = {name: value for name, value in values.items() if name in form.form.names}
    sure = {name: value for name, value in known.items() if name not in DRAFTED}
    drawn = _drawn(form, known)
    return replace(form, form=drawn, layout=laid_out(drawn, _drawn(form, sure)))


def _drawn(form: Filled, values: Mapping[str, Any]) -> FieldForm:
    names, stands = list(form.form.names), {**form.form.values, **values}
    return FieldForm.blank(
        asked_fields(names), names, form.step.optional, form.form.choices, stands
    )
