"""Publications: what became of each decision in public (《行政处罚法》第四十八条)."""

from secrets import token_hex

from django.db import models


def index_number() -> str:
    """索引号: random, so that pages cannot be counted through."""
    return token_hex(8)


class Publication(models.Model):
    """One decision on its way to the public. `version` is the redacted public version, `hidden` what was
    replaced and why (never shown outside). States change only by projectors of the journal's entries."""

    class State(models.TextChoices):
        QUEUED = "queued", "待公示"
        PUBLISHED = "published", "公示中"
        BARRED = "barred", "不予公示"
        WITHDRAWN = "withdrawn", "已撤回"

    decision = models.CharField("决定的流水编号", max_length=36, unique=True)
    matter = models.CharField("案件", max_length=80, db_index=True)
    organ = models.CharField("单位", max_length=40, db_index=True)
    index_no = models.CharField("索引号", max_length=16, unique=True, default=index_number)
    state = models.CharField("状态", max_length=9, choices=State, default=State.QUEUED)
    decided_on = models.DateField("决定日期")
    due_on = models.DateField("公示届满日", null=True, blank=True)
    version = models.JSONField("公开版", default=dict)
    hidden = models.JSONField("隐去内容", default=list)
    search = models.TextField("检索文字", blank=True)
    document = models.CharField("公开版文书核验码", max_length=64, blank=True)
    reason = models.TextField("不公示或者撤回的理由", blank=True)
    published_at = models.DateTimeField("公示时间", null=True, blank=True)
    ended_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "公示"
        ordering = ["-published_at", "-decided_on"]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.index_no
