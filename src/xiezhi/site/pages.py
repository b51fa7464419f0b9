"""Pages of the frame itself: the first page of each role, and the gallery of components."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xiezhi.registry.access import PUBLIC, SIGNED_IN, page, scope_of
from xiezhi.site import samples
from xiezhi.site.navigation import address, first_page


@page(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Sends each to the page the day begins with; visitors to the public portal."""
    scope = scope_of(request)
    if scope.signed_in:
        return redirect(first_page(scope))
    if scope.matter:
        return redirect("registry:party_home")
    return redirect(address("publicity:home") or "registry:sign_in")


@page(SIGNED_IN)
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, to look at and to test."""
    return render(request, "gallery.html", samples.everything())
