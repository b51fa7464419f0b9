"""Who looked at whose data (个人信息保护法第五十一条). Rows never hold the data itself."""

from django.db import models


class AccessLog(models.Model):
    """One view, search, export or print of personal data, or one refused try."""

    at = models.DateTimeField("时间", db_index=True)
    account = models.CharField("账号", max_length=60)
    person = models.CharField("人员", max_length=40, blank=True)
    organ = models.CharField("单位", max_length=40, blank=True)
    what = models.CharField("动作", max_length=40)
    subject = models.CharField("对象", max_length=120)
    purpose = models.CharField("事由", max_length=200, blank=True)
    fields = models.CharField("字段", max_length=300, blank=True)
    count = models.PositiveIntegerField("条数", default=1)
    address = models.CharField("来源地址", max_length=64, blank=True)

    class Meta:
        verbose_name = "查阅记录"
        ordering = ["-at", "-id"]
