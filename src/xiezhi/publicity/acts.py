"""The clerk's three acts, each an entry of the matter's publicity thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xiezhi.documents.issue import issue, void
from xiezhi.journal.acts import Act, Actor, NotTaken, Ref
from xiezhi.journal.door import record
from xiezhi.journal.failpoints import reach
from xiezhi.journal.models import Entry
from xiezhi.matters.acts.served import decision_digest
from xiezhi.publicity.kinds import KINDS, Kind
from xiezhi.publicity.models import Publication
from xiezhi.publicity.printed import printed
from xiezhi.publicity.project import PUBLISHES
from xiezhi.registry.scope import Scope

ROLE, PROCEDURE = "publicity_clerk", "publicity"


def _act(
    publication: Publication,
    scope: Scope,
    step: str,
    fields: Mapping[str, Any],
    key: str,
    procedure: str = PROCEDURE,
) -> Act:
    person = scope.person.code if scope.person else ""
    return Act(
        matter=publication.matter,
        step=step,
        procedure=procedure,
        fields=fields,
        by=(Actor(person, ROLE, publication.organ),),
        at=timezone.localtime(),
        refs=(Ref(PUBLISHES, entry=publication.decision),),
        key=key or None,
    )


def _once(act: Act) -> None:
    """Record the act; a form sent again (its key is known) is answered as the first time."""
    if _recorded(act):
        return
    try:
        record(act)
    except NotTaken:
        if not _recorded(act):
            raise


def _recorded(act: Act) -> bool:
    return act.key is not None and Entry.objects.filter(key=act.key, step=act.step).exists()


def publish(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Confirm the redaction and publish. Raises ActRefused with the barring norms."""
    fields = {
        "publication_no": publication.index_no,
        "publication_channel": "portal",
        "published_form": "full_redacted",
        "redaction_checked": "checked" if typed.get("checked") else "not_checked",
        "secrecy": typed.get("secrecy", ""),
    }
    fields |= _minors(typed) | decision_digest(publication.matter, publication.decision)
    kind = kind_of(publication)
    key = typed.get("key", "")
    _once(_act(publication, scope, kind.step, fields, key, kind.procedure))
    reach("publish.recorded")
    make_document(publication)


def kind_of(publication: Publication) -> Kind:
    """How a decision of this kind is published."""
    return KINDS[Entry.objects.get(pk=publication.decision).step]


def _minors(typed: Mapping[str, str]) -> dict[str, str]:
    """Whether minors are concerned, and whether nothing gives them away (《未成年人保护法》第一百零三条)."""
    if not typed.get("minor_involved"):
        return {}
    hidden = "checked" if typed.get("minors_hidden") else "not_checked"
    return {"minor_involved": typed["minor_involved"], "minor_redaction": hidden}


def make_document(publication: Publication) -> None:
    """The printable public version; made once, after the act took effect."""
    if publication.document:
        return
    kind = kind_of(publication)
    document = issue(
        kind.document,
        publication.organ,
        publication.matter,
        kind.procedure,
        printed(publication),
        timezone.localtime(),
        step=kind.step,
    )
    reach("publish.document")
    waiting = Publication.objects.filter(pk=publication.pk, document="")
    if not waiting.update(document=document.code):
        void(document, "同一决定的公开版文书已经制成。", timezone.localtime())
    publication.refresh_from_db()


def bar(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Record that the decision is not published, with its ground."""
    fields = {
        "barred_ground": typed.get("barred_ground", ""),
        "reason_text": typed.get("reason", ""),
    }
    _once(_act(publication, scope, "publication_barred", fields, typed.get("key", "")))


def withdraw(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Take the text off the public page and show the reason instead (第四十八条第二款)."""
    fields = {
        "publication_no": publication.index_no,
        "withdrawal_reason": typed.get("withdrawal_reason", ""),
        "withdrawal_text": typed.get("withdrawal_text", "").strip(),
    }
    _once(_act(publication, scope, "publication_withdrawn", fields, typed.get("key", "")))
