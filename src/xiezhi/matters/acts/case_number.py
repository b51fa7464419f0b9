"""The number people know a case by, given once when the case begins; it lives in the entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.utils import timezone

from xiezhi.documents import numbers
from xiezhi.documents.models import Number
from xiezhi.journal.failpoints import reach
from xiezhi.matters.acts.move import Move
from xiezhi.registry.models import Organ

FIELD = "case_no"
SERIES = "case"
PATTERN = "{short_name}罚案〔{year}〕{n}号"


@contextmanager
def numbered(move: Move) -> Iterator[Move]:
    """The move with the case's number where its step begins a case. An act that is not taken voids the number
    with the reason."""
    if FIELD not in move.shape.fields or move.fields.get(FIELD) or move.mode == "attest":
        yield move
        return
    given = _next(move)
    try:
        yield replace(move, fields={**move.fields, FIELD: given.text})
    except Exception as refused:
        numbers.void(given, str(refused), timezone.localtime())
        raise
    reach("number.of_case")
    numbers.use(given, timezone.localtime())


def _next(move: Move) -> Number:
    bearer = move.author.in_name_of or move.author.organ
    name = Organ.objects.get(pk=bearer).short_name
    taken = numbers.reserve(bearer, SERIES, PATTERN, move.at, short_name=name)
    return taken[0]
