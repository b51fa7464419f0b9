"""Failed tries slow the next ones down, per name and per address, up to 42 seconds."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from xiezhi.registry.models import FailedSignIn

FREE_TRIES = 3
LONGEST = 42
MEMORY = timedelta(minutes=15)


def wait_seconds(*keys: str) -> int:
    """Seconds until any of `keys` (a login name, an address) may try again; 0 when it may now."""
    return max(_wait(_digest(key)) for key in keys)


def failed(*keys: str) -> None:
    """Note one failed try."""
    now = timezone.now()
    FailedSignIn.objects.filter(at__lt=now - MEMORY).delete()
    FailedSignIn.objects.bulk_create(FailedSignIn(key=_digest(k), at=now) for k in keys)


def forget(key: str) -> None:
    """A successful try clears its name."""
    FailedSignIn.objects.filter(key=_digest(key)).delete()


def _wait(digest: str) -> int:
    now = timezone.now()
    tries = FailedSignIn.objects.filter(key=digest, at__gte=now - MEMORY)
    times: list[datetime] = list(tries.order_by("-at").values_list("at", flat=True))
    if len(times) <= FREE_TRIES:
        return 0
    pause = min(LONGEST, 2 ** (len(times) - FREE_TRIES))
    return max(0, pause - int((now - times[0]).total_seconds()))


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
