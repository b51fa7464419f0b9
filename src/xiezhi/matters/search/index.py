"""Writing the index: the rows of cases are replaced as a whole, in one transaction."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

from django.db import transaction

from xiezhi.journal.ciphers import seal, unseal
from xiezhi.matters.models import Case
from xiezhi.matters.reads.cases import INSPECTIONS, SUPERVISION
from xiezhi.matters.search import postings
from xiezhi.matters.search.grams import line_of, search_key
from xiezhi.matters.search.models import CaseText
from xiezhi.matters.search.normal import normal
from xiezhi.matters.search.texts import Labelled, Texts, texts_of

BOX = b"xiezhi-search-v1"


def index(matters: Iterable[str]) -> int:
    """Write the cases anew as they stand now; how many are in the index. Matters that are no cases, and
    those of which something was erased, leave it."""
    listed = sorted(set(matters))
    known = Case.objects.filter(pk__in=listed).exclude(procedure__startswith=INSPECTIONS)
    known = known.exclude(procedure=SUPERVISION)
    cases = list(known.order_by("changed_at", "pk"))
    return write(listed, texts_of(cases))


def write(matters: Sequence[str], texts: Iterable[Texts]) -> int:
    """Put `texts` in the place of what the index holds of `matters`; how many."""
    rows = [row for each in texts for row in _rows(each)]
    with transaction.atomic():
        remove(matters)
        postings.put(CaseText.objects.bulk_create(rows))
    return len(rows) // len(CaseText.Layer)


def remove(matters: Sequence[str]) -> None:
    """Take matters out of the index."""
    old = list(CaseText.objects.filter(matter__in=matters).only("id", "line"))
    postings.drop(old)
    CaseText.objects.filter(pk__in=[row.pk for row in old]).delete()


def _rows(texts: Texts) -> list[CaseText]:
    whole = (*texts.open, *texts.sealed)
    return [
        _row(texts.case, CaseText.Layer.OPEN, texts.open),
        _row(texts.case, CaseText.Layer.WHOLE, whole),
    ]


def _row(case: Case, layer: CaseText.Layer, texts: Sequence[Labelled]) -> CaseText:
    return CaseText(
        matter=case.matter,
        layer=layer,
        organ=case.organ,
        line=line_of(normal(text) for _, text in texts),
        box=_closed(case.matter, texts),
    )


def _closed(matter: str, texts: Sequence[Labelled]) -> bytes:
    plain = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return seal(search_key(), BOX, zlib.compress(plain.encode()), matter.encode())


def opened(row: CaseText) -> list[Labelled]:
    """The texts of a row. Raises Damaged when the row was written under another key."""
    plain = unseal(search_key(), BOX, bytes(row.box), row.matter.encode())
    return [(label, text) for label, text in json.loads(zlib.decompress(plain))]
