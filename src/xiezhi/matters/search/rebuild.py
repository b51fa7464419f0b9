"""`xiezhi search rebuild`: the index emptied and written again from the journal."""

from __future__ import annotations

import argparse
import sys
from time import monotonic

from django.db import transaction

from xiezhi.journal.models import Cursor
from xiezhi.journal.streaming import log_head
from xiezhi.matters.models import Case
from xiezhi.matters.search import postings
from xiezhi.matters.search.follow import NAME
from xiezhi.matters.search.index import index
from xiezhi.matters.search.models import CaseText

BATCH = 200


def main(argv: list[str]) -> int:
    """Rebuild while the node goes on working; until it is done not everything is found."""
    argparse.ArgumentParser(
        prog="xiezhi search rebuild", description="重建案件检索（清空后从流水重写）"
    ).parse_args(argv)
    started = monotonic()
    written = rebuild()
    sys.stdout.write(f"案件检索已重建：{written} 件，用时 {monotonic() - started:.1f} 秒。\n")
    return 0


def rebuild() -> int:
    """Empty the index and write every case, oldest change first; how many cases it holds then."""
    position, _ = log_head()
    with transaction.atomic():
        postings.clear()
        CaseText.objects.all().delete()
    matters = list(Case.objects.order_by("changed_at", "pk").values_list("pk", flat=True))
    written = sum(index(matters[at : at + BATCH]) for at in range(0, len(matters), BATCH))
    postings.tidy()
    Cursor.objects.update_or_create(name=NAME, defaults={"position": position, "error": ""})
    return written
