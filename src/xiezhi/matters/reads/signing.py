"""What the approval sheet offers one person: buttons, or the text that says who may and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from xiezhi.journal.acts import NotTaken
from xiezhi.journal.door import preview
from xiezhi.journal.models import Entry
from xiezhi.journal.wiring import wired
from xiezhi.law.norms.model import Citation
from xiezhi.law.verdicts import Finding
from xiezhi.matters.acts import papers
from xiezhi.matters.acts.drafts import as_if_signed, drafted_move
from xiezhi.matters.acts.referral import discussion_norm
from xiezhi.matters.models import Case, Draft
from xiezhi.matters.reads.findings import refusal_views
from xiezhi.matters.reads.tasks import may_sign
from xiezhi.matters.reads.words import step_title
from xiezhi.registry.clock import today
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import Person
from xiezhi.registry.reads import holders, names_of_people
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.scope import Scope
from xiezhi.registry.screen import RefusalView


@dataclass(frozen=True, slots=True)
class Signing:
    """`my_turn`: the draft waits for this person. `refusals`: what the law would say to the last signature now,
    `cured_by` who may do what is missing; with a refusal there is nothing to sign. `refers`: the article by which
    it may go to collective discussion. `why_not` says whose turn it
    is, `result` how it was decided and when.
    """

    my_turn: bool = False
    refusals: Sequence[RefusalView] = ()
    cured_by: Sequence[str] = ()
    refers: Citation | None = None
    why_not: str = ""
    result: str = ""
    decided_at: datetime | None = None

    @property
    def may_sign(self) -> bool:
        return self.my_turn and not self.refusals


def signing(draft: Draft, case: Case, scope: Scope) -> Signing:
    """What the person may do with the draft now."""
    if not draft.waits_for:
        return _decided(draft)
    if not may_sign(draft, scope) or _own(case, scope):
        return Signing(why_not=_why_not(draft, case, scope))
    refused = _refused(draft)
    views = refusal_views(refused, step_title(draft.procedure, draft.step), case.matter)
    return Signing(True, views, _cured_by(refused, draft.organ), _discussed_by(draft))


def _discussed_by(draft: Draft) -> Citation | None:
    norm = discussion_norm(draft)
    return norm.cite[0] if norm else None


def _own(case: Case, scope: Scope) -> bool:
    return scope.person is not None and scope.person.code in case.handlers


def _why_not(draft: Draft, case: Case, scope: Scope) -> str:
    me = scope.person.code if scope.person else ""
    role = role_title(draft.waits_for)
    if me == draft.author:
        why = "您是拟稿人，不能审批自己的文稿。"
    elif me in {each["person"] for each in draft.signed}:
        why = "您已经签署。"
    elif _own(case, scope):
        why = "您是本案的承办人，不能审批本案。"
    elif scope.roles & set(draft.chain):
        why = "现在的签署超出您的审批权限。"
    else:
        why = ""
    people = [p for p in holders(draft.waits_for, draft.organ, today()) if _free(p, draft, case)]
    names = "、".join(person.name for person in people)
    found = (
        f"可以签署的：{names}。" if names else f"名录中现在没有可以签署的{role}，请联系安全管理员。"
    )
    return f"这份文稿正等{role}签署。{why}{found}"


def _free(person: Person, draft: Draft, case: Case) -> bool:
    taken = {draft.author, *(each["person"] for each in draft.signed), *case.handlers}
    return person.code not in taken


def _refused(draft: Draft) -> list[Finding]:
    """What the law would answer were everybody to sign now."""
    try:
        move = replace(as_if_signed(drafted_move(draft)), at=timezone.localtime())
        act = papers.with_number(move.act(), papers.PROVISIONAL)
        return list(wired().refusing(preview(act)))
    except NotTaken:
        return []


def _cured_by(refused: Iterable[Finding], organ: str) -> list[str]:
    """“集体讨论”由机关负责人甲、乙办理, for each step that cures a refusal."""
    norms = corpus().norms
    wanted = dict.fromkeys(norms[each.norm].breach.cure_by for each in refused)
    return [_doers(step, organ) for step in wanted if step]


def _doers(name: str, organ: str) -> str:
    step = next(p.steps[name] for p in corpus().procedures.values() if name in p.steps)
    people = {p.name: None for role in step.by for p in holders(role, organ, today())}
    return f"“{step.title}”由{'、'.join(map(role_title, step.by))}办理：{'、'.join(people)}。"


def _decided(draft: Draft) -> Signing:
    """The last movement of the draft, whoever made it and wherever."""
    moves = Entry.objects.filter(matter=draft.matter, thread=draft.moves) if draft.moves else None
    last = moves.order_by("-seq").first() if moves is not None else None
    if last is None:
        return Signing(result=f"这份文稿的状态是“{draft.get_state_display()}”。")
    by = last.content["by"][0]
    name = names_of_people([by["person"]]).get(by["person"], "")
    did = step_title(last.procedure, last.step)
    return Signing(result=f"{role_title(by['role'])}{name}：{did}。", decided_at=last.occurred_at)
