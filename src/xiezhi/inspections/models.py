"""The room's tables: plans and inspections as lists and pages need them, projected from entries."""

from __future__ import annotations

from django.db import models

WORD = 80


class Plan(models.Model):
    """A yearly or special plan; draws are made once it is published, and stand in its entries."""

    matter = models.CharField("标识", max_length=WORD, primary_key=True)
    number = models.CharField("计划编号", max_length=60)
    title = models.CharField("计划名称", max_length=120)
    kind = models.CharField("计划类别", max_length=40)
    organ = models.CharField("机关", max_length=40, db_index=True)
    item = models.CharField("检查事项", max_length=WORD)
    from_on = models.DateField("计划期间起")
    to_on = models.DateField("计划期间止")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    draws = models.PositiveIntegerField("抽取次数", default=0)

    class Meta:
        verbose_name = "检查计划"
        ordering = ["-from_on", "matter"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Inspection(models.Model):
    """One inspection of one party; `clue` is the matter that a found violation opened.

    Phase, officers and clocks stand on the matter's own row (`matters.Case`). `plan`: the matter of the plan it was
    drawn from; `joint`: the number under which it is one visit with others; `joint_agreed`: they have agreed.
    """

    matter = models.CharField("标识", max_length=WORD, primary_key=True)
    procedure = models.CharField("程序", max_length=40, default="inspect.daily")
    title = models.CharField("检查任务", max_length=120)
    item = models.CharField("检查事项", max_length=WORD)
    party = models.CharField("检查对象编号", max_length=40, db_index=True)
    organ = models.CharField("检查机关", max_length=40, db_index=True)
    trigger = models.CharField("检查来源", max_length=40)
    planned_on = models.DateField("计划检查日期")
    started_at = models.DateTimeField("检查开始", null=True, blank=True)
    ended_at = models.DateTimeField("检查结束", null=True, blank=True)
    faults = models.PositiveIntegerField("不合格项", default=0)
    result = models.CharField("检查结果", max_length=40, blank=True)
    clue = models.CharField("转为的案源", max_length=WORD, blank=True)
    plan = models.CharField("所属计划", max_length=WORD, blank=True)
    joint = models.CharField("联合检查编号", max_length=60, blank=True)
    joint_agreed = models.BooleanField("已商定联合检查", default=False)
    people_voided = models.BooleanField("选派已作废", default=False)

    class Meta:
        verbose_name = "检查"
        ordering = ["-planned_on", "matter"]

    def __str__(self) -> str:
        return self.title
