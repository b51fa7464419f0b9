"""Every route of the node, and a bare one beside which pages are measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from xiezhi.site.urls import handler400, handler403, handler404, handler500  # noqa: F401
from xiezhi.site.urls import urlpatterns as node


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare", bare), *node]
