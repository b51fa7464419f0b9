"""Organs that may enforce the law (行政处罚法第十七条至第二十一条)."""

from django.db import models


class Organ(models.Model):
    """A confirmed subject of enforcement. `code` is the key entries use."""

    class Kind(models.TextChoices):
        STATUTORY = "statutory", "行政机关"
        AUTHORISED = "authorised", "法律、法规授权的组织"
        ENTRUSTED = "entrusted", "受委托组织"
        TOWNSHIP = "township", "乡镇人民政府、街道办事处"

    code = models.CharField("编码", max_length=40, primary_key=True)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40)
    region = models.CharField("行政区划", max_length=12, help_text="六位行政区划代码")
    kind = models.CharField("类别", max_length=12, choices=Kind)
    sector = models.CharField("执法领域", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=300, blank=True)
    entrusted_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="委托机关"
    )
    confirmed_on = models.DateField("确认日期")

    class Meta:
        verbose_name = "执法主体"
        ordering = ["region", "code"]
        constraints = [
            models.CheckConstraint(
                name="organ_entrusted_names_its_principal",
                condition=~models.Q(kind="entrusted") | models.Q(entrusted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
