"""A cast and an ordinary case, act by act, for the tests of this room and for journeys through the pages."""

from __future__ import annotations

from tests.matters.play.acting import Play, moment
from tests.matters.play.cast import ITEM, ORGAN, OTHER, PIN, SINCE, set_up
from tests.matters.play.story import (
    decided,
    filed,
    investigated,
    reviewed,
    served_to_archived,
    told,
)
from tests.matters.play.words import (
    EVIDENCE,
    PARTY,
    concluded,
    decision,
    disposition,
    filing,
    notice,
    review,
)

__all__ = [
    "EVIDENCE",
    "ITEM",
    "ORGAN",
    "OTHER",
    "PARTY",
    "PIN",
    "Play",
    "SINCE",
    "concluded",
    "decided",
    "decision",
    "disposition",
    "filed",
    "filing",
    "investigated",
    "moment",
    "notice",
    "review",
    "reviewed",
    "served_to_archived",
    "set_up",
    "told",
]
