"""What ties matters together: the same act, party or thing under one key (cross-case norms)."""

from django.db import models


class Link(models.Model):
    """One row of a matter that counts for the cross-case fact `fact` under `key`. Keys are salted digests or
    register codes, never names. `since` to `until` (NULL: still) is its span, where the fact asks for one. Rebuilt
    for a matter whenever it gains an entry."""

    fact = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    matter = models.CharField(max_length=80, db_index=True)
    row = models.CharField(max_length=200)
    since = models.BigIntegerField(null=True)
    until = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "跨案关联"
        constraints = [models.UniqueConstraint(fields=["fact", "row"], name="one_link_a_row")]
        indexes = [models.Index(fields=["fact", "key"])]
