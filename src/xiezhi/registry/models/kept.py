"""Registers that are rows of one table: what somebody may do, or what is in force, from one day to another."""

from django.db import models

#: Register → the attributes that its rows carry besides the key.
KEPT: dict[str, tuple[str, ...]] = {
    "mandate": ("power",),
    "entrustment": ("principal",),
    "delegation": ("item",),
    "device": (),
    "norm": (),
}


class KeptRow(models.Model):
    """A row of a register of `KEPT`, in force from `valid_from` to `valid_to`, both included (NULL: still).

    - `mandate`: the organ `key` holds `power` by law (行政处罚法第十七条、行政强制法第十三、十七、二十二、二十九条);
    - `entrustment`: the organ `key` acts for `principal` under a public letter (行政处罚法第二十条);
    - `delegation`: the street or town `key` may enforce `item` (行政处罚法第二十四条);
    - `device`: the monitoring device `key` is approved, checked and published (行政处罚法第四十一条);
    - `norm`: the operator has compared the norm `key` with its text.
    """

    register = models.CharField("名录", max_length=20)
    key = models.CharField("编码", max_length=80)
    attributes = models.JSONField("属性", default=dict)
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    matter = models.CharField("事项流水", max_length=80)

    class Meta:
        verbose_name = "名录行"
        ordering = ["register", "key", "valid_from"]
        indexes = [models.Index(fields=["register", "key"])]
        constraints = [
            models.UniqueConstraint(fields=["matter", "valid_from"], name="one_kept_row_a_day"),
            models.CheckConstraint(
                name="kept_row_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.key}"
