"""From a request to a filled form of a step, and from the form to the move it asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.utils import timezone

from xiezhi.journal.acts import Actor, FileRef
from xiezhi.journal.reads import history
from xiezhi.law.events import Event
from xiezhi.law.procedures.model import Step
from xiezhi.matters.acts import content
from xiezhi.matters.acts.actors import DRAFTERS, NAMED, actor, in_role
from xiezhi.matters.acts.intake import file_ref
from xiezhi.matters.acts.move import Move
from xiezhi.matters.acts.two_officers import OFFICER, second_missing, second_role
from xiezhi.matters.forms.asked import asked_fields, asked_names
from xiezhi.matters.forms.choices import (
    Options,
    choices_for,
    fact_options,
    second_holders,
    second_officers,
)
from xiezhi.matters.forms.goods import goods_values
from xiezhi.matters.forms.known import Standing, known_values, likely_values
from xiezhi.matters.forms.layout import Layout, laid_out
from xiezhi.matters.models import Case, Draft, EvidenceItem
from xiezhi.matters.reads.file_pages import file_pages
from xiezhi.matters.reads.words import field_rows
from xiezhi.registry.access import hidden, scope_of
from xiezhi.registry.forms.form import MOST_ROWS, FieldForm
from xiezhi.registry.models import Person
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.screen import FieldError

#: Inputs beside the step's own fields.
AROUND = (
    "key",
    "matter",
    "expect",
    "thread",
    "act_at",
    "second",
    "mode",
    "act_source",
    "act_reason",
)
#: Where no fact is stated yet: the first one that the same form will state.
ONE_FACT = ({"fact_no": 1, "fact_text": ""},)


@dataclass(frozen=True, slots=True)
class Filled:
    """A step's form as it stands. `around` are the inputs beside the fields, `errors` those of both."""

    case: Case
    procedure: str
    step: Step
    person: Person
    by: Actor | None
    form: FieldForm
    around: Mapping[str, str]
    at: datetime | None
    errors: tuple[FieldError, ...] = ()
    layout: Layout | None = None

    @property
    def rows(self) -> list[tuple[str, str]]:
        """For the check page: what, and its value in words."""
        second = dict(self.seconds).get(self.around.get("second", "")) if self.needs_second else ""
        named = [(f"另一名{self.second_title}", second)] if second else []
        return [*named, *field_rows(dict(self.form.values))]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Everything typed, for the check page to send again."""
        counts = [(f"{name}-rows", str(n)) for name, n in self.form.counts.items()]
        return [*self.around.items(), *self.form.texts.items(), *counts]

    @property
    def needs_second(self) -> bool:
        return self.step.people > 1

    @property
    def seconds(self) -> Options:
        if second_role(self.step) == OFFICER:
            return second_officers(self.case, self.person)
        return second_holders(second_role(self.step), self.person)

    @property
    def second_title(self) -> str:
        return role_title(second_role(self.step))

    @property
    def attests(self) -> bool:
        return self.around.get("mode") == "attest" or self.step.modes == ("attest",)

    @property
    def who_may(self) -> str:
        return "、".join(role_title(code) for code in self.step.by)

    @property
    def act_word(self) -> str:
        """The label of the main button names the act."""
        if self.step.approval and not self.attests:
            return f"签署并送审“{self.step.title}”"
        return f"签署并{'登记' if self.attests else '办理'}“{self.step.title}”"

    def move(self) -> Move:
        """The act asked for. Only for a form without errors."""
        around, attested = self.around, self.attests
        return Move(
            matter=self.case.matter,
            procedure=self.procedure,
            step=self.step.name,
            fields=self.form.values,
            by=(self.by or hidden(), *self._second()),
            at=self.at or timezone.localtime(),
            key=around["key"],
            thread=around.get("thread") or None,
            mode="attest" if attested else "decide",
            source=around.get("act_source", "") if attested else "",
            reason=around.get("act_reason", "") if attested else "",
            files=self._files(),
            expect=int(around["expect"]) if around.get("expect", "").isdecimal() else None,
        )

    def _second(self) -> tuple[Actor, ...]:
        code = self.around.get("second", "") if self.needs_second else ""
        person = Person.objects.filter(pk=code, organ=self.person.organ).first()
        return (actor(person, second_role(self.step), NAMED),) if person else ()

    def _files(self) -> tuple[FileRef, ...]:
        """The files of the evidence that the act lists."""
        marks = {row.get("evidence_id") for row in self.form.values.get("evidence") or ()}
        items = EvidenceItem.objects.filter(matter=self.case.matter)
        return tuple(file_ref(item) for item in items if f"E{item.number}" in marks)


def opened(request: HttpRequest, case: Case, procedure: str, step: Step) -> Filled:
    """The form as it opens: filled with what is known, with a fresh key, at the matter's present state."""
    person, by = _actor(request, step)
    events = history(case.matter, reveal=True)
    standing = Standing(procedure, request.GET.get("thread", ""), case.item)
    known = known_values(step, events, person.organ, standing) | file_pages(case.matter, step)
    known |= _of_draft(request, case, step)
    goods = goods_values(step, events, request.GET.get("thread", ""))
    values = likely_values(step, case, events) | goods | known
    names = asked_names(step)
    facts = fact_options(values.get("facts_found") or _facts(events) or ONE_FACT)
    choices = choices_for(case, person.organ, step, events, facts)
    form = FieldForm.blank(asked_fields(names), names, step.optional, choices, values)
    filled = FieldForm.blank(asked_fields(names), names, step.optional, choices, known)
    around = {
        "key": uuid4().hex,
        "matter": case.matter,
        "expect": str(case.seq) if case.seq else "",
        "thread": request.GET.get("thread", ""),
        "act_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    }
    return Filled(case, procedure, step, person, by, form, around, None, (), laid_out(form, filled))


def _of_draft(request: HttpRequest, case: Case, step: Step) -> dict[str, Any]:
    """What was typed in a draft that came back."""
    draft = Draft.objects.filter(pk=request.GET.get("from", ""), matter=case.matter).first()
    return content.fields_of(draft) if draft and draft.step == step.name else {}


def filled(request: HttpRequest, case: Case, procedure: str, step: Step) -> Filled:
    """The form as it was sent."""
    person, by = _actor(request, step)
    names = asked_names(step)
    events = history(case.matter, reveal=True)
    facts = fact_options(_posted_facts(request.POST) or _facts(events))
    choices = choices_for(case, person.organ, step, events, facts)
    form = FieldForm.read(request.POST, asked_fields(names), names, step.optional, choices)
    standing = Standing(procedure, request.POST.get("thread", ""), case.item)
    known = known_values(step, events, person.organ, standing) | _of_draft(request, case, step)
    machine = FieldForm.blank(asked_fields(names), names, step.optional, choices, known)
    around = {name: request.POST.get(name, "") for name in AROUND}
    around["key"] = around["key"] or uuid4().hex
    at, faults = _moment(around["act_at"], events)
    plain = Filled(case, procedure, step, person, by, form, around, at)
    errors = (*faults, *_around_faults(plain), *form.errors)
    layout = laid_out(form, machine)
    return Filled(case, procedure, step, person, by, form, around, at, errors, layout)


def _facts(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The facts as last stated."""
    stated = [event.fields["facts_found"] for event in events if event.fields.get("facts_found")]
    return list(stated[-1]) if stated else []


def _posted_facts(post: Mapping[str, str]) -> list[dict[str, Any]]:
    """The facts that stand in the form as it was sent."""
    count = post.get("facts_found-rows", "")
    rows = range(min(int(count), MOST_ROWS) if count.isdecimal() else 0)
    return [{part: post.get(f"facts_found-{n}-{part}", "") for part in ONE_FACT[0]} for n in rows]


def _around_faults(form: Filled) -> list[FieldError]:
    """Who acts, the second officer, the source."""
    faults = []
    if form.by is None:
        faults.append(FieldError("", f"这一步由{form.who_may}办理，您现在没有这个角色。"))
    if form.needs_second and not form.attests and not form.around["second"]:
        faults.append(FieldError("second", second_missing(form.step)))
    if form.attests and not form.around["act_source"].strip():
        faults.append(FieldError("act_source", "请写明来源，例如当事人书面提交、邮件回执号。"))
    return faults


def _moment(text: str, events: Sequence[Event]) -> tuple[datetime | None, list[FieldError]]:
    """When it happened. Inputs show minutes: within the minute of the last act it is not before that act."""
    now = timezone.localtime()
    try:
        at = datetime.fromisoformat(text) if text else now
    except ValueError:
        return None, [FieldError("act_at", "发生时间须填日期和时间，如 2026-11-21 10:05。")]
    aware = at if timezone.is_aware(at) else timezone.make_aware(at)
    if aware > now:
        return None, [FieldError("act_at", "发生时间晚于现在，请核对。")]
    same = [e.at for e in events if e.at > aware and e.at - aware < timedelta(minutes=1)]
    return max([aware, *same]), []


def _actor(request: HttpRequest, step: Step) -> tuple[Person, Actor | None]:
    """The person, in the first of the step's roles they hold. What others approve, officers and unit heads
    may draft."""
    scope = scope_of(request)
    person = scope.person or hidden()
    wanted = (*step.by, *(DRAFTERS if step.approval else ()))
    return person, in_role(person, wanted, scope.roles)
