"""The room's table: inspections as lists and pages need them, projected from entries."""

from __future__ import annotations

from django.db import models

WORD = 80


class Inspection(models.Model):
    """One inspection of one party; `clue` is the matter that a found violation opened.

    Phase, officers and clocks stand on the matter's own row (`matters.Case`).
    """

    matter = models.CharField("标识", max_length=WORD, primary_key=True)
    title = models.CharField("检查任务", max_length=120)
    item = models.CharField("检查事项", max_length=WORD)
    party = models.CharField("检查对象编号", max_length=40)
    organ = models.CharField("检查机关", max_length=40, db_index=True)
    trigger = models.CharField("检查来源", max_length=40)
    planned_on = models.DateField("计划检查日期")
    started_at = models.DateTimeField("检查开始", null=True, blank=True)
    ended_at = models.DateTimeField("检查结束", null=True, blank=True)
    faults = models.PositiveIntegerField("不合格项", default=0)
    result = models.CharField("检查结果", max_length=40, blank=True)
    clue = models.CharField("转为的案源", max_length=WORD, blank=True)

    class Meta:
        verbose_name = "检查"
        ordering = ["-planned_on", "matter"]

    def __str__(self) -> str:
        return self.title
