"""The one door: everything that happens to a matter comes in here, or is refused here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction

from xiezhi.journal import attempts
from xiezhi.journal.acts import (
    ERASES,
    Act,
    Actor,
    ActRefused,
    FileRef,
    KeyReused,
    NotTaken,
    NotWellFormed,
    Recorded,
    Ref,
    StaleExpect,
)
from xiezhi.journal.failpoints import reach
from xiezhi.journal.locks import lock_matters
from xiezhi.journal.pen import Pen
from xiezhi.journal.shaping import Shaped, shape
from xiezhi.journal.wiring import wired
from xiezhi.law.verdicts import Finding

__all__ = [
    "ERASES",
    "Act",
    "ActRefused",
    "Actor",
    "FileRef",
    "KeyReused",
    "NotTaken",
    "NotWellFormed",
    "Recorded",
    "Ref",
    "StaleExpect",
    "preview",
    "record",
    "record_many",
    "record_together",
]

#: Entries of `record_many` in one transaction.
BATCH = 500


def record(act: Act) -> Recorded:
    """Record one act. When it returns, the entry is committed and its projections stand.

    Raises ActRefused (and keeps the try), NotWellFormed, StaleExpect, KeyReused; then nothing is written.
    Cannot be called inside another transaction: what is acknowledged must be committed.
    """
    return record_together([act])[0]


def record_together(acts: Sequence[Act]) -> list[Recorded]:
    """Record acts of one or several matters, all or none (merge, split, transfer; approval and its effect)."""
    return _in_one_transaction([shape(act) for act in acts])


def record_many(acts: Iterable[Act]) -> int:
    """Record a stream of acts, `BATCH` in a transaction; the number recorded or found already recorded.

    Same checks and hashes as `record`. An act that is not taken raises as there: the batches before it stay
    recorded, its own batch is not; with keys the stream can simply be sent again.
    """
    stream, done = iter(acts), 0
    while batch := [shape(act) for act in islice(stream, BATCH)]:
        done += len(_in_one_transaction(batch))
    return done


def preview(act: Act) -> list[Finding]:
    """What the law would say of the act now; writes nothing and does not ask for completeness.

    Raises NotWellFormed for what cannot be read at all.
    """
    shaped = shape(act)
    return Pen.over([shaped], wired()).consider(shaped)


def record_erasure(act: Act) -> Recorded:
    """As `record`, for the one caller that also deletes the keys (`erasure.erase`, same transaction)."""
    shaped = shape(act)
    return _written([shaped], erasing=True)[0]


def _in_one_transaction(batch: Sequence[Shaped]) -> list[Recorded]:
    reach("door.begin")
    try:
        with transaction.atomic(durable=True):
            answers = _written(batch)
    except ActRefused as refused:
        attempts.keep(refused, wired())
        raise
    reach("door.answer")
    return answers


def _written(batch: Sequence[Shaped], erasing: bool = False) -> list[Recorded]:
    matters = {shaped.act.matter for shaped in batch}
    lock_matters(matters | {shaped.act.key for shaped in batch if shaped.act.key})
    pen = Pen.over(batch, wired(), erasing)
    answers = [pen.write(shaped) for shaped in batch]
    reach("door.written")
    pen.close()
    reach("door.commit")
    return answers
