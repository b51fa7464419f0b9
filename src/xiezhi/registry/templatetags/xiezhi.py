"""Words and components for every template: `{% load xiezhi %}`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xiezhi.law.verdicts import Verdict
from xiezhi.registry.access import open_address, scope_of
from xiezhi.registry.roles import title as role_title
from xiezhi.registry.screen.table import Tag
from xiezhi.registry.screen.words import article_words, day_words, masked, moment_words, yuan_words

register = template.Library()

VERDICTS = {
    Verdict.MET: Tag("符合", "good"),
    Verdict.BREACHED: Tag("违反", "bad"),
    Verdict.RUNNING: Tag("计时中", "now"),
    Verdict.UNKNOWN: Tag("无法判断", "care"),
    Verdict.NOT_APPLICABLE: Tag("不适用"),
    Verdict.NEEDS_JUDGEMENT: Tag("须由人判断", "care"),
}


@register.filter
def yuan(cents: int | None) -> str:
    """Cents as 1,234.50元; nothing for None."""
    return "" if cents is None else yuan_words(cents)


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年11月21日."""
    return "" if value is None else day_words(_local(value))


@register.filter
def moment(value: datetime | None) -> str:
    """2026年11月21日 10:05."""
    return "" if value is None else moment_words(_local(value))


def _local(value: Any) -> Any:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value


@register.filter
def role(code: str) -> str:
    """The Chinese name of a role code."""
    return role_title(code)


@register.filter
def mask(value: str) -> str:
    """An id number or phone number with its middle hidden."""
    return masked(value)


@register.simple_tag
def tag(value: Tag | str, tone: str = "plain") -> SafeString:
    """A state word. `value` is a Tag or a word with `tone`."""
    shown = value if isinstance(value, Tag) else Tag(value, tone)
    return format_html('<span class="tag {}">{}</span>', shown.tone, shown.word)


@register.simple_tag
def verdict(value: str) -> SafeString:
    """The badge of one of the six verdict words."""
    shown = VERDICTS[Verdict(value)]
    return format_html('<span class="tag {}">{}</span>', shown.tone, shown.word)


@register.simple_tag(takes_context=True)
def may(context: RequestContext, route: str) -> str:
    """The address of a page, when the person of the request may open it."""
    return open_address(scope_of(context["request"]), route)


@register.simple_tag
def citation(law: str, article: str, on: date | None = None) -> SafeString:
    """A link to the article; `on` is the day of the act, whose text is shown."""
    href = reverse("lawroom:article", args=(law, article)) + (f"?on={on}" if on else "")
    words = f"《{law}》{article_words(article)}"
    return format_html('<a class="citation" href="{}">{}</a>', href, words)


@register.simple_block_tag
def card(content: str, title: str = "", kind: str = "") -> SafeString:
    """`{% card title="当事人" %} … {% endcard %}`."""
    head = format_html("<h2>{}</h2>", title) if title else ""
    return format_html('<section class="card {}">{}{}</section>', kind, head, content)


@register.simple_block_tag
def note(content: str, title: str = "", tone: str = "") -> SafeString:
    """A message that stands out; `tone` is good | care | bad or empty."""
    head = format_html("<h2>{}</h2>", title) if title else ""
    return format_html('<div class="note {}">{}{}</div>', tone, head, content)
