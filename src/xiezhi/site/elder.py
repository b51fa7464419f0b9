"""长辈版: large print on public pages, kept in a cookie, switched by a link without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from xiezhi.registry.access import PUBLIC, page

COOKIE = "elder"


def is_elder(request: HttpRequest) -> bool:
    return request.COOKIES.get(COOKIE) == "1"


@page(PUBLIC)
def switch(request: HttpRequest) -> HttpResponse:
    """`/elder?on=1&next=/…` turns it on or off and goes back to a page of this node."""
    back = request.GET.get("next", "/")
    local = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if local else "/")
    if request.GET.get("on") == "1":
        response.set_cookie(COOKIE, "1", max_age=365 * 86400, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE)
    return response
