"""What every page of the room shares: the desk's frame for who is signed in, the public one for everybody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xiezhi.matters.pages.common import CASE_ROLES
from xiezhi.registry.access import scope_of

Crumb = tuple[str, str]


def drawn(
    request: HttpRequest,
    template: str,
    title: str,
    shown: dict[str, object],
    crumbs: tuple[Crumb, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page under its trail; `frame` is what the template extends."""
    scope = scope_of(request)
    trail = [("法律室", reverse("lawroom:index")), *crumbs, (title, "")]
    context = {
        "frame": "base_desk.html" if scope.signed_in else "base_public.html",
        "title": title,
        "crumbs": trail if template != "index" else [],
        "reads_matters": CASE_ROLES.allows(scope),
        **shown,
    }
    return render(request, f"lawroom/{template}.html", context, status=status)
