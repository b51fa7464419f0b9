"""The case file of a matter: assembled for looking at, or archived with its page anchors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiezhi.documents.casefile.bind import bind
from xiezhi.documents.casefile.materials import Material, materials
from xiezhi.documents.models import Anchor, Casefile
from xiezhi.documents.paper import page_count
from xiezhi.documents.render import render
from xiezhi.journal.files import store


class NothingToBind(ValueError):
    """The matter has no document yet."""


@dataclass(frozen=True, slots=True)
class Part:
    """One material with its place: 卷内第 `first_page` 页, `pages` pages."""

    material: Material
    first_page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound file: the PDF, how many pages of cover and contents stand before page 1, and its parts."""

    pdf: bytes
    front: int
    parts: tuple[Part, ...]

    @property
    def pages(self) -> int:
        return sum(part.pages for part in self.parts)


def assemble(matter: str, context: Mapping[str, Any], at: datetime) -> Bound:
    """Cover, contents and all materials of `matter` as one PDF, as of `at`.

    `context` fills the cover: `organ_name`, `cause`, `parties`, `officers`, days, `archive_no`, `retention_years`.
    Raises `NothingToBind`.
    """
    at = timezone.localtime(at)
    parts = _placed(materials(matter, context, at))
    if not parts:
        raise NothingToBind("本案还没有文书或者照片，不能装订卷宗。请先制作文书。")
    stated = {"made_on": at.date().isoformat(), "matter": matter} | dict(context)
    stated["page_count"] = sum(part.pages for part in parts)
    front = [
        render("casefile_cover", stated, at=at, preview=False),
        render("casefile_contents", stated | {"contents": _rows(parts)}, at=at, preview=False),
    ]
    title = f"{stated.get('organ_name', '')}案卷 {stated['matter']}"
    named = [(_outlined(part), part.material.pdf) for part in parts]
    return Bound(bind(front, named, title, at), sum(page_count(f) for f in front), tuple(parts))


def archive(matter: str, context: Mapping[str, Any], at: datetime) -> Casefile:
    """Assemble, keep the PDF among the matter's files and write down where each document begins."""
    bound = assemble(matter, context, at)
    ref = store(BytesIO(bound.pdf), f"{matter}案卷.pdf", matter, "application/pdf")
    with transaction.atomic():
        kept = Casefile.objects.create(
            matter=matter,
            sha256=ref.sha256,
            size=ref.size,
            front=bound.front,
            pages=bound.pages,
            made_at=at,
        )
        Anchor.objects.bulk_create(_anchor(kept, part) for part in bound.parts)
    return kept


def _placed(found: Sequence[Material]) -> list[Part]:
    parts, page = [], 1
    for material in found:
        pages = page_count(material.pdf)
        parts.append(Part(material, page, pages))
        page += pages
    return parts


def _rows(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [
        {
            "document_title": part.material.title,
            "document_no": part.material.number,
            "dated_on": part.material.dated_on,
            "first_page": part.first_page,
            "note": part.material.note,
        }
        for part in parts
    ]


def _outlined(part: Part) -> str:
    number = f" {part.material.number}" if part.material.number else ""
    return f"{part.first_page}　{part.material.title}{number}"


def _anchor(kept: Casefile, part: Part) -> Anchor:
    return Anchor(
        casefile=kept,
        document=part.material.document,
        title=part.material.title,
        number=part.material.number,
        sha256=part.material.sha256,
        first_page=part.first_page,
        pages=part.pages,
    )
