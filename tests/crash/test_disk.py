"""A full disk and an unreadable photo: said in a sentence, nothing half-written."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.crash import world
from tests.crash.invariants import check
from tests.crash.scenarios import photo

from xiezhi.documents.models import Document, Number
from xiezhi.journal import intake
from xiezhi.journal.files import FileRefused, folder
from xiezhi.journal.models import Entry, StoredFile
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.intake import NotTakenIn, Origin, take_in
from xiezhi.matters.models import EvidenceItem


@pytest.fixture
def node(sqlite_db: str, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "data"
    world.people()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the disk takes no more."""

    def refuse(*_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    return lambda: monkeypatch.setattr(intake.os, "fsync", refuse)


def upload(data: bytes) -> EvidenceItem:
    file = SimpleUploadedFile("现场.jpg", data, "image/jpeg")
    return take_in(file, str(uuid4()), Origin("audiovisual", timezone.now(), "店前", "lin"))


def test_a_full_disk_is_said_and_nothing_of_the_upload_is_kept(
    node: None, full_disk: Callable[[], None]
) -> None:
    before = StoredFile.objects.count()
    world.filed()
    full_disk()
    with pytest.raises(FileRefused, match="存储空间已满，「现场.jpg」没有保存"):
        upload(photo(3))
    assert not EvidenceItem.objects.exists() and StoredFile.objects.count() == before
    assert not [path for path in folder().rglob("*") if path.is_file()]


def test_a_decision_on_a_full_disk_takes_no_effect_and_its_number_says_why(
    node: None,
    full_disk: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    matter, key = world.scene(), uuid4().hex
    full_disk()
    with pytest.raises(FileRefused):
        do(world.spot_decision(matter, key))
    assert not Entry.objects.filter(step="spot_decision_made").exists()
    assert not Document.objects.exists()
    assert {n.state for n in Number.objects.all()} == {Number.State.VOIDED}
    assert all(n.reason for n in Number.objects.all())
    monkeypatch.undo()
    do(world.spot_decision(matter, key))
    check(capsys)


@pytest.mark.parametrize("damage", ["cut", "noise"])
def test_an_unreadable_photo_is_named_and_not_kept(node: None, damage: str) -> None:
    whole = photo(9)
    broken = whole[: len(whole) // 2] if damage == "cut" else whole[:20] + bytes(200)
    with pytest.raises(NotTakenIn, match="照片“现场.jpg”打不开"):
        upload(broken)
    assert not EvidenceItem.objects.exists()
    assert upload(whole).number == 1
