"""The day of the organ: Asia/Shanghai, whatever the server's zone."""

from __future__ import annotations

from datetime import date

from django.utils import timezone


def today() -> date:
    return timezone.localdate()
