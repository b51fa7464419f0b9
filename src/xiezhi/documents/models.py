"""Numbers given out, documents issued, case files bound. (Tables and constraints only.)"""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """The running number of one organ × kind × year. `last` only ever grows."""

    organ = models.CharField("机关", max_length=40)
    kind = models.CharField("文书种类", max_length=60)
    year = models.IntegerField("年份")
    last = models.IntegerField("最后一个号", default=0)

    class Meta:
        verbose_name = "文号序列"
        constraints = [
            models.UniqueConstraint(fields=["organ", "kind", "year"], name="series_unique")
        ]


class Number(models.Model):
    """One number and what became of it. It is never given out a second time."""

    class State(models.TextChoices):
        RESERVED = "reserved", "已预留"
        USED = "used", "已使用"
        RETURNED = "returned", "已退回"
        VOIDED = "voided", "已作废"

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    n = models.IntegerField("号")
    text = models.CharField("文号", max_length=120)
    state = models.CharField("状态", max_length=8, choices=State, default=State.RESERVED)
    holder = models.CharField("预留给", max_length=60, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    reserved_at = models.DateTimeField("预留时间")
    settled_at = models.DateTimeField("了结时间", null=True, blank=True)

    class Meta:
        verbose_name = "文号"
        constraints = [
            models.UniqueConstraint(fields=["series", "n"], name="number_unique"),
            models.CheckConstraint(
                name="number_gap_has_reason",
                condition=models.Q(state__in=["reserved", "used"]) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Document(models.Model):
    """One issued document; its bytes are the file `sha256` of the matter and never change."""

    class State(models.TextChoices):
        VALID = "valid", "真实有效"
        REPLACED = "replaced", "已更正"
        WITHDRAWN = "withdrawn", "已撤销"
        VOIDED = "voided", "已作废"

    kind = models.CharField("种类", max_length=60)
    title = models.CharField("名称", max_length=120)
    organ = models.CharField("机关编码", max_length=40)
    organ_name = models.CharField("机关", max_length=120)
    matter = models.CharField("事项", max_length=80)
    thread = models.CharField("线程", max_length=80, blank=True)
    step = models.CharField("步骤", max_length=80, blank=True)
    number = models.CharField("文号", max_length=120, blank=True)
    numbered = models.OneToOneField(
        Number, models.PROTECT, null=True, blank=True, related_name="document"
    )
    code = models.CharField("核验码", max_length=26, unique=True)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    sm3 = models.CharField("SM3", max_length=64)
    size = models.IntegerField("字节数")
    pages = models.IntegerField("页数")
    part = models.IntegerField("卷内顺序", default=0)
    state = models.CharField("状态", max_length=9, choices=State, default=State.VALID)
    reason = models.CharField("状态理由", max_length=300, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    entry = models.CharField("流水", max_length=36, blank=True)
    issued_at = models.DateTimeField("制作时间")
    changed_at = models.DateTimeField("状态变更时间", null=True, blank=True)

    class Meta:
        verbose_name = "文书"
        indexes = [
            models.Index(fields=["matter", "issued_at"], name="document_matter"),
            models.Index(fields=["matter", "sha256"], name="document_file"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def verdict(self) -> str:
        """What someone who verifies the document is told."""
        return self.State(self.state).label


class Casefile(models.Model):
    """One binding of a matter's documents (卷宗); a later binding leaves the earlier one as it was cited."""

    matter = models.CharField("事项", max_length=80, db_index=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.IntegerField("字节数")
    front = models.IntegerField("封面和目录页数")
    pages = models.IntegerField("卷内页数")
    made_at = models.DateTimeField("装订时间")

    class Meta:
        verbose_name = "卷宗"


class Anchor(models.Model):
    """Where a document begins in a binding: 卷内第 `first_page` 页."""

    casefile = models.ForeignKey(Casefile, models.CASCADE, related_name="anchors")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True)
    title = models.CharField("材料名称", max_length=200)
    number = models.CharField("文号", max_length=120, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    first_page = models.IntegerField("起页")
    pages = models.IntegerField("页数")

    class Meta:
        verbose_name = "卷内页码"
        ordering = ["first_page"]
        constraints = [
            models.UniqueConstraint(fields=["casefile", "first_page"], name="anchor_unique")
        ]

    @property
    def pdf_page(self) -> int:
        """Page of the bound PDF, counted from 1, for links of the form `#page=`."""
        return self.casefile.front + self.first_page
