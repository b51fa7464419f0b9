"""One matter, act by act: each call travels to its moment, acts, and returns what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import time_machine
from tests.matters.play.cast import CAST

from xiezhi.matters.acts.actors import WITH_PIN, actor
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.drafts import approve
from xiezhi.matters.acts.move import Move
from xiezhi.matters.models import Draft
from xiezhi.registry.models import Person

ZONE = ZoneInfo("Asia/Shanghai")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@dataclass
class Play:
    """One matter. Each call travels to `at`, acts, and returns what came of it."""

    matter: str = field(default_factory=lambda: str(uuid4()))

    def move(self, step: str, who: str, at: datetime, fields: dict[str, Any], **rest: Any) -> Move:
        procedure = rest.pop("procedure", "penalty.ordinary")
        second = rest.pop("second", None)
        role = rest.pop("role", None) or CAST[who][2][0]
        people = Person.objects.in_bulk([who, *([second] if second else [])])
        by = [actor(people[who], role, WITH_PIN)]
        if second:
            by.append(actor(people[second], "officer"))
        return Move(
            matter=self.matter,
            procedure=procedure,
            step=step,
            fields=fields,
            by=tuple(by),
            at=at,
            key=rest.pop("key", uuid4().hex),
            **rest,
        )

    def do(
        self, step: str, who: str, at: str, fields: dict[str, Any] | None = None, **rest: Any
    ) -> Done | Draft:
        with time_machine.travel(moment(at), tick=False):
            return do(self.move(step, who, moment(at), fields or {}, **rest))

    def sign(self, draft: Done | Draft, who: str, at: str) -> Done | None:
        assert isinstance(draft, Draft)
        draft.refresh_from_db()
        with time_machine.travel(moment(at), tick=False):
            person = Person.objects.get(pk=who)
            return approve(draft, actor(person, draft.waits_for, WITH_PIN), draft.digest)

    def approved(self, step: str, who: str, at: str, fields: dict[str, Any], **rest: Any) -> Done:
        """Proposed and signed by the unit head and the organ's head within the same hour."""
        draft = self.do(step, who, at, fields, **rest)
        assert isinstance(draft, Draft)
        done = None
        for role in draft.chain:
            signer = next(code for code, (_, _, held) in CAST.items() if role in held)
            done = self.sign(draft, signer, at)
        assert done is not None
        return done

    def attest(
        self, step: str, who: str, at: str, fields: dict[str, Any], **rest: Any
    ) -> Done | Draft:
        source = rest.pop("source", "当事人书面提交")
        return self.do(step, who, at, fields, mode="attest", source=source, **rest)
