"""Age in full years from an identity number (GB 11643)."""

from __future__ import annotations

from datetime import date

LENGTH = 18


def age_on(id_number: str, day: str) -> int | None:
    """Full years on the ISO day; None where number or day say nothing.

    A year is full on the day after the birthday (民法典第二百零一条: the first day is not counted).
    """
    try:
        born = date.fromisoformat(id_number[6:14]) if len(id_number) == LENGTH else None
        on = date.fromisoformat(day)
    except ValueError:
        return None
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) <= (born.month, born.day))
