"""Taking evidence files in."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.matters import play as p

from xiezhi.journal.models import StoredFile
from xiezhi.matters.acts.intake import harmless
from xiezhi.matters.models import EvidenceItem

Cast = Callable[[str], Client]


def photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/cases/{p.filed(p.Play()).matter}/facts/add"


def upload(client: Client, address: str, name: str, data: bytes, **more: str) -> object:
    file = SimpleUploadedFile(name, data, "image/jpeg")
    return client.post(address, {"file": file, "kind": "audiovisual", **more})


def test_a_photo_is_kept_byte_for_byte_and_given_out_again(cast: Cast, address: str) -> None:
    client = cast("lin")
    assert upload(client, address, "现场.jpg", photo(), place="店前").status_code == 302
    item = EvidenceItem.objects.get()
    back = client.get(address.replace("facts/add", f"files/{item.sha256}"))
    assert (
        b"".join(back.streaming_content) == photo()
        and "sandbox" in back.headers["Content-Security-Policy"]
    )


def test_the_same_photo_twice_is_recognised_and_kept_once(cast: Cast, address: str) -> None:
    client = cast("lin")
    upload(client, address, "a.jpg", photo())
    again = upload(client, address, "b.jpg", photo())
    assert "已经收过" in again.content.decode() and EvidenceItem.objects.count() == 1


def test_a_page_dressed_as_a_photo_is_refused_and_nothing_of_it_is_kept(
    cast: Cast, address: str
) -> None:
    page = upload(cast("lin"), address, "x.jpg", b"<html><script>alert(1)</script></html>")
    assert page.status_code == 422 and "没有保存" in page.content.decode()
    assert not EvidenceItem.objects.exists()
    assert not StoredFile.objects.filter(type__startswith="image").exists()


def test_an_empty_file_and_no_file_are_said_clearly(cast: Cast, address: str) -> None:
    client = cast("lin")
    assert "是空的" in upload(client, address, "x.jpg", b"").content.decode()
    assert "没有收到文件" in client.post(address, {"kind": "audiovisual"}).content.decode()


def test_a_broken_transmission_is_said_clearly(cast: Cast, address: str) -> None:
    broken = cast("lin").post(
        address, b"--x\r\nbroken", content_type="multipart/form-data; boundary="
    )
    assert broken.status_code == 400 and "没有传完" in broken.content.decode()
    assert not EvidenceItem.objects.exists()


@given(st.text(max_size=300))
def test_no_name_keeps_folders_control_or_direction_characters(name: str) -> None:
    kept = harmless(name)
    assert kept and len(kept) <= 120
    assert not set('/\\<>:"|?*\x00\n\u202e') & set(kept) and kept not in (".", "..")
