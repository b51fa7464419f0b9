"""Parties (当事人): the only table that holds their personal data outside sealed entries."""

from secrets import token_hex

from django.db import models


def party_code() -> str:
    """A random key; entries name parties by it and never by name."""
    return f"d{token_hex(8)}"


class Party(models.Model):
    """A citizen, a sole trader or an organisation."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", "公民"
        SOLE_TRADER = "sole_trader", "个体工商户"
        ORGANISATION = "organisation", "法人或者其他组织"

    code = models.CharField("编号", max_length=40, primary_key=True, default=party_code)
    kind = models.CharField("类型", max_length=12, choices=Kind)
    name = models.CharField("姓名或者名称", max_length=120)
    id_number = models.CharField("身份证件号码", max_length=40, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True)
    address = models.CharField("住址", max_length=300, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "当事人"
        indexes = [models.Index(fields=["id_number"]), models.Index(fields=["credit_code"])]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """A code printed on a party's document that opens that party's page of one matter.

    Only the digest of the code is kept.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    matter = models.CharField("案件", max_length=64, db_index=True)
    party = models.ForeignKey(Party, models.CASCADE, related_name="receipts")
    issued_at = models.DateTimeField("出具时间")

    class Meta:
        verbose_name = "查询码"
