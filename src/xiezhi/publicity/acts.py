"""The clerk's three acts, each an entry of the matter's publicity thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xiezhi.documents.issue import issue
from xiezhi.journal.acts import Act, Actor, Ref
from xiezhi.journal.door import record
from xiezhi.journal.failpoints import reach
from xiezhi.publicity.models import Publication
from xiezhi.publicity.printed import printed
from xiezhi.publicity.project import PUBLISHES
from xiezhi.registry.scope import Scope

ROLE, PROCEDURE = "publicity_clerk", "publicity"


def _act(
    publication: Publication, scope: Scope, step: str, fields: Mapping[str, Any], key: str
) -> Act:
    person = scope.person.code if scope.person else ""
    return Act(
        matter=publication.matter,
        step=step,
        procedure=PROCEDURE,
        fields=fields,
        by=(Actor(person, ROLE, publication.organ),),
        at=timezone.localtime(),
        refs=(Ref(PUBLISHES, entry=publication.decision),),
        key=key or None,
    )


def publish(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Confirm the redaction and publish. Raises ActRefused with the barring norms."""
    fields = {
        "publication_no": publication.index_no,
        "publication_channel": "portal",
        "published_form": "full_redacted",
        "redaction_checked": "checked" if typed.get("checked") else "not_checked",
        "secrecy": typed.get("secrecy", ""),
    }
    record(_act(publication, scope, "decision_published", fields, typed.get("key", "")))
    reach("publish.recorded")
    _document(publication)


def _document(publication: Publication) -> None:
    """The printable public version; made once, after the act took effect."""
    if publication.document:
        return
    document = issue(
        "public_decision",
        publication.organ,
        publication.matter,
        PROCEDURE,
        printed(publication),
        timezone.localtime(),
        step="decision_published",
    )
    reach("publish.document")
    publication.document = document.code
    publication.save(update_fields=["document"])


def bar(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Record that the decision is not published, with its ground."""
    fields = {
        "barred_ground": typed.get("barred_ground", ""),
        "reason_text": typed.get("reason", ""),
    }
    record(_act(publication, scope, "publication_barred", fields, typed.get("key", "")))


def withdraw(publication: Publication, typed: Mapping[str, str], scope: Scope) -> None:
    """Take the text off the public page and show the reason instead (第四十八条第二款)."""
    fields = {
        "publication_no": publication.index_no,
        "withdrawal_reason": typed.get("withdrawal_reason", ""),
        "withdrawal_text": typed.get("withdrawal_text", "").strip(),
    }
    record(_act(publication, scope, "publication_withdrawn", fields, typed.get("key", "")))
