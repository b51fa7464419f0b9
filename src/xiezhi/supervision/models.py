"""Cards: what a norm says is probably wrong in a case now, until it is cleared."""

from django.db import models


class Card(models.Model):
    """One norm over one row of one matter that is breached (red or yellow), about to fall due (yellow) or
    not decidable for want of data (grey). Written only by the follower and the daily round."""

    class Colour(models.TextChoices):
        RED = "red", "红牌"
        YELLOW = "yellow", "黄牌"
        GREY = "grey", "数据不足"

    matter = models.CharField("案件", max_length=80)
    norm = models.CharField("规范", max_length=24)
    row = models.CharField("对象", max_length=200)
    grain = models.CharField("粒度", max_length=40)
    organ = models.CharField("单位", max_length=40, blank=True)
    colour = models.CharField("牌色", max_length=6, choices=Colour)
    verdict = models.CharField("判断", max_length=16)
    reason = models.TextField("理由")
    due_on = models.DateField("届满日", null=True, blank=True)
    calculation = models.JSONField("计算过程", default=list)
    facts = models.JSONField("所用事实", default=dict)
    law_version = models.CharField("规则版本", max_length=64)
    raised_at = models.DateTimeField("生成时间")
    changed_at = models.DateTimeField("变更时间")
    cleared_at = models.DateTimeField("销号时间", null=True, blank=True)

    class Meta:
        verbose_name = "监督牌"
        constraints = [
            models.UniqueConstraint(fields=["matter", "norm", "row"], name="one_card_a_row")
        ]
        indexes = [
            models.Index(fields=["cleared_at", "colour", "due_on"]),
            models.Index(fields=["organ", "cleared_at"]),
        ]


class Watch(models.Model):
    """When a matter was last judged and on which day its verdicts can change without a new entry."""

    matter = models.CharField(max_length=80, primary_key=True)
    judged_at = models.DateTimeField()
    next_on = models.DateField(null=True, blank=True, db_index=True)
