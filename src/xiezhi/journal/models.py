"""The journal's tables. All but SealKey and Cursor only grow; triggers see to it (migrations)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

DIGEST = 64
WORD = 80


class Entry(models.Model):
    """One entry: its canonical `text`, and columns drawn from it for queries."""

    id = models.CharField(primary_key=True, max_length=36)
    matter = models.CharField(max_length=WORD)
    seq = models.IntegerField()
    thread = models.CharField(max_length=WORD)
    procedure = models.CharField(max_length=WORD)
    parent = models.CharField(max_length=WORD, default="", blank=True)
    step = models.CharField(max_length=WORD)
    mode = models.CharField(max_length=6)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    key = models.CharField(max_length=WORD, null=True, blank=True, unique=True)
    hash = models.CharField(max_length=DIGEST, unique=True)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq"], name="entry_matter_seq")]
        indexes = [models.Index(fields=["step", "occurred_at"], name="entry_step_occurred")]

    def __str__(self) -> str:
        return f"{self.matter} {self.seq} {self.step}"

    @property
    def content(self) -> dict[str, Any]:
        """The entry as data, read from its text."""
        content: dict[str, Any] = json.loads(self.text)
        return content


class LogLine(models.Model):
    """Place of an entry in the node's log, given as the last act of its transaction."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="line")
    entry_hash = models.CharField(max_length=DIGEST)
    log_hash = models.CharField(max_length=DIGEST)


class Attempt(models.Model):
    """A try the law refused, chained by `prev` inside `text`."""

    number = models.BigIntegerField(primary_key=True)
    matter = models.CharField(max_length=WORD, db_index=True)
    step = models.CharField(max_length=WORD)
    recorded_at = models.DateTimeField()
    hash = models.CharField(max_length=DIGEST, unique=True)
    text = models.TextField()


class SealKey(models.Model):
    """A key wrapped by the node's master key: of one subject's data in a matter, or of the matter's files.

    Deleting the row erases what it sealed; the entries stay.
    """

    id = models.CharField(primary_key=True, max_length=36)
    matter = models.CharField(max_length=WORD)
    subject = models.CharField(max_length=WORD)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "subject"], name="sealkey_matter_subject")
        ]


class Sealed(models.Model):
    """The encrypted value of one personal field. `id` is `<entry>/<place in the entry's sealed list>`."""

    id = models.CharField(primary_key=True, max_length=48)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sealed")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=36)
    box = models.BinaryField()


class StoredFile(models.Model):
    """A file of a matter, encrypted in the container named by `id`, the container's own SHA-256."""

    id = models.CharField(primary_key=True, max_length=DIGEST)
    matter = models.CharField(max_length=WORD)
    sha256 = models.CharField(max_length=DIGEST)
    sm3 = models.CharField(max_length=DIGEST)
    size = models.BigIntegerField()
    type = models.CharField(max_length=127)
    key = models.CharField(max_length=36)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "sha256"], name="file_matter_sha256")
        ]


class Checkpoint(models.Model):
    """A signed statement of the log's size, root and hash."""

    number = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField()
    text = models.TextField()
    signature = models.CharField(max_length=128)

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.text)
        return content


class Tile(models.Model):
    """Merkle root of 256 log lines, positions 256·index+1 to 256·(index+1)."""

    index = models.BigIntegerField(primary_key=True)
    root = models.CharField(max_length=DIGEST)


class Cursor(models.Model):
    """How far a follower has read; `error` and `failed_since` while it is stopped."""

    name = models.CharField(primary_key=True, max_length=WORD)
    position = models.BigIntegerField(default=0)
    error = models.TextField(default="", blank=True)
    failed_since = models.DateTimeField(null=True, blank=True)
