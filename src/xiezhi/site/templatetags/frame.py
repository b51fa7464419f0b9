"""The frame's own parts: navigation, palette, the 长辈版 switch."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext

from xiezhi.registry.scope import scope_of
from xiezhi.site import navigation
from xiezhi.site.elder import is_elder
from xiezhi.site.footer import footer_lines as lines
from xiezhi.site.health import worker_sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_places(context: RequestContext) -> list[navigation.Place]:
    return _places(context, navigation.DESK)


@register.simple_tag(takes_context=True)
def phone_places(context: RequestContext) -> list[navigation.Place]:
    return _places(context, navigation.PHONE)


def _places(context: RequestContext, table: tuple[tuple[str, str], ...]) -> list[navigation.Place]:
    request: HttpRequest = context["request"]
    return navigation.places(table, scope_of(request), request.path)


@register.simple_tag
def footer_lines() -> list[tuple[str, str]]:
    return lines()


@register.simple_tag
def worker_state() -> str:
    return worker_sentence()


@register.simple_tag
def address(route: str) -> str:
    """The address of another room's page, or nothing while there is none."""
    return navigation.address(route)


@register.simple_tag(takes_context=True)
def back(context: RequestContext) -> str:
    """Where 「返回」 leads on a phone: the page above this one, by the trail."""
    crumbs = context.get("crumbs") or ()
    return next((href for _, href in reversed(list(crumbs)) if href), "/")


@register.simple_tag(takes_context=True)
def elder(context: RequestContext) -> bool:
    """Whether the visitor reads the 长辈版."""
    return is_elder(context["request"])
