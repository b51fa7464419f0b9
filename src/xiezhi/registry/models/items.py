"""Items of enforcement (执法事项): what an organ may do, on which basis, since when."""

from django.db import models

from xiezhi.registry.models.organs import Organ


class Item(models.Model):
    """A published version of an item. Running cases keep the version of their day.

    `basis` is a list of {law, version, article, level, upper_law, upper_basis}; `kinds` a list of penalty kinds as in `fields/`.
    """

    code = models.CharField("编码", max_length=40)
    title = models.CharField("事项名称", max_length=200)
    everyday = models.CharField("通俗说法", max_length=200, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="items")
    sector = models.CharField("执法领域", max_length=40)
    basis = models.JSONField("依据")
    kinds = models.JSONField("处罚种类")
    fine_min_cents = models.BigIntegerField("罚款下限（分）", null=True, blank=True)
    fine_max_cents = models.BigIntegerField("罚款上限（分）", null=True, blank=True)
    published_on = models.DateField("发布日期")
    withdrawn_on = models.DateField("废止日期", null=True, blank=True)

    class Meta:
        verbose_name = "执法事项"
        ordering = ["code", "published_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "published_on"], name="one_version_a_day"),
            models.CheckConstraint(
                name="item_fine_range_is_a_range",
                condition=models.Q(fine_min_cents__isnull=True)
                | models.Q(fine_max_cents__isnull=True)
                | models.Q(fine_max_cents__gte=models.F("fine_min_cents")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
