"""The matters that norms touch now, among those the reader may see: open cards, running clocks, refused steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from xiezhi.law.norms.model import Norm
from xiezhi.law.procedures.state import State
from xiezhi.lawroom.reads.cards import open_cards
from xiezhi.lawroom.reads.norms import procedures_of
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import visible
from xiezhi.matters.reads.clocks import clock_due
from xiezhi.matters.reads.findings import sentence
from xiezhi.matters.reads.states import state_of
from xiezhi.registry.scope import Scope

#: Matters that are replayed for clocks and refusals: those that fall due first.
REPLAYED = 12
CARDS = 20
RUNNING = ("open", "suspended")


@dataclass(frozen=True, slots=True)
class Touch:
    """One matter and how the norm touches it: `kind` is 监督牌, 期限 or 拦住."""

    case: str
    href: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Touched:
    """`looked` of `running` matters of these procedures were replayed, those due first."""

    rows: list[Touch]
    looked: int
    running: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How many running matters of the node a change of a parameter concerns, and how many of them the reader sees."""

    all: int
    seen: int


def reach(scope: Scope, norms: Sequence[Norm], conditions: Mapping[str, str]) -> Reach:
    """Counted over procedure, organ and item's field; numbers only, no matter is named."""
    everywhere = _running(Case.objects.all(), norms)
    mine = _running(visible(scope), norms)
    return Reach(narrowed(everywhere, conditions).count(), narrowed(mine, conditions).count())


def running_cases(scope: Scope, norms: Sequence[Norm]) -> QuerySet[Case]:
    """Matters under way in a procedure to which one of the norms applies."""
    return _running(visible(scope), norms)


def _running(rows: QuerySet[Case], norms: Sequence[Norm]) -> QuerySet[Case]:
    return rows.filter(state__in=RUNNING, procedure__in=procedures_of(norms))


def touched(scope: Scope, norms: Sequence[Norm]) -> Touched:
    """What the norms do in the reader's matters at this moment."""
    running = running_cases(scope, norms)
    cases = list(_due_first(running, norms)[:REPLAYED])
    rows = [*_cards(scope, norms), *(row for case in cases for row in _of_case(case, norms))]
    return Touched(rows, len(cases), running.count())


def _due_first(running: QuerySet[Case], norms: Sequence[Norm]) -> QuerySet[Case]:
    """Those whose nearest clock is one of the norms, then the others, by last day."""
    titles = [norm.title for norm in norms]
    near = running.filter(due_what__in=titles).order_by("due_order")
    return near if near.count() >= REPLAYED else running.order_by("due_order", "-changed_at")


def _cards(scope: Scope, norms: Sequence[Norm]) -> Iterator[Touch]:
    lines = open_cards([norm.id for norm in norms], scope.organs, CARDS)
    names = {case.pk: str(case) for case in Case.objects.filter(pk__in=[c.matter for c in lines])}
    for line in lines:
        if line.matter in names:
            href = reverse("matters:supervision", args=(line.matter,))
            yield Touch(names[line.matter], href, line.colour, line.reason)


def _of_case(case: Case, norms: Sequence[Norm]) -> Iterator[Touch]:
    state, _ = state_of(case.matter)
    wanted = {norm.id: norm for norm in norms}
    href = reverse("matters:guide", args=(case.matter,))
    for clock in state.clocks:
        if clock.norm in wanted:
            yield Touch(str(case), href, "期限", f"{clock.title}：{clock_due(clock).words}")
    for step, words in _refused(state, wanted):
        yield Touch(str(case), href, "拦住", f"不能“{step}”：{words}")


def _refused(state: State, wanted: dict[str, Norm]) -> Iterator[tuple[str, str]]:
    seen = set[tuple[str, str]]()
    for thread in state.threads:
        for each in thread.refused:
            for finding in each.findings:
                mark = (each.step.name, finding.norm)
                if finding.norm in wanted and mark not in seen:
                    seen.add(mark)
                    yield each.step.title, sentence(finding, wanted[finding.norm])


def narrowed(rows: QuerySet[Case], conditions: Mapping[str, str]) -> QuerySet[Case]:
    """Those that the conditions of a parameter concern, as far as the list of matters knows them."""
    asked = Q()
    for name in ("organ", "sector"):
        if conditions.get(name):
            asked &= Q(**{name: conditions[name]})
    return rows.filter(asked)
