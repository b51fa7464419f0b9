"""`xiezhi documents filled`: how much of every kind of document the system fills, as a table."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from xiezhi.documents.filled import Known, Share, overall, shares
from xiezhi.documents.gallery import texts
from xiezhi.documents.render import current_library
from xiezhi.documents.samples import sample_file
from xiezhi.inspections.draws import DRAWN
from xiezhi.inspections.joining import JOINT
from xiezhi.matters.acts.papers import NUMBERS
from xiezhi.matters.forms import known
from xiezhi.matters.forms.goods import LISTS
from xiezhi.matters.forms.habits import HABITS, OF_ITEM
from xiezhi.matters.reads.file_pages import FIELD
from xiezhi.registry.corpus import corpus


def measured() -> list[Share]:
    """One per kind, from the sample case, with what the forms of this node fill."""
    always = (
        *HABITS, *OF_ITEM, *known.TODAY, *known.NOW, *known.ONE_PARTY, *NUMBERS, *DRAWN, *JOINT, FIELD,
        "organ_name", "reviewed_digest",
    )  # fmt: skip
    seized = frozenset(corpus().fields["seized_goods"].of)
    forms = Known(
        frozenset(known.CARRIED),
        frozenset(known.WITHIN),
        frozenset(always),
        dict.fromkeys(LISTS, seized),
    )
    return shares(current_library(), corpus().procedures, forms, texts())


def main(argv: Sequence[str]) -> int:
    """Exit code 0 when nine of ten values printed in the sample case's file are not typed for that paper; else 1."""
    found = measured()
    sys.stdout.write("系统填入   印出  选择  键入  文书\n")
    for each in found:
        row = f"{each.filled:6.0%}  {each.printed:7}{each.picked:6}{each.typed:6}  {each.title}"
        sys.stdout.write(row + "\n")
    case = [each for each in found if each.kind in sample_file()]
    _sum(f"全部 {len(found)} 种", found)
    _sum(f"样张案件卷内 {len(case)} 份", case)
    return 0 if overall(case)[0] >= 0.9 else 1


def _sum(words: str, found: Sequence[Share]) -> None:
    untyped, untouched = overall(found)
    sys.stdout.write(f"{words}：不必键入 {untyped:.1%}，不必键入也不必选择 {untouched:.1%}\n")
