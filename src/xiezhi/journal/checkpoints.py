"""Checkpoints: the node signs, within every minute, how long its log is and the root over all of it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.digests import of_text
from xiezhi.journal.failpoints import reach
from xiezhi.journal.locks import lock_log
from xiezhi.journal.models import Attempt, Checkpoint, LogLine
from xiezhi.journal.signing import ALGORITHM, Signer, signer
from xiezhi.journal.tree import extend, root_at
from xiezhi.journal.wiring import local_now


def checkpoint() -> Checkpoint | None:
    """Sign the log as it stands; None if nothing was added since the last time."""
    with transaction.atomic():
        lock_log()
        last = Checkpoint.objects.order_by("-number").first()
        body = _state()
        if last is not None and all(last.content[name] == body[name] for name in body):
            return None
        extend(body["size"])
        return _signed(body, last, signer())


def _state() -> dict:
    line = LogLine.objects.order_by("-position").first()
    tried = Attempt.objects.order_by("-number").first()
    return {
        "size": line.position if line else 0,
        "log": line.log_hash if line else None,
        "attempts": {
            "count": tried.number if tried else 0,
            "hash": tried.hash if tried else None,
        },
    }


def _signed(body: dict, last: Checkpoint | None, by: Signer) -> Checkpoint:
    number = last.number + 1 if last else 1
    text = canonical(
        {
            **body,
            "v": 1,
            "node": settings.XIEZHI_NODE,
            "number": number,
            "root": root_at(body["size"]),
            "at": moment(local_now()),
            "prev": of_text(last.text) if last else None,
            "alg": ALGORITHM,
            "key": by.key,
        }
    )
    signature = by.sign(text)
    reach("checkpoint.signed")
    return Checkpoint.objects.create(
        number=number, size=body["size"], text=text, signature=signature
    )
