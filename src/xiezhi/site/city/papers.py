"""Documents of the first cases: issued, numbered and kept as online ones are. Other cases' are made on opening."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.documents.issue import issue
from xiezhi.documents.render import current_library
from xiezhi.journal.acts import Act
from xiezhi.matters.acts.papers import NUMBERS, NotPrinted, with_document
from xiezhi.matters.context import document_context
from xiezhi.registry.corpus import corpus


def printed(act: Act) -> Act:
    """The act with its step's document among its files and the document's number in its fields.

    What the case recorded before must already stand in the journal. An act whose step makes no document, or
    lacks what the document must state (a planted defect), stays as it is.
    """
    step = corpus().step(act.procedure, act.step)
    if step is None or not step.document or step.document not in current_library().kinds:
        return act
    bare = replace(act, fields={n: v for n, v in act.fields.items() if n not in NUMBERS})
    context = document_context(act.matter, act.step, bare.fields, act.by, act.at)
    thread = act.thread or f"{act.procedure}#1"
    try:
        made = issue(
            step.document, act.by[0].organ, act.matter, thread, context, act.at, step=act.step
        )
    except NotPrinted:
        return act
    return with_document(bare, made)
