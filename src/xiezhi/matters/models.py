"""Tables of the room: cases as projected from entries, drafts on their way, evidence on hand."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from xiezhi.journal.ids import uuid7

WORD = 80
#: Sorts what has no last day behind everything that has one.
NEVER = date(9999, 12, 31)
#: Indexes of lists, each in the order of the list.
CASE_LISTS: dict[str, tuple[str, ...]] = {
    "case_list": (),
    "case_list_of_state": ("state",),
    "case_list_of_organ": ("organ",),
}


def fresh_id() -> str:
    """A new id that sorts by time."""
    return uuid7(timezone.now())


class Case(models.Model):
    """What lists and searches need of a matter; replayed from entries, never edited.

    `in_name_of` is the organ in whose name an entrusted organ acts (行政处罚法第二十条), else the organ itself.
    `due_on` is the last day of the nearest running clock as computed when the matter stood at `clock_seq`.
    """

    matter = models.CharField("标识", max_length=WORD, primary_key=True)
    number = models.CharField("案号", max_length=120, blank=True)
    procedure = models.CharField("程序", max_length=WORD)
    cause = models.CharField("案由", max_length=200, blank=True)
    item = models.CharField("执法事项", max_length=WORD, blank=True)
    sector = models.CharField("执法领域", max_length=40, blank=True)
    parties = models.JSONField("当事人编号", default=list)
    handlers = models.JSONField("承办人编号", default=list)
    organ = models.CharField("办案机关", max_length=40, db_index=True)
    in_name_of = models.CharField("以其名义的机关", max_length=40)
    phase = models.CharField("阶段", max_length=40)
    step = models.CharField("最近步骤", max_length=WORD)
    state = models.CharField("状态", max_length=40, default="open")
    opened_at = models.DateTimeField("登记时间")
    changed_at = models.DateTimeField("最近变动")
    seq = models.IntegerField("记载序号")
    due_on = models.DateField("最近期限", null=True, blank=True)
    due_what = models.CharField("期限名称", max_length=120, blank=True)
    due_colour = models.CharField("期限颜色", max_length=10, blank=True)
    clock_seq = models.IntegerField("期限计算所据序号", default=-1)
    clock_on = models.DateField("期限计算日", null=True, blank=True)
    due_order = models.GeneratedField(
        expression=Coalesce("due_on", models.Value(NEVER)),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "案件"
        ordering = ["due_on", "-changed_at"]
        indexes = [
            models.Index(fields=[*before, "due_order", "-changed_at", "matter"], name=name)
            for name, before in CASE_LISTS.items()
        ] + [models.Index(fields=["opened_at"], name="case_opened")]

    def __str__(self) -> str:
        return self.number or self.cause or self.matter


class Draft(models.Model):
    """An act on its way through approval: mutable, never evidence.

    `digest` covers the act and its fields when proposed; `document_digest` the preview that was read;
    `chain` are the roles that sign in turn, `signed` who has; `moves` is the thread of its movements.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", "拟稿"
        PROPOSED = "proposed", "审批中"
        RETURNED = "returned", "已退回"
        EFFECTIVE = "effective", "已生效"
        WITHDRAWN = "withdrawn", "已撤回"

    id = models.CharField(primary_key=True, max_length=36, default=fresh_id)
    matter = models.CharField("案件", max_length=WORD, db_index=True)
    organ = models.CharField("机关", max_length=40)
    thread = models.CharField("线程", max_length=WORD, blank=True)
    procedure = models.CharField("程序", max_length=WORD)
    step = models.CharField("步骤", max_length=WORD)
    box = models.BinaryField("加密的内容", default=bytes)
    at = models.DateTimeField("拟稿时间")
    moves = models.CharField("流转线程", max_length=WORD, blank=True)
    author = models.CharField("拟稿人", max_length=40)
    author_role = models.CharField("拟稿人角色", max_length=40)
    chain = models.JSONField("审批顺序", default=list)
    signed = models.JSONField("已签署", default=list)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFTED)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    document_digest = models.CharField("文书摘要", max_length=64, blank=True)
    return_reason = models.CharField("退回理由", max_length=500, blank=True)
    returned_by = models.CharField("退回人", max_length=40, blank=True)
    key = models.CharField("提交编号", max_length=WORD, unique=True)
    entry = models.CharField("生效记载", max_length=36, blank=True)
    changed_at = models.DateTimeField("最近变动", auto_now=True)

    class Meta:
        verbose_name = "拟稿"
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["organ", "state"])]

    def __str__(self) -> str:
        return f"{self.step} {self.state}"

    @property
    def waits_for(self) -> str:
        """The role whose signature is next; empty when nobody's is."""
        waiting = self.state == self.State.PROPOSED and len(self.signed) < len(self.chain)
        return str(self.chain[len(self.signed)]) if waiting else ""


class EvidenceItem(models.Model):
    """A file taken into a matter, before or after it is listed in an act. The bytes lie with the journal."""

    id = models.CharField(primary_key=True, max_length=36, default=fresh_id)
    matter = models.CharField("案件", max_length=WORD)
    number = models.PositiveIntegerField("序号")
    kind = models.CharField("证据种类", max_length=40)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    size = models.BigIntegerField("字节数")
    type = models.CharField("文件类型", max_length=127)
    taken_at = models.DateTimeField("取得时间")
    place = models.CharField("取得地点", max_length=300, blank=True)
    collector = models.CharField("取得人", max_length=40)

    class Meta:
        verbose_name = "证据文件"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "sha256"], name="evidence_once_a_matter"),
            models.UniqueConstraint(fields=["matter", "number"], name="evidence_numbered"),
        ]

    def __str__(self) -> str:
        return f"证据{self.number}"


class Presence(models.Model):
    """One whom the first officer named as acting together in an entry, and that person's own answer; projected.

    `named_by` is the person who recorded the entry.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "已确认"
        DENIED = "denied", "已否认"

    entry = models.CharField("记载", max_length=36)
    matter = models.CharField("案件", max_length=WORD, db_index=True)
    procedure = models.CharField("程序", max_length=WORD)
    step = models.CharField("步骤", max_length=WORD)
    person = models.CharField("被写明的人员", max_length=40)
    named_by = models.CharField("登记人", max_length=40)
    at = models.DateTimeField("办理时间")
    recorded_at = models.DateTimeField("记入时间")
    answer = models.CharField("回答", max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField("回答时间", null=True, blank=True)

    class Meta:
        verbose_name = "共同办理"
        ordering = ["recorded_at"]
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="presence_once")]
        indexes = [models.Index(fields=["person", "answer"])]

    def __str__(self) -> str:
        return f"{self.step} {self.person} {self.answer or 'named'}"
