"""Officers, their certificates and roles (行政处罚法第四十二条；行政执法监督条例第十七条)."""

from django.db import models

from xiezhi.registry.models.organs import Organ


class Person(models.Model):
    """Someone who works for an organ. `code` is the key entries use; names are public by office."""

    code = models.CharField("编号", max_length=40, primary_key=True)
    name = models.CharField("姓名", max_length=60)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="people", verbose_name="单位")
    unit = models.CharField("内设机构", max_length=60, blank=True)

    class Meta:
        verbose_name = "人员"
        ordering = ["organ", "unit", "code"]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """An enforcement certificate: valid from the first to the last day, both included."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="certificates", verbose_name="持证人"
    )
    number = models.CharField("证件编号", max_length=40, unique=True)
    fields = models.CharField("执法类别", max_length=200)
    region = models.CharField("执法区域", max_length=12)
    valid_from = models.DateField("有效期起")
    valid_to = models.DateField("有效期止")
    cancelled_on = models.DateField("注销日期", null=True, blank=True)
    cancel_reason = models.CharField("注销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "执法证件"
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="certificate_ends_after_it_begins",
                condition=models.Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.number


class Suspension(models.Model):
    """Days on which a certificate is suspended (暂扣); without `until` it goes on."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="suspensions")
    since = models.DateField("暂停自")
    until = models.DateField("暂停至", null=True, blank=True)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = "暂停"
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "since"], name="one_suspension_a_day")
        ]


class Qualification(models.Model):
    """法律职业资格 (行政处罚法第五十八条第二款) or another lasting qualification of a person."""

    class Kind(models.TextChoices):
        LAW = "law", "国家统一法律职业资格"

    person = models.ForeignKey(Person, models.PROTECT, related_name="qualifications")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    since = models.DateField("取得日期")

    class Meta:
        verbose_name = "资格"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_qualification_of_a_kind")
        ]


class RoleGrant(models.Model):
    """A role of a person in an organ, from `since` until the day before `until`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField("角色", max_length=40)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="grants")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "角色授予"
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organ", "since"], name="one_grant_a_day"
            )
        ]
