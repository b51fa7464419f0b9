"""Receipts: the receiver signs what it holds, the sender takes that in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xiezhi.exchange.form import (
    RECEIPT,
    VERSION,
    NotTaken,
    check_signature,
    head_of,
    signed_lines,
)
from xiezhi.exchange.models import Envelope, Peer
from xiezhi.journal.canonical import canonical, moment
from xiezhi.journal.digests import of_text
from xiezhi.journal.signing import ALGORITHM, signer


def receipt_for(envelope: Envelope, added: int) -> None:
    """Sign and keep the receipt of an envelope taken in; `added` entries were new."""
    by, now = signer(), timezone.localtime()
    envelope.receipt = canonical(
        {
            "v": VERSION, "format": RECEIPT, "from": settings.XIEZHI_NODE, "to": envelope.node,
            "number": envelope.number, "last": envelope.last, "entries": envelope.entries,
            "added": added, "content": envelope.content["content"],
            "header": of_text(envelope.header), "alg": ALGORITHM, "key": by.key, "at": moment(now),
        }
    )  # fmt: skip
    envelope.receipt_signature = by.sign(envelope.receipt)
    envelope.receipted_at = now
    envelope.save()


def write_receipt(envelope: Envelope, out: Path) -> None:
    """The receipt as a file of two lines."""
    out.write_text(f"{envelope.receipt}\n{envelope.receipt_signature}\n", encoding="utf-8")


def take_receipt(path: Path) -> Envelope:
    """Verify a receipt for one of our envelopes and keep it. Raises NotTaken, and then nothing changed."""
    head = head_of(signed_lines(path), RECEIPT)
    sender, number = head.data["from"], head.data["number"]
    if head.data["to"] != settings.XIEZHI_NODE:
        raise NotTaken(f"回执是给节点 {head.data['to']} 的，不是给本节点的。没有记下。")
    peer = Peer.objects.filter(pk=sender).first()
    if peer is None:
        raise NotTaken(f"本节点没有登记节点 {sender} 的公钥，不能核对回执。没有记下。")
    check_signature(head, peer.public)
    sent = Envelope.objects.filter(way=Envelope.Way.SENT, node=sender, number=number).first()
    if sent is None:
        raise NotTaken(f"本节点没有给节点 {sender} 发过第 {number} 号信封。没有记下。")
    if head.data["header"] != of_text(sent.header):
        raise NotTaken(f"回执所说的内容不是本节点发出的{sent}信封。没有记下；请双方核对。")
    if not sent.receipt:
        sent.receipt, sent.receipt_signature = head.text, head.signature
        sent.receipted_at = datetime.fromisoformat(head.data["at"])
        sent.save()
    return sent
