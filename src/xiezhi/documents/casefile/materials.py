"""What goes into a case file, in archive order: documents, received PDFs, photographs, a list of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from xiezhi.documents.models import Document
from xiezhi.documents.pictures import PRINTABLE, for_print
from xiezhi.documents.reads import of_matter, stored_bytes
from xiezhi.documents.render import render
from xiezhi.journal.files import open_file
from xiezhi.journal.reads import entries
from xiezhi.registry.corpus import corpus

#: From this part on a document stands after the photographs and lists (卷内备考表).
LAST = 900


@dataclass(frozen=True, slots=True)
class Material:
    """One row of the contents (卷内目录) and its pages. `document` is None for what no organ issued."""

    title: str
    pdf: bytes
    dated_on: str
    number: str = ""
    note: str = ""
    sha256: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file named by an entry that is not one of the matter's own documents."""

    name: str
    sha256: str
    size: int
    type: str
    step: str
    at: datetime


def materials(matter: str, context: Mapping[str, Any], at: datetime) -> list[Material]:
    """Everything of the matter that goes into its file.

    Voided documents never counted and stay out; so do kinds without a place in the file (cover, public version).
    """
    issued = of_matter(matter).exclude(part=0).exclude(state=Document.State.VOIDED)
    found = [_document(each) for each in issued.filter(part__lt=LAST)]
    attached = list(_attached(matter, {d.sha256 for d in of_matter(matter)}))
    last = [_document(each) for each in issued.filter(part__gte=LAST)]
    return found + _evidence(matter, attached, context, at) + last


def _document(document: Document) -> Material:
    return Material(
        title=document.title,
        pdf=stored_bytes(document),
        dated_on=timezone.localtime(document.issued_at).date().isoformat(),
        number=document.number,
        note="" if document.state == Document.State.VALID else document.verdict,
        sha256=document.sha256,
        document=document,
    )


def _attached(matter: str, issued: set[str]) -> Iterator[Attached]:
    seen = set(issued)
    for entry in entries(matter):
        for file in entry.content.get("files", ()):
            if file["sha256"] not in seen:
                seen.add(file["sha256"])
                step = corpus().step(entry.procedure, entry.step)
                yield Attached(
                    file["name"],
                    file["sha256"],
                    file["size"],
                    file["type"],
                    step.title if step else entry.step,
                    timezone.localtime(entry.occurred_at),
                )


def _evidence(
    matter: str, attached: list[Attached], context: Mapping[str, Any], at: datetime
) -> list[Material]:
    photos: dict[Attached, bytes] = {}
    rest: list[Attached] = []
    for each in attached:
        picture = _picture(matter, each)
        if picture is None:
            rest.append(each)
        else:
            photos[each] = picture
    found = [_photos(photos, context, at)] if photos else []
    return found + ([_listed(rest, context, at)] if rest else [])


def _picture(matter: str, file: Attached) -> bytes | None:
    if file.type not in PRINTABLE:
        return None
    with open_file(matter, file.sha256) as stream:
        return for_print(stream.read())


def _photos(photos: Mapping[Attached, bytes], context: Mapping[str, Any], at: datetime) -> Material:
    files = {f"photo{n}.svg": data for n, data in enumerate(photos.values(), 1)}
    rows = [
        {"file": file, "name": p.name, "sha256": p.sha256, "step": p.step, "taken_at": p.at}
        for file, p in zip(files, photos, strict=True)
    ]
    pdf = render(
        "photo_page",
        {"organ_name": context.get("organ_name", ""), "photos": rows},
        at=at,
        files=files,
        preview=False,
    )
    return Material(f"证据照片（{len(rows)} 张）", pdf, _first_day(photos))


def _listed(files: list[Attached], context: Mapping[str, Any], at: datetime) -> Material:
    rows = [{"name": f.name, "type": f.type, "size": f.size, "sha256": f.sha256} for f in files]
    stated = {"organ_name": context.get("organ_name", ""), "files": rows}
    pdf = render("media_list", stated, at=at, preview=False)
    return Material(f"电子证据清单（{len(rows)} 件）", pdf, _first_day(files))


def _first_day(files: Mapping[Attached, bytes] | list[Attached]) -> str:
    return min(file.at for file in files).date().isoformat()
