"""Taking an envelope in: whole and exactly once, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.exchange.chain import Chains
from xiezhi.exchange.form import (
    ENVELOPE,
    NotTaken,
    Signed,
    check_signature,
    head_of,
    signed_lines,
)
from xiezhi.exchange.models import Envelope, ForeignEntry, Peer
from xiezhi.exchange.receipt import receipt_for
from xiezhi.journal.locks import lock_log

BATCH = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """The envelope as kept, how many entries were new, and whether it had come before."""

    envelope: Envelope
    added: int
    again: bool


def take(path: Path) -> Taken:
    """Verify and keep the envelope in `path`. Raises NotTaken, and then nothing of it was kept.

    Checked: form, receiver, signature, digest and count, the number that is due, each matter's chain.
    The same envelope once more changes nothing and gives the same receipt.
    """
    try:
        with transaction.atomic():
            lock_log()
            return _take(signed_lines(path))
    except IntegrityError:
        raise NotTaken(
            "信封中有的记载编号或者位置与已收下的重复。没有收下任何内容；请对方核验其流水。"
        ) from None


def _take(lines: Iterator[bytes]) -> Taken:
    head = head_of(lines, ENVELOPE)
    _check_addressed(head)
    known = _of(head.data["from"]).filter(number=head.data["number"]).first()
    if known is not None:
        return _again(known, head, lines)
    _check_due(head)
    return _keep(head, lines)


def _of(node: str) -> QuerySet[Envelope]:
    return Envelope.objects.filter(way=Envelope.Way.RECEIVED, node=node)


def _check_addressed(head: Signed) -> None:
    sender, to = head.data["from"], head.data["to"]
    if to != settings.XIEZHI_NODE:
        raise NotTaken(f"信封是给节点 {to} 的，本节点是 {settings.XIEZHI_NODE}。没有收下任何内容。")
    peer = Peer.objects.filter(pk=sender).first()
    if peer is None:
        raise NotTaken(
            f"本节点没有登记节点 {sender} 的公钥，不能核对签名。没有收下任何内容；"
            f"请向对方核实公钥后运行 xiezhi exchange trust {sender} 公钥。"
        )
    check_signature(head, peer.public)


def _again(known: Envelope, head: Signed, lines: Iterator[bytes]) -> Taken:
    if known.header != head.text:
        raise NotTaken(
            f"{known}信封已经收下过，而这一封内容不同。没有收下任何内容；请向对方核实哪一封是真的。"
        )
    for _ in _verified(head, lines):
        pass
    return Taken(known, 0, True)


def _check_due(head: Signed) -> None:
    """The numbers run without a gap, and so do the positions of the sender's log."""
    sender, number = head.data["from"], head.data["number"]
    if head.data["last"] - head.data["first"] + 1 != head.data["entries"]:
        raise NotTaken("信封写明的位置与记载数不符。没有收下任何内容；请对方重新封装。")
    before = _of(sender).order_by("-number").first()
    due, reached = (before.number + 1, before.last) if before else (1, 0)
    if number != due:
        missing = f"第 {due} 号" if number == due + 1 else f"第 {due} 至 {number - 1} 号"
        raise NotTaken(
            f"收到节点 {sender} 的第 {number} 号信封，还缺{missing}。没有收下任何内容；"
            f"请先收缺少的信封（对方可以用 xiezhi exchange pack --again {due} 重新写出），再收这一封。"
        )
    if head.data["first"] > reached + 1:
        raise NotTaken(
            f"信封从对方流水的位置 {head.data['first']} 开始，而本节点只收到位置 {reached}。"
            "中间有缺口，没有收下任何内容；请对方从缺口处重新封装。"
        )


def _keep(head: Signed, lines: Iterator[bytes]) -> Taken:
    names = ("number", "first", "last", "entries")
    envelope = Envelope.objects.create(
        way=Envelope.Way.RECEIVED, node=head.data["from"], header=head.text,
        signature=head.signature, at=timezone.now(), **{name: head.data[name] for name in names},
    )  # fmt: skip
    chains, rows, added = Chains(envelope), list[ForeignEntry](), 0
    for line in _verified(head, lines):
        row = chains.next(line)
        if row is not None:
            rows.append(row)
            added += 1
        if len(rows) == BATCH:
            ForeignEntry.objects.bulk_create(rows)
            rows = []
    ForeignEntry.objects.bulk_create(rows)
    receipt_for(envelope, added)
    return Taken(envelope, added, False)


def _verified(head: Signed, lines: Iterator[bytes]) -> Iterator[bytes]:
    """The entry lines; at the end raises NotTaken unless they are what was signed."""
    digest, count = hashlib.sha256(), 0
    for line in lines:
        digest.update(line + b"\n")
        count += 1
        if count <= head.data["entries"]:
            yield line
    if count != head.data["entries"]:
        raise NotTaken(
            f"信封应有 {head.data['entries']} 条记载，文件里有 {count} 条。没有收下任何内容；"
            "请向对方重新索取该文件。"
        )
    if digest.hexdigest() != head.data["content"]:
        raise NotTaken("信封的内容与签名时的摘要值不一致，已被改动。没有收下任何内容。")
