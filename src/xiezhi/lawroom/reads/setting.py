"""The form of a parameter's value: the value in its unit, one question for each key, day, document, reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xiezhi.law.fields import Field, FieldType
from xiezhi.law.parameters import Parameter
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Organ
from xiezhi.registry.parameters.models import Change
from xiezhi.registry.parameters.words import UNITS, range_words

VALUE = "parameter_value"
ASKED = (VALUE, "effective_from_on", "keeping_document", "keeping_reason")
WHEN = "when_"
_TYPES: Mapping[str, FieldType] = {"cents": "cents", "bool": "bool"}


def setting_fields(parameter: Parameter) -> dict[str, Field]:
    """The fields of the form, in the order asked."""
    known = corpus().fields
    value = replace(
        known[VALUE],
        title=f"{known[VALUE].title}（{UNITS[parameter.unit]}）"
        if UNITS.get(parameter.unit)
        else known[VALUE].title,
        type=_TYPES.get(parameter.unit, "integer"),
        help=f"应当{range_words(parameter)}",
    )
    keys = {f"{WHEN}{name}": _key(name) for name in parameter.keys}
    return {VALUE: value, **keys, **{name: known[name] for name in ASKED[1:]}}


def _key(name: str) -> Field:
    known = corpus().fields.get(name)
    title = corpus().title_of(name)
    options = dict(known.options) if known else {}
    shape = Field(name=f"{WHEN}{name}", title=f"只用于：{title}", type="text")
    if name == "organ":
        options = dict(Organ.objects.order_by("name").values_list("code", "name"))
    if name == "region":
        regions = Organ.objects.order_by("region").values_list("region", flat=True).distinct()
        options = {region: region for region in regions}
    if name == "step":
        options = {s.name: s.title for p in corpus().procedures.values() for s in p.steps.values()}
    return replace(shape, type="choice", options=options) if options else shape


def optional(parameter: Parameter) -> tuple[str, ...]:
    return tuple(f"{WHEN}{name}" for name in parameter.keys)


def conditions(parameter: Parameter, values: Mapping[str, Any]) -> dict[str, str]:
    """Key fact → word, of the questions that were answered."""
    return {n: str(values[f"{WHEN}{n}"]) for n in parameter.keys if values.get(f"{WHEN}{n}")}


def stated(parameter: Parameter, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says, as fields of the step `parameter_proposed`."""
    value = values[VALUE]
    fields = {
        "parameter_id": parameter.id,
        **{name: values[name] for name in ASKED},
        VALUE: int(value),
        "effective_from_on": str(values["effective_from_on"]),
    }
    return fields | _rows(conditions(parameter, values))


def repeated(change: Change) -> dict[str, Any]:
    """What the step `parameter_set` says of a proposal."""
    fields: dict[str, Any] = {
        "parameter_id": change.parameter,
        VALUE: change.value,
        "effective_from_on": change.since.isoformat(),
        "keeping_document": change.document,
        "keeping_reason": change.reason,
    }
    return fields | _rows(change.conditions)


def _rows(when: Mapping[str, str]) -> dict[str, Any]:
    rows = [{"condition_fact": name, "condition_word": word} for name, word in when.items()]
    return {"parameter_conditions": rows} if rows else {}
