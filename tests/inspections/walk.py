"""Walks an inspection through the pages as a browser would."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from PIL import Image
from tests.matters import play as p

from xiezhi.inspections.models import Inspection
from xiezhi.matters.models import Draft
from xiezhi.registry.models import Party

Cast = Callable[[str], Client]
SHOWN = {
    "id_shown_by": "noted",
    "rights_told": "recusal_and_statement",
    "confirmed_by_party": "signed",
}
POINTS = ("营业执照在有效期内并公示", "消防通道畅通", "门店招牌符合规定")


def form_of(client: Client, address: str) -> dict[str, str]:
    return dict(client.get(address).context["form"].hidden)


def sign(client: Client, address: str, given: dict[str, Any], go: str = "sign") -> Any:
    """Open the form, fill `given` in, send it."""
    return client.post(address, {**form_of(client, address), **given, "go": go})


def planned(cast: Cast, shop: Party, **more: str) -> Inspection:
    """A task with three points to look at."""
    points = {f"planned_points-{n}-inspection_point": text for n, text in enumerate(POINTS)}
    given = {
        "inspection_title": "商业场所日常检查",
        "item": p.ITEM,
        "inspection_trigger": "daily",
        "planned_on": "2026-11-24",
        "planned_points-rows": "3",
        **points,
        **more,
    }
    answer = sign(cast("lin"), f"/inspections/new/?party={shop.code}", given)
    assert answer.status_code == 302, answer.content.decode()
    return Inspection.objects.latest("planned_on", "matter")


def approved(cast: Cast, row: Inspection) -> None:
    given = {
        "planned_on": "2026-11-24",
        "inspectors-rows": "2",
        "inspectors-0-officer": "lin",
        "inspectors-0-officer_role": "lead",
        "inspectors-1-officer": "chen",
        "inspectors-1-officer_role": "assist",
    }
    assert sign(cast("lin"), step(row, "inspection_approved"), given).status_code == 302
    draft = Draft.objects.get(matter=row.matter)
    answer = cast("gao").post(
        f"/drafts/{draft.pk}/", {"act": "sign", "digest": draft.digest, "pin": p.PIN}
    )
    assert answer.status_code == 302, answer.content.decode()


def step(row: Inspection, name: str) -> str:
    return f"/cases/{row.matter}/do/inspect.daily/{name}/"


def begun(cast: Cast, row: Inspection) -> None:
    """Notice and certificates shown, both officers on the spot."""
    lin = cast("lin")
    assert (
        sign(lin, step(row, "inspection_notified"), {"confirmed_by_party": "signed"}).status_code
        == 302
    )
    assert sign(lin, step(row, "id_shown"), {**SHOWN, "second": "chen"}).status_code == 302
    answer = start(cast, row)
    assert answer.status_code == 302, answer.content.decode()


def start(cast: Cast, row: Inspection) -> Any:
    given = {"place": "东湖区示例路1号", "second": "chen"}
    return sign(cast("lin"), step(row, "inspection_started"), given)


FOUND = {
    "inspection_points-0-point_result": "conform",
    "inspection_points-1-point_result": "not_checked",
    "inspection_points-2-point_result": "not_conform",
    "inspection_points-2-point_note": "店招超出规定尺寸约0.4米",
    "record_text": "店内正常营业，现场测量店招并拍照。",
    "party_statement": "愿意一周内更换店招。",
    "signature": "signed",
    "second": "chen",
}


def photo(colour: str = "red") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    out.seek(0)
    out.name = "店招.jpg"
    return out


def recorded(cast: Cast, row: Inspection, **more: str) -> Any:
    return sign(cast("lin"), f"/inspections/{row.matter}/site/", {**FOUND, **more})
