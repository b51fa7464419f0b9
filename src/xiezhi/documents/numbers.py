"""Document numbers (文号): per organ × kind × year, never repeated, every gap explained.

A number is reserved first; then it is used, returned or voided, once and for all. Returned and voided numbers keep
their row with the reason and are not given out again.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from xiezhi.documents.models import Number, Series


class NumberSettled(ValueError):
    """The number was already used, returned or voided."""


def reserve(
    organ: str,
    kind: str,
    pattern: str,
    at: datetime,
    *,
    short_name: str = "",
    count: int = 1,
    holder: str = "",
) -> list[Number]:
    """The next `count` numbers of the year of `at`, in order; `holder` names who takes a block out of the office.

    `pattern` as in the kind's description, with `{short_name}`, `{year}` and `{n}`.
    """
    if not 1 <= count <= 1000:
        raise ValueError("一次可预留 1 至 1000 个文号。")
    year = at.year
    with transaction.atomic():
        series = _advanced(organ, kind, year, count)
        return Number.objects.bulk_create(
            Number(
                series=series,
                n=n,
                text=pattern.format(short_name=short_name, year=year, n=n),
                holder=holder,
                reserved_at=timezone.now(),
            )
            for n in range(series.last - count + 1, series.last + 1)
        )


def _advanced(organ: str, kind: str, year: int, count: int) -> Series:
    """The series after taking `count`. Updating first takes the row's lock on both databases."""
    rows = Series.objects.filter(organ=organ, kind=kind, year=year)
    if not rows.update(last=F("last") + count):
        Series.objects.bulk_create(
            [Series(organ=organ, kind=kind, year=year)], ignore_conflicts=True
        )
        rows.update(last=F("last") + count)
    return rows.get()


def use(number: Number, at: datetime) -> None:
    """The number stands on an issued document. Raises `NumberSettled`."""
    _settle(number, Number.State.USED, "", at)


def give_back(number: Number, reason: str, at: datetime) -> None:
    """A reserved number was not needed (出勤预留未用). Raises `NumberSettled`."""
    _settle(number, Number.State.RETURNED, _stated(reason), at)


def void(number: Number, reason: str, at: datetime) -> None:
    """A reserved or used number whose document never took effect. Raises `NumberSettled`."""
    from_states = (Number.State.RESERVED, Number.State.USED)
    _settle(number, Number.State.VOIDED, _stated(reason), at, from_states)


def gaps(organ: str, kind: str, year: int) -> QuerySet[Number]:
    """Numbers of the series that stand on no document in force, in order, each with its state and reason."""
    rows = Number.objects.filter(series__organ=organ, series__kind=kind, series__year=year)
    return rows.exclude(state=Number.State.USED).order_by("n")


def _settle(
    number: Number,
    state: str,
    reason: str,
    at: datetime,
    from_states: tuple[str, ...] = (Number.State.RESERVED,),
) -> None:
    rows = Number.objects.filter(pk=number.pk, state__in=from_states)
    if not rows.update(state=state, reason=reason, settled_at=at):
        number.refresh_from_db()
        label = Number.State(number.state).label
        raise NumberSettled(f"文号{number.text}{label}，不能改为“{Number.State(state).label}”。")
    number.refresh_from_db()


def _stated(reason: str) -> str:
    if not reason.strip():
        raise ValueError("文号不使用时须说明理由。")
    return reason.strip()[:300]
