"""Walks an inspection through the pages as a browser would."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from PIL import Image
from tests.matters import play as p

from xiezhi.inspections.models import Inspection
from xiezhi.journal.models import Entry
from xiezhi.matters.models import Draft
from xiezhi.registry.models import KeptRow, Party

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


def planned(cast: Cast, shop: Party, way: str = "inspect.daily", **more: str) -> Inspection:
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
    answer = sign(cast("lin"), f"/inspections/new/?party={shop.code}&way={way}", given)
    assert answer.status_code == 302, answer.content.decode()
    return Inspection.objects.latest("planned_on", "matter")


def approved(cast: Cast, row: Inspection, people: tuple[str, str] = ("lin", "chen")) -> None:
    given = {
        "planned_on": f"{row.planned_on:%Y-%m-%d}",
        "inspectors-rows": "2",
        "inspectors-0-officer": people[0],
        "inspectors-0-officer_role": "lead",
        "inspectors-1-officer": people[1],
        "inspectors-1-officer_role": "assist",
        "offsite_enough": "no",
    }
    assert sign(cast("lin"), step(row, "inspection_approved"), given).status_code == 302
    draft = Draft.objects.get(matter=row.matter)
    signed = head_signs(cast, draft)
    assert signed.status_code == 302, signed.content.decode()


def head_signs(cast: Cast, draft: Draft) -> Any:
    """The head reads the paper and signs."""
    head, address = cast("gao"), f"/drafts/{draft.pk}/"
    assert head.get(f"{address}preview.pdf").content.startswith(b"%PDF")
    return head.post(address, {"act": "sign", "digest": draft.digest, "pin": p.PIN})


def step(row: Inspection, name: str) -> str:
    return f"/cases/{row.matter}/do/{row.procedure}/{name}/"


def begun(cast: Cast, row: Inspection) -> None:
    """Notice and certificates shown, both officers on the spot."""
    lin = cast("lin")
    assert (
        sign(lin, step(row, "inspection_notified"), {"confirmed_by_party": "signed"}).status_code
        == 302
    )
    scanned = {"scan_way": "code", "place": "东湖区示例路1号"}
    assert sign(lin, step(row, "enterprise_code_scanned"), scanned).status_code == 302
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


def verdicts(row: Inspection, step: str) -> dict[str, str]:
    """What the law said of the matter's latest entry of the step, by norm."""
    entry = Entry.objects.filter(matter=row.matter, step=step).latest("seq")
    return {v["norm"]: v["verdict"] for v in entry.content["verdicts"]}


def verified(norm: str) -> None:
    """The operator has compared the norm with its text."""
    KeptRow.objects.create(
        register="norm", key=norm, valid_from="2026-01-01", matter=f"norm-{norm}"
    )
