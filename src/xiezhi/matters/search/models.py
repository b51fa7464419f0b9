"""One table; the postings beside it differ by database and are made by the migration."""

from __future__ import annotations

from django.db import models


class CaseText(models.Model):
    """What can be found of one case, once for overseers (OPEN) and once for the case's own organ (WHOLE).

    No readable text lies here: `line` is the text's pairs of characters as keyed digests (see `grams`), `box`
    the text itself, sealed under the node's search key. Ids only grow, so the newest id is the case that changed
    last. The row of an erased matter is gone.
    """

    class Layer(models.IntegerChoices):
        OPEN = 0, "公开部分"
        WHOLE = 1, "全部"

    matter = models.CharField("案件", max_length=80)
    layer = models.SmallIntegerField("范围", choices=Layer)
    organ = models.CharField("办案机关", max_length=40)
    line = models.BinaryField("字对摘要")
    box = models.BinaryField("密封的文字")

    class Meta:
        verbose_name = "案件检索文字"
        constraints = [
            models.UniqueConstraint(fields=["matter", "layer"], name="one_text_a_layer"),
        ]
