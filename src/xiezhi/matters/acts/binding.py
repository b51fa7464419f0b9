"""The archived file: bound and kept when the case is archived (行政处罚法第四十七条)."""

from __future__ import annotations

import logging

from xiezhi.documents.casefile.assemble import NothingToBind, archive
from xiezhi.documents.reads import latest_casefile
from xiezhi.matters.acts.move import Move
from xiezhi.matters.context import document_context

ARCHIVING = "case_archived"
log = logging.getLogger(__name__)


def bind_archived(move: Move) -> None:
    """Bind and keep the file of a case that was just archived on this platform; once, however often it is asked.

    A case that is all on paper has nothing to bind.
    """
    wanted = move.step == ARCHIVING and move.mode == "decide"
    if not wanted or latest_casefile(move.matter) is not None:
        return
    context = document_context(move.matter, move.step, move.fields, move.by, move.at)
    try:
        archive(move.matter, context, move.at)
    except NothingToBind as empty:
        log.info("%s: %s", move.matter, empty)
