"""Files that some cases' evidence comes with, kept as those an officer uploads."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from random import Random

from xiezhi.journal.acts import Act, FileRef
from xiezhi.journal.files import store
from xiezhi.matters.models import EvidenceItem
from xiezhi.site.city.cases import CityCase
from xiezhi.site.city.media import photo, recording
from xiezhi.site.city.plan import Plan

#: About so many cases of a district have photos; a third of these a recording too.
PHOTOS = 120
STEP = "evidence_collected"


def has_files(plan: Plan, number: int) -> bool:
    return number % max(1, plan.cases // PHOTOS) == 0


def with_files(act: Act, case: CityCase) -> Act:
    """The act with its files, which are stored and listed as evidence one and two of the case."""
    rng = Random(f"{case.matter} files")
    made = [("现场照片1.png", "image/png", photo(rng))]
    if case.number % 3 == 0:
        made.append(("询问录音.wav", "audio/x-wav", recording(rng)))
    refs = [store(BytesIO(data), name, case.matter, kind) for name, kind, data in made]
    for number, ref in enumerate(refs, 1):
        _listed(act, case, number, ref)
    return replace(act, files=tuple(refs))


def _listed(act: Act, case: CityCase, number: int, ref: FileRef) -> None:
    told = {"kind": "audiovisual", "taken_at": act.at, "place": case.parties[0].address}
    told |= {"name": ref.name, "sm3": ref.sm3, "size": ref.size, "type": ref.type}
    told |= {"number": number, "collector": case.people["lead"]}
    EvidenceItem.objects.get_or_create(matter=case.matter, sha256=ref.sha256, defaults=told)
