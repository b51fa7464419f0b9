"""Card colours as words, and look-ups in mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xiezhi.supervision.models import Card

register = template.Library()
TONES = {Card.Colour.RED: "bad", Card.Colour.YELLOW: "care", Card.Colour.GREY: "plain"}


@register.simple_tag
def colour_word(colour: str) -> SafeString:
    """The badge of a colour, with its word."""
    value = Card.Colour(colour)
    return format_html('<span class="tag {}">{}</span>', TONES[value], value.label)


@register.simple_tag
def colour(card: Card) -> SafeString:
    """The badge of a card."""
    return colour_word(card.colour)


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key that a template holds in a variable."""
    return mapping.get(key, "")
