"""How long a sign-in lasts: it ends after half an hour of silence and after twelve hours in any case."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
#: The last sign of life is written at most this often.
GRAIN = timedelta(minutes=1)
SINCE, SEEN = "signed_in_at", "seen_at"


def begin(request: HttpRequest) -> None:
    now = timezone.now().isoformat()
    request.session[SINCE] = request.session[SEEN] = now


def keep_or_end(request: HttpRequest) -> bool:
    """Whether the session of a signed-in person goes on; ends it when its time is over."""
    now = timezone.now()
    since, seen = (_read(request, name) for name in (SINCE, SEEN))
    if since is None or seen is None or now - seen > IDLE or now - since > ABSOLUTE:
        logout(request)
        return False
    if now - seen > GRAIN:
        request.session[SEEN] = now.isoformat()
    return True


def _read(request: HttpRequest, name: str) -> datetime | None:
    text = request.session.get(name)
    return datetime.fromisoformat(text) if text else None
