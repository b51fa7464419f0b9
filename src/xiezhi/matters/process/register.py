"""Putting a recording on the list: a file taken in here, or a file elsewhere named by its digest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from xiezhi.journal.acts import Actor, NotWellFormed
from xiezhi.law.events import Event
from xiezhi.matters.acts.carry_out import Done
from xiezhi.matters.acts.do import do
from xiezhi.matters.acts.intake import AlreadyThere, NotTakenIn, Origin, file_ref, harmless, take_in
from xiezhi.matters.acts.move import Move
from xiezhi.matters.models import Draft, EvidenceItem
from xiezhi.matters.process.media import Unreadable, seconds_of
from xiezhi.matters.process.recordings import OMITTED, RECORDED, moment
from xiezhi.registry.corpus import corpus

PROCEDURE, NOTE = "av_record", "recording_note_made"
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to put on the list of `matter`; `fields` by the names of `fields/`."""

    matter: str
    by: Actor
    fields: Mapping[str, Any]
    key: str
    upload: UploadedFile | None = None


def register(wish: Wish) -> Done | Draft:
    """Take the file in, read its length, record. Raises NotTakenIn (nothing kept), NotWellFormed and what the
    door raises (the file, when there was one, is kept among the evidence)."""
    faults = list(_faults(wish))
    if faults:
        raise NotWellFormed(faults)
    item = _kept(wish) if wish.fields["av_held"] == "node" else None
    files = (file_ref(item),) if item else ()
    return do(
        Move(
            matter=wish.matter,
            procedure=PROCEDURE,
            step=RECORDED,
            fields={**wish.fields, **(_of_file(item, wish) if item else {})},
            by=(wish.by,),
            at=min(moment(wish.fields["recorded_to_at"]), timezone.localtime()),
            key=wish.key,
            mode="attest",
            source=_source(wish.fields),
            files=files,
        )
    )


def omit(matter: str, by: Actor, fields: Mapping[str, Any], key: str) -> Done | Draft:
    """State why a link has no recording. Raises what the door raises."""
    now = timezone.localtime()
    return do(Move(matter, PROCEDURE, OMITTED, dict(fields), (by,), now, key))


def note(matter: str, by: Actor, events: Iterable[Event], key: str) -> Done | Draft:
    """Print the list as 音像记录说明 for the file. Raises what the door and the printing of a document raise."""
    made = [event.fields for event in events if event.step == RECORDED]
    rows = [
        {name: said[name] for name in corpus().fields["recordings"].of if said.get(name)}
        for said in made
    ]
    now = timezone.localtime()
    return do(Move(matter, PROCEDURE, NOTE, {"recordings": rows}, (by,), now, key))


def _faults(wish: Wish) -> list[str]:
    said, found = wish.fields, []
    started, finished = moment(said["recorded_from_at"]), moment(said["recorded_to_at"])
    if finished < started:
        found.append("记录结束时间早于开始时间，请核对。没有登记。")
    if finished > timezone.localtime():
        found.append("记录结束时间晚于现在，请核对。没有登记。")
    if said["av_held"] == "node" and wish.upload is None:
        found.append("没有收到文件。文件存在本系统的，请选择文件；存在采集站的，请改选保存处。")
    if said["av_held"] == "station":
        found += _elsewhere(said, wish.upload)
    return found


def _elsewhere(said: Mapping[str, Any], upload: UploadedFile | None) -> list[str]:
    found = []
    if upload is not None:
        found.append("已经选了文件，保存处请选“本系统”。没有登记。")
    if not said.get("av_kept_at"):
        found.append("文件不在本系统的，请写明保存位置，例如采集站和文件编号。没有登记。")
    if said.get("av_sha256") and not DIGEST.fullmatch(str(said["av_sha256"])):
        found.append("文件摘要值应是64位小写十六进制字符。没有登记。")
    return found


def _kept(wish: Wish) -> EvidenceItem:
    upload = cast(UploadedFile, wish.upload)
    _length(upload)
    said = wish.fields
    origin = Origin("audiovisual", moment(said["recorded_from_at"]), "", said["av_officer"])
    try:
        return take_in(upload, wish.matter, origin)
    except AlreadyThere as known:
        return known.item


def _length(upload: UploadedFile) -> int | None:
    try:
        return seconds_of(cast(BinaryIO, upload.file), harmless(upload.name or ""))
    except Unreadable as broken:
        raise NotTakenIn(str(broken)) from None


def _of_file(item: EvidenceItem, wish: Wish) -> dict[str, Any]:
    seconds = _length(cast(UploadedFile, wish.upload))
    found = {"evidence_id": f"E{item.number}", "av_sha256": item.sha256}
    return found if seconds is None else {**found, "av_seconds": seconds}


def _source(said: Mapping[str, Any]) -> str:
    way = corpus().fields["recording_way"].options.get(said["recording_way"], "")
    return f"{way} {said.get('av_device_no') or ''}".strip()
