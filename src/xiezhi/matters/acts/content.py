"""The content of a draft: canonical, encrypted with the key of the matter's files, named by its digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from xiezhi.journal.acts import Actor
from xiezhi.journal.canonical import canonical
from xiezhi.journal.ciphers import seal, unseal
from xiezhi.journal.digests import of_text
from xiezhi.journal.keys import file_key
from xiezhi.matters.models import Draft

PURPOSE = b"xiezhi-draft-v1"


def put(draft: Draft, fields: Mapping[str, Any], by: tuple[Actor, ...]) -> None:
    """Keep what was typed, sealed; set the digest that approvers sign. Does not save."""
    text = canonical({"fields": fields, "by": [asdict(each) for each in by]})
    _, key = file_key(draft.matter)
    draft.box = seal(key, PURPOSE, text.encode(), draft.id.encode())
    draft.digest = of_text(canonical([draft.matter, draft.procedure, draft.step, text]))


def fields_of(draft: Draft) -> dict[str, Any]:
    """What was typed. Raises Damaged when the box was changed."""
    found: dict[str, Any] = _open(draft)["fields"]
    return found


def actors_of(draft: Draft) -> tuple[Actor, ...]:
    """Who drafted."""
    return tuple(Actor(**each) for each in _open(draft)["by"])


def _open(draft: Draft) -> dict[str, Any]:
    _, key = file_key(draft.matter)
    text = unseal(key, PURPOSE, bytes(draft.box), draft.id.encode())
    content: dict[str, Any] = json.loads(text)
    return content
