"""Who may open which page. Every route declares one rule; the declaration is the enforcement.

    @page(roles("officer", "unit_head"), methods=("GET", "POST"))
    def case(request: HttpRequest, matter: str) -> HttpResponse: ...

The rule says who may come in at all; whether an object exists *for this person* is asked with
`Scope` and answered by `hidden()`, which is exactly what a missing object answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.cache import patch_cache_control

from xiezhi.registry.reading import log_access
from xiezhi.registry.rules import PARTY, PUBLIC, SIGNED_IN, Rule, roles
from xiezhi.registry.scope import Scope, scope_of

__all__ = ["PARTY", "PUBLIC", "SIGNED_IN", "Rule", "hidden", "page", "roles", "scope_of"]

View = Callable[..., HttpResponseBase]


class NotForYou(PermissionDenied):
    """The rule of a page refuses a signed-in person. `sentence` says who may."""


def page(rule: Rule, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Declare and enforce the rule of a route. HEAD goes with GET.

    Raises NotForYou (403, says who may) when the signed-in person may not open the page at all.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _guard(request, rule, methods) or _private(rule, view(request, *args, **kwargs))

        setattr(guarded, "access", rule)  # noqa: B010 - a function takes no typed attributes
        setattr(guarded, "methods", methods)  # noqa: B010
        return guarded

    return declare


def _guard(request: HttpRequest, rule: Rule, methods: tuple[str, ...]) -> HttpResponseBase | None:
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        return HttpResponseNotAllowed(methods)
    scope = scope_of(request)
    if rule.allows(scope):
        return None
    if rule is PARTY:
        return redirect("registry:receipt")
    if not scope.signed_in:
        return redirect_to_login(request.get_full_path())
    log_access(request, "拒绝", request.path)
    raise NotForYou(rule.sentence())


def _private(rule: Rule, response: HttpResponseBase) -> HttpResponseBase:
    """Pages of named people are kept by no cache."""
    if rule is not PUBLIC:
        patch_cache_control(response, no_store=True, private=True)
    return response


def open_address(scope: Scope, route: str) -> str:
    """The address of a route without arguments, when its rule admits this person; else nothing."""
    href = reverse(route)
    rule: Rule | None = getattr(resolve(href).func, "access", None)
    return href if rule is not None and rule.allows(scope) else ""


def hidden() -> NoReturn:
    """The answer for an object this person may not see: the same as for one that is not there."""
    raise Http404


def seen(request: HttpRequest, organ: str) -> Scope:
    """The scope, when it may see the cases of `organ`; else the try is logged and the object hidden."""
    scope = scope_of(request)
    if not scope.sees(organ):
        log_access(request, "拒绝", request.path)
        hidden()
    return scope
