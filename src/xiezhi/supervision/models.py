"""Cards: what a norm says is probably wrong in a case now, until it is cleared."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce

OPEN = models.Q(cleared_at__isnull=True)
#: Sorts what has no last day behind everything that has one.
NEVER = date(9999, 12, 31)


class Card(models.Model):
    """One norm over one row of one matter that is breached (red or yellow), about to fall due (yellow) or
    not decidable for want of data (grey). Written only by the follower and the daily round.

    `procedure`, `item` and `region` are the case's, kept here to filter and count by. `rank` and `due_order`
    are the order of the board: red, yellow, grey, and inside a colour the earliest last day.
    """

    class Colour(models.TextChoices):
        RED = "red", "红牌"
        YELLOW = "yellow", "黄牌"
        GREY = "grey", "数据不足"

    matter = models.CharField("案件", max_length=80)
    norm = models.CharField("规范", max_length=24)
    row = models.CharField("对象", max_length=200)
    grain = models.CharField("粒度", max_length=40)
    organ = models.CharField("单位", max_length=40, blank=True)
    procedure = models.CharField("程序", max_length=80, blank=True)
    item = models.CharField("执法事项", max_length=80, blank=True)
    region = models.CharField("行政区划", max_length=12, blank=True)
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

    rank = models.GeneratedField(
        expression=Case(
            When(colour="red", then=Value(0)),
            When(colour="yellow", then=Value(1)),
            default=Value(2),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    due_order = models.GeneratedField(
        expression=Coalesce("due_on", Value(NEVER)),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "监督牌"
        constraints = [
            models.UniqueConstraint(fields=["matter", "norm", "row"], name="one_card_a_row")
        ]
        indexes = [
            models.Index(fields=["raised_at"], name="card_raised"),
            models.Index(fields=["cleared_at"], name="card_cleared", condition=~OPEN),
            models.Index(fields=["rank", "due_order", "id"], name="card_board", condition=OPEN),
            models.Index(
                fields=["organ", "rank", "due_order", "id", "norm", "item"],
                name="card_organ",
                condition=OPEN,
            ),
            models.Index(
                fields=["norm", "rank", "due_order", "id", "organ"],
                name="card_norm",
                condition=OPEN,
            ),
            models.Index(
                fields=["item", "rank", "due_order", "id", "organ"],
                name="card_item",
                condition=OPEN,
            ),
        ]


class Concern(models.Model):
    """A matter of supervision (监督事项): which organ, about which case, the last paper and until when it asks for
    a report. Written only by the projector."""

    matter = models.CharField("标识", max_length=80, primary_key=True)
    organ = models.CharField("监督机构", max_length=40, db_index=True)
    supervised = models.CharField("被监督机关编码", max_length=40, db_index=True)
    supervised_name = models.CharField("被监督机关", max_length=120)
    title = models.CharField("所涉案件", max_length=200, blank=True)
    case = models.CharField("所涉案件的标识", max_length=80, blank=True, db_index=True)
    norms = models.CharField("所涉规范", max_length=200, blank=True)
    paper = models.CharField("最近的监督文书", max_length=80, blank=True)
    rectify_by = models.DateField("报送期限", null=True, blank=True)
    opened_at = models.DateTimeField("开展监督时间")
    reported_at = models.DateTimeField("报送纠正情况时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "监督事项"
        ordering = ["-opened_at", "matter"]

    def __str__(self) -> str:
        return "：".join(each for each in (self.supervised_name, self.title) if each)


class Watch(models.Model):
    """When a matter was last judged and on which day its verdicts can change without a new entry."""

    matter = models.CharField(max_length=80, primary_key=True)
    judged_at = models.DateTimeField(db_index=True)
    next_on = models.DateField(null=True, blank=True, db_index=True)


class Arrival(models.Model):
    """When the last entry of a unit came in: a unit that has fallen silent is late, not clean."""

    organ = models.CharField("单位", max_length=40, primary_key=True)
    at = models.DateTimeField("最近一次记载")

    class Meta:
        verbose_name = "单位数据"
