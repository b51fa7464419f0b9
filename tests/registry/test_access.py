"""Who may open what: the rule of the route, and objects that exist only for some."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from xiezhi.registry.access import SIGNED_IN, NotForYou, page, roles, seen
from xiezhi.registry.models import Account, Organ, Person, RoleGrant
from xiezhi.registry.scope import Scope, scope_for

DAY = date(2026, 11, 20)


def organ(code: str, region: str) -> Organ:
    return Organ.objects.create(
        code=code, name=code, short_name=code, region=region, kind="statutory", confirmed_on=DAY
    )


def account(login: str, organ: Organ, *held: str) -> Account:
    person = Person.objects.create(code=f"p-{login}", name=login, organ=organ)
    for role in held:
        RoleGrant.objects.create(person=person, role=role, organ=organ, since=date(2026, 1, 1))
    return Account.objects.create_user(login, "一把好伞", person)


def request_with(scope: Scope, method: str = "GET") -> HttpRequest:
    request = RequestFactory().generic(method, "/x")
    request.scope = scope  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    return request


@page(roles("officer"), methods=("GET",))
def for_officers(request: HttpRequest) -> HttpResponse:
    return HttpResponse("进来了")


def test_a_role_opens_its_pages_and_nobody_elses(db_on: str) -> None:
    home = organ("a", "110101")
    officer, clerk = account("lin", home, "officer"), account("he", home, "publicity_clerk")
    assert for_officers(request_with(scope_for(officer, DAY))).content.decode() == "进来了"
    with pytest.raises(NotForYou, match="执法人员"):
        for_officers(request_with(scope_for(clerk, DAY)))


def test_a_method_that_is_not_declared_is_refused_before_anything_else() -> None:
    assert for_officers(request_with(Scope(), "POST")).status_code == 405


def test_a_stranger_is_sent_to_the_door() -> None:
    assert for_officers(request_with(Scope())).headers["Location"].startswith("/login?next=")


def test_pages_of_people_are_kept_by_no_cache() -> None:
    view = page(SIGNED_IN)(lambda request: HttpResponse(""))
    assert "no-store" in view(request_with(Scope(signed_in=True))).headers["Cache-Control"]


def test_a_grant_counts_from_its_first_day_until_the_day_it_ends(db_on: str) -> None:
    home = organ("a", "110101")
    lin = account("lin", home, "officer")
    RoleGrant.objects.update(until=date(2026, 11, 20))
    assert scope_for(lin, date(2025, 12, 31)).roles == frozenset()
    assert scope_for(lin, date(2026, 1, 1)).roles == {"officer"}
    assert scope_for(lin, date(2026, 11, 19)).roles == {"officer"}
    assert scope_for(lin, date(2026, 11, 20)).roles == frozenset()


def test_an_account_that_is_switched_off_may_do_nothing(db_on: str) -> None:
    lin = account("lin", organ("a", "110101"), "officer")
    lin.is_active = False
    assert scope_for(lin, DAY) == Scope()


@pytest.mark.parametrize("admin", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_who_also_got_a_case_role_holds_neither(db_on: str, admin: str) -> None:
    both = account("x", organ("a", "110101"), admin, "officer")
    assert scope_for(both, DAY).roles == frozenset()


def test_an_administrator_sees_no_cases(db_on: str) -> None:
    home = organ("a", "110101")
    assert not scope_for(account("sys", home, "system_admin"), DAY).sees("a")


def test_a_supervisor_sees_the_organs_of_the_region_and_no_other(db_on: str) -> None:
    bureau, near, far = organ("j", "110101"), organ("a", "110101"), organ("b", "110102")
    scope = scope_for(account("song", bureau, "supervisor"), DAY)
    assert scope.sees(near.code) and not scope.sees(far.code)


def test_a_supervisor_of_a_city_sees_its_counties(db_on: str) -> None:
    bureau, county, other = organ("j", "130200"), organ("a", "130203"), organ("b", "130303")
    scope = scope_for(account("song", bureau, "supervisor"), DAY)
    assert scope.sees(county.code) and not scope.sees(other.code)


def test_a_case_of_another_organ_is_as_good_as_missing(db_on: str) -> None:
    home, other = organ("a", "110101"), organ("b", "110101")
    scope = scope_for(account("lin", home, "officer"), DAY)
    assert seen(request_with(scope), home.code) is scope
    with pytest.raises(Http404):
        seen(request_with(scope), other.code)
