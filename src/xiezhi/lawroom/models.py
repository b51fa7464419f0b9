"""Tables of the room: statutes, their versions, the articles of each. Texts live here and never in the repository."""

from django.db import models


class Statute(models.Model):
    """A law by the name that norms cite it with."""

    law = models.CharField("名称", max_length=200, primary_key=True)
    title = models.CharField("全称", max_length=300)
    local = models.BooleanField("地方", default=False)

    class Meta:
        verbose_name = "法律"
        ordering = ["local", "law"]

    def __str__(self) -> str:
        return self.law


class StatuteVersion(models.Model):
    """The text as of its last adoption or amendment, `adopted_on`; `in_force_from` is stated in it or, where it is
    not (`stated` false), taken from `adopted_on`. `partial`: only some articles, the rest stands elsewhere."""

    statute = models.ForeignKey(Statute, models.CASCADE, related_name="versions")
    adopted_on = models.DateField("通过或者修改")
    in_force_from = models.DateField("施行")
    stated = models.BooleanField("文内写明施行日期", default=True)
    partial = models.BooleanField("节录", default=False)
    source = models.CharField("文件", max_length=300)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField("载入时间")

    class Meta:
        verbose_name = "法律文本"
        ordering = ["statute", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["statute", "adopted_on"], name="one_text_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.statute_id}（{self.adopted_on}）"


class Article(models.Model):
    """One article, its number as citations write it: `51`, `44-2` for 第四十四条之二. `place` is its order."""

    version = models.ForeignKey(StatuteVersion, models.CASCADE, related_name="articles")
    number = models.CharField("条号", max_length=12)
    place = models.PositiveIntegerField("次序")
    heading = models.CharField("章节", max_length=200, blank=True)
    text = models.TextField("条文")

    class Meta:
        verbose_name = "条文"
        ordering = ["version", "place"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_article_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")
