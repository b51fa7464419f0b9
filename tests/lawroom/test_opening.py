"""From the desk a matter of any procedure is opened by whoever may take its first step; it has a workspace and a guide."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.matters import play as p
from tests.matters.conftest import cast

from xiezhi.matters.models import Case
from xiezhi.matters.reads.opening import opening_steps
from xiezhi.registry.corpus import corpus
from xiezhi.registry.models import RoleGrant
from xiezhi.registry.roles import ROLES

__all__ = ["cast"]
Enter = Callable[[str], Client]


def grant(person: str, *roles: str) -> None:
    for role in roles:
        RoleGrant.objects.get_or_create(
            person_id=person, role=role, organ_id=p.ORGAN, since=p.SINCE
        )


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_the_page_lists_what_the_roles_may_begin(cast: Enter) -> None:
    page = text(cast("lin"), "/cases/open/")
    assert "线索登记" in page and "收到许可申请" not in page
    grant("ren", "window")
    assert "收到许可申请" in text(cast("ren"), "/cases/open/")
    assert "/cases/open/" in text(cast("lin"), "/desk/")


def test_what_another_procedure_starts_is_not_opened_from_the_desk() -> None:
    law = corpus()
    for code in ("hearing", "penalty.ordinary", "lawkeeping", "register", "papers"):
        assert opening_steps(law.procedures[code]) == []


def test_first_steps_that_are_not_offered_are_not_there(cast: Enter) -> None:
    client = cast("lin")
    for path in ("clue/case_filed", "hearing/hearing_requested", "nothing/nothing"):
        text(client, f"/cases/open/{path}/", 404)
    text(client, "/cases/open/licence/licence_applied/", 404)


@pytest.mark.parametrize(
    "code", [c for c, each in sorted(corpus().procedures.items()) if opening_steps(each)]
)
def test_every_first_step_has_its_form(cast: Enter, code: str) -> None:
    """The first a role on the platform may take."""
    step = opening_steps(corpus().procedures[code])[0]
    role = next(role for role in step.by if role in ROLES)
    RoleGrant.objects.filter(person="wu").delete()
    grant("wu", role)
    assert step.title in text(cast("wu"), "/cases/open/")
    assert step.title in text(cast("wu"), f"/cases/open/{code}/{step.name}/")


def test_a_matter_that_is_no_penalty_case_stands_in_the_list_and_has_its_pages(cast: Enter) -> None:
    matter = p.Play()
    fields = {"crime_name": "非法经营", "cause": "涉嫌非法经营"}
    step = opening_steps(corpus().procedures["transfer"])[0]
    known = {name: value for name, value in fields.items() if name in step.fields}
    matter.attest(
        step.name, "lin", "2026-03-02T09:00", known, procedure="transfer", source="巡查发现"
    )
    case = Case.objects.get(pk=matter.matter)
    assert (case.procedure, case.organ, case.state) == ("transfer", p.ORGAN, "open")
    client = cast("lin")
    title = corpus().procedures["transfer"].title
    assert title in text(client, "/cases/")
    for tab in ("", "guide/", "course/", "log/", "documents/", "facts/", "parties/"):
        text(client, f"/cases/{matter.matter}/{tab}")
    text(cast("qian"), f"/cases/{matter.matter}/guide/", 404)


def test_the_guide_says_what_may_be_done_what_not_and_what_is_missing(cast: Enter) -> None:
    story = p.filed(p.Play())
    page = text(cast("lin"), f"/cases/{story.matter}/guide/")
    assert "现在可以办理" in page and "现在还不能办理" in page
    assert "正在计算的期限" in page and "办案期限" in page and "起算：" in page
    assert "等待办理“作出处罚决定”" in page
    assert "怎么办：" in page and "/law/norms/PEN-060-1/" in page
    assert f"/cases/{story.matter}/guide/" in text(cast("lin"), f"/cases/{story.matter}/")
