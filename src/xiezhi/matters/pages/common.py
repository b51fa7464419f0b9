"""What every page of a case needs: the case, or a missing page; the trail; a line in the access log."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import INSPECTIONS, SUPERVISION
from xiezhi.registry.access import hidden, roles, scope_of
from xiezhi.registry.reading import log_access
from xiezhi.registry.roles import ADMINISTRATORS, OVERSEEING, ROLES

#: Whoever acts in cases or oversees them; the three administrators never do.
CASE_ROLES = roles(*(set(ROLES) - ADMINISTRATORS))
ACTING = roles(*(set(ROLES) - ADMINISTRATORS - OVERSEEING))

SECTIONS = (
    ("办理", "matters:case"),
    ("办案指引", "matters:guide"),
    ("事实与证据", "matters:facts"),
    ("流程图", "matters:course"),
    ("文书", "matters:documents"),
    ("当事人", "matters:parties"),
    ("过程记录", "matters:log"),
    ("监督", "matters:supervision"),
    ("关联", "matters:links"),
)


def case_for(request: HttpRequest, matter: str, what: str, fields: tuple[str, ...] = ()) -> Case:
    """The case, when it exists for this person; the view is logged with the personal fields shown."""
    case = Case.objects.filter(pk=matter).first()
    if case is None or not scope_of(request).sees(case.organ):
        hidden()
    if fields:
        log_access(request, what, matter, purpose="办理案件", fields=fields)
    return case


def _listed(case: Case) -> tuple[str, str]:
    """The list the matter stands in."""
    if case.procedure == SUPERVISION:
        return "监督事项", "supervision:matters"
    inspects = case.procedure.startswith(INSPECTIONS)
    return ("检查", "inspections:index") if inspects else ("案件", "matters:cases")


def home_of(case: Case) -> str:
    """The page a matter is worked on from, which everybody who may read it can open."""
    route = "supervision:matter" if case.procedure == SUPERVISION else "matters:case"
    return reverse(route, args=(case.matter,))


def framed(request: HttpRequest, case: Case, here: str, **more: object) -> dict[str, object]:
    """Template context of a section of the case: trail and tabs."""
    href = home_of(case)
    word = dict((route, word) for word, route in SECTIONS).get(here, "")
    listed = _listed(case)
    crumbs = [(listed[0], reverse(listed[1]))]
    if case.seq:
        crumbs.append((str(case), "" if here == "matters:case" else href))
    if here != "matters:case":
        crumbs.append((word or str(more.get("title", "")), ""))
    tabs = [
        (title, reverse(route, args=(case.matter,)), route == here) for title, route in SECTIONS
    ]
    return {"case": case, "home": href, "crumbs": crumbs, "tabs": tabs, **more}
