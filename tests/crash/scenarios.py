"""Writes that are killed: how each begins, the request as it is sent (again and again), its one effect."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from tests.crash import world as w

from xiezhi.documents.models import Document
from xiezhi.journal.checkpoints import checkpoint
from xiezhi.journal.files import open_file
from xiezhi.journal.follow import run_followers
from xiezhi.journal.models import Checkpoint, Entry, LogLine
from xiezhi.matters.acts.actors import WITH_PIN, actor
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.drafts import ChangedMeanwhile, approve
from xiezhi.matters.acts.intake import AlreadyThere, Origin, take_in
from xiezhi.matters.models import Draft, EvidenceItem
from xiezhi.publicity.acts import publish, withdraw
from xiezhi.publicity.models import Publication
from xiezhi.registry.models import Person
from xiezhi.registry.scope import Scope

Case = dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """`request` answers with what the sender is told; the same answer every time it is sent again."""

    name: str
    points: tuple[str, ...]
    begin: Callable[[], Case]
    request: Callable[[Case], str]
    once: Callable[[Case], None]


def acknowledged() -> str:
    """An act done undisturbed: the id of its entry, as the sender was told."""
    rows = Entry.objects.filter(matter=w.filed()).order_by("-seq")
    return str(rows.values_list("id", flat=True)[0])


def photo(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (colour % 256, colour // 256 % 256, 7)).save(out, "JPEG")
    return out.getvalue()


def _upload_begins() -> Case:
    return {"matter": str(uuid4()), "data": photo(uuid4().int)}


def _upload(case: Case) -> str:
    file = SimpleUploadedFile("现场.jpg", case["data"], "image/jpeg")
    try:
        item = take_in(file, case["matter"], Origin("audiovisual", timezone.now(), "店前", "lin"))
    except AlreadyThere as known:
        item = known.item
    return f"{item.number} {item.sha256}"


def _uploaded_once(case: Case) -> None:
    item = EvidenceItem.objects.get(matter=case["matter"])
    with open_file(item.matter, item.sha256) as stream:
        assert stream.read() == case["data"]


def _sign_begins() -> Case:
    matter = w.scene()
    return {"move": w.spot_decision(matter, uuid4().hex)}


def _sign(case: Case) -> str:
    made = do(case["move"])
    assert isinstance(made, Done) and made.document is not None
    return f"{made.entry.id} {made.document.number}"


def _signed_once(case: Case) -> None:
    move = case["move"]
    entry = Entry.objects.get(matter=move.matter, step=move.step)
    valid = Document.objects.get(matter=move.matter, state=Document.State.VALID)
    assert (entry.key, valid.entry) == (move.key, entry.id)
    assert entry.content["fields"]["decision_no"] == valid.number


def _approve_begins() -> Case:
    draft = do(w.correction(w.filed(), uuid4().hex))
    assert isinstance(draft, Draft)
    return {"draft": draft.pk, "digest": draft.digest}


def _approve(case: Case) -> str:
    draft = Draft.objects.get(pk=case["draft"])
    signer = actor(Person.objects.get(pk="zhou"), "unit_head", WITH_PIN)
    try:
        approve(draft, signer, case["digest"])
    except ChangedMeanwhile:
        assert Draft.objects.get(pk=draft.pk).state == Draft.State.EFFECTIVE
    return Entry.objects.get(key=f"{draft.pk}:effective").id


def _approved_once(case: Case) -> None:
    draft = Draft.objects.get(pk=case["draft"])
    assert (draft.state, len(draft.signed)) == (Draft.State.EFFECTIVE, 1)
    steps = Entry.objects.filter(matter=draft.matter).values_list("step", flat=True)
    assert [list(steps).count(s) for s in ("draft_approved", "correction_ordered")] == [1, 1]
    valid = Document.objects.get(matter=draft.matter, state=Document.State.VALID)
    assert valid.entry == draft.entry


def _decided() -> Publication:
    case = _sign_begins()
    _sign(case)
    run_followers()
    return Publication.objects.get(matter=case["move"].matter)


def _publish_begins() -> Case:
    return {"publication": _decided().pk, "key": uuid4().hex}


def _clerk(case: Case) -> tuple[Publication, Scope]:
    scope = Scope(person=Person.objects.get(pk="ren"), signed_in=True)
    return Publication.objects.get(pk=case["publication"]), scope


def _publish(case: Case) -> str:
    row, scope = _clerk(case)
    publish(row, {"checked": "1", "secrecy": "none", "key": case["key"]}, scope)
    row.refresh_from_db()
    return f"{row.state} {row.document}"


def _published_once(case: Case) -> None:
    row, _ = _clerk(case)
    assert row.state == Publication.State.PUBLISHED
    assert Entry.objects.filter(matter=row.matter, step="decision_published").count() == 1
    papers = Document.objects.filter(matter=row.matter, kind="public_decision")
    assert papers.get(state=Document.State.VALID).code == row.document


def _withdraw_begins() -> Case:
    case = _publish_begins()
    _publish(case)
    return {**case, "key": uuid4().hex}


def _withdraw(case: Case) -> str:
    row, scope = _clerk(case)
    said = {"withdrawal_reason": "revoked", "withdrawal_text": "决定已被撤销。"}
    withdraw(row, {**said, "key": case["key"]}, scope)
    row.refresh_from_db()
    return f"{row.state} {row.reason}"


def _withdrawn_once(case: Case) -> None:
    row, _ = _clerk(case)
    assert row.state == Publication.State.WITHDRAWN
    assert Entry.objects.filter(matter=row.matter, step="publication_withdrawn").count() == 1


def _checkpoint_begins() -> Case:
    w.filed()
    return {"size": LogLine.objects.count()}


def _checkpoint(case: Case) -> str:
    checkpoint()
    return str(Checkpoint.objects.filter(size__gte=case["size"]).order_by("number")[0].number)


def _checkpointed_once(case: Case) -> None:
    rows = Checkpoint.objects.order_by("number").values_list("number", "size")
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    assert len({size for _, size in rows}) == len(rows) and rows[len(rows) - 1][1] >= case["size"]


DOOR = ("door.begin", "door.written", "door.commit", "door.answer")
SCENARIOS = (
    Scenario(
        "上传",
        ("upload.begin", "upload.block", "upload.flush", "upload.rename", "upload.row", "upload.kept"),
        _upload_begins, _upload, _uploaded_once,
    ),
    Scenario(
        "编号",
        ("number.reserved", "upload.row", "number.stored", "number.used", "number.of_case"),
        _sign_begins, _sign, _signed_once,
    ),
    Scenario("签署", DOOR, _sign_begins, _sign, _signed_once),
    Scenario("审批", DOOR, _approve_begins, _approve, _approved_once),
    Scenario(
        "公示",
        ("door.written", "door.commit", "door.answer", "publish.recorded", "publish.document"),
        _publish_begins, _publish, _published_once,
    ),
    Scenario("撤回", ("door.commit", "door.answer"), _withdraw_begins, _withdraw, _withdrawn_once),
    Scenario("检查点", ("checkpoint.signed",), _checkpoint_begins, _checkpoint, _checkpointed_once),
)  # fmt: skip
