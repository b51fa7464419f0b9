"""The two forms of the list: a recording, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils import timezone

from xiezhi.matters.models import Case
from xiezhi.matters.process.recordings import RECORDED
from xiezhi.matters.process.register import PROCEDURE
from xiezhi.registry.access import hidden, scope_of
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.forms.form import FieldForm
from xiezhi.registry.models import Item, Person
from xiezhi.registry.reads import officers_of

#: Read from the file that is sent.
FROM_FILE = frozenset({"evidence_id", "av_seconds"})


def blank(request: HttpRequest, case: Case, step: str) -> FieldForm:
    """As it opens; a link named in the address stands chosen."""
    values = _known(request, case) if step == RECORDED else {}
    values["av_link"] = request.GET.get("link", "")
    asked = _asked(step)
    return FieldForm.blank(
        corpus().fields,
        asked,
        _optional(step),
        _choices(case),
        {n: v for n, v in values.items() if v},
    )


def sent(request: HttpRequest, case: Case, step: str) -> FieldForm:
    """As it was sent."""
    return FieldForm.read(
        request.POST, corpus().fields, _asked(step), _optional(step), _choices(case)
    )


def _known(request: HttpRequest, case: Case) -> dict[str, object]:
    now = timezone.localtime().replace(second=0, microsecond=0).isoformat()
    item = Item.objects.filter(code=case.item).last() if case.item else None
    return {
        "av_category": "penalty" if case.procedure.startswith("penalty") else "",
        "av_item": item.title if item else case.cause,
        "av_officer": (scope_of(request).person or hidden()).code,
        "av_held": "node",
        "recorded_from_at": now,
        "recorded_to_at": now,
    }


def _asked(step: str) -> list[str]:
    shape = corpus().procedures[PROCEDURE].steps[step]
    names = [name for name in shape.fields if name not in FROM_FILE]
    return sorted(names, key=lambda name: name in shape.optional)


def _optional(step: str) -> tuple[str, ...]:
    return corpus().procedures[PROCEDURE].steps[step].optional


def _choices(case: Case) -> Mapping[str, list[tuple[str, str]]]:
    people: list[Person] = officers_of(case.organ, today())
    people.sort(key=lambda person: person.code not in case.handlers)
    return {"av_officer": [(person.code, person.name) for person in people]}
