"""Values of parameters proposed and set on this node."""

from django.db import models


class Change(models.Model):
    """One value of one parameter on its way: proposed by one person, set by another, or withdrawn; projected.

    `conditions`: key fact → word, as `law.parameters.Value.when`; `since`: the first day it holds once set.
    `thread` is the thread of its matter in the journal.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "待设定"
        SET = "set", "已设定"
        WITHDRAWN = "withdrawn", "已撤回"

    matter = models.CharField("事项流水", max_length=120)
    thread = models.CharField("线程", max_length=80)
    parameter = models.CharField("参数", max_length=80, db_index=True)
    value = models.BigIntegerField("值")
    conditions = models.JSONField("适用条件", default=dict)
    since = models.DateField("施行日期")
    document = models.CharField("依据文件", max_length=200)
    reason = models.TextField("理由")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    organ = models.CharField("机关", max_length=40, blank=True)
    proposed_by = models.CharField("提出人", max_length=40)
    proposed_at = models.DateTimeField("提出时间")
    answered_by = models.CharField("设定人或者撤回人", max_length=40, blank=True)
    answered_at = models.DateTimeField("设定或者撤回时间", null=True, blank=True)
    answer = models.TextField("撤回理由", blank=True)

    class Meta:
        verbose_name = "参数值"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "thread"], name="one_change_a_thread")
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.value} {self.state}"

    @property
    def when(self) -> tuple[tuple[str, int | str], ...]:
        return tuple(sorted(self.conditions.items()))
