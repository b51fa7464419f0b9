"""Numbers that open the list they count: `{% load insight %}`."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xiezhi.registry.period import Period

register = template.Library()


@register.simple_tag
def count(
    counted: int,
    href: str,
    by: str = "",
    code: str = "",
    period: str = "",
    week: Period | None = None,
    **filters: str,
) -> SafeString:
    """The number as a link to `href` with the filters (`by`=`code` among them) and the period; nought and
    a list that may not be opened are plain. `period` is a query string, `week` a period."""
    words = f"{counted:,}"
    if not counted or not href:
        return format_html("{}", words)
    wanted = {name: text for name, text in {by: code, **filters}.items() if name and text}
    wanted |= week.query if week else dict(parse_qsl(period))
    query = f"?{urlencode(wanted)}" if wanted else ""
    return format_html('<a href="{}{}">{}</a>', href, query, words)


@register.simple_tag
def number(
    counts: Mapping[str, int],
    key: str,
    href: str,
    by: str = "",
    code: str = "",
    period: str = "",
    **filters: str,
) -> SafeString:
    """As `count`, for the number under `key`."""
    return count(counts.get(key, 0), href, by, code, period, None, **filters)
