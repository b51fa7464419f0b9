"""Tables of the room: nodes we exchange with, envelopes sent and received, entries of other nodes."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

WORD = 80
DIGEST = 64


class Peer(models.Model):
    """Another node and the public key we take its signatures from (hexadecimal Ed25519)."""

    node = models.CharField("节点", max_length=WORD, primary_key=True)
    public = models.CharField("公钥", max_length=DIGEST)
    trusted_at = models.DateTimeField("信任时间", auto_now=True)

    class Meta:
        verbose_name = "对方节点"

    def __str__(self) -> str:
        return self.node


class Envelope(models.Model):
    """One signed envelope, ours or theirs; `header` is the canonical text that was signed.

    `receipt` is the receiver's signed answer: written here for what came in, taken in for what went out.
    """

    class Way(models.TextChoices):
        SENT = "sent", "发出"
        RECEIVED = "received", "收到"

    way = models.CharField("方向", max_length=8, choices=Way)
    node = models.CharField("对方节点", max_length=WORD)
    number = models.PositiveBigIntegerField("序号")
    first = models.PositiveBigIntegerField("起始位置")
    last = models.PositiveBigIntegerField("截止位置")
    entries = models.PositiveIntegerField("记载数")
    header = models.TextField()
    signature = models.CharField(max_length=128)
    at = models.DateTimeField("封装或者收下时间")
    receipt = models.TextField(blank=True)
    receipt_signature = models.CharField(max_length=128, blank=True)
    receipted_at = models.DateTimeField("回执时间", null=True, blank=True)

    class Meta:
        verbose_name = "信封"
        ordering = ["-at", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["way", "node", "number"], name="envelope_once")
        ]

    def __str__(self) -> str:
        return f"{self.node} 第 {self.number} 号"

    @property
    def content(self) -> dict[str, Any]:
        """The header as data."""
        content: dict[str, Any] = json.loads(self.header)
        return content


class ForeignEntry(models.Model):
    """An entry of another node as it came; read only. `text` holds commitments, never sealed values."""

    id = models.CharField(primary_key=True, max_length=36)
    node = models.CharField("节点", max_length=WORD)
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="rows")
    position = models.BigIntegerField("在对方流水中的位置")
    matter = models.CharField("事项", max_length=WORD)
    seq = models.IntegerField("序号")
    procedure = models.CharField("程序", max_length=WORD)
    step = models.CharField("步骤", max_length=WORD)
    occurred_at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记入时间")
    hash = models.CharField(max_length=DIGEST)
    text = models.TextField()

    class Meta:
        verbose_name = "下级节点的记载"
        constraints = [
            models.UniqueConstraint(fields=["node", "matter", "seq"], name="foreign_matter_seq"),
            models.UniqueConstraint(fields=["node", "position"], name="foreign_position"),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.matter} {self.seq} {self.step}"

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.text)
        return content
